"""What the pages of recommendations ask."""
