"""Sources in: one module per format."""
