"""The register in public as a website of plain files, to be put on any web server: no script, no database, nobody signs in."""
