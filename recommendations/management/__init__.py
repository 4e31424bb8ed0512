"""Commands, and the story that the demonstration tells."""
