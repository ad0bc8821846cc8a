"""Promise that every rule of the judge names a section of docs/formats.md that is there."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

from safeconduct.core.plan import judging

pytestmark = pytest.mark.core
FORMATS = Path(__file__).resolve().parents[3] / "docs" / "formats.md"
MODULES = [
    importlib.import_module(f"{judging.__name__}.{module.name}") for module in pkgutil.iter_modules(judging.__path__)
]
RULE = re.compile(r'Rules? \(((?:"[^"]+"(?:, )?)+)')


def test_every_section_that_the_judge_names_is_in_the_formats() -> None:
    """A heading that is renamed in docs/formats.md is renamed in the judge too."""
    headings = set(re.findall(r"(?m)^#+ (.+)$", FORMATS.read_text(encoding="utf-8")))
    sections = {part for heading in headings for part in [heading, *heading.split(", ")]}
    named = set()
    for module in MODULES:
        source = inspect.getsource(module)
        for place in [*RULE.findall(source), *re.findall(r"docs/formats.md, ([^.]*\.csv.*|\"[^.\n]*)", source)]:
            named |= set(re.findall(r'"([^"]+)"', place))
    assert {"leg.csv", "trip.csv", "plan.json", "The cost", "Times"} <= named
    assert named <= sections


def test_every_kind_of_leg_has_a_rule_that_names_its_section() -> None:
    """Each function that judges says by which section it does, itself or through those that it calls."""
    without = [
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and name.startswith(("_judge_", "judge_"))
        and not RULE.search(function.__doc__ or "")
    ]
    gathering = {
        "_judge_kind",
        "judge_party",
        "judge_vehicles",
        "judge_presence",
        "_judge_bound",
        "_judge_people_in_steps",
    }
    assert {name.rpartition(".")[2] for name in without} <= gathering
