"""Promise that docs/registry.md lists exactly the columns and needs that are read."""

from __future__ import annotations

from pathlib import Path

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.core.people import NEEDS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "registry.md").read_text(encoding="utf-8")


def read_rows(head: str) -> list[list[str]]:
    """Return the cells of the table that begins with a head."""
    lines = PAGE.split(f"{head}\n", 1)[1].splitlines()[1:]
    rows = lines[: next(at for at, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]


def test_the_columns_in_the_docs_are_those_of_the_schema() -> None:
    """Each column once, in its order, with whom it is of and whether it is sealed; and each answer that it takes."""
    fields = published_schemas()["registration"]["fields"]
    told = read_rows("| column | of | sealed | what |")
    expected = [[f"`{one['name']}`", one["of"], "yes" if one.get("sealed") else "no"] for one in fields]
    assert [row[:3] for row in told] == expected
    for field, row in zip(fields, told, strict=True):
        assert ("must be there" in row[3]) == field["required"]
        assert all(f"`{answer}`" in row[3] for answer in field.get("enum", ()))


def test_the_needs_in_the_docs_are_the_codes() -> None:
    """Each code with what it means."""
    assert read_rows("| need | meaning |") == [[f"`{code}`", meaning] for code, meaning in NEEDS.items()]
