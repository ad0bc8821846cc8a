"""Read events, as `--event` words them or from .toml and .csv files with the same keys (docs/replanning.md)."""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from safeconduct.adapters.case_files.cells import CellError, read_moment, read_windows
from safeconduct.adapters.case_files.reader import read_hazard, read_parties
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, Window
from safeconduct.core.plan import Case
from safeconduct.core.plan.replanning import (
    Event,
    FlightChanged,
    HazardAdded,
    PartiesAdded,
    PlaceClosed,
    SiteChanged,
    VehicleLost,
)

T = TypeVar("T")
AFTER_ALL = 7 * 86400.0  # seconds after the deadline to which an event without "to" lasts
KEYS: Mapping[str, frozenset[str]] = {
    "closure": frozenset({"link", "node", "from", "to", "reason"}),
    "site": frozenset({"id", "closed", "throughput", "open", "from", "to"}),
    "vehicle": frozenset({"fleet", "vehicle", "from"}),
    "flight": frozenset({"id", "cancelled", "seats", "departs"}),
    "parties": frozenset({"file"}),
    "hazard": frozenset({"file"}),
}
SAME = {"gate": "site", "checkpoint": "site"}  # other words for a kind


class EventTexts:
    """Read events; fills the port EventReader."""

    def read(self, texts: Sequence[str], files: Sequence[Path], case: Case) -> tuple[Event, ...]:
        """Return the events of the texts, then those of the files.

        Raises:
            InputFaultsError: with every fault of every event at once.
            CannotReadError: where a file is not there, or the system refuses to read it.
        """
        faults: list[Fault] = []
        worded = [_Worded("--event", number, Path(), *_split(text)) for number, text in enumerate(texts, start=1)]
        for file in files:
            worded += _read_file(file, faults)
        found = [event for one in worded if (event := _Reading(one, case, faults).event()) is not None]
        if faults:
            raise InputFaultsError(faults)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Worded:
    """Hold one event as keys and texts."""

    source: str
    number: int  # line of the file, or number of the option
    folder: Path  # in which its files are looked for
    kind: str
    values: Mapping[str, str]
    repeated: tuple[str, ...] = ()


def _split(text: str) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """Split `kind:key=value,key=value`; a part without `=` is a flag."""
    kind, _, rest = text.partition(":")
    values: dict[str, str] = {}
    repeated = []
    for part in rest.split(","):
        key, equals, value = part.partition("=")
        if key.strip():
            repeated += [key.strip()] if key.strip() in values else []
            values[key.strip()] = value.strip() if equals else "true"
    return kind.strip(), values, tuple(repeated)


def _read_file(file: Path, faults: list[Fault]) -> list[_Worded]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}: name a file of events that is there") from error
    except UnicodeDecodeError:
        raise CannotReadError(f"{file}: not UTF-8: save the file as UTF-8") from None
    if file.suffix.lower() == ".csv":
        rows = csv.DictReader(text.splitlines())
        return [_from_row(file, rows.line_num, row) for row in rows]
    return _from_toml(file, text, faults)


def _from_row(file: Path, line: int, row: Mapping[str, object]) -> _Worded:
    values = {str(key): str(value).strip() for key, value in row.items() if key and value}
    return _Worded(file.name, line, file.parent, values.pop("kind", ""), values)


