"""Change one thing in an instruction, and see whether its reader notices: what it would miss is no promise."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reread_case import Told, read_told
from reread_dates import MONTHS, MONTHS_SHORT, SOLAR_MONTHS, WEEKDAYS
from reread_expect import vehicle_of
from reread_reader import Reader
from reread_words import Tongue
from reread_write import Writer, Written, list_texts

SEED = 7
TIME = re.compile(r"\d\d:\d\d")
DISTANCE = re.compile(r"(?<![\d.,:/-])(\d+(?:[.,]\d)?)(?= ?(?:m|km|م|كم|м|км|متر|کیلومتر|متره|کیلومتره)(?![\w]))")


@dataclass(frozen=True, slots=True)
class Bench:
    """Hold what a mutation may use."""

    told: Told
    tongue: Tongue
    dice: random.Random


Mutation = Callable[[Written, Bench], Written | None]
"""Return the instruction with one thing changed; None where it has no such thing."""


def _sub(text: str, spans: Sequence[tuple[int, int]], dice: random.Random, change: Callable[[str], str]) -> str | None:
    """Change one of the spans; None where there is none, or nothing changed."""
    if not spans:
        return None
    begin, end = dice.choice(list(spans))
    changed = text[:begin] + change(text[begin:end]) + text[end:]
    return changed if changed != text else None


def _long(change: Callable[[str, Bench], str | None]) -> Mutation:
    def mutate(one: Written, bench: Bench) -> Written | None:
        changed = change(one.long, bench)
        return None if changed is None else replace(one, long=changed)

    return mutate


def _part(change: Callable[[str, Bench], str | None]) -> Mutation:
    def mutate(one: Written, bench: Bench) -> Written | None:
        order = bench.dice.sample(range(len(one.parts)), len(one.parts))
        for at in order:
            changed = change(one.parts[at], bench)
            if changed is not None:
                return replace(one, parts=(*one.parts[:at], changed, *one.parts[at + 1 :]))
        return None

    return mutate


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _change_time(text: str, bench: Bench) -> str | None:
    """Change one digit of one time to another that a clock can show."""

    def change(clock: str) -> str:
        hours, minutes = map(int, clock.split(":"))
        wanted = [
            f"{hour:02}:{minute:02}"
            for hour in range(24)
            for minute in range(60)
            if sum(a != b for a, b in zip(f"{hour:02}:{minute:02}", clock, strict=True)) == 1
        ]
        assert hours < 24
        assert minutes < 60
        return bench.dice.choice(wanted)

    return _sub(text, _spans(TIME, text), bench.dice, change)


def _change_distance(text: str, bench: Bench) -> str | None:
    return _sub(text, _spans(DISTANCE, text), bench.dice, lambda number: _other_digit(number, bench.dice))


def _other_digit(number: str, dice: random.Random) -> str:
    at = dice.choice([at for at, sign in enumerate(number) if sign.isdigit()])
    return number[:at] + dice.choice([digit for digit in "123456789" if digit != number[at]]) + number[at + 1 :]


def _swap_sides(text: str, bench: Bench) -> str | None:
    """Say left in place of right, or right in place of left, on one line."""
    pairs = [("go-left", "go-right"), ("go-left-same", "go-right-same")]
    heads = {}
    for left, right in pairs:
        begins = [bench.tongue.texts[name].split("{")[0] for name in (left, right)]
        heads |= {begins[0]: begins[1], begins[1]: begins[0]}
    spans = [
        (found.start(1), found.end(1))
        for head in heads
        for found in re.finditer(rf"^   - ({re.escape(head)})", text, re.MULTILINE)
    ]
    return _sub(text, spans, bench.dice, lambda head: heads[head])


def _drop_street(text: str, bench: Bench) -> str | None:
    """Leave out one street of a way."""
    lines = text.split("\n")
    at = [at for at, line in enumerate(lines) if line.startswith("   - ")]
    gone = bench.dice.choice(at[:-1]) if len(at) > 1 else None
    return None if gone is None else "\n".join(lines[:gone] + lines[gone + 1 :])


def _rename_street(text: str, bench: Bench) -> str | None:
    names = sorted({link.name for link in list(bench.told.links.values())[:3000] if link.name})
    said = [name for name in names if f" {name}" in text or f"\u2068{name}" in text]
    if not said:
        return None
    name, other = bench.dice.choice(said), bench.dice.choice(names)
    return text.replace(name, other, 1) if other != name else None


def _rename_landmark(text: str, bench: Bench) -> str | None:
    """Name a turn by another landmark, in any language's name."""
    names = sorted({name for _, row in bench.told.landmarks for key, name in row.items() if "name" in key and name})
    said = [name for name in names if f"{name}." in text or f"{name}\u2069." in text]
    if not said:
        return None
    name, other = bench.dice.choice(said), bench.dice.choice(names)
    return text.replace(name, other, 1) if other != name else None


