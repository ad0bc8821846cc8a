"""Hold what every step of a warning needs, and check an alert before each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import AlertFiles, AlertFormat, AlertOutlet
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.operation import State
from safeconduct.core.warnings import Alert, AlertFault, KeptAlert, SentAlert, Setting, WarningWords, find_alert_faults

ID_SIGNS_LEAST = 4
"""Ids of parties shorter than that are not looked for in texts: they are words and numbers of streets too."""


@dataclass(frozen=True, slots=True)
class WarningDesk:
    """Join the door of an operation to the alerts kept beside it."""

    door: Door
    exercise: bool
    files: AlertFiles
    format: AlertFormat
    words: WarningWords
    outlet: AlertOutlet
    rules: Callable[[], Mapping[str, ChannelRule]] = dict  # of the channels by which parties are told; none = nobody

    def read(self, identifier: str) -> tuple[Alert, KeptAlert]:
        """Return a kept alert; raise CannotReadError or InputFaultsError."""
        kept = self.files.read(identifier)
        alert = self.format.read(kept.data, identifier)
        if alert.identifier != identifier:
            raise CannotReadError(f"{identifier}: the file holds another alert, {alert.identifier:.80}; draft it anew")
        return alert, kept

    def check(self, alert: Alert, kept: KeptAlert, now: float) -> None:
        """Raise InputFaultsError with everything that is wrong with an alert that is to leave."""
        faults = find_alert_faults(alert, self._set(alert, kept, now))
        if faults:
            raise InputFaultsError(word_faults(alert.identifier, faults))

    def _set(self, alert: Alert, kept: KeptAlert, now: float) -> Setting:
        state = self.door.state()
        parties = frozenset(party for party in state.parties if len(party) >= ID_SIGNS_LEAST)
        sent = self.find_sent(state)
        warned = [self.read(one.identifier)[0] for one in alert.references if one.identifier in sent]
        return Setting(
            kept.theatre,
            self.exercise,
            now,
            kept.people,
            kept.expected,
            self.words.lexicons,
            frozenset(info.language for one in warned for info in one.infos),  # who read the first reads what follows
            sent=sent,
            parties=parties,
        )

    def find_sent(self, state: State) -> dict[str, SentAlert]:
        """Return the alerts that were sent and whose very bytes are kept here."""
        sent = {}
        for identifier in sorted(state.alerts.keys() & set(self.files.list())):
            note = state.alerts[identifier]
            alert, kept = self.read(identifier)
            if make_digest(kept.data) == note.digest:
                sent[identifier] = SentAlert(alert.refer(), bool(note.ended_by) or not note.release)
        return sent


def make_digest(data: bytes) -> str:
    """Return what two people release: the SHA-256 of an alert's bytes."""
    return hashlib.sha256(data).hexdigest()


def word_faults(identifier: str, faults: Sequence[AlertFault]) -> list[Fault]:
    """Return what is wrong with an alert as every fault is told."""
    return [Fault(identifier, 0, one.where, "", one.reason.value, one.remedy) for one in faults]
