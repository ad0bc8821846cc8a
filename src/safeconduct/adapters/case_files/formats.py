"""Load the published description of the formats: what the reader obeys is what is published.

schemas/tables.schema.json lists every table and column with its type, bounds, unit and default; schemas/*.schema.json
describe case.toml, plan.json, sources.json, readings and reports as JSON Schema (draft 2020-12).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one column; `bounds` holds minimum, exclusiveMinimum and maximum where there are any."""

    name: str
    type: str
    required: bool
    has_default: bool  # an empty cell takes the default; without one it is a fault
    default: Any
    bounds: Mapping[str, float]
    enum: tuple[str, ...]
    reference: str  # the table whose key a value must be; "" = none
    forbidden: str  # a character that no value may hold; "" = none


@dataclass(frozen=True, slots=True)
class TableFormat:
    """Describe one table."""

    name: str
    required: bool
    key: str  # the column whose values are distinct; "" = none
    fields: Mapping[str, Field]

    @property
    def required_columns(self) -> tuple[str, ...]:
        """List the columns that the header must hold."""
        return tuple(field.name for field in self.fields.values() if field.required)


@cache
def published_schemas() -> Mapping[str, dict[str, Any]]:
    """Return every published schema by name: case, plan, reading, registration, report, sources, tables."""
    folder = files("safeconduct.adapters") / "schemas"
    return {
        name: json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
        for name in ("case", "plan", "reading", "registration", "report", "sources", "tables")
    }


@cache
def table_formats() -> Mapping[str, TableFormat]:
    """Return every table of the formats by file name.

    >>> table_formats()["node.csv"].required_columns
    ('node_id', 'x_coord', 'y_coord')
    """
    return {table["name"]: _table(table) for table in published_schemas()["tables"]["tables"]}


def _table(table: Mapping[str, Any]) -> TableFormat:
    fields = {field["name"]: _field(field) for field in table["fields"]}
    return TableFormat(table["name"], table["required"], table["primaryKey"] or "", fields)


def _field(field: Mapping[str, Any]) -> Field:
    bounds = {key: field[key] for key in ("minimum", "exclusiveMinimum", "maximum") if key in field}
    return Field(
        name=field["name"],
        type=field["type"],
        required=field["required"],
        has_default="default" in field,
        default=field.get("default"),
        bounds=bounds,
        enum=tuple(field.get("enum", ())),
        reference=field.get("reference", ""),
        forbidden=field.get("forbidden", ""),
    )
