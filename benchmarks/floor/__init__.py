"""The least that each task can take: one statement written by hand, no framework, no rights, no look of a page."""