def _from_toml(file: Path, text: str, faults: list[Fault]) -> list[_Worded]:
    try:
        conf = tomllib.loads(text)
    except ValueError as error:
        faults.append(Fault(file.name, 0, "", "", f"not TOML: {error}", "mend the line, or name a .csv file"))
        return []
    tables = conf.get("event", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        faults.append(Fault(file.name, 0, "event", "", "not a list of tables", "begin each event with [[event]]"))
        return []
    worded = []
    for number, table in enumerate(tables, start=1):
        values = {key: _word(value) for key, value in table.items()}
        worded.append(_Worded(f"{file.name} event {number}", 0, file.parent, values.pop("kind", ""), values))
    return worded


def _word(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(slots=True)
class _Reading:
    """Check one event and turn it into a value."""

    worded: _Worded
    case: Case
    faults: list[Fault]
    failed: bool = field(default=False)

    def event(self) -> Event | None:
        kind = SAME.get(self.worded.kind, self.worded.kind)
        if kind not in KEYS:
            self._fault("kind", self.worded.kind, "no such kind of event", f"write one of {', '.join(KEYS)}, gate")
            return None
        for key in sorted(self.worded.values.keys() - KEYS[kind]):
            self._fault(
                key, self.worded.values[key], f"a {kind} has no {key}", f"write {', '.join(sorted(KEYS[kind]))}"
            )
        for key in self.worded.repeated:
            self._fault(key, "", "given twice", "give it once")
        made = _MAKERS[kind](self)
        return None if self.failed else made

    def place(self) -> Event:
        given = [key for key in ("link", "node") if key in self.worded.values]
        if len(given) != 1:
            self._fault("link", "", "a closure is of one link or one node", "write link=ID or node=ID")
        what = "node" if "node" in given else "link"
        reason = self.worded.values.get("reason", "")
        return PlaceClosed("node" if what == "node" else "link", self._text(what), self._window(), reason)

    def site(self) -> Event:
        values = self.worded.values
        closed = self._flag("closed")
        if not closed and not {"throughput", "open"} & values.keys():
            self._fault("id", values.get("id", ""), "nothing changes", "write closed, throughput=N or open=FROM/TO")
        throughput = self._number("throughput") if "throughput" in values else None
        shut: tuple[Window, ...] = ()
        opening = self._parse("open", read_windows, shut) if "open" in values else None
        return SiteChanged(self._text("id"), self._window(), closed, opening, throughput)

    def vehicle(self) -> Event:
        since = self._moment("from", self.case.start)
        return VehicleLost(self._text("fleet"), int(self._number("vehicle", whole=True)), since)

    def flight(self) -> Event:
        values, cancelled = self.worded.values, self._flag("cancelled")
        if not cancelled and not {"seats", "departs"} & values.keys():
            self._fault("id", values.get("id", ""), "nothing changes", "write cancelled, seats=N or departs=TIME")
        seats = int(self._number("seats", whole=True)) if "seats" in values else None
        departs = self._moment("departs", 0.0) if "departs" in values else None
        return FlightChanged(self._text("id"), cancelled, seats, departs)

    def parties(self) -> Event:
        return PartiesAdded(self._file(read_parties))

    def hazard(self) -> Event:
        return HazardAdded(self._file(read_hazard))

    def _file(self, read: Callable[[Path, list[Fault]], tuple[T, ...]]) -> tuple[T, ...]:
        name = self._text("file")
        if not name:
            return ()
        before = len(self.faults)
        rows = read(self.worded.folder / name, self.faults)
        self.failed = self.failed or len(self.faults) > before
        return rows

    def _window(self) -> Window:
        begin = self._moment("from", self.case.start)
        end = self._moment("to", self.case.deadline + AFTER_ALL)
        if end <= begin:
            self._fault("to", self.worded.values.get("to", ""), "not after from", "put the earlier time first")
        return Window(begin, end)

    def _moment(self, key: str, otherwise: float) -> float:
        return self._parse(key, read_moment, otherwise) if key in self.worded.values else otherwise

    def _parse(self, key: str, read: Callable[[str], T], otherwise: T) -> T:
        try:
            return read(self.worded.values[key])
        except CellError as error:
            self._fault(key, self.worded.values[key], error.problem, error.remedy)
            return otherwise

    def _number(self, key: str, *, whole: bool = False) -> float:
        text = self.worded.values.get(key, "")
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and value >= 0 and (value == int(value) or not whole)):
            kind = "a whole number of 0 or more" if whole else "a number of 0 or more"
            self._fault(key, text, f"not {kind}", f"write {key}=12")
            return 0.0
        return value

    def _flag(self, key: str) -> bool:
        text = self.worded.values.get(key, "false").lower()
        if text not in ("true", "false", "yes", "no"):
            self._fault(key, text, "neither true nor false", f"write {key} alone, or {key}=true")
        return text in ("true", "yes")

    def _text(self, key: str) -> str:
        text = self.worded.values.get(key, "")
        if not text:
            self._fault(key, "", "missing", f"write {key}=...")
        return text

    def _fault(self, key: str, value: str, problem: str, remedy: str) -> None:
        self.failed = True
        source, number = self.worded.source, self.worded.number
        name, line = (f"{source} {number}", 0) if source == "--event" else (source, number)
        self.faults.append(Fault(name, line, key, value, problem, remedy))


_MAKERS: Mapping[str, Callable[[_Reading], Event]] = {
    "closure": _Reading.place,
    "site": _Reading.site,
    "vehicle": _Reading.vehicle,
    "flight": _Reading.flight,
    "parties": _Reading.parties,
    "hazard": _Reading.hazard,
}
