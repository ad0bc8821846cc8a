"""Give the tests of planning and judging the independent judge."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def reference(shared: Path) -> ModuleType:
    """Load the independent judge."""
    spec = importlib.util.spec_from_file_location("check_plan", shared / "exam" / "check_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_plan"] = module
    spec.loader.exec_module(module)
    return module
