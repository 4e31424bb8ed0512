"""What we do about it: recommendations, actions, progress and scrutiny."""
