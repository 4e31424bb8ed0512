"""What is done from the command line; the doors that need no browser."""
