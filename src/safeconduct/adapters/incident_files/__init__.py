"""Read tables of incidents: one file for each form, told by its columns."""
