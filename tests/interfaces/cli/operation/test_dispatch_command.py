"""Promise that messages are sent from the command line, and that missing settings are said."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def test_without_settings_it_is_said_what_to_write(tmp_path: Path) -> None:
    """No channels.toml is an error with its remedy, and nothing runs."""
    cli, runner = build_cli(services()), CliRunner()
    folder = tmp_path / "op"
    assert runner.invoke(cli, ["init", str(folder), "--name", "EXERCISE x", "--exercise"]).exit_code == 0
    said = runner.invoke(cli, ["dispatch", str(folder), "--vault", str(tmp_path / "vault")])
    assert said.exit_code == 2
    assert "channels.toml" in said.output
    assert "docs/channels.md" in said.output
