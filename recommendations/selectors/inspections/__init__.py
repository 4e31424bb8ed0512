"""Read models of the pages of inspections."""
