"""Promise that who writes programs for the service gets its OpenAPI without an operation."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def test_it_is_what_the_service_gives(tmp_path):
    """Printed, or in a file; and nothing is made beside that."""
    there = build_api(services(), tmp_path / "nowhere").openapi()
    cli = build_cli(services())
    printed = CliRunner().invoke(cli, ["openapi"])
    assert json.loads(printed.stdout) == there
    written = CliRunner().invoke(cli, ["openapi", "--out", str(tmp_path / "it.json")])
    assert (written.exit_code, written.stdout) == (0, "")
    assert json.loads((tmp_path / "it.json").read_text(encoding="utf-8")) == there
    assert [one.name for one in tmp_path.iterdir()] == ["it.json"]
    assert "/openapi.json" in there["paths"]
