"""Plan and run the protected movement of civilians out of a city under threat."""

__version__ = "0.1.0"
