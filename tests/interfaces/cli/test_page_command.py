"""Promise that the page is served to this machine alone, and from pages that are there."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def test_nothing_is_served_in_the_clear_or_from_nothing(tmp_path: Path) -> None:
    """Another address takes --i-have-tls; a folder without pages is said."""
    cli = build_cli(services())
    refused = CliRunner().invoke(cli, ["page", "serve", str(tmp_path), "--host", "0.0.0.0"])
    assert refused.exit_code == 2
    assert "--i-have-tls" in refused.output
    nothing = CliRunner().invoke(cli, ["page", "serve", str(tmp_path)])
    assert nothing.exit_code == 2
    assert "holds no pages" in nothing.output
