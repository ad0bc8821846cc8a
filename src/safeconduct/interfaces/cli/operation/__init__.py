"""Offer the use cases of an operation as commands: one file per command or group."""
