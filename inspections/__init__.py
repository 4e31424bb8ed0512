"""Inspections of the force, as they were published: bodies, reports and their timetables."""
