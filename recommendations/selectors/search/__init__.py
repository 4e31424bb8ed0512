"""What a person looks for, and what has it."""
