"""Compare the SMS of an instruction with what it must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reread_case import Site, Told
from reread_dates import name_day
from reread_expect import MOVES, Length, Party, Spot, board_of, place_of, vehicle_of
from reread_ways import round_metres
from reread_words import (
    CODE_SIGNS,
    GSM7,
    GSM7_TWICE,
    IN_GSM7,
    ISOLATES,
    RIGHT_TO_LEFT,
    Reading,
    Tongue,
    fold,
    fold_name,
)

GSM7_MOST, UCS2_MOST, PARTS_MOST = 160, 70, 4
POSITION = re.compile(r"(-?\d+\.\d{4,5}),(-?\d+\.\d{4,5})")
FIRST_FORMS = ("date-sms", "date-sms-brief", "date-sms-least")
LATER_FORMS = ("date-sms", "date-sms-brief", "date-sms-later")


@dataclass(frozen=True, slots=True)
class Street:
    """Hold the name of a street."""

    name: str


Wanted = datetime | Spot | Length | Street | Site | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one statement: the messages that say it, and its values; `always` = it is never left out."""

    messages: tuple[str, ...]
    values: dict[str, Wanted]
    always: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold what was wrong, and which statements were there."""

    faults: tuple[str, ...]
    over_budget: int
    said: tuple[str, ...]


def read_parts(told: Told, tongue: Tongue, party: Party, code: str, parts: Sequence[str]) -> Counted:
    """Return what is wrong in the SMS of an instruction, how many are too long, and what was said."""
    faults: list[str] = []
    over = sum(not _fits(tongue, part) for part in parts)
    if not 1 <= len(parts) <= (1 if tongue.language in IN_GSM7 else PARTS_MOST):
        faults.append(f"sms: {len(parts)} parts")
    found: list[tuple[Reading, ...]] = []
    for at, part in enumerate(parts, 1):
        number = f"{at}/{len(parts)} " if len(parts) > 1 else ""
        mark = tongue.texts["sms-exercise"] + " " if told.is_exercise else ""
        text = ISOLATES.sub("", part)
        shown = code if len(parts) > 1 else fold_if(tongue, tongue.texts["sms-code"].replace("{ $code }", code))
        body = text.removeprefix(number + mark).removesuffix(" " + shown)
        if not text.startswith(number + mark) or body + " " + shown != text.removeprefix(number + mark):
            faults.append(f"sms: part {at} does not begin with {number + mark!r} and end with {shown!r}: {text!r}")
        readings = _split(tongue, party, body)
        if readings is None:
            faults.append(f"sms: part {at} holds what is no statement: {body!r}")
        found += readings or []
    wanted = _expect_statements(told, party)
    missing, at = [], 0
    said: list[str] = []
    for readings in found:
        ahead = next((to for to in range(at, len(wanted)) if _says(told, tongue, party, readings, wanted[to])), None)
        if ahead is None:
            names = "|".join(name for name, _ in readings)
            faults.append(f"sms: {names} {dict(readings[0][1])} is not what comes now, or has another value")
            continue
        missing += [one.messages[0] for one in wanted[at:ahead] if one.always]
        said.append(wanted[ahead].messages[0])
        at = ahead + 1
    missing += [one.messages[0] for one in wanted[at:] if one.always]
    faults += [f"sms: {name} is missing" for name in missing]
    return Counted(tuple(faults), over, tuple(said))


def fold_if(tongue: Tongue, text: str) -> str:
    """Return a text in the alphabet of the language's SMS."""
    return fold(text) if tongue.gsm7 else text


def is_sound(code: str) -> bool:
    """Tell whether a check code's last character is right: its places weigh 7 to 1, in all a multiple of 31."""
    values = [CODE_SIGNS.find(sign) for sign in code]
    return len(code) == 7 and min(values) >= 0 and sum((7 - at) * value for at, value in enumerate(values)) % 31 == 0


def _fits(tongue: Tongue, part: str) -> bool:
    """Tell whether a part is one SMS of its language's alphabet."""
    if tongue.gsm7:
        known = all(sign in GSM7 or sign in GSM7_TWICE for sign in part)
        return known and len(part) + sum(sign in GSM7_TWICE for sign in part) <= GSM7_MOST
    return len(part.encode("utf-16-le")) // 2 <= UCS2_MOST


def _split(tongue: Tongue, party: Party, body: str) -> list[tuple[Reading, ...]] | None:
    """Return the statements of a body, each with its readings; None where it cannot be read to its end."""
    led = f"{_ident(tongue, party.ident)}: "
    if tongue.language not in RIGHT_TO_LEFT and body.startswith(led):
        body = body[len(led) :]
    ends = [gap.start() for gap in re.finditer(r"(?<=\.) |$", body)]
    best: dict[int, list[tuple[Reading, ...]]] = {0: []}
    for end in ends:
        for begin in sorted(best, reverse=True):
            if begin < end and (readings := tongue.read_sms(body[begin:end])):
                best[end + 1] = [*best[begin], readings]
                break
    return best.get(len(body) + 1)


