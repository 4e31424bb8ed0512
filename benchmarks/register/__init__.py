"""A made-up register of any size: its words, the life of each action, and the rows that say it."""
