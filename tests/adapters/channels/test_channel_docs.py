"""Promise that docs/channels.md shows settings that work, and every state and key as it is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from safeconduct.adapters.channels.open_channels import open_channels
from safeconduct.adapters.channels.setting_keys import KINDS, RULE_KEYS
from safeconduct.core.delivery import ChannelRule, Stage

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "channels.md").read_text(encoding="utf-8")


def test_the_settings_that_are_shown_are_read(tmp_path):
    """The example is a channels.toml with a channel of every kind."""
    shown = "\n".join(line[4:] for line in PAGE.splitlines() if line.startswith("    "))
    (tmp_path / "channels.toml").write_text(shown, encoding="utf-8")
    for name in re.findall(r'_file = "(.+?)"', shown):
        (tmp_path / name).write_text("secret", encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    channels, _ = open_channels(tmp_path)
    assert len(channels) == len(KINDS)


def test_every_state_and_key_is_explained():
    """No state that an operator may see, and no key that a channel may have, is missing; defaults are as they are."""
    assert re.findall(r"^\| ([a-z ]+) \| [a-zA-Z]", PAGE, re.MULTILINE)[1 : len(Stage) + 1] == list(Stage)
    assert all(f"`{key}`" in PAGE for key in RULE_KEYS)
    assert all(f"| `{kind}` |" in PAGE for kind in KINDS)
    defaults = {one.name: one.default for one in fields(ChannelRule)}
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([\d, ]+) \|", PAGE, re.MULTILINE)
    shown = {
        key: value for keys, told in rows for key, value in zip(re.findall(r"\w+", keys), told.split(", "), strict=True)
    }
    assert shown == {key: f"{defaults[key]:g}" for key in shown}
    assert len(shown) == len(RULE_KEYS) - 1
