"""Show the use cases to people and programs."""
