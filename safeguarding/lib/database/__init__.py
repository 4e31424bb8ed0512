"""Statements put together once, sent as one, of many keys, for many rows."""
