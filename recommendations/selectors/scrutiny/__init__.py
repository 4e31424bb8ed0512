"""What the pages of scrutiny ask."""
