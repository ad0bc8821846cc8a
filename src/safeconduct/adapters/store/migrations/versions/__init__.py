"""Hold one file for each version of the tables; none is changed once it was released."""
