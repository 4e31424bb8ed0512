"""Papers and tables written as Word, PDF, Excel and CSV, and a folder of files put in its place whole."""
