"""Make alerts by a program: good ones over any ground and language, and every way to spoil one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from safeconduct.adapters.cap_xml import write_cap
from safeconduct.adapters.warning_words import LANGUAGES, FluentWarnings
from safeconduct.core.warnings import (
    NEED_TARGET,
    TO_ASK_FOR,
    Action,
    Alert,
    Area,
    Circle,
    Danger,
    Head,
    Info,
    Reason,
    Reference,
    SentAlert,
    Setting,
    Status,
    Wanted,
    box_ring,
    draft_alert,
    draft_cancel,
    draft_update,
    settle_ring,
    want_again,
)
from safeconduct.core.warnings.lexicon import say_clock, say_weekday

WORDS = FluentWarnings()
NOW = 1_930_467_600.0
PLACES = ("Quay district", "Gate G1", "Ñuñoa", "Набережна", "شهر نو", "Old Town, north of the river")
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Made:
    """Hold an alert and what it is checked against."""

    alert: Alert
    setting: Setting


def make_good(seed: int) -> Made:
    """Return a good alert: of ten, eight are first ones, one corrects and one cancels."""
    rng = np.random.default_rng(seed)
    lon, lat = float(rng.uniform(-170, 170)), float(rng.uniform(-60, 60))
    theatre = box_ring(lon - 0.3, lat - 0.3, lon + 0.3, lat + 0.3)
    languages = tuple(rng.permutation(LANGUAGES)[: rng.integers(1, len(LANGUAGES) + 1)].tolist())
    place, action = PLACES[rng.integers(len(PLACES))], TO_ASK_FOR[rng.integers(len(TO_ASK_FOR))]
    turns = np.linspace(0, 2 * np.pi, rng.integers(3, 30), endpoint=False) + rng.uniform(0, 1)
    reach = rng.uniform(0.01, 0.05, len(turns))
    star = [(lon + r * np.cos(t), lat + r * np.sin(t)) for r, t in zip(reach, turns, strict=True)]
    circle = Circle(round(lon, 6), round(lat, 6), int(rng.integers(100, 5000)))
    drawn = rng.integers(3)
    wanted = Wanted(
        tuple(Danger)[rng.integers(len(Danger))],
        action,
        dict.fromkeys(languages, place),
        NOW + float(rng.uniform(0.5, 20)) * HOUR,
        (settle_ring([(float(x), float(y)) for x, y in star]),) if drawn else (),
        (circle,) if drawn != 1 else (),
        dict.fromkeys(languages, "Stadium") if action in NEED_TARGET else None,
    )
    exercise, offset = bool(rng.integers(2)), int(rng.integers(-40, 50)) * 900
    alert = draft_alert(wanted, WORDS, Head(f"sc-{seed}", "safeconduct:test", NOW, offset, exercise))
    people = int(rng.integers(100, 50_000))
    setting = Setting(theatre, exercise, NOW, people, people * float(rng.uniform(0.7, 1.4)), WORDS.lexicons)
    kind = seed % 10
    return Made(alert, setting) if kind < 8 else follow(Made(alert, setting), cancels=kind == 9)


def follow(made: Made, cancels: bool = False) -> Made:
    """Return what corrects or cancels an alert ten minutes after it was sent."""
    now, before = NOW + 600, made.alert
    if cancels:
        after = draft_cancel(before, WORDS, before.identifier + ".c", now)
    else:
        after = draft_update(before, want_again(before), WORDS, before.identifier + ".2", now)
    return Made(after, replace(made.setting, now=now, sent={before.identifier: SentAlert(before.refer())}))


Spoil = Callable[[Made], Made]


def spoil(**fields: object) -> Spoil:
    """Change fields of the alert."""
    return lambda made: replace(made, alert=replace(made.alert, **fields))


def spoil_setting(**fields: object) -> Spoil:
    """Change what it is checked against."""
    return lambda made: replace(made, setting=replace(made.setting, **fields))


def spoil_all(change: Callable[[Info], Info]) -> Spoil:
    """Change the info of every language."""
    return lambda made: replace(made, alert=replace(made.alert, infos=tuple(change(one) for one in made.alert.infos)))


def spoil_last(change: Callable[[Info], Info]) -> Spoil:
    """Change the info of the last language."""
    return lambda made: replace(
        made, alert=replace(made.alert, infos=(*made.alert.infos[:-1], change(made.alert.infos[-1])))
    )


def spoil_info(**fields: object) -> Spoil:
    """Change fields of every info."""
    return spoil_all(lambda info: replace(info, **fields))


def say_more(field: str, words: str) -> Spoil:
    """Add words to one text of the last language."""
    return spoil_last(lambda info: replace(info, **{field: f"{getattr(info, field)} {words}"}))


def take_out(field: str, find: Callable[[Info], str], instead: str = "") -> Spoil:
    """Take words out of one text of the last language."""
    return spoil_last(lambda info: replace(info, **{field: getattr(info, field).replace(find(info), instead)}))


def redraw(change: Callable[[Made], tuple[tuple, tuple]]) -> Spoil:
    """Draw another area: polygons and circles."""

    def drawn(made: Made) -> Made:
        polygons, circles = change(made)
        return spoil_all(lambda info: replace(info, areas=(Area(info.place, polygons, circles),)))(made)

    return drawn


def _centre(made: Made) -> tuple[float, float]:
    (west, south), _, (east, north), *_ = made.setting.theatre
    return (west + east) / 2, (south + north) / 2


def _square(made: Made, half: float = 0.01) -> tuple[tuple[float, float], ...]:
    x, y = _centre(made)
    return box_ring(*(round(v, 6) for v in (x - half, y - half, x + half, y + half)))


def _bow(made: Made) -> tuple[tuple[float, float], ...]:
    a, b, c, d, _ = _square(made)
    return (a, c, b, d, a)


def _many(made: Made) -> tuple[tuple[float, float], ...]:
    x, y = _centre(made)
    turns = np.linspace(0, 2 * np.pi, 150, endpoint=False)
    return settle_ring([(x + 0.02 * np.cos(t), y + 0.02 * np.sin(t)) for t in turns.tolist()])


def _swapped(made: Made) -> Made:
    moved = replace(made, setting=replace(made.setting, theatre=box_ring(69.0, 34.3, 69.4, 34.7)))
    return redraw(lambda _: ((), (Circle(34.5, 69.2, 500),)))(moved)


def _clock(info: Info, made_offset: int) -> str:
    return say_clock(info.expires, made_offset, WORDS.lexicons[info.language])


def _untimed(made: Made) -> Made:
    offset = made.alert.utc_offset_seconds
    return take_out("headline", lambda info: _clock(info, offset), "soon")(made)


def _undayed(made: Made) -> Made:
    """Let it hold until the next local day, and say no day."""
    later = want_again(made.alert)
    midnight = (NOW + made.alert.utc_offset_seconds) // 86400 * 86400 - made.alert.utc_offset_seconds + 86400
    wanted = replace(later, expires=min(midnight + 2 * HOUR, NOW + 23.9 * HOUR))
    head = Head(made.alert.identifier, "safeconduct:test", NOW, made.alert.utc_offset_seconds, made.setting.exercise)
    alert = draft_alert(wanted, WORDS, head)
    spoilt = spoil_last(
        lambda info: replace(
            info, headline=info.headline.replace("(", "").replace(_day(info, made), "").replace(")", "")
        )
    )
    return spoilt(replace(made, alert=alert))


def _day(info: Info, made: Made) -> str:
    return say_weekday(info.expires, made.alert.utc_offset_seconds, WORDS.lexicons[info.language])


def _live(made: Made) -> Made:
    """Write the same alert as a live one."""
    head = Head(made.alert.identifier, "safeconduct:test", NOW, made.alert.utc_offset_seconds, False)
    alert = draft_alert(want_again(made.alert), WORDS, head)
    return Made(alert, replace(made.setting, exercise=False))


def _drill(made: Made) -> Made:
    """Write the same alert as an exercise."""
    head = Head(made.alert.identifier, "safeconduct:test", NOW, made.alert.utc_offset_seconds, True)
    alert = draft_alert(want_again(made.alert), WORDS, head)
    return Made(alert, replace(made.setting, exercise=True))


def _asking(action: Action, target: str = "") -> Spoil:
    """Write the same alert with another action."""

    def asked(made: Made) -> Made:
        wanted = want_again(made.alert)
        targets = dict.fromkeys(wanted.places, target) if target else None
        head = Head(
            made.alert.identifier, "safeconduct:test", NOW, made.alert.utc_offset_seconds, made.setting.exercise
        )
        return replace(made, alert=draft_alert(replace(wanted, action=action, targets=targets), WORDS, head))

    return asked


def _of(*steps: Spoil) -> Spoil:
    def all_of(made: Made) -> Made:
        for step in steps:
            made = step(made)
        return made

    return all_of


def _refer(*references: Reference) -> Spoil:
    return spoil(references=references)


def _double(made: Made) -> Made:
    return replace(made, alert=replace(made.alert, references=made.alert.references * 2))


def _other_sent(made: Made) -> Made:
    (held,) = made.alert.references
    return replace(made, alert=replace(made.alert, references=(replace(held, sent=held.sent + 60),)))


def _ended(made: Made) -> Made:
    sent = {name: replace(one, ended=True) for name, one in made.setting.sent.items()}
    return replace(made, setting=replace(made.setting, sent=sent))


def _name_used(made: Made) -> Made:
    return replace(made, setting=replace(made.setting, sent={made.alert.identifier: SentAlert(made.alert.refer())}))


def _second_differs(made: Made) -> Made:
    """Say it in two languages, and change what the second one says of the facts."""
    both = _asking(Action.STAY)(made)
    places = {"en": "Quay", "fr": "Quay"}
    head = Head(both.alert.identifier, "safeconduct:test", NOW, both.alert.utc_offset_seconds, both.setting.exercise)
    return replace(both, alert=draft_alert(replace(want_again(both.alert), places=places), WORDS, head))


def _twice(made: Made) -> Made:
    return replace(made, alert=replace(made.alert, infos=made.alert.infos + made.alert.infos[:1]))


WAYS: dict[str, tuple[Reason, Spoil]] = {
    "identifier with a space": (Reason.IDENTIFIER, spoil(identifier="sc 1")),
    "identifier with a comma": (Reason.IDENTIFIER, spoil(identifier="sc,1")),
    "identifier with an ampersand": (Reason.IDENTIFIER, spoil(identifier="a&b")),
    "identifier used": (Reason.IDENTIFIER_USED, _name_used),
    "sender with a comma": (Reason.SENDER, spoil(sender="a,b")),
    "sender with <": (Reason.SENDER, spoil(sender="a<b")),
    "live in an exercise": (Reason.STATUS, _of(_drill, spoil(status=Status.ACTUAL))),
    "exercise in a live operation": (Reason.STATUS, _of(_live, spoil(status=Status.EXERCISE))),
    "no info": (Reason.NO_TEXT, spoil(infos=())),
    "no area": (Reason.NO_AREA, spoil_info(areas=())),
    "an area of nothing": (Reason.AREA_EMPTY, redraw(lambda _: ((), ()))),
    "two corners": (Reason.RING_SHORT, redraw(lambda made: ((_square(made)[:3],), ()))),
    "too many corners": (Reason.RING_LONG, redraw(lambda made: ((_many(made),), ()))),
    "not closed": (Reason.RING_OPEN, redraw(lambda made: ((_square(made)[:4],), ()))),
    "clockwise": (Reason.RING_CLOCKWISE, redraw(lambda made: ((_square(made)[::-1],), ()))),
    "crossing itself": (Reason.RING_CROSSES, redraw(lambda made: ((_bow(made),), ()))),
    "a corner of 400 degrees": (
        Reason.NOT_DEGREES,
        redraw(lambda made: ((((400.0, 0.0), *_square(made)[1:4], (400.0, 0.0)),), ())),
    ),
    "a circle of nothing": (Reason.RADIUS, redraw(lambda made: ((), (Circle(*_centre(made), 0),)))),
    "a circle as large as a country": (Reason.RADIUS, redraw(lambda made: ((), (Circle(*_centre(made), 900_000),)))),
    "latitude first": (Reason.SWAPPED, _swapped),
    "outside the theatre": (Reason.OUTSIDE, redraw(lambda made: ((), (Circle(_centre(made)[0] + 5, 0.0, 500),)))),
    "partly outside": (Reason.OUTSIDE, redraw(lambda made: ((_square(made, 0.4),), ()))),
    "nobody counted": (Reason.COUNT_MISSING, spoil_setting(declared=0)),
    "a tenth of the people": (Reason.COUNT_LOW, spoil_setting(declared=1000, expected=10_000.0)),
    "ten times the people": (Reason.COUNT_HIGH, spoil_setting(declared=10_000, expected=1000.0)),
    "half seconds": (Reason.TIME_FORM, spoil_info(expires=NOW + HOUR + 0.5)),
    "an offset with seconds": (Reason.TIME_FORM, spoil(utc_offset_seconds=3601)),
    "written ahead": (Reason.SENT_AHEAD, spoil_setting(now=NOW - 600)),
    "written yesterday": (Reason.SENT_STALE, spoil_setting(now=NOW + 2 * HOUR)),
    "expires before it was written": (Reason.EXPIRES_BEFORE_SENT, spoil_info(expires=NOW - 60)),
    "expires before it begins": (
        Reason.EXPIRES_BEFORE_ONSET,
        spoil_info(onset=NOW + 2 * HOUR, expires=NOW + HOUR),
    ),
    "begins long ago": (Reason.ONSET_EARLY, spoil_info(onset=NOW - 5 * HOUR, expires=NOW + HOUR)),
    "expired": (Reason.EXPIRED, _of(spoil_info(expires=NOW + 600), spoil_setting(now=NOW + 900))),
    "a minute long": (Reason.EXPIRES_SOON, spoil_info(expires=NOW + 60)),
    "three days long": (Reason.EXPIRES_LATE, spoil_info(expires=NOW + 72 * HOUR)),
    "an update of nothing": (Reason.REFERENCE_MISSING, _of(follow, _refer())),
    "a cancel of nothing": (Reason.REFERENCE_MISSING, _of(lambda made: follow(made, cancels=True), _refer())),
    "a first alert that refers": (Reason.REFERENCE_EXTRA, _refer(Reference("s", "x", NOW))),
    "a reference twice": (Reason.REFERENCE_TWICE, _of(follow, _double)),
    "a reference to nothing sent": (Reason.REFERENCE_UNKNOWN, _of(follow, spoil_setting(sent={}))),
    "a reference of another time": (Reason.REFERENCE_DIFFERS, _of(follow, _other_sent)),
    "a reference to what was cancelled": (Reason.REFERENCE_ENDED, _of(follow, _ended)),
    "an all-clear at first": (Reason.ACTION_UNFIT, _asking(Action.ALL_CLEAR)),
    "a cancel that says all clear": (
        Reason.ACTION_UNFIT,
        _of(lambda made: follow(made, cancels=True), spoil_info(action=Action.ALL_CLEAR)),
    ),
    "leave, and nowhere to": (Reason.TARGET_MISSING, _asking(Action.LEAVE)),
    "stay, and go somewhere": (Reason.TARGET_EXTRA, _asking(Action.STAY, "Stadium")),
    "no headline": (Reason.TEXT_EMPTY, spoil_info(headline=" ")),
    "no event": (Reason.TEXT_EMPTY, spoil_info(event="")),
    "a headline of 200 signs": (Reason.TEXT_LONG, say_more("headline", "x" * 200)),
    "an instruction of 700 signs": (Reason.TEXT_LONG, say_more("instruction", "x" * 700)),
    "two lines": (Reason.TEXT_CONTROL, say_more("headline", "\nx")),
    "a mark that turns text round": (Reason.TEXT_CONTROL, say_more("instruction", "\u202e")),
    "an unmarked exercise": (Reason.UNMARKED, _of(_drill, spoil_last(lambda info: replace(info, headline="x")))),
    "an exercise marked late": (
        Reason.UNMARKED,
        _of(_drill, spoil_last(lambda info: replace(info, instruction="Now. " + info.instruction))),
    ),
    "a live drill": (Reason.EXERCISE_WORD, _of(_live, say_more("instruction", "This is an EXERCISE."))),
    "a live simulacro": (Reason.EXERCISE_WORD, _of(_live, say_more("description", "Simulacro."))),
    "no action said": (
        Reason.ACTION_UNSAID,
        _of(
            _asking(Action.STAY),
            take_out("headline", lambda info: WORDS.lexicons[info.language].actions[Action.STAY], "x"),
        ),
    ),
    "two actions said": (
        Reason.ACTION_OTHER,
        _of(
            _asking(Action.STAY),
            spoil_last(
                lambda info: replace(
                    info, headline=f"{info.headline} {WORDS.lexicons[info.language].actions[Action.EVACUATE]}"
                )
            ),
        ),
    ),
    "no place said": (Reason.PLACE_UNSAID, take_out("headline", lambda info: info.place, "there")),
    "no target said": (
        Reason.TARGET_UNSAID,
        _of(_asking(Action.LEAVE, "Stadium"), take_out("instruction", lambda info: info.target, "there")),
    ),
    "no time said": (Reason.TIME_UNSAID, _untimed),
    "no day said": (Reason.DAY_UNSAID, _undayed),
    "another time said": (Reason.TIME_STRANGE, say_more("instruction", "03:07")),
    "a party's id": (Reason.PERSON_ID, say_more("instruction", "P00017")),
    "an id of the record": (
        Reason.PERSON_ID,
        _of(say_more("instruction", "north-7"), spoil_setting(parties=frozenset({"north-7"}))),
    ),
    "a check code": (Reason.PERSON_ID, say_more("instruction", "K7QX2MF")),
    "a phone number": (Reason.PHONE, say_more("instruction", "0151 000 000 00")),
    "a phone number in Persian digits": (Reason.PHONE, say_more("description", "۰۱۵۱۰۰۰۰۰۰۰")),
    "an e-mail address": (Reason.EMAIL, say_more("description", "nobody@example.org")),
    "a link": (Reason.LINK, say_more("description", "https://example.org")),
    "an unknown language": (Reason.LANGUAGE_UNKNOWN, spoil_last(lambda info: replace(info, language="xx"))),
    "a language twice": (Reason.LANGUAGE_TWICE, _twice),
    "a language missing": (Reason.LANGUAGE_MISSING, spoil_setting(languages=frozenset({"de"}))),
    "another end in one language": (
        Reason.FACTS_DIFFER,
        _of(_second_differs, spoil_last(lambda info: replace(info, expires=info.expires + HOUR))),
    ),
    "another area in one language": (
        Reason.AREAS_DIFFER,
        _of(
            _second_differs,
            spoil_last(lambda info: replace(info, areas=(Area("Quay", (), (Circle(0.0, 0.0, 500),)),))),
        ),
    ),
}
"""Ways to spoil a first alert by what it says, each with the reason for which it is refused."""


def make_bad(number: int) -> tuple[str, Reason, Made]:
    """Return a spoilt alert, how it was spoilt, and why it must be refused; each way comes in turn."""
    way = tuple(WAYS)[number % len(WAYS)]
    reason, spoils = WAYS[way]
    return way, reason, spoils(make_good(10 * (1000 + number)))


TRAPS: dict[str, Callable[[bytes], bytes]] = {
    "an entity bomb": lambda data: data.replace(b"<alert", b'<!DOCTYPE a [<!ENTITY b "c">]><alert', 1),
    "cut short": lambda data: data[: len(data) // 2],
    "not UTF-8": lambda data: data.replace(b"<sender>", b"<sender>\xff\xfe", 1),
    "two megabytes": lambda data: data + b"<!--" + b"x" * 2_000_000 + b"-->",
    "no XML": lambda _: b"stay inside",
}
"""Ways to spoil the bytes so that they cannot be read at all."""

FORMS: dict[str, Callable[[bytes], bytes]] = {
    "UTC as Z": lambda data: data.replace(data.partition(b"<sent>")[2][:25], b"2031-03-05T07:00:00Z", 1),
    "no sender": lambda data: data.replace(b"<sender>safeconduct:test</sender>", b"", 1),
    "another namespace": lambda data: data.replace(b"cap:1.2", b"cap:1.1", 1),
    "a severity of its own": lambda data: data.replace(b"<severity>Severe", b"<severity>Terrible", 1),
    "a status that is no sending": lambda data: data.replace(b"<status>", b"<status>No", 1),
    "status Test": lambda data: data.replace(b"<status>Actual", b"<status>Test").replace(
        b"<status>Exercise", b"<status>Test"
    ),
    "a note that nobody checks": lambda data: data.replace(b"</scope>", b"</scope><note>call me</note>", 1),
    "a private scope": lambda data: data.replace(b"<scope>Public", b"<scope>Private", 1),
    "a response that is not the action's": lambda data: data.replace(
        b"<responseType>", b"<responseType>None</responseType>\n<responseType>", 1
    ),
    "a contact that nobody checks": lambda data: data.replace(
        b"</instruction>", b"</instruction><contact>0151 000 000 00</contact>", 1
    ),
    "an action of its own": lambda data: data.replace(
        b"<valueName>safeconduct:action</valueName>\n      <value>",
        b"<valueName>safeconduct:action</valueName>\n      <value>run-",
    ),
    "a geocode in place of ground": lambda data: data.replace(
        b"</areaDesc>",
        b"</areaDesc><geocode><valueName>a</valueName><value>b</value></geocode>",
        1,
    ),
    "no numbers in a circle": lambda data: (
        data.replace(b"</areaDesc>", b"</areaDesc><circle>here 5</circle>", 1)
        if b"<polygon>" not in data
        else data.replace(b"<polygon>", b"<polygon>here,there ", 1)
    ),
}
"""Ways to spoil the bytes so that the schema, or what is written here, refuses them."""


def write(made: Made) -> bytes:
    """Return the alert's bytes."""
    return write_cap(made.alert)


__all__ = ["FORMS", "NOW", "TRAPS", "WAYS", "WORDS", "Made", "follow", "make_bad", "make_good", "write"]
