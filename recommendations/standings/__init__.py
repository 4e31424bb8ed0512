"""Standings (models.standings): worked out from the records, written when a verb ends, checked and made anew by a command."""
