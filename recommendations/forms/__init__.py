"""What may be asked and said at the door: one module a noun."""
