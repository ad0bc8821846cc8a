"""Warn the people of an area: alerts after CAP 1.2, checked for what the schema lets pass."""
