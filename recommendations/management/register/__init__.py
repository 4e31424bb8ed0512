"""The register of published inspections: read from its files, and recorded in the tracker."""
