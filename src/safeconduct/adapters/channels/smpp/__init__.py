"""Speak SMPP 3.4 with a message centre: texts out, receipts and replies in."""
