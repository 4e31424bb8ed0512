"""Commands of inspections."""
