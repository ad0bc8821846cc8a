"""Write readings in the formats that others read."""
