"""Run one use case per file, over the ports that the adapters fill."""
