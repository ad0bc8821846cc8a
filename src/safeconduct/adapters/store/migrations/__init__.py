"""Bring a store from an older version of its tables to the newest."""
