"""Read models of the pages of posts."""
