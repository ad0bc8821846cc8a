"""Read an XLSForm, so that what it has collected can be read whether columns carry its names or its labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.registry_files.sheets import read_sheets
from safeconduct.core.basics import CannotReadError


@dataclass(frozen=True, slots=True)
class XlsForm:
    """Hold what a form calls its questions and its choices."""

    names: Mapping[str, str]  # name, group/name or label of a question in small letters -> its name
    choices: Mapping[str, Mapping[str, str]]  # question -> label of a choice in small letters -> its name


def read_form(file: Path) -> XlsForm:
    """Return a form from its sheets `survey` and `choices` (XLSForm).

    Raises:
        CannotReadError: where it has no sheet `survey` with the columns `type` and `name`.
    """
    sheets = read_sheets(file)
    survey = _to_cells(sheets.get("survey", []))
    if not survey or not {"type", "name"} <= survey[0].keys():
        raise CannotReadError(f"{file.name} is no XLSForm: its sheet `survey` needs the columns `type` and `name`")
    lists: dict[str, dict[str, str]] = {}
    for choice in _to_cells(sheets.get("choices", [])):
        labelled = lists.setdefault(choice.get("list_name", choice.get("list name", "")), {})
        labelled |= {label: choice.get("name", "") for label in _labels(choice)}
    names, choices, groups = dict[str, str](), dict[str, Mapping[str, str]](), list[str]()
    for question in survey:
        kind, _, of_list = question["type"].partition(" ")
        name = question["name"].lower()
        if kind.startswith("begin"):
            groups.append(name)
        elif kind.startswith("end"):
            groups = groups[:-1]
        elif name:
            names |= dict.fromkeys([name, "/".join([*groups, name]), *_labels(question)], name)
            if of_list in lists:
                choices[name] = lists[of_list]
    return XlsForm(names, choices)


def rename(row: Row, form: XlsForm) -> Row:
    """Return a row with the form's names for its columns and its choices.

    >>> form = XlsForm({"your papers": "papers", "papers": "papers"}, {"papers": {"no papers": "none"}})
    >>> rename(Row("f", 2, {"your papers": "No papers", "other": "x"}), form).cells
    {'papers': 'none', 'other': 'x'}
    """
    cells = {}
    for column, text in row.cells.items():
        name = form.names.get(column, column)
        words = form.choices.get(name, {})
        cells[name] = words.get(text.lower(), text)
    return Row(row.file, row.line, cells)


def _labels(cells: Mapping[str, str]) -> list[str]:
    return [text.lower() for column, text in cells.items() if column.split("::")[0] == "label" and text]


def _to_cells(rows: list[list[str]]) -> list[dict[str, str]]:
    header = [cell.lower() for cell in rows[0]] if rows else []
    return [dict(zip(header, row, strict=False)) for row in rows[1:] if any(row)]
