"""Promise that whoever asks for help finds every command under the stage of the work that it belongs to."""

from __future__ import annotations

from safeconduct.interfaces.cli import build_cli
from safeconduct.interfaces.cli._panels import PANELS
from safeconduct.wiring import services


def test_every_command_stands_in_a_panel():
    """No command is left out of the help's panels, and none is listed that is not there."""
    cli = build_cli(services())
    there = {str(one.name) for one in (*cli.registered_commands, *cli.registered_groups)}
    listed = [name for names in PANELS.values() for name in names]
    assert len(listed) == len(set(listed))
    assert there == set(listed)
