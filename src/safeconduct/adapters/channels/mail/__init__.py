"""Send mail, and read what comes back."""
