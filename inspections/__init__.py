"""What was published about us: bodies, inspections, their timetables."""
