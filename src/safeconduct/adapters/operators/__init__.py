"""Prove that operators are who they say they are: one module for each kind of second factor."""
