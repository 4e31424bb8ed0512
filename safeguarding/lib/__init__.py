"""Tools without models."""
