"""The ledger: a leaf for each row that is written once, in one tree, under seals that are held outside the force.

docs/ledger.md says how it is used.
"""
