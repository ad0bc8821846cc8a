"""Keep the warnings that somebody has asked to release on another device, as the record carries them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.operation import Release, State
from safeconduct.core.operation.carried import read_lines, read_ring
from safeconduct.core.record import Event
from safeconduct.core.warnings import KeptAlert

WHAT = "mass warning"


def receive_drafts(desk: WarningDesk) -> None:
    """Keep what was asked for, and is not kept here: of an alert the bytes that were sent, else the newest asked for.

    What was drafted here, and asked for from here, stays as it is kept. Another device's, once it was asked for, takes
    the place of what is kept under its name: nobody could approve it otherwise.
    """
    there, here = desk.files.list(), desk.door.device
    missing = {
        name: one
        for name, one in _find_newest(desk.door.state()).items()
        if (one.carried_by != here or _stem(name) not in there) and _digest(desk, _stem(name)) != one.content
    }
    if not missing:
        return
    for event in desk.door.events_of("release.asked"):
        asked = missing.get(str(event.payload.get("release")))
        if asked is not None and event.ident.device == asked.carried_by:
            _keep(desk, _stem(str(event.payload["release"])), event, asked)


def find_releases(state: State, identifier: str) -> dict[str, Release]:
    """Return the releases that were asked for an alert, by their names."""
    return {name: one for name, one in state.releases.items() if _is_alerts(name, one) and _stem(name) == identifier}


def number_release(name: str) -> int:
    """Return how many times an alert had been asked for by then.

    >>> number_release("sc-7.2/3")
    3
    """
    return int(name.rpartition("/")[2])


def _find_newest(state: State) -> dict[str, Release]:
    """Return the release of each alert that says which bytes are meant, where the record carries them."""
    newest: dict[str, str] = {}
    for name, one in state.releases.items():
        if _is_alerts(name, one):
            before = newest.setdefault(_stem(name), name)
            newest[_stem(name)] = max(before, name, key=number_release)
    sent = {alert: note.release for alert, note in state.alerts.items() if note.release in state.releases}
    chosen = {**newest, **sent}.values()
    return {name: state.releases[name] for name in chosen if state.releases[name].carried_by}


def _keep(desk: WarningDesk, name: str, event: Event, asked: Release) -> None:
    lines, theatre, expected = (event.payload.get(field) for field in ("lines", "theatre", "expected"))
    if not (isinstance(lines, Sequence) and isinstance(theatre, Sequence) and isinstance(expected, int | float)):
        return
    data, ring = read_lines([str(one) for one in lines]), read_ring([str(one) for one in theatre])
    if data is None or ring is None or make_digest(data) != asked.content:
        return
    with suppress(CannotReadError, InputFaultsError):  # no alert at all, or one of another name: nobody can approve it
        if desk.format.read(data, name).identifier == name:
            desk.files.save(name, KeptAlert(data, asked.count, float(expected), ring))


def _digest(desk: WarningDesk, identifier: str) -> str:
    try:
        return make_digest(desk.files.read(identifier).data)
    except CannotReadError:
        return ""


def _is_alerts(name: str, release: Release) -> bool:
    return release.what == WHAT and "/" in name and name.rpartition("/")[2].isdecimal()


def _stem(name: str) -> str:
    return name.rpartition("/")[0]
