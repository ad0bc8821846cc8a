"""Hold the replans that were proposed: each waits until a person adopts or refuses it, or it is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from safeconduct.core.operation.adopting import Adopted

if TYPE_CHECKING:
    from safeconduct.core.operation.draft import Draft
    from safeconduct.core.record import Event

FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""A replan's id names its folder, on whatever device: nothing else is a name."""

Standing = Literal["proposed", "approved", "refused", "outdated"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold a plan that was made in place of the adopted one, after something had happened."""

    plan: str  # digest
    case: str  # digest of the case as it was then
    name: str  # of the case
    replaces: str  # digest of the plan that stood, and that it changes
    base: tuple[str, str]  # digests of the case and the plan that it all began with, before anything happened
    facts: str  # digest of what had happened, on which it stands
    until_millis: int  # after that, who is told first could no longer be told in time
    changed: int  # parties
    moved: int  # people
    left: int  # people
    gap: float | None
    why: str
    by: str  # operator
    millis: int  # when, on its device's clock
    approved_by: str = ""
    refused_by: str = ""
    refused_why: str = ""

    @property
    def decided(self) -> Literal["approved", "refused", ""]:
        """Return what a person decided; "" where nobody has."""
        return "approved" if self.approved_by else "refused" if self.refused_by else ""


Proposals = Mapping[str, Proposal]


def find_outdated(one: Proposal, adopted: Iterable[Adopted], now_millis: int, facts: str = "") -> str:
    """Return why a proposal may not be adopted any more, "" where nothing stands against it.

    `facts` is the digest of what has happened by now; "" where nobody has looked.

    >>> base = ("c1", "p1")
    >>> one = Proposal("p2", "c2", "EXERCISE", "p1", base, "f1", 9_000, 3, 40, 0, None, "gate closed", "o1", 5_000)
    >>> stands = Adopted("p1", "c1", "EXERCISE", "greedy", 40, 0, None, "o1", 1)
    >>> find_outdated(one, [stands], 6_000, "f1")
    ''
    >>> find_outdated(one, [stands], 6_000, "f2")
    'something has happened since that it does not know: propose anew'
    """
    if {held.plan for held in adopted} != {one.replaces}:
        return "another plan stands than the one that it changes: propose anew"
    if now_millis > one.until_millis:
        return "who is to be told first can no longer be told in time: propose anew"
    if facts and facts != one.facts:
        return "something has happened since that it does not know: propose anew"
    return ""


def find_standing(one: Proposal, adopted: Iterable[Adopted], now_millis: int, facts: str = "") -> Standing:
    """Say in a word what becomes of a proposal."""
    return one.decided or ("outdated" if find_outdated(one, adopted, now_millis, facts) else "proposed")


def propose(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Keep a proposal under a name that nobody has used."""
    if not FOLDER_NAME.fullmatch(said["replan"]):
        return "a replan is named by at most 40 letters, digits, - and _"
    if said["replan"] in draft.replans:
        return f"{said['replan']} was proposed already"
    base = said["base_case"], said["base_plan"]
    draft.replans[said["replan"]] = Proposal(
        said["plan"], said["case"], said["name"], said["replaces"], base, said["facts"],
        said["until_millis"],
        said["changed"], said["moved"], said["left"], said.get("gap"), said.get("why", ""), event.actor,
        event.time.millis,
    )  # fmt: skip
    return ""


def approve_replan(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Note who approved; where a device apart refused it, the approval counts: the plan was adopted with it."""
    one = draft.replans.get(said["replan"])
    if one is None:
        return f"{said['replan']} was not proposed"
    if one.approved_by:
        return f"{said['replan']} is approved already"
    draft.replans[said["replan"]] = replace(one, approved_by=event.actor, refused_by="", refused_why="")
    return ""


def refuse_replan(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Note who refused, unless it was approved or refused before."""
    one = draft.replans.get(said["replan"])
    if one is None:
        return f"{said['replan']} was not proposed"
    if one.decided:
        return f"{said['replan']} is {one.decided} already"
    draft.replans[said["replan"]] = replace(one, refused_by=event.actor, refused_why=said.get("why", ""))
    return ""


def find_late(proposals: Proposals, adopted: Iterable[Adopted], event: Event) -> str:
    """Return why nobody approves a replan who knows what became of it or of the plan that it changes."""
    one = proposals.get(str(event.payload.get("replan")))
    if event.kind != "replan.approved" or one is None:
        return ""
    if one.decided:
        return f"{event.payload['replan']} is {one.decided} already"
    return find_outdated(one, adopted, event.time.millis)
