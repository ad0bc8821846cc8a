"""Hold the keys of identities in a process of its own, and speak with it."""
