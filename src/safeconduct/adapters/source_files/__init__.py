"""Keep what is thought of sources, and read what came out of their reports."""
