"""Hold what needs two people before it leaves: one asks, another approves the very same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

WAITS_MILLIS = 24 * 3_600_000
"""So long a release may wait: what was asked for yesterday is not what is so today."""

Standing = Literal["waits", "approved", "left", "expired"]


@dataclass(frozen=True, slots=True)
class Release:
    """Hold a mass warning or a disclosure that somebody asked for."""

    what: str
    content: str  # digest of exactly what would leave
    count: int  # people or rows it reaches
    asked_by: str
    expires_millis: int
    approved_by: str = ""
    done: bool = False
    devices: frozenset[str] = frozenset()  # where it was asked for and approved: it leaves from one of these
    carried_by: str = ""  # the device whose question holds the bytes too; "" = it holds their digest alone
    own_key: bool = False  # the approver signed with a key of their own; else their device's word is all there is

    def may_leave(self, now_millis: int) -> bool:
        """Tell whether it may leave now: approved, once, and in time."""
        return bool(self.approved_by) and not self.done and now_millis < self.expires_millis

    def standing_at(self, now_millis: int) -> Standing:
        """Say in a word what becomes of it.

        >>> Release("disclosure", "d1", 3, "o1", 10_000).standing_at(10_000)
        'expired'
        """
        if self.done:
            return "left"
        if now_millis >= self.expires_millis:
            return "expired"
        return "approved" if self.approved_by else "waits"


Releases = Mapping[str, Release]


def approve(release: Release, by: str, content: str, count: int, now_millis: int) -> Release | str:
    """Return the approved release, or why it is not: the asker, another content, another count, too late.

    >>> asked = Release("mass warning", "d1", 4000, "o1", 10_000)
    >>> approve(asked, "o1", "d1", 4000, 5), approve(asked, "o2", "d1", 4000, 5).approved_by
    ('who asks does not approve', 'o2')
    """
    if by == release.asked_by:
        return "who asks does not approve"
    if (content, count) != (release.content, release.count):
        return "what is approved is not what was asked for"
    if now_millis >= release.expires_millis:
        return "it has expired"
    if release.approved_by:
        return "it is approved already"
    return replace(release, approved_by=by)
