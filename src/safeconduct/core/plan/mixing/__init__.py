"""Mix plans."""
