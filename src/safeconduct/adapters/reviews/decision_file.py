"""Read decisions that somebody wrote into a table or a JSON list, for scripts and rehearsals."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from safeconduct.adapters.case_files.lines import Lines, find_file, read_whole
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import FIELDS, Action, Decision, Item, Setting, check_field, find_item, parse_grade

PLAIN = ("item", "decision", "grade", "reason", "seconds")
CORRECTABLE = tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields))
DECIDED = {str(action): action for action in Action if action is not Action.UNDO}
NO_ITEM = "no item with this id, and no words that stand once in the text, inside one statement"
Note = Callable[[str, str, str, str], None]  # column, value, problem, remedy


class DecisionFile:
    """Read decisions; fills the port DecisionReader.

    Columns: item (its id, or words of the text that stand there once, inside one statement), decision (accept, correct,
    reject, skip, grade), grade, reason, seconds, and one for each field that a person may correct; an empty cell leaves
    the field as it was read. JSON is a list of objects with the same keys.
    """

    def read(self, file: Path, reading: Reading, setting: Setting) -> tuple[Decision, ...]:
        """Return the decisions in order; raise InputFaultsError with every fault at once, or CannotReadError."""
        faults: list[Fault] = []
        try:
            rows = _read_json(file, faults) if file.suffix == ".json" else _read_csv(file, faults)
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}: check the disk and the rights") from error
        decisions = []
        for line, row in rows:

            def note(column: str, value: str, problem: str, remedy: str, line: int = line) -> None:
                faults.append(Fault(file.name, line, column, value, problem, remedy))

            decisions.append(_read_decision(row, reading, setting, note))
        if faults:
            raise InputFaultsError(faults)
        return tuple(decision for decision in decisions if decision is not None)


def _read_csv(file: Path, faults: list[Fault]) -> list[tuple[int, dict[str, str]]]:
    if not find_file(file, file.name, required=True, faults=faults):
        return []
    reader = csv.reader(iter(Lines(file, file.name, faults, strict=True)), strict=True)
    rows = []
    try:
        header = next(reader, [])
        for column in sorted({"item", "decision"} - set(header)):
            faults.append(Fault(file.name, 1, column, "", f"missing column {column}", "add the column"))
        end = reader.line_num
        for row in reader:
            if len(row) > len(header):
                problem, remedy = (
                    "more values than the header has columns",
                    'put a value with a comma between quotes (")',
                )
                faults.append(Fault(file.name, end + 1, "", row[-1], problem, remedy))
            elif row and not faults:
                rows.append((end + 1, dict(zip(header, row, strict=False))))
            end = reader.line_num
    except csv.Error as error:
        faults.append(Fault(file.name, reader.line_num, "", "", f"not a CSV row: {error}", "close every quote"))
    return rows


def _read_json(file: Path, faults: list[Fault]) -> list[tuple[int, dict[str, str]]]:
    """Return the objects of the list, each with its number in it, from 1."""
    if not find_file(file, file.name, required=True, faults=faults):
        return []
    text = read_whole(file, file.name, faults)
    try:
        said = json.loads(text or "[]")
    except (ValueError, RecursionError) as error:
        faults.append(Fault(file.name, 0, "", "", f"not JSON: {error}", "write a list of objects"))
        return []
    if not isinstance(said, list) or not all(isinstance(row, dict) for row in said):
        faults.append(Fault(file.name, 0, "", "", "not a list of objects", 'write [{"item": "A1", "decision": ...}]'))
        return []
    texts = ({key: "" if value is None else str(value) for key, value in row.items()} for row in said)
    return list(enumerate(texts, 1))


def _read_decision(row: Mapping[str, str], reading: Reading, setting: Setting, note: Note) -> Decision | None:
    cells = {name: text.strip() for name, text in row.items() if text.strip()}
    for name in sorted(cells.keys() - {*PLAIN, *CORRECTABLE}):
        note(name, cells[name], "no such column", f"known are {', '.join((*PLAIN, *CORRECTABLE))}")
    item, action = find_item(reading, cells.get("item", "")), DECIDED.get(cells.get("decision", ""))
    if item is None:
        note("item", cells.get("item", ""), NO_ITEM, "see `safeconduct review READING --list`")
    if action is None:
        note("decision", cells.get("decision", ""), f"not one of {', '.join(DECIDED)}", "write one of these words")
    if item is None or action is None:
        return None
    grade = _read_grade(cells.get("grade", ""), action, note)
    if action is Action.REJECT and "reason" not in cells:
        note("reason", "", "rejected without a reason", "say why, so that others can follow it")
    corrections = _read_corrections(cells, item, action, setting, note)
    return Decision(item.item_id, action, grade, cells.get("reason", ""), _read_seconds(cells, note), corrections)


def _read_grade(text: str, action: Action, note: Note) -> str:
    if not text and action is not Action.GRADE:
        return ""
    try:
        return str(parse_grade(text))
    except ValueError as error:
        note("grade", text, str(error), "write one such as B2; F6 where you cannot judge")
        return ""


def _read_seconds(cells: Mapping[str, str], note: Note) -> float:
    text = cells.get("seconds", "0")
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        note("seconds", text, "not a number of seconds", "write how long the item took, or leave it empty")
    return seconds


def _read_corrections(
    cells: Mapping[str, str], item: Item, action: Action, setting: Setting, note: Note
) -> tuple[tuple[str, str], ...]:
    found = []
    for name in CORRECTABLE:
        if name not in cells:
            continue
        if action is not Action.CORRECT:
            note(name, cells[name], f"a corrected field, but the decision is {action}", "write correct as the decision")
            continue
        try:
            found.append((name, check_field(item.kind, name, cells[name], setting)))
        except ValueError as error:
            known = FIELDS[item.kind].get(name)
            note(name, cells[name], str(error), f"write {known[0]}" if known else "leave the cell empty")
    if action is Action.CORRECT and not found:
        note("decision", "correct", "nothing is corrected", "fill in a field, or write accept")
    return tuple(found)
