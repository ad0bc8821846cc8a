"""Read and write the tables and settings of the open formats, every fault at once."""
