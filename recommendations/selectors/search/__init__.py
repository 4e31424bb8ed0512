"""The search: what a person typed, and the actions and recommendations that have it."""