def _swap_steps(text: str, bench: Bench) -> str | None:
    """Exchange two streets that follow each other."""
    lines = text.split("\n")
    at = [
        at
        for at, line in enumerate(lines[:-1])
        if line.startswith("   - ") and lines[at + 1].startswith("   - ") and line != lines[at + 1]
    ]
    if not at:
        return None
    first = bench.dice.choice(at)
    return "\n".join([*lines[:first], lines[first + 1], lines[first], *lines[first + 2 :]])


def _drop_line(text: str, bench: Bench) -> str | None:
    lines = text.split("\n")
    gone = bench.dice.choice([at for at, line in enumerate(lines[:-1]) if line])
    return "\n".join(lines[:gone] + lines[gone + 1 :])


def _change_vehicle(text: str, bench: Bench) -> str | None:
    said = {vehicle_of(bench.told, leg) for own in bench.told.legs.values() for leg in own if leg.kind == "ride"}
    spans = [found.span() for name in said for found in re.finditer(rf"(?<![\w/]){re.escape(name)}(?!\d)", text)]
    return _sub(text, spans, bench.dice, lambda name: _next_number(name))


def _next_number(vehicle: str) -> str:
    fleet, _, number = vehicle.rpartition("/")
    return f"{fleet}/{int(number) + 1}"


def _change_site(text: str, bench: Bench) -> str | None:
    """Name another site of the same kind, by its id."""
    spans = [
        found.span()
        for ident in bench.told.sites
        for found in re.finditer(rf"(?<![\w-]){re.escape(ident)}(?![\w-])", text)
    ]

    def change(ident: str) -> str:
        others = [one for one in bench.told.sites if one != ident]
        return bench.dice.choice(others)

    return _sub(text, spans, bench.dice, change)


def _change_flight(text: str, bench: Bench) -> str | None:
    spans = _spans(re.compile(r"(?<!\w)F\d{3}(?!\w)"), text)
    return _sub(text, spans, bench.dice, lambda flight: f"F{(int(flight[1:]) + 1) % 1000:03}")


def _change_day(text: str, bench: Bench) -> str | None:
    """Change the number of one day, in either calendar."""
    month = "|".join(sorted({name for name in _months(bench.tongue.language) if name}, key=len, reverse=True))
    spans = [found.span(1) for found in re.finditer(rf"(?<!\d)(\d{{1,2}})(?= (?:de )?(?:{month}))", text)]
    return _sub(text, spans, bench.dice, lambda day: str(int(day) % 28 + 1))


def _months(language: str) -> list[str]:
    return [name for table in (MONTHS, MONTHS_SHORT, SOLAR_MONTHS) for name in table.get(language, "").split()]


def _change_weekday(text: str, bench: Bench) -> str | None:
    days = WEEKDAYS[bench.tongue.language].split()
    spans = [found.span() for day in days for found in re.finditer(rf"(?<!\w){re.escape(day)}(?!\w)", text)]
    return _sub(text, spans, bench.dice, lambda day: days[(days.index(day) + 1) % 7])


def _change_position(text: str, bench: Bench) -> str | None:
    spans = _spans(re.compile(r"-?\d+\.\d{5}"), text)
    return _sub(text, spans, bench.dice, lambda degrees: f"{float(degrees) + 0.00002:.5f}")


