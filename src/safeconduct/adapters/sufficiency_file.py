"""Read the answers that `safeconduct sufficiency` wrote, and keep those of an operation (docs/sufficiency.md)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, parse_time
from safeconduct.core.plan.shown import Span, StoredSufficiency, SufficiencyView, WhatIf
from safeconduct.core.sufficiency.kept import KeptAnswer

T = TypeVar("T")
REMEDY = "write the file anew with safeconduct sufficiency --out"
FOLDER = "sufficiency"  # of an operation
NAME = "%Y%m%dT%H%M%SZ.json"  # sorted by name is sorted by time


class SufficiencyFile:
    """Read stored answers; fills the port SufficiencyReader."""

    def read(self, file: Path) -> StoredSufficiency:
        """Return the answer in the file.

        Raises:
            InputFaultsError: with every key that is missing or holds what it should not.
            CannotReadError: where there is no such file, or it holds no JSON object.
        """
        faults: list[Fault] = []
        fields = _Fields(file.name, "", _read_object(file), faults)
        stored = StoredSufficiency(
            str(file), fields.text("case"), fields.text("case_digest"), fields.text("plan_digest"), _view(fields)
        )
        if faults:
            raise InputFaultsError(faults)
        return stored


def view_answer(said: Mapping[str, Any]) -> SufficiencyView:
    """Return what may be shown of an answer; raise InputFaultsError with every key that is amiss."""
    faults: list[Fault] = []
    view = _view(_Fields("", "", said, faults))
    if faults:
        raise InputFaultsError(faults)
    return view


class AnswerFolder:
    """Keep the answers of an operation in its folder; fills the port AnswerKeeper."""

    def keep(self, operation: Path, made: float, text: str) -> Path:
        """Keep an answer under the second when it was made, in UTC; raise SafeconductError where the disk refuses."""
        name = datetime.fromtimestamp(made, UTC).strftime(NAME)
        write_files(operation / FOLDER, {name: text + "\n"})
        return operation / FOLDER / name

    def find_newest(self, operation: Path) -> KeptAnswer | None:
        """Return the newest answer, or None where there is none.

        Raises:
            InputFaultsError: with every key that is missing or holds what it should not.
            CannotReadError: where the file holds no JSON object.
        """
        files = sorted((operation / FOLDER).glob("[!.]*.json"))
        if not files:
            return None
        stored = SufficiencyFile().read(files[-1])
        made_millis = round(stored.view.as_of * 1000)
        return KeptAnswer(made_millis, stored.case_digest, stored.plan_digest, _read_object(files[-1]))


def _read_object(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; {REMEDY}") from error
    except (ValueError, RecursionError) as error:
        raise CannotReadError(f"{file}: not JSON that can be read ({error}); {REMEDY}") from error
    if not isinstance(said, dict):
        raise CannotReadError(f"{file}: holds no JSON object; {REMEDY}")
    return said


def _view(fields: _Fields) -> SufficiencyView:
    out, held_up = fields.part("people_out"), fields.part("held_up")
    return SufficiencyView(
        people=fields.count("people"),
        people_planned=fields.count("people_planned"),
        all_out=fields.span("chance_all_out", most=1.0),
        planned_out=fields.span("chance_planned_out", most=1.0),
        days=fields.count("days"),
        out_bad_day=out.count("bad_day"),
        out_typical_day=out.count("typical_day"),
        out_good_day=out.count("good_day"),
        as_of=fields.moment("made"),
        held_up=tuple((words, held_up.number(words)) for words in held_up.said),
        what_if=tuple(_what_if(part) for part in fields.parts("changes")),
        luck=None if fields.said.get("search_luck") is None else _what_if(fields.part("search_luck")),
        not_tried=tuple((part.text("ident"), part.text("why")) for part in fields.parts("not_tried")),
    )


def _what_if(part: _Fields) -> WhatIf:
    return WhatIf(
        change=part.text("words"),
        out=part.span("out_change"),
        harm=part.span("harm_change"),
        planned_out=int(part.number("planned_out_change")),
        kept=part.text("plan") == "kept",
    )


class _Fields:
    """Take typed values out of an object, and note every fault with the key where it is."""

    def __init__(self, file: str, path: str, said: Mapping[str, Any], faults: list[Fault]) -> None:
        self.file, self.path, self.said, self.faults = file, path, said, faults

    def text(self, key: str) -> str:
        value = self.said.get(key)
        return value if isinstance(value, str) else self._fault(key, "not a text", "")

    def number(self, key: str, least: float = -math.inf, most: float = math.inf) -> float:
        value = self.said.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return self._fault(key, "not a number", 0.0)
        if not least <= value <= most:
            return self._fault(key, f"not from {least:g} to {most:g}", 0.0)
        return float(value)

    def count(self, key: str) -> int:
        value = self.number(key, least=0.0)
        return int(value) if value == int(value) else self._fault(key, "not a whole number", 0)

    def span(self, key: str, most: float = math.inf) -> Span:
        part, least = self.part(key), 0.0 if most < math.inf else -math.inf
        low, high = (None if part.said.get(end) is None else part.number(end, least, most) for end in ("low", "high"))
        return Span(part.number("value", least, most), low, high)

    def moment(self, key: str) -> float:
        try:
            return parse_time(self.text(key))
        except ValueError:
            return self._fault(key, "not an ISO 8601 time with an offset", 0.0)

    def part(self, key: str) -> _Fields:
        value = self.said.get(key)
        said = value if isinstance(value, dict) else self._fault(key, "not an object", {})
        return _Fields(self.file, f"{self.path}{key}.", said, self.faults)

    def parts(self, key: str) -> list[_Fields]:
        value = self.said.get(key)
        items = value if isinstance(value, list) else self._fault(key, "not a list", [])
        named = ((f"{self.path}{key}[{number}]", item) for number, item in enumerate(items))
        return [
            _Fields(self.file, f"{path}.", item if isinstance(item, dict) else {}, self.faults) for path, item in named
        ]

    def _fault(self, key: str, problem: str, otherwise: T) -> T:
        value = self.said.get(key, "(missing)")
        self.faults.append(Fault(self.file, 0, self.path + key, str(value), problem, REMEDY))
        return otherwise
