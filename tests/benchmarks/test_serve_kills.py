"""Promise that a service which is killed in the middle of what operators do loses nothing and does nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "serve_kills.py"


def test_a_killed_service_goes_on_where_it_was(tmp_path: Path) -> None:
    """One release, import, replan and telling each, with a kill in its middle, and asked again until answered."""
    out = tmp_path / "kills.json"
    ran = subprocess.run([sys.executable, SCRIPT, "--kills", "4", "--out", out], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["wrong"], found["acknowledged"]) == ([], 12)
