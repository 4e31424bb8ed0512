"""Rounds of updates: what one asks about, who owes a return, what a return says, and the board of all of them."""
