"""The rows of a table inside a report's text: one line a row, a tab between its cells, INSIDE between the lines of a cell."""

INSIDE = "\u2028"  # a line break that parts no lines of the page, so that a row stays one
END_OF_A_CELL = "\t"
