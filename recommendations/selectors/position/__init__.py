"""What the position and the progress report ask."""
