"""Read models of the pages of recommendations."""
