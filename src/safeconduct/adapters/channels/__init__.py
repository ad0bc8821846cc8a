"""Reach people by the channels of an operation: each fills the port Channel or AreaChannel."""
