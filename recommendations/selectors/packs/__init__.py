"""A paper for a meeting: its contents, the public ones, its key points, and what is not ready in it."""
