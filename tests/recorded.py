"""Writing one thing in a test, as a verb of its own."""

from safeguarding import history

write = history.verb()(history.write)
