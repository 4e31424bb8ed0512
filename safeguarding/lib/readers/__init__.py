"""Files that others made, read into plain pages, grids and words."""
