"""Keep reviews on the disk, and read decisions that somebody wrote into a table."""
