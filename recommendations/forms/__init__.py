"""The forms of the pages, one module a noun: what a service takes, asked for in the words of the page."""
