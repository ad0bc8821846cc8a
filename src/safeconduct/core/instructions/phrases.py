"""Say places, times, distances, turns and needs in one language, for a long text."""

from __future__ import annotations

from dataclasses import dataclass, field

from safeconduct.core.instructions.directory import clean_name
from safeconduct.core.instructions.isolate import isolate_code, isolate_name
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.instructions.route import Stretch, Turn
from safeconduct.core.instructions.words import DateForm, Direction, Words
from safeconduct.core.network import Site
from safeconduct.core.plan import Trip

NEEDS = ("wheelchair", "stretcher", "oxygen", "infant", "pregnant", "deaf", "blind")  # each has a sentence of its own


@dataclass(frozen=True, slots=True)
class Phrases:
    """Say things in one language; names, ids and times are kept whole where the text runs from right to left."""

    words: Words
    clock: LocalClock
    rtl: bool
    kept: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False, compare=False)  # what many are told

    @classmethod
    def of(cls, words: Words, clock: LocalClock) -> Phrases:
        """Return the phrases of a language for a clock."""
        return cls(words, clock, words.direction is Direction.RTL)

    def code(self, text: str) -> str:
        """Say an id, a code or a number of a vehicle."""
        return isolate_code(text, self.rtl)

    def ident(self, ident: str) -> str:
        """Say an id as it stands in a case."""
        return isolate_code(clean_name(ident), self.rtl)

    def name(self, name: str) -> str:
        """Say a cleaned name."""
        return isolate_name(name, self.rtl)

    def time(self, moment: float) -> str:
        """Say the hour and minute."""
        minute = (moment + self.clock.offset_seconds) // 60
        if ("time", minute) not in self.kept:
            self.kept["time", minute] = self.code(self.clock.time(moment))
        return self.kept["time", minute]

    def day(self, moment: float, form: DateForm = DateForm.FULL) -> str:
        """Say the weekday and date."""
        return self.words.date(form, self.clock.date(moment))

    def time_on_day(self, moment: float, form: DateForm = DateForm.FULL) -> str:
        """Say the time with its weekday and date."""
        minute = (moment + self.clock.offset_seconds) // 60
        if (form, minute) not in self.kept:
            said = self.words.say("time-on-day", time=self.time(moment), day=self.day(moment, form))
            self.kept[form, minute] = said
        return self.kept[form, minute]

    def metres(self, metres: float) -> str:
        """Say a distance, rounded as `say_metres` does."""
        return say_metres(self.words, metres)

    def position(self, position: tuple[float, float]) -> str:
        """Say (longitude, latitude) in words, to about a metre."""
        lon, lat = (self.code(f"{degrees:.5f}") for degrees in position)
        return self.words.say("position", lat=lat, lon=lon)

    def vehicle(self, trip: Trip) -> str:
        """Say a vehicle's fleet and number."""
        return self.code(f"{clean_name(trip.fleet_id)}/{trip.vehicle}")

    def label(self, site: Site) -> str:
        """Say a site's name and id, as in `Stadium (T03)`; without a name, its kind and id, as in `gate G1`."""
        if ("label", site.site_id) not in self.kept:
            name, ident = clean_name(site.name), self.ident(site.site_id)
            self.kept["label", site.site_id] = f"{self.name(name)} ({ident})" if name else f"{self.kind(site)} {ident}"
        return self.kept["label", site.site_id]

    def site(self, site: Site) -> str:
        """Say a site with its kind, as in `the checkpoint Old Bridge (C1)`, unless its label tells the kind already."""
        label, kind = self.label(site), self.kind(site)
        return label if kind in label.lower() else self.words.say("kind-and-label", kind=kind, label=label)

    def kind(self, site: Site) -> str:
        """Say what kind of site it is."""
        return self.words.say(f"kind-{site.kind.value.replace('_', '-')}")

    def stretch(self, stretch: Stretch) -> str:
        """Say one street of a route, as in `Turn left onto Main Street. Follow it for 400 m.`"""
        key = (
            stretch.turn, stretch.name, stretch.same_street, stretch.heading, round_metres(stretch.metres),
            stretch.landmark,
        )  # fmt: skip
        if key not in self.kept:
            self.kept[key] = self._say_stretch(stretch)
        return self.kept[key]

    def _say_stretch(self, stretch: Stretch) -> str:
        street = self.name(stretch.name) if stretch.name else self.words.say("unnamed-street")
        message = f"go-{stretch.turn.value}"
        match stretch.turn:
            case Turn.STRAIGHT if not stretch.same_street:
                message += "-onto"
            case Turn.LEFT | Turn.RIGHT if stretch.same_street and stretch.name:
                message += "-same"
            case Turn.LEFT | Turn.RIGHT if stretch.same_street:
                street = self.words.say("another-unnamed-street")
        heading = self.words.say(f"heading-{stretch.heading}")
        said = self.words.say(message, street=street, heading=heading, distance=self.metres(stretch.metres))
        name = stretch.landmark and clean_name(stretch.landmark.name_in(self.words.language))
        return f"{said} {self.words.say('turn-at', place=self.name(name))}" if name else said

    def passed(self, stretch: Stretch) -> list[str]:
        """Say the checkpoints passed on a street, one line each."""
        return [self.words.say("you-pass", site=self.site(site)) for site in stretch.checkpoints]

    def needs(self, needs: str) -> list[str]:
        """Say what a party with needs has to think of; one without a sentence of its own is repeated as it is."""
        return [
            self.words.say(f"need-{need.lower()}")
            if need.lower() in NEEDS
            else self.words.say("need-other", need=self.name(need))
            for need in split_needs(needs)
        ]


def round_metres(metres: float) -> int:
    """Round as a walker needs it: to 10 m below 200 m, to 50 m below 1 km, to 100 m above; never to nothing."""
    grain = 10 if metres < 200 else 50 if metres < 1000 else 100
    return max(10, int(metres / grain + 0.5) * grain)


def say_metres(words: Words, metres: float) -> str:
    """Say a distance, rounded as `round_metres` does.

    In English 3, 87, 420, 980, 1249 and 2000 metres are 10 m, 90 m, 400 m, 1 km, 1.2 km and 2 km.
    """
    rounded = round_metres(metres)
    if rounded < 1000:
        return words.say("metres", number=words.number(rounded))
    return words.say("kilometres", number=words.number(rounded / 1000))


def split_needs(needs: str) -> list[str]:
    """Return the needs of a registry cell one by one.

    >>> split_needs("wheelchair;infant, insulin")
    ['wheelchair', 'infant', 'insulin']
    """
    parts = (clean_name(part) for part in needs.replace(",", ";").split(";"))
    return [part for part in parts if part]
