"""Draft warnings and their corrections: `safeconduct warn draft`, `safeconduct warn correct`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.draft_warning import (
    change_wanted,
    draft_warning,
    find_around_site,
    find_district,
    find_end,
    find_theatre,
    name_places,
)
from safeconduct.app.price_warning import price_warning
from safeconduct.app.receive_drafts import receive_drafts
from safeconduct.app.release_warning import correct_warning
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.basics import Fault, InputFaultsError, parse_time
from safeconduct.core.operation import UseCase
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import (
    Action,
    Certainty,
    Circle,
    Danger,
    Head,
    Ring,
    Severity,
    Urgency,
    Wanted,
    settle_ring,
    want_again,
)
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis
from safeconduct.interfaces.cli.operation._warn_text import print_alert

MINUTES = 120
Opens = Callable[[Services, Path, str], AbstractContextManager[WarningDesk]]
CaseFolder = Annotated[Path | None, typer.Option(help="Folder of the case: its map is the theatre, its parties count.")]
Until = Annotated[str | None, typer.Option(help="Until when it holds, like 2031-03-04T18:00:00+02:00.")]
Minutes = Annotated[int | None, typer.Option(min=10, max=1440, help="Or for how many minutes from now.")]
Target = Annotated[str, typer.Option(help="Where to (leave), or by which way (evacuate).")]
Own = Annotated[list[str] | None, typer.Option(help="A name in one language, like uk=Name; again for others.")]
People = Annotated[int, typer.Option(min=1, help="How many people are in the area, as you know it.")]
Price = Annotated[float | None, typer.Option(min=0, help="What one part of an SMS costs.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def add_drafting(warn: typer.Typer, services: Services, opens: Opens) -> None:
    """Add the commands."""
    _add_draft(warn, services, opens)
    _add_correct(warn, services, opens)


def _add_draft(warn: typer.Typer, services: Services, opens: Opens) -> None:
    @warn.command(
        epilog="Example: safeconduct warn draft operations/harbour --by o1a2b3c4 --case case --site G1 --metres 600 "
        "--danger attack --action keep-away --place 'Gate G1' --minutes 120 --people 4000 --per-km2 3000"
    )
    def draft(
        folder: Folder,
        by: By,
        place: Annotated[str, typer.Option(help="What the area is called.")],
        people: People,
        danger: Annotated[Danger, typer.Option(help="What threatens.")],
        action: Annotated[Action, typer.Option(help="What to do: stay, leave, keep-away or evacuate.")],
        case: CaseFolder = None,
        theatre: Annotated[Path | None, typer.Option(help="Without a case: GeoJSON of where the operation is.")] = None,
        area: Annotated[Path | None, typer.Option(help="GeoJSON of the area.")] = None,
        circle: Annotated[str | None, typer.Option(help="Or LON,LAT,METRES.")] = None,
        district: Annotated[str | None, typer.Option(help="Or a district of the case.")] = None,
        site: Annotated[str | None, typer.Option(help="Or a site of the case, with --metres around it.")] = None,
        metres: Annotated[int, typer.Option(help="With --site: the radius.")] = 500,
        until: Until = None,
        minutes: Minutes = None,
        target: Target = "",
        place_in: Own = None,
        target_in: Own = None,
        per_km2: Annotated[float, typer.Option(min=0, help="People for each km2 who are in no registry.")] = 0.0,
        languages: Annotated[str, typer.Option(help="Codes, apart by commas; without it all that there are.")] = "",
        urgency: Annotated[Urgency, typer.Option(help="How soon to act.")] = Urgency.IMMEDIATE,
        severity: Annotated[Severity, typer.Option(help="How bad it may be.")] = Severity.SEVERE,
        certainty: Annotated[Certainty, typer.Option(help="How sure it is.")] = Certainty.LIKELY,
        sender: Annotated[str, typer.Option(help="Who warns, as the feed names it; no person's address.")] = "",
        price: Price = None,
        as_json: AsJson = False,
    ) -> None:
        """Draft a warning in every language, check it, and show it before anybody asks for its release.

        The area is given in one of four ways. Nothing is kept where anything is wrong.
        """
        with clear_errors():
            town = None if case is None else services.cases.read(case)
            bounds = _find_bounds(services, town, theatre)
            rings, circles = _find_area(services, town, area, circle, district, site, metres)
            now = now_millis() / 1000
            offset = _find_offset(town, until)
            spoken = _cut(languages) or tuple(services.warning_words.lexicons)
            _check_languages(spoken, services)
        with opens(services, folder, by) as desk:
            wanted = Wanted(
                danger,
                action,
                name_places(place, spoken, _read_own(place_in, "--place-in")),
                _find_end(until, minutes or MINUTES, now),
                rings,
                circles,
                name_places(target, spoken, _read_own(target_in, "--target-in")) if target else None,
                urgency,
                severity,
                certainty,
            )
            head = Head(_name_alert(now), sender or "safeconduct", now, offset, desk.exercise)
            made = draft_warning(desk, ActorId(by), wanted, head, town, bounds, people, per_km2)
            leaves = price_warning(desk.door.state(), made.alert, desk.rules())
        print_alert(
            made.alert, made.kept, made.coverage, made.people, services.warning_words, price, as_json, (), leaves
        )


def _add_correct(warn: typer.Typer, services: Services, opens: Opens) -> None:
    @warn.command(epilog="Example: safeconduct warn correct operations/harbour sc-7f3a --by o1a2b3c4 --action stay")
    def correct(
        folder: Folder,
        name: Annotated[str, typer.Argument(metavar="ALERT", help="The alert that stands.")],
        by: By,
        action: Annotated[Action | None, typer.Option(help="Another action; all-clear too.")] = None,
        case: CaseFolder = None,
        area: Annotated[Path | None, typer.Option(help="GeoJSON of another area.")] = None,
        circle: Annotated[str | None, typer.Option(help="Or LON,LAT,METRES.")] = None,
        until: Until = None,
        minutes: Minutes = None,
        target: Target = "",
        people: Annotated[int | None, typer.Option(min=1, help="How many people, if another number.")] = None,
        price: Price = None,
        as_json: AsJson = False,
    ) -> None:
        """Draft anew what replaces a sent alert. Two people release it, as they released the alert."""
        with clear_errors(), opens(services, folder, by) as desk:
            state = desk.door.read(ActorId(by), UseCase.ASK_RELEASE)
            receive_drafts(desk)
            town = None if case is None else services.cases.read(case)
            alert, kept = desk.read(name)
            now = now_millis() / 1000
            expires = _find_end(until, minutes or MINUTES, now) if until or minutes else None
            wanted = change_wanted(want_again(alert), action, target, expires)
            if area or circle:
                rings, circles = _find_area(services, town, area, circle, None, None, 0)
                wanted = replace(wanted, polygons=rings, circles=circles)
            kept = replace(kept, people=people or kept.people)
            update, made = correct_warning(desk, ActorId(by), alert, kept, wanted, town, now_millis())
            grounds = [ring for one in update.infos[0].areas for ring in one.rings]
            coverage, inside = cover_area(state, town, grounds)
            leaves = price_warning(state, update, desk.rules())
        print_alert(update, made, coverage, inside, services.warning_words, price, as_json, (), leaves)


def _find_bounds(services: Services, town: Case | None, theatre: Path | None) -> Ring:
    if theatre is not None:
        rings = services.areas.read(theatre)
        if len(rings) == 1:
            return settle_ring(rings[0])
        raise InputFaultsError([Fault("--theatre", 0, "", "", "more than one polygon", "draw one around all of it")])
    if town is None:
        remedy = "give --case, or --theatre"
        raise InputFaultsError([Fault("--theatre", 0, "", "", "nobody knows where the operation is", remedy)])
    return find_theatre(town)


def _find_area(
    services: Services,
    town: Case | None,
    area: Path | None,
    circle: str | None,
    district: str | None,
    site: str | None,
    metres: int,
) -> tuple[tuple[Ring, ...], tuple[Circle, ...]]:
    given = [one for one in (area, circle, district, site) if one is not None]
    if len(given) != 1:
        problem = "no area: a warning without one is refused" if not given else "more than one area"
        remedy = "give one of --area, --circle, --district and --site"
        raise InputFaultsError([Fault("options", 0, "--area", "", problem, remedy)])
    if area is not None:
        return tuple(settle_ring(ring) for ring in services.areas.read(area)), ()
    if circle is not None:
        return (), (_read_circle(circle),)
    if town is None:
        raise InputFaultsError([Fault("options", 0, "--case", "", "sites and districts are a case's", "give --case")])
    if district is not None:
        return find_district(town, district), ()
    return (), (find_around_site(town, str(site), metres),)


def _read_circle(text: str) -> Circle:
    try:
        lon, lat, radius = (float(part) for part in text.split(","))
        return Circle(round(lon, 6), round(lat, 6), round(radius))
    except (ValueError, OverflowError):
        remedy = "write LON,LAT,METRES, longitude first, like 69.21,34.56,800"
        raise InputFaultsError([Fault("--circle", 0, "", text, "not a circle", remedy)]) from None


def _find_end(until: str | None, minutes: int, now: float) -> float:
    """Return when it ends, on a whole minute: what the text says is what the field says."""
    if until is None:
        return find_end(now, minutes)
    try:
        return parse_time(until) // 60 * 60
    except ValueError:
        remedy = "write it like 2031-03-04T18:00:00+02:00"
        raise InputFaultsError(
            [Fault("--until", 0, "", until, "not an ISO 8601 time with an offset", remedy)]
        ) from None


def _find_offset(town: Case | None, until: str | None) -> int:
    """Return the local time in which it is told: the case's, else that of --until, else UTC."""
    if town is not None:
        return town.utc_offset_seconds
    if until is None:
        return 0
    try:
        away = datetime.fromisoformat(until).utcoffset()
    except ValueError:
        return 0  # `_find_end` says what is wrong with it
    return round(away.total_seconds()) if away is not None else 0


def _check_languages(spoken: Sequence[str], services: Services) -> None:
    known = services.warning_words.lexicons.keys()
    strange = [one for one in spoken if one not in known]
    if strange:
        remedy = f"the languages are {', '.join(known)}"
        raise InputFaultsError([Fault("--languages", 0, "", strange[0], "no such language here", remedy)])


def _read_own(given: Sequence[str] | None, option: str) -> Mapping[str, str]:
    own = {}
    for one in given or ():
        language, equals, name = one.partition("=")
        if not equals or not name:
            raise InputFaultsError([Fault(option, 0, "", one, "no language and name", "write it like uk=Name")])
        own[language.strip()] = name.strip()
    return own


def _cut(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _name_alert(now: float) -> str:
    return f"sc-{int(now):x}-{secrets.token_hex(3)}"
