"""The pages of reports that are being read."""
