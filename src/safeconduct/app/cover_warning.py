"""Count who in a warning's area can be told before it leaves, and what telling them by SMS takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.word_warning import write_sms
from safeconduct.core.operation import Entry, State
from safeconduct.core.picture.district import District, districts_of
from safeconduct.core.plan import Case
from safeconduct.core.warnings import Alert, Coverage, Placed, Ring, count_coverage, find_placed


@dataclass(frozen=True, slots=True)
class SmsLine:
    """Say what one language's headline takes as SMS."""

    language: str
    recipients: int  # parties with a phone that takes SMS
    parts: int  # of each message

    @property
    def sent_parts(self) -> int:
        """Return how many parts leave, which is what networks charge for."""
        return self.recipients * self.parts


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold who is known to be where, and the districts by which they are counted."""

    people: Sequence[Placed]
    districts: Sequence[District]


def find_people(state: State, case: Case | None) -> list[Placed]:
    """Return who is known to be somewhere: parties of the record, and those of the case that the record has not.

    A party that was erased, has no place or has been checked in at a site is not there.
    """
    placed = [
        one
        for party, entry in state.parties.items()
        if not entry.erased and party not in state.arrived and (one := _place_entry(party, entry)) is not None
    ]
    if case is not None:
        rows, network = case.network.node_index(), case.network
        for party in case.parties:
            if party.party_id not in state.parties and party.party_id not in state.arrived:
                row = rows[party.node_id]
                at = float(network.x[row]), float(network.y[row])
                placed.append(Placed(party.party_id, *at, party.size, language=party.language))
    return placed


def cover_area(
    state: State, case: Case | None, rings: Sequence[Ring], told: frozenset[str] | None = None
) -> tuple[Coverage, list[Placed]]:
    """Return who in an area can be told, by the case's districts, and the parties in it."""
    ground = survey_ground(state, case)
    return count_coverage(ground.people, rings, ground.districts, told), find_placed(ground.people, rings)


def survey_ground(state: State, case: Case | None) -> Ground:
    """Return who is known to be where, and the case's districts; without a case there are none."""
    return Ground(find_people(state, case), () if case is None else districts_of(case.network, case.districts))


def count_sms(alert: Alert, people: Sequence[Placed]) -> list[SmsLine]:
    """Return what the headlines take as SMS; a party of another language gets the first.

    >>> count_sms(Alert("a", "s", 0.0, 0, "Actual", "Alert", ()), [])
    []
    """
    if not alert.infos:
        return []
    by_stem = {info.language.partition("-")[0]: info.language for info in alert.infos}
    first = alert.infos[0].language
    asked = Counter(by_stem.get(one.language.partition("-")[0], first) for one in people if "sms" in one.channels)
    return [SmsLine(info.language, asked[info.language], len(write_sms(alert, info))) for info in alert.infos]


def _place_entry(party: str, entry: Entry) -> Placed | None:
    place, channels = entry.facts.get("place"), entry.facts.get("channels", ())
    if not isinstance(place, Mapping) or not {"lon", "lat"} <= place.keys():
        return None
    assert isinstance(channels, Sequence)
    return Placed(
        party,
        float(place["lon"]),
        float(place["lat"]),
        entry.size,
        frozenset(str(one) for one in channels),
        str(entry.facts.get("language", "")),
        float(place.get("precision_metres", 0.0)),
    )