def _change_heading(text: str, bench: Bench) -> str | None:
    heads = [text for name, text in bench.tongue.texts.items() if name.startswith("heading-")]
    spans = [found.span() for head in heads for found in re.finditer(rf"(?<![\w-]){re.escape(head)}(?![\w-])", text)]
    return _sub(text, spans, bench.dice, lambda head: heads[(heads.index(head) + 4) % 8])


def _change_code(text: str, bench: Bench) -> str | None:
    spans = [
        found.span() for found in re.finditer(r"(?<!\w)[2-9A-HJKMNP-Z]{7}(?!\w)", text) if text[found.start()] != " "
    ]
    return _sub(text, spans, bench.dice, lambda code: code[:3] + ("7" if code[3] != "7" else "8") + code[4:])


def _lengthen(text: str, bench: Bench) -> str | None:
    mark, _, rest = text.partition(" ")
    return f"{mark} {'a' * 170}{rest}" if bench else None


def _slip_quote(text: str, bench: Bench) -> str | None:
    return text.replace(":", "\u2019", 1) if bench.tongue.gsm7 and ":" in text else None


def _shift_routes(one: Written, bench: Bench) -> Written | None:
    """Draw each way from its second node on, and keep the turns where they were by number."""
    if not any(len(route.geometry) > 3 and route.stretches for route in one.routes) or not bench:
        return None
    shifted = tuple(
        replace(route, geometry=(*route.geometry[1:], route.geometry[-1])) if route.stretches else route
        for route in one.routes
    )
    return replace(one, routes=shifted)


def _shift_geometry(one: Written, bench: Bench) -> Written | None:
    """Shift the bare line by one node."""
    return replace(one, geometry=(*one.geometry[1:], one.geometry[-1])) if len(one.geometry) > 2 and bench else None


def _shift_geojson(one: Written, bench: Bench) -> Written | None:
    """Shift one line of the GeoJSON by one node."""
    features = one.geojson["features"]
    assert isinstance(features, list)
    at = next((at for at, feature in enumerate(features) if len(feature["geometry"]["coordinates"]) > 2), None)
    if at is None or not bench:
        return None
    line = features[at]["geometry"]["coordinates"]
    moved = {**features[at], "geometry": {**features[at]["geometry"], "coordinates": [*line[1:], line[-1]]}}
    return replace(one, geojson={**one.geojson, "features": [*features[:at], moved, *features[at + 1 :]]})


def _swap_badges(page: str, bench: Bench) -> str | None:
    """Exchange the numbers of two turns on a map, or before two lines."""
    found = re.findall(r'<text class="b"[^>]*>(\d+)</text>', page)
    numbers = sorted(set(found), key=int)
    if len(numbers) < 2:
        return None
    first, second = bench.dice.sample(numbers, 2)
    swapped = {first: second, second: first}
    head, mid, tail = re.split(r"(<section id=\"map\".*?</section>)", page, maxsplit=1, flags=re.DOTALL)
    changed = re.sub(
        r'(<text class="b"[^>]*>)(\d+)(</text>)', lambda hit: hit[1] + swapped.get(hit[2], hit[2]) + hit[3], mid
    )
    return head + changed + tail


def _forge_page(page: str, bench: Bench) -> str | None:
    """Change a time on the page, but not in what is signed."""
    head, rest = page.split("<main>", 1)
    changed = _change_time(rest, bench)
    return None if changed is None else f"{head}<main>{changed}"


