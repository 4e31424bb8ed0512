"""Sessions of scrutiny: what goes on an agenda, where one stands in it, and the minutes."""
