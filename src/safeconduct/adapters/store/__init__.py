"""Keep an operation's record in SQLite or PostgreSQL, on one device, so that nothing acknowledged is lost."""
