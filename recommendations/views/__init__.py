"""The doors: one module a noun. A view makes one call downstairs; only doors know "now" and the request."""
