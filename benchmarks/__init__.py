"""How fast the tracker is, shown and not asserted; README.md has the figures and how to get them again."""
