"""Promise that the published schemas and docs/formats.md say what the reader and the files do."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
TABLES: list[dict[str, Any]] = published_schemas()["tables"]["tables"]


def describe_values(field: dict[str, Any]) -> str:
    """Say which values a column takes, as its row in docs/formats.md does."""
    if "enum" in field:
        words = ", ".join(f"`{word}`" for word in field["enum"])
        return f"list of {words}" if field["type"] == "list" else words
    text = str({"datetime": "time", "string": "text", "integer": "whole number"}.get(field["type"], field["type"]))
    if "exclusiveMinimum" in field:
        text += f" > {field['exclusiveMinimum']}"
    elif "maximum" in field:
        text += f" {field['minimum']} to {field['maximum']}"
    elif "minimum" in field:
        text += f" >= {field['minimum']}"
    return text


def describe_need(field: dict[str, Any]) -> str:
    """Say whether a column must be there, and what an empty cell means."""
    column = "yes" if field["required"] else "no"
    if "default" not in field:
        return column
    default = {None: "none", "": "empty"}.get(field["default"], field["default"])
    return f"{column}; empty = {default}" if field["required"] else f"{column}; else {default}"


def document_field(field: dict[str, Any]) -> str:
    """Write the row of docs/formats.md for one column."""
    cells = (f"`{field['name']}`", describe_values(field), field.get("unit", ""), describe_need(field))
    return "| " + " | ".join((*cells, field["description"])) + " |"


def section(title: str) -> str:
    """Return the text under a heading of docs/formats.md."""
    parts = re.split(r"^#+ (.+)$", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["name"])
def test_every_column_is_documented_as_it_is_read(table: dict[str, Any]) -> None:
    """The section of each table in docs/formats.md lists its columns with values, units and defaults, and no others."""
    rows = [line for line in section(table["name"]).splitlines() if line.startswith("| `")]
    assert rows == [document_field(field) for field in table["fields"]]


@pytest.mark.parametrize("name", ["case", "plan"])
def test_every_key_is_documented(name: str) -> None:
    """Every key of case.toml and plan.json stands in its section of docs/formats.md, with its default."""
    text = section({"case": "case.toml", "plan": "plan.json"}[name])
    properties = published_schemas()[name]["properties"]
    keys = dict(properties)
    for group in ("limits", "objective", "uncertainty", "staff") if name == "case" else ():
        keys |= {f"{group}.{key}": rule for key, rule in properties[group]["properties"].items()}
    for key, rule in keys.items():
        if rule["type"] == "object" and "properties" in rule:
            continue
        row = next((line for line in text.splitlines() if line.startswith(f"| `{key}` |")), None)
        assert row is not None, key
        if "default" in rule and rule["default"] not in ([], {}):
            assert f"| {rule['default']:g} |" in row, key


@pytest.mark.parametrize("name", ["case", "plan"])
def test_the_schemas_are_draft_2020_12(name: str) -> None:
    """The published schemas are valid JSON Schema, draft 2020-12."""
    schema = published_schemas()[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def as_json(conf: dict[str, Any]) -> Any:
    """Turn parsed TOML into JSON, times into ISO 8601 strings."""
    return json.loads(json.dumps(conf, default=datetime.isoformat))


@pytest.mark.shared
def test_the_shared_cases_and_plans_fit_the_schemas(shared: Path) -> None:
    """Every shared case.toml and plan.json is valid by its published schema."""
    files = [*shared.glob("exam/cases/*/case.toml")]
    assert files
    for file in files:
        conf = as_json(tomllib.loads(file.read_text(encoding="utf-8")))
        Draft202012Validator(published_schemas()["case"]).validate(conf)
    files = [*shared.glob("exam/plans/*/plan.json")]
    assert files
    for file in files:
        Draft202012Validator(published_schemas()["plan"]).validate(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("group", "key", "value"),
    [
        ("", "name", 7),
        ("", "step_minutes", 0),
        ("limits", "walk_kmh", "4"),
        ("limits", "curfew", ["25:00-04:30"]),
        ("limits", "curfew", "21:00-04:30"),
        ("objective", "left_behind", -1),
        ("uncertainty", "flight_cancelled", 2),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(small_case: Path, group: str, key: str, value: object) -> None:
    """A wrong value in case.toml fails the schema too; the small case itself passes."""
    conf = as_json(tomllib.loads((small_case / "case.toml").read_text()))
    validator = Draft202012Validator(published_schemas()["case"])
    assert validator.is_valid(conf)
    (conf[group] if group else conf)[key] = value
    assert not validator.is_valid(conf)


def test_the_command_prints_the_schemas() -> None:
    """`validate --schema` prints every published schema as one JSON object."""
    result = CliRunner().invoke(build_cli(services()), ["validate", "--schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == dict(published_schemas())


@pytest.mark.parametrize("words", [["validate"], ["validate", "--help"]])
def test_the_command_says_how_it_is_used(words: list[str]) -> None:
    """Without a case the command asks for one and exits with 2; its help holds an example."""
    result = CliRunner().invoke(build_cli(services()), words)
    if words[-1] == "--help":
        assert "Example: safeconduct validate" in result.stdout
    else:
        assert result.exit_code == 2
        assert "Name the folder of a case" in result.stderr
