"""Read-only JSON for programs under /api/v1/: what the pages show, by the same selectors and the same rights."""
