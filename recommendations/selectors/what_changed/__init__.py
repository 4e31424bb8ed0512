"""The changes between two moments: which rows of standings, records and history tell it, counted and read in the database."""
