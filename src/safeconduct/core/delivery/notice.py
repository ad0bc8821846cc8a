"""Describe what is told to an area, and so to nobody by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Hold what is told to whoever is in an area: a text, and the same as a document for programs."""

    ident: str
    area: str
    headline: str
    text: str
    sent_millis: int
    expires_millis: int
    document: bytes = b""  # a CAP alert, or none
