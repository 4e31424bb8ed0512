"""Reading the plans that a force and its boards send: a file in, rows of words, dates and problems out. Nothing is kept or decided."""
