"""Measure the Earth."""

METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km (IUGG mean radius)
