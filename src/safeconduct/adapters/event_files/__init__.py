"""Read the events and cells of a series, and write its forecasts."""
