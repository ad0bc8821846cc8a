"""Hold the pure stages of the chain: values in, values out, importing only leftward."""
