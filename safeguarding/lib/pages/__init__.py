"""The pieces of pages: forms, filters, the order of lists, charts, templates."""
