"""Read sources of every kind; what is loaded for that is loaded in a process of its own (worker.py)."""
