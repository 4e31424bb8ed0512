"""Backups: everything that the tracker keeps, in one file, and that file put back into an empty place; docs/backup.md says how."""