TEXTS: dict[str, Mutation] = {
    "one digit of a time, text": _long(_change_time),
    "one digit of a time, SMS": _part(_change_time),
    "left and right exchanged": _long(_swap_sides),
    "a street left out": _long(_drop_street),
    "a street by another name": _long(_rename_street),
    "two streets exchanged": _long(_swap_steps),
    "a turn at another landmark": _long(_rename_landmark),
    "any line left out": _long(_drop_line),
    "a distance, text": _long(_change_distance),
    "a distance, SMS": _part(_change_distance),
    "the opposite direction": _long(_change_heading),
    "another vehicle number, text": _long(_change_vehicle),
    "another vehicle number, SMS": _part(_change_vehicle),
    "another site, text": _long(_change_site),
    "another site, SMS": _part(_change_site),
    "another flight, text": _long(_change_flight),
    "another flight, SMS": _part(_change_flight),
    "another day of the month, text": _long(_change_day),
    "another day of the month, SMS": _part(_change_day),
    "another weekday": _long(_change_weekday),
    "a position off by 2 m": _long(_change_position),
    "another check code, text": _long(_change_code),
    "another check code, SMS": _part(_change_code),
    "an SMS too long": _part(_lengthen),
    "a sign that changes the alphabet": _part(_slip_quote),
    "the bare line shifted by one node": _shift_geometry,
    "the GeoJSON shifted by one node": _shift_geojson,
}
OTHER_TEXT, OTHER_SMS = "another party's text under this one's id", "another party's SMS under this one's id"
PAGES: dict[str, Mutation] = {"the map shifted by one node": _shift_routes}
DRAWN: dict[str, Callable[[str, Bench], str | None]] = {
    "two numbers of the map exchanged": _swap_badges,
    "a time shown that was not signed": _forge_page,
}


def try_mutations(of: Sequence[tuple[Path, Path]], parties: int) -> dict[str, Any]:
    """Mutate instructions of parties all through each case; return how many were tried and caught, and a few missed."""
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    by_language: Counter[str] = Counter()
    missed: list[str] = []
    unmutated = 0
    for case, plan in of:
        reader, writer, dice = Reader(read_told(case, plan), list_texts()), Writer(case, plan), random.Random(SEED)
        every = list(reader.told.parties)
        few = every[:: max(1, len(every) // parties)][:parties]
        before: dict[str, Written] = {}
        for at, told in enumerate(writer.instruct(few, tuple(reader.tongues))):
            one = writer.bare(told)
            bench = Bench(reader.told, reader.tongues[one.language], dice)
            unmutated += bool(reader.judge(one).faults)
            trials: list[tuple[str, Written, str]] = [
                (name, changed, "") for name, mutate in TEXTS.items() if (changed := mutate(one, bench)) is not None
            ]
            trials += _swap_parties(one, before.get(one.language))
            before[one.language] = one
            if at % len(reader.tongues) == (at // len(reader.tongues)) % len(reader.tongues):
                trials += _page_trials(one, bench, writer)
            for name, changed, page in trials:
                verdict = reader.judge(changed, page)
                tried[name] += 1
                by_language[one.language] += 1
                if verdict.faults or verdict.over_budget:
                    caught[name] += 1
                elif len(missed) < 40:
                    missed.append(f"{name}: {one.party_id} {one.language}")
    return {
        "faults of the unchanged": unmutated, "tried": sum(tried.values()), "caught": sum(caught.values()),
        "by mutation": {name: [caught[name], tried[name]] for name in (*TEXTS, OTHER_TEXT, OTHER_SMS, *PAGES, *DRAWN)},
        "tried by language": dict(by_language), "missed": missed,
    }  # fmt: skip


def _swap_parties(one: Written, other: Written | None) -> list[tuple[str, Written, str]]:
    """Return another party's text and another party's SMS, under this one's id and code."""
    if other is None:
        return []

    def own(text: str) -> str:
        return text.replace(other.party_id, one.party_id).replace(other.code, one.code)

    changed = {
        OTHER_TEXT: replace(one, long=own(other.long)),
        OTHER_SMS: replace(one, parts=tuple(map(own, other.parts))),
    }
    return [(name, told, "") for name, told in changed.items() if told != one]


def _page_trials(one: Written, bench: Bench, writer: Writer) -> list[tuple[str, Written, str]]:
    """Return the mutations of a page: of its map before it is signed, of what is shown after."""
    trials = [
        (name, one, writer.write_page(changed))
        for name, mutate in PAGES.items()
        if (changed := mutate(one, bench)) is not None
    ]
    page = writer.write_page(one)
    return trials + [
        (name, one, changed) for name, mutate in DRAWN.items() if (changed := mutate(page, bench)) is not None
    ]
