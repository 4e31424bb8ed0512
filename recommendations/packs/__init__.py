"""Papers that go out: their contents as plain words first; lib/ makes the bytes. Nothing here asks who may see what.

A column of a plan that goes out is added to COLUMNS of its paper here, and its words to selectors/plan_export.py.
"""
