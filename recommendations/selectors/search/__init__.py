"""The words that a person looks for, and the things that have them."""