def _expect_statements(told: Told, party: Party) -> list[Statement]:
    if not party.legs:
        things = ("things-in-short", *party.needs)
        return [
            Statement(("sms-stay",), {}, always=True),
            Statement(("sms-away",), {}),
            Statement(("sms-keep",), {"things": things}),
            Statement(("sms-ask",), {"moment": party.next_by}, always=True),
        ]
    first, way = party.legs[0], party.ways[0]
    spot = board_of(told, party, 0) if first.kind == "ride" else place_of(told, party, 0)
    moving = first.kind in MOVES and way is not None and bool(way.streets)
    verb = first.kind if moving else "be-there"
    values: dict[str, Wanted] = {"moment": first.depart, "place": spot}
    if moving and way is not None:
        values["distance"] = Length(round_metres(way.metres))
    rides = [leg for leg in party.legs if leg.kind == "ride"]
    gates = [leg for leg in party.legs if leg.kind == "process"]
    boards = [
        Statement(
            ("sms-board", "sms-board-brief"),
            {"vehicle": vehicle_of(told, leg), "time": leg.depart},
            always=leg is rides[0],
        )
        for leg in rides
    ]
    until: dict[str, Wanted] = {"time": party.until}
    return [
        Statement(tuple(f"sms-{verb}{form}" for form in ("", "-far", "-brief")), values, always=True),
        *boards,
        *(
            Statement(("sms-gate-here",), {"time": leg.depart})
            if spot.site is not None and leg.site == spot.site.ident
            else Statement(("sms-gate",), {"ident": told.sites[leg.site], "time": leg.depart})
            for leg in gates
        ),
        Statement(("sms-fly",), {"flight": party.legs[-1].flight, "time": party.legs[-1].depart}),
        Statement(("sms-news",), {"moment": party.next_by}),
        Statement(("sms-fail", "sms-fail-brief", "sms-fail-least"), until),
        *([Statement(("sms-from",), {"street": Street(way.streets[0].name)})] if moving and way else []),
        Statement(("sms-bring",), {"things": ("things-in-short", *party.needs)}),
    ]


def _says(told: Told, tongue: Tongue, party: Party, readings: Sequence[Reading], wanted: Statement) -> bool:
    return any(
        message in wanted.messages
        and all(
            name in wanted.values and _agrees(told, tongue, party, message, found, wanted.values[name])
            for name, found in values.items()
        )
        for message, values in readings
    )


def _agrees(told: Told, tongue: Tongue, party: Party, message: str, found: str, wanted: Wanted) -> bool:
    match wanted:
        case str():
            return found in (_ident(tongue, wanted), _vehicle(tongue, wanted))
        case datetime():
            return _is_moment(told, tongue, party, message, found, wanted)
        case Spot():
            return _is_spot(tongue, found, wanted)
        case Length(metres):
            return tongue.read_distance(found) in metres
        case Street(name):
            return bool(name) and found == (fold_name(name) if tongue.gsm7 else name)
        case Site():
            return found == _ident(tongue, wanted.ident)
        case _:
            named = [fold_name(need) if tongue.gsm7 else need for need in wanted[1:]]
            texts = [tongue.texts[wanted[0]], *(need for need in named if need)]
            return found == fold_if(tongue, f"{tongue.texts['comma']} ".join(texts))


def _is_moment(told: Told, tongue: Tongue, party: Party, message: str, found: str, wanted: datetime) -> bool:
    """Tell whether a moment is said, with its day where it is not the day of the first."""
    local = wanted.astimezone(told.zone)
    clock, day = tongue.read_moment(found)
    if clock != f"{local:%H:%M}":
        return False
    named = name_day(tongue.language, local.date())
    start = (party.legs[0].depart if party.legs else party.next_by).astimezone(told.zone)
    if message in ("sms-ask",) or message.startswith(("sms-walk", "sms-drive", "sms-be-there")):
        return bool(day) and tongue.is_day(day, named, True, FIRST_FORMS)
    if not day:
        near = message == "sms-fail-brief" and local - start < timedelta(hours=1)
        return near or local.date() == start.date()
    forms = LATER_FORMS if 0 < (local.date() - start.date()).days < 7 else FIRST_FORMS
    return local.date() != start.date() and tongue.is_day(day, named, True, forms)


def _is_spot(tongue: Tongue, found: str, wanted: Spot) -> bool:
    if wanted.site is None:
        position = POSITION.fullmatch(found)
        return position is not None and all(
            abs(float(said) - exact) <= 0.51 * 10.0 ** -len(said.partition(".")[2])
            for said, exact in zip(position.groups(), wanted.point[::-1], strict=True)
        )
    site, ident = wanted.site, _ident(tongue, wanted.site.ident)
    name = site.name.removeprefix("EXERCISE ")
    name = fold_name(name) if tongue.gsm7 else name
    kind = fold_if(tongue, tongue.texts[f"kind-{site.kind.replace('_', '-')}"])
    if found == f"{kind} {ident}":
        return True
    said = found.removesuffix(f" ({ident})")
    return said != found and bool(name) and (said == name or (said.endswith("..") and name.startswith(said[:-2])))


def _vehicle(tongue: Tongue, vehicle: str) -> str:
    fleet, _, number = vehicle.rpartition("/")
    return f"{_ident(tongue, fleet)}/{number}"


def _ident(tongue: Tongue, ident: str) -> str:
    """Return an id as an SMS shows it: cut where it is very long."""
    text = (fold_name(ident) if tongue.gsm7 else ident) or "?"
    most = 20 if tongue.gsm7 else 8
    return text if len(text) <= most else text[: most - 2] + ".."
