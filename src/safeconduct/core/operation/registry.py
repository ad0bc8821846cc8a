"""Hold the registry: parties by pseudonymous ids, their cases, and counters that follow from the record alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what planning may know of a party; who they are is sealed in the vault."""

    organisation: str
    size: int
    registered_millis: int
    facts: Mapping[str, object] = field(default_factory=dict)  # needs, language, documents, place, modes ...
    fingerprints: frozenset[str] = frozenset()  # keyed: they tell that two are the same, not who
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one request to be moved: it is open until somebody decides it, and "read" is no state."""

    party: str
    opened_millis: int
    outcome: str = ""  # "" = open; so is one that devices apart have decided differently
    decided_millis: int = 0
    said: Mapping[str, str] = field(default_factory=dict)  # device -> outcome, since it was opened last

    @property
    def conflict(self) -> tuple[str, ...]:
        """Return the outcomes that devices apart have decided, where they differ: somebody opens the case again."""
        outcomes = tuple(sorted(set(self.said.values())))
        return outcomes if len(outcomes) > 1 else ()


def decide(case: Case, device: str, outcome: str, millis: int) -> Case | str:
    """Return the case as a device decided it, or why that changes nothing: it is decided until it is opened again.

    Two that decided apart and alike have decided; where they differ the case is open, and both stand until then.

    >>> one = decide(Case("P1", 5), "a", "moved", 7)
    >>> one.outcome, decide(one, "a", "not found", 8)
    ('moved', 'it is decided: open it again first')
    >>> decide(one, "b", "not found", 9).conflict
    ('moved', 'not found')
    """
    if device in case.said:
        return "it is decided: open it again first"
    said = {**case.said, device: outcome}
    if case.said and len(set(said.values())) == 1:
        return replace(case, said=said)
    agreed = len(said) == 1
    return replace(case, outcome=outcome if agreed else "", decided_millis=millis if agreed else 0, said=said)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Count what waits for a decision."""

    open: int
    oldest_age_millis: int  # 0 where nothing is open
    decided: int


@dataclass(frozen=True, slots=True)
class SameFingerprint:
    """Name parties of different organisations that share a fingerprint; only a person says that they are the same."""

    parties: tuple[str, ...]


def count_backlog(cases: Mapping[str, Case], now_millis: int) -> Backlog:
    """Count open cases and the age of the oldest, from when each was first opened.

    >>> count_backlog({"c1": Case("P1", 1000), "c2": Case("P2", 500, "moved", 900)}, 5000)
    Backlog(open=1, oldest_age_millis=4000, decided=1)
    """
    waiting = [case.opened_millis for case in cases.values() if not case.outcome]
    oldest = now_millis - min(waiting) if waiting else 0
    return Backlog(len(waiting), max(oldest, 0), len(cases) - len(waiting))


def find_same(parties: Mapping[str, Entry]) -> list[SameFingerprint]:
    """Return parties that two or more organisations registered and that share a fingerprint."""
    holders: dict[str, set[str]] = defaultdict(set)
    for party, entry in parties.items():
        for fingerprint in entry.fingerprints:
            holders[fingerprint].add(party)
    groups = {
        tuple(sorted(group)) for group in holders.values() if len({parties[party].organisation for party in group}) > 1
    }
    return [SameFingerprint(group) for group in sorted(groups)]
