"""Read case.toml: the clock, the limits, the objective, the picture and the uncertainty, every fault with its line."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from safeconduct.adapters.case_files.cells import TIME_REMEDY
from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.case_files.lines import find_file, read_whole
from safeconduct.core.basics import Fault
from safeconduct.core.plan import Limits, Objective

FILE = "case.toml"
STEPS_MAX = 100_000  # planners lay out arrays by step

_CURFEW = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what case.toml says; stand-ins where it is faulty."""

    name: str
    start: float
    deadline: float
    utc_offset_seconds: int
    step_minutes: float
    limits: Limits
    objective: Objective
    watched: float
    kappa: float
    uncertainty: Mapping[str, float]
    staff: Mapping[str, float]


def read_settings(folder: Path, faults: list[Fault]) -> Settings | None:
    """Return the settings, or None where the file cannot be read at all; every fault is recorded."""
    path = folder / FILE
    if not find_file(path, FILE, True, faults):
        return None
    text = read_whole(path, FILE, faults)
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    try:
        conf = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        faults.append(Fault(FILE, line, "", "", f"not TOML: {error}", "mend the line, or quote the text in it"))
        return None
    return _Reading(text, conf, faults).settings()


class _Reading:
    """Check one parsed case.toml against its published schema."""

    def __init__(self, text: str, conf: Mapping[str, Any], faults: list[Fault]) -> None:
        self._lines = text.splitlines()
        self._conf, self._faults = conf, faults
        self._schema: Mapping[str, Any] = published_schemas()["case"]["properties"]

    def settings(self) -> Settings:
        name = self._conf.get("name")
        if not isinstance(name, str) or not name.strip():
            self._fault("", "name", name, "not a name", 'write name = "..."')
        start, deadline = self._moment("start"), self._moment("deadline")
        step = self._numbers("", {"step_minutes": self._schema["step_minutes"]}).get("step_minutes", math.inf)
        if start and deadline:
            span = (deadline - start).total_seconds()
            if span <= 0:
                self._fault("", "deadline", self._conf["deadline"], "not after start", "set a later deadline")
            elif span / 60 / step > STEPS_MAX:
                remedy = "write a coarser step or an earlier deadline"
                self._fault("", "step_minutes", step, f"gives more than {STEPS_MAX:,} steps", remedy)
        offset = start.utcoffset() if start else None
        return Settings(
            name=str(name),
            start=start.timestamp() if start else 0.0,
            deadline=deadline.timestamp() if deadline else 0.0,
            utc_offset_seconds=int((offset or timedelta()).total_seconds()),
            step_minutes=step,
            limits=self._limits(),
            objective=self._objective(),
            watched=self._of_picture("watched"),
            kappa=self._of_picture("kappa"),
            uncertainty=self._open_numbers("uncertainty"),
            staff=self._open_numbers("staff"),
        )

    def _limits(self) -> Limits:
        table = self._table("limits")
        known = {key: rule for key, rule in self._schema["limits"]["properties"].items() if rule["type"] == "number"}
        return Limits(**self._numbers("limits", known, table), curfew=self._curfew(table.get("curfew", [])))

    def _objective(self) -> Objective:
        known = self._schema["objective"]["properties"]
        if "objective" not in self._conf:
            self._fault("", "objective", None, "no table [objective]", "add it, with left_behind")
            return Objective(left_behind=0.0)
        return Objective(**{"left_behind": 0.0, **self._numbers("objective", known, self._table("objective"))})

    def _of_picture(self, key: str) -> float:
        rule = self._schema["picture"]["properties"][key]
        return self._numbers("picture", {key: rule}, self._table("picture")).get(key, 0.0)

    def _open_numbers(self, name: str) -> dict[str, float]:
        """Return a table of numbers, unknown keys too: who uses the table knows its keys."""
        table = self._table(name)
        known = self._schema[name]["properties"]
        rules = {key: known.get(key, {"type": "number"}) for key in table}
        return self._numbers(name, rules, table)

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._conf.get(name, {})
        if isinstance(table, dict):
            return table
        self._fault("", name, table, "not a table", f"write [{name}] on a line of its own, its keys below")
        return {}

    def _numbers(
        self, table: str, rules: Mapping[str, Mapping[str, Any]], conf: Mapping[str, Any] | None = None
    ) -> dict[str, float]:
        """Return the numbers that are given and good; absent ones are left to their defaults."""
        conf = self._conf if conf is None else conf
        required = ("step_minutes", "left_behind")
        good = {}
        for key, rule in rules.items():
            if key not in conf:
                if key in required:
                    self._fault(table, key, None, "missing", "add it")
                continue
            problem = _number_problem(conf[key], rule, unbounded=key.endswith("_max"))
            if problem:
                self._fault(table, key, conf[key], problem, "write a plain number, without quotes")
            else:
                good[key] = float(conf[key])
        return good

    def _moment(self, key: str) -> datetime | None:
        value = self._conf.get(key)
        if value is None:
            self._fault("", key, None, "missing", TIME_REMEDY)
            return None
        try:
            when = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self._fault("", key, value, "not an ISO 8601 time", TIME_REMEDY)
            return None
        if when.tzinfo is None:
            self._fault("", key, value, "time without an offset", TIME_REMEDY)
            return None
        return when

    def _curfew(self, spans: object) -> tuple[tuple[int, int], ...]:
        if not isinstance(spans, list):
            self._fault("limits", "curfew", spans, "not a list", 'write curfew = ["21:00-04:30"]')
            return ()
        read = []
        for span in spans:
            found = _CURFEW.fullmatch(span) if isinstance(span, str) else None
            ends = [int(part) for part in found.groups()] if found else []
            begin, end = (60 * ends[0] + ends[1], 60 * ends[2] + ends[3]) if ends else (-1, -1)
            if ends and ends[1] < 60 and ends[3] < 60 and begin < 1440 and end <= 1440:
                read.append((begin, end))
            else:
                self._fault("limits", "curfew", span, "not HH:MM-HH:MM", 'write curfew = ["21:00-04:30"]')
        return tuple(read)

    def _fault(self, table: str, key: str, value: object, problem: str, remedy: str) -> None:
        shown = "" if value is None else str(value)
        name = f"{table}.{key}" if table else key
        self._faults.append(Fault(FILE, self._line_of(table, key), name, shown[:200], problem, remedy))

    def _line_of(self, table: str, key: str) -> int:
        """Find the line that sets a key (else that opens its table); 0 where there is none."""
        at, opened = "", 0
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]", line):
                at = header[1].strip("\"'")
                if at == table or (not table and at == key):
                    opened = number
            elif at == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return opened


def _number_problem(value: object, rule: Mapping[str, Any], *, unbounded: bool) -> str:
    """Say what is wrong with a number, or nothing; `unbounded` allows infinity, which means no bound."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "not a number"
    if math.isnan(value) or (math.isinf(value) and not unbounded):
        return "not a finite number"
    if "minimum" in rule and value < rule["minimum"]:
        return f"less than {rule['minimum']:g}"
    if "exclusiveMinimum" in rule and value <= rule["exclusiveMinimum"]:
        return f"not above {rule['exclusiveMinimum']:g}"
    if "maximum" in rule and value > rule["maximum"]:
        return f"more than {rule['maximum']:g}"
    return ""
