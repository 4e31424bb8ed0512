"""Everything that a person is told by mail, and was."""
