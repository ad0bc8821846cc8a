"""Name the kinds of sources that reports come from."""

from __future__ import annotations

from enum import StrEnum


class SourceClass(StrEnum):
    """Name what kind of source an origin is."""

    UNKNOWN = "unknown"  # named, of no known kind
    OFFICIAL = "official"
    INTERNATIONAL = "international"  # organisations of states
    AGENCY = "agency"  # news agency
    OUTLET = "outlet"
    NGO = "ngo"
    EYEWITNESS = "eyewitness"
    PARTY = "party"  # to the conflict
    ANONYMOUS = "anonymous"  # never verified
