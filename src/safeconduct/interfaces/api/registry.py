"""Say which parties there are, what waits, and who one person is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path

from safeconduct.app.open_identity import open_identity
from safeconduct.core.operation import Entry, count_backlog
from safeconduct.core.people import NEEDS
from safeconduct.core.vault import CaseId
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import (
    BacklogSaid,
    ContactSaid,
    DocumentSaid,
    Ident,
    IdentityAsked,
    IdentitySaid,
    PartiesSaid,
    PartySaid,
    PlaceSaid,
)
from safeconduct.interfaces.api.paging import After, Most, cut_page

PROVED = APIRouter(tags=["registry"])
HOUR_MILLIS = 3_600_000


@PROVED.get("/backlog")
def backlog(desk: At, who: Who) -> BacklogSaid:
    """Count the cases that wait for a decision, and how long the oldest has waited since it was first opened."""
    counted = count_backlog(desk.door.read(who).cases, desk.now_millis())
    return BacklogSaid(
        open=counted.open, oldest_age_hours=counted.oldest_age_millis / HOUR_MILLIS, decided=counted.decided
    )


@PROVED.get("/parties")
def list_parties(desk: At, who: Who, after: After = "", most: Most = 100) -> PartiesSaid:
    """List what planning may know of each party: never who they are."""
    known = {name: entry for name, entry in desk.door.read(who).parties.items() if not entry.erased}
    names, further = cut_page(known, after, most)
    return PartiesSaid(parties=[_describe(name, known[name]) for name in names], next=further)


@PROVED.post("/cases/{case}/identity")
def identity(case: Annotated[Ident, Path()], asked: IdentityAsked, desk: At, who: Who) -> IdentitySaid:
    """Open chosen fields of one person, for a purpose; that it was asked is on record before the vault is."""
    found = open_identity(desk.door, lambda: desk.reach(who), who, CaseId(case), asked.purpose, asked.fields)
    return IdentitySaid(
        case=case,
        names=None if found.names is None else list(found.names),
        birth_year=found.birth_year,
        phones=None if found.phones is None else list(found.phones),
        documents=None
        if found.documents is None
        else [DocumentSaid(kind=one.kind, number=one.number, country=one.country) for one in found.documents],
        home=found.home,
        contacts=None
        if found.contacts is None
        else [ContactSaid(channel=one.channel, address=one.address) for one in found.contacts],
    )


def _describe(name: str, entry: Entry) -> PartySaid:
    """Say what planning may know; what another device wrote beside that is left out, whatever it is."""
    needs, people = entry.facts.get("needs"), entry.facts.get("people")
    return PartySaid(
        party=name,
        size=entry.size,
        people=people if isinstance(people, int) else 0,
        needs=[need for need in NEEDS if isinstance(needs, list | tuple) and need in needs],
        place=_find_place(entry.facts.get("place")),
    )


def _find_place(said: object) -> PlaceSaid | None:
    if not isinstance(said, Mapping):
        return None
    try:
        lon, lat, precision = (float(said[name]) for name in ("lon", "lat", "precision_metres"))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return PlaceSaid(lon=lon, lat=lat, precision_metres=precision) if abs(lon) <= 180 and abs(lat) <= 90 else None
