"""Promise that docs/sufficiency.md says what the code does."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from safeconduct.core.sufficiency import Uncertainty

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "sufficiency.md").read_text(encoding="utf-8")


def test_the_defaults_in_the_table_are_those_of_the_code() -> None:
    """Every rate stands in the table once, with the default that holds."""
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", TEXT, re.MULTILINE)
    assert {key: float(value) for key, value in rows} == asdict(Uncertainty())
    assert len(rows) == len(asdict(Uncertainty()))
