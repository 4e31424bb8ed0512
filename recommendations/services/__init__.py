"""Every change: atomic, permitted first, recorded as it is made."""
