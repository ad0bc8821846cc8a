"""Compare a page of text, line by line, with what it must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from reread_case import Told
from reread_dates import name_day
from reread_expect import CODE, Act, Day, Expected, Heading, Landmark, Length, Line, Named, Party, Spot, Text
from reread_words import Reading, Tongue, plain

FORMS = {"step": re.compile(r"(\d+)\. (.+)"), "turn": re.compile(r"   - (.+)"), "more": re.compile(r"   ([^-].*)"),
         "dash": re.compile(r"- (.+)"), "plain": re.compile(r"([^- \d].*)")}  # fmt: skip
FULL, LONG = ("date-full",), ("date-long",)
HAIR = 0.6e-5  # degrees: five decimals


def find_text_faults(
    told: Told, tongue: Tongue, party: Party, expected: Sequence[Line], code: str, text: str
) -> list[str]:
    """Return what is wrong in the long text of an instruction; nothing, where text and plan say the same."""
    lines = plain(text).replace(code, CODE).split("\n")
    if lines[-1:] != [""]:
        return ["text: it does not end with a line's end"]
    lines.pop()
    faults = [] if len(lines) == len(expected) else [f"text: {len(lines)} lines, {len(expected)} expected"]
    step = 0
    for line, wanted in zip(lines, expected, strict=False):
        step += wanted.kind == "step"
        faults += _line_faults(told, tongue, party, line, wanted, step)
    return faults


def _line_faults(told: Told, tongue: Tongue, party: Party, line: str, wanted: Line, step: int) -> list[str]:
    if wanted.kind == "blank":
        return [] if not line else [f"text: {line!r} where an empty line has to be"]
    form = FORMS[wanted.kind].fullmatch(line)
    if form is None or (wanted.kind == "step" and int(form[1]) != step):
        return [f"{_names(wanted)}: {line!r} is no line of the kind {wanted.kind} {step}"]
    best: list[str] = []
    for readings in _split(tongue, form[form.re.groups], wanted.acts):
        faults = [
            fault
            for reading, act in zip(readings, wanted.acts, strict=True)
            for fault in find_value_faults(told, tongue, party, reading, act)
        ]
        if not faults:
            return []
        best = faults
    if best:
        return [f"{_names(wanted)}: {fault}" for fault in best]
    others = sorted({message for message, _ in tongue.read(form[form.re.groups])})
    return [f"{_names(wanted)}: {line!r} says something else: {', '.join(others) or 'no message that is known'}"]


def _names(wanted: Line) -> str:
    return " + ".join("|".join(sorted(act.messages)) for act in wanted.acts)


def _split(tongue: Tongue, text: str, acts: tuple[Act, ...]) -> Iterator[tuple[Reading, ...]]:
    """Yield the ways to read a line as the message it has to be, or as two with a space between."""
    if len(acts) == 1:
        yield from ((reading,) for message in acts[0].messages for reading in tongue.read_as(message, text))
        return
    first, second = acts
    for gap in re.finditer(r"(?<=[.!؟۔]) ", text):
        for message in first.messages:
            for reading in tongue.read_as(message, text[: gap.start()]):
                yield from ((reading, *rest) for rest in _split(tongue, text[gap.end() :], (second,)))


def find_value_faults(told: Told, tongue: Tongue, party: Party, reading: Reading, act: Act) -> list[str]:
    """Return which values of a message are not those of the plan."""
    message, values = reading
    faults = []
    if message.startswith("size#") and not is_size_form(tongue.language, message[5:], party.size, "size" in values):
        faults.append(f"the form {message} for {party.size} people")
    for name, found in values.items():
        if name not in act.values:
            faults.append(f"{name} is said, and nothing is expected of it")
        elif not _agrees(told, tongue, party, found, act.values[name]):
            faults.append(f"{name} is {found!r}, expected {act.values[name]}")
    return faults


def is_size_form(language: str, form: str, size: int, number_said: bool) -> bool:
    """Tell whether a form is right for a number; a form without the number must be of that number alone.

    Source: Unicode CLDR, Language Plural Rules, for cardinal integers.
    """
    if not number_said and {"one": 1, "two": 2}.get(form) != size:
        return False
    tens, hundreds = size % 10, size % 100
    match language:
        case "uk":
            few = 2 <= tens <= 4 and not 12 <= hundreds <= 14
            right = "one" if tens == 1 and hundreds != 11 else "few" if few else "many"
        case "ar":
            counted = "few" if 3 <= hundreds <= 10 else "many" if hundreds >= 11 else "other"
            right = {1: "one", 2: "two"}.get(size, counted)
        case "fa-AF" | "fr":
            right = "one" if size <= 1 else "other"
        case _:
            right = "one" if size == 1 else "other"
    return form == right


def _agrees(told: Told, tongue: Tongue, party: Party, found: str, wanted: Expected) -> bool:
    match wanted:
        case str():
            return found == wanted
        case datetime():
            return _is_moment(tongue, found, wanted.astimezone(told.zone), LONG, dated=not party.one_day)
        case Day(moment):
            local = moment.astimezone(told.zone)
            if ":" not in found:
                return tongue.is_day(found, name_day(tongue.language, local.date()), False, FULL)
            return _is_moment(tongue, found, local, FULL, dated=True)
        case Spot():
            return is_spot(tongue, found, wanted)
        case Length(metres):
            return tongue.read_distance(found) in metres
        case Heading(words):
            return any(found == tongue.texts[f"heading-{word}"] for word in words)
        case Named(name, other):
            unnamed = tongue.texts["another-unnamed-street" if other else "unnamed-street"]
            return found == (plain(name) or unnamed)
        case Landmark(row):
            return found == plain(row.get(f"name_{tongue.language}", "") or row["name"])
        case Text(message):
            return found == tongue.texts[message]
        case (lon, lat):
            position = tongue.read_position(found)
            return position is not None and abs(position[0] - lon) < HAIR and abs(position[1] - lat) < HAIR


def _is_moment(tongue: Tongue, found: str, wanted: datetime, forms: tuple[str, ...], dated: bool) -> bool:
    clock, day = tongue.read_when(found)
    if clock != f"{wanted:%H:%M}" or bool(day) != dated:
        return False
    return not day or tongue.is_day(day, name_day(tongue.language, wanted.date()), False, forms)


def is_spot(tongue: Tongue, found: str, wanted: Spot) -> bool:
    """Tell whether a text names a place: its name and id, kind and id, or its position."""
    if wanted.site is None:
        start, end = tongue.texts["point"].split("{ $position }")
        position = tongue.read_position(found.removeprefix(start).removesuffix(end))
        near = position and max(abs(a - b) for a, b in zip(position, wanted.point, strict=True))
        return near is not None and near < HAIR
    site = wanted.site
    kind = tongue.texts[f"kind-{site.kind.replace('_', '-')}"]
    label = plain(f"{site.name} ({site.ident})" if site.name else f"{kind} {site.ident}")
    with_kind = tongue.texts["kind-and-label"].replace("{ $kind }", kind).replace("{ $label }", label)
    return found in (label, with_kind)
