"""The pages of plans that come in."""
