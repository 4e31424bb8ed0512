"""Read models of the dashboard: the figures of whatever its filters keep, each leading to exactly its items."""
