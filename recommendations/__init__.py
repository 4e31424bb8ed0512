"""The force's answer to inspections: recommendations, actions, progress and scrutiny."""
