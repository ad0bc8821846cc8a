"""Read registrations: every party that is right, and every fault of the others, without a word of who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.registry_files.sheets import read_table
from safeconduct.adapters.registry_files.xlsform import read_form, rename
from safeconduct.core.basics import CannotReadError, Fault
from safeconduct.core.people import CHANNELS, NEEDS, Mode, Papers, Registration, RoughPlace
from safeconduct.core.vault import Contact, Document, Identity

ROUGH_METRES = 500.0
NONE = "none"


class RegistryFiles:
    """Read files of registrations; fills the port RegistryReader."""

    def read(self, file: Path, form: Path | None = None) -> tuple[tuple[Registration, ...], tuple[Fault, ...]]:
        """Return the parties of a table, and what is wrong with the others; `form` is the XLSForm that collected it.

        Raises:
            CannotReadError: where the file cannot be read at all, or has no column for the party.
        """
        faults: list[Fault] = []
        rows = read_table(file, faults)
        if form is not None:
            known = read_form(form)
            rows = [rename(row, known) for row in rows]
        there = {name for row in rows for name in row.cells}
        missing = [name for name, field in _fields().items() if field["required"] and name not in there]
        if missing:
            raise CannotReadError(f"{file.name} has no column {missing[0]}: see docs/registry.md for the columns")
        parties: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            parties.setdefault((row.text("organisation"), row.text("party")), []).append(row)
        made = [_read_party(of_party, faults) for of_party in parties.values()]
        return tuple(one for one in made if one is not None), tuple(sorted(faults))


def _fields() -> Mapping[str, Mapping[str, Any]]:
    return {field["name"]: field for field in published_schemas()["registration"]["fields"]}


def _read_party(rows: Sequence[Row], faults: list[Fault]) -> Registration | None:
    """Return a party if all of its rows are right: half a party is not moved."""
    before = len(faults)
    first = rows[0]
    said = {name: _agree(name, rows, faults) for name, field in _fields().items() if field["of"] == "party"}
    for name in ("organisation", "party"):
        if not said[name]:
            faults.append(_fault(first, name, "empty", "say who registers, and which party it is"))
    size = _number(first, "size", said["size"], faults)
    if size is not None and size < len(rows):
        faults.append(_fault(first, "size", "fewer people than rows", "leave it empty, or count again"))
    needs = frozenset(_cut(said["needs"]))
    if needs - NEEDS.keys():
        faults.append(_fault(first, "needs", "a code nobody knows", f"the codes are {', '.join(NEEDS)}"))
    modes = frozenset(_cut(said["modes"])) or {Mode.WALK}
    if modes - set(Mode):
        faults.append(_fault(first, "modes", "no way to move", "write walk, auto or walk;auto"))
    channels = frozenset(_cut(said["channels"]))
    if channels - CHANNELS.keys() or (NONE in channels and len(channels) > 1):
        faults.append(_fault(first, "channels", "no such ways to reach somebody", f"write {', '.join(CHANNELS)}"))
    papers = said["papers"] or Papers.UNKNOWN
    if papers not in set(Papers):
        faults.append(_fault(first, "papers", "no such answer", "write none, some, all or unknown"))
    place = _read_place(first, said, faults)
    people = tuple(_read_person(row, faults) for row in rows)
    if len(faults) > before:
        return None
    return Registration(
        said["organisation"],
        said["party"],
        len(rows) if size is None else int(size),
        tuple(one for one in people if one != Identity()),
        needs,
        Papers(papers),
        said["language"],
        place,
        frozenset(Mode(mode) for mode in modes),
        channels,
    )


def _agree(name: str, rows: Sequence[Row], faults: list[Fault]) -> str:
    """Return what the rows of a party say of it; they may leave it out, and may not contradict each other."""
    told = {row.text(name) for row in rows} - {""}
    if len(told) > 1:
        faults.append(_fault(rows[0], name, "the rows of this party contradict each other", "write it once"))
    return min(told, default="")


def _read_place(row: Row, said: Mapping[str, str], faults: list[Fault]) -> RoughPlace | None:
    lon, lat, metres = (_number(row, name, said[name], faults) for name in ("lon", "lat", "precision"))
    if bool(said["lon"]) != bool(said["lat"]):
        faults.append(_fault(row, "lon", "half a place", "give both lon and lat, or neither"))
    if lon is None or lat is None:
        return None
    return RoughPlace(lon, lat, ROUGH_METRES if metres is None else metres)


def _read_person(row: Row, faults: list[Fault]) -> Identity:
    year = _number(row, "birth_year", row.text("birth_year"), faults)
    documents = []
    for text in _cut(row.text("document")):
        kind, _, rest = text.partition(":")
        number, _, country = rest.partition(":")
        if text != NONE and not (kind.strip() and number.strip()):
            faults.append(_fault(row, "document", "no kind and number", "write kind:number, or none"))
        documents.append(Document(kind.strip(), number.strip(), country.strip()))
    emails = _answers(row, "email")
    return Identity(
        _answers(row, "name"),
        None if year is None else int(year),
        _answers(row, "phone"),
        None if not row.text("document") else () if row.text("document").lower() == NONE else tuple(documents),
        row.text("home") or None,
        None if emails is None else tuple(Contact("email", one) for one in emails),
    )


def _answers(row: Row, column: str) -> tuple[str, ...] | None:
    """Return what was answered: None where nobody asked, nothing where the answer is none."""
    text = row.text(column)
    if not text:
        return None
    return () if text.lower() == NONE else tuple(_cut(text))


def _number(row: Row, name: str, text: str, faults: list[Fault]) -> float | None:
    if not text:
        return None
    field = _fields()[name]
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    low, high = field.get("minimum", float("-inf")), field.get("maximum", float("inf"))
    if not low <= value <= high or (field["type"] == "integer" and not value.is_integer()):
        faults.append(_fault(row, name, "not such a number", f"write {field['description']}"))
        return None
    return value


def _cut(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _fault(row: Row, column: str, problem: str, remedy: str) -> Fault:
    """Name a fault of a cell without what stands in it: it may be somebody's name."""
    return Fault(row.file, row.line, column, "", problem, remedy)
