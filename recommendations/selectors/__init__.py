"""Every question asked of the register, now or as it stood."""
