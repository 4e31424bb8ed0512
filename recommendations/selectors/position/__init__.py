"""Read models of the position and of the progress report, which boards and the OPCC read."""
