"""Read models of the pages of actions."""
