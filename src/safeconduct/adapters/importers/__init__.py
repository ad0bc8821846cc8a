"""Read street maps: one file per format."""
