"""Promise that channels.toml is read whole or refused with every fault, its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from delivery_trial import SETTINGS
from safeconduct.adapters.channels.cursor_on_target import TakMap
from safeconduct.adapters.channels.open_channels import MAKERS, open_channels, open_map
from safeconduct.adapters.channels.setting_keys import KINDS
from safeconduct.core.basics import CannotReadError, InputFaultsError

GOOD = SETTINGS.format(wait=30, smsc=2775, gateway=8080, bulk=8081, mail=2525)


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    (folder / "channels.toml").write_text(text, encoding="utf-8")
    (folder / "smpp.password").write_text("secret\n", encoding="utf-8")
    (folder / "smpp.password").chmod(mode)
    return folder


def test_good_settings_make_channels_of_every_kind(tmp_path):
    """Each table becomes a channel with its rule, and every kind that may be named can be made."""
    channels, rules = open_channels(write(tmp_path, GOOD))
    assert list(channels) == ["sms", "gateway", "bulk", "mail", "letters"]
    assert (rules["sms"].asks, rules["sms"].asks_by_name, rules["sms"].wait_seconds) == (True, False, 30)
    assert (rules["gateway"].asks_by_name, rules["bulk"].idempotent, rules["letters"].idempotent) == (True, True, True)
    assert {name: rule.contact for name, rule in rules.items()}["mail"] == "email"
    assert KINDS.keys() == MAKERS.keys()


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('kind = "smpp"', 'kind = "fax"', 3, "no such kind"),
        ("port = 2775", 'port = "2775"', 5, "not a whole number"),
        ("port = 2775", "port = 0", 5, "less than 1"),
        ("port = 2775", "", 2, "missing"),
        ("port = 2775", "port = 2775\npasswort = 1", 6, "no such key"),
        ('source_is = "short code"', 'source_is = "shortcode"', 9, "not one of"),
        ('encryption = "none"\nanswer_seconds = 2.5', 'encryption = "maybe"', 10, "not one of"),
        ('password_file = "smpp.password"', 'password_file = "nowhere"', 7, "cannot be read"),
        ("[channel.sms]", "[channel.SMS]", 2, "no name of a channel"),
        ("[channel.sms]", "order = 1\n[channel.sms]", 2, "not known here"),
        ('text = "{text}"', 'words = "{test}"', 0, "nothing stands for this"),
        ('queued = "taken"', 'queued = "perhaps"', 0, "no state"),
        ('"http://127.0.0.1:8080/send"', '"http://gateway.invalid/send"', 0, "not encrypted"),
        ('"http://127.0.0.1:8080/send"', '"http://localhost:x@gateway.invalid/send"', 0, "not encrypted"),
        ('"http://127.0.0.1:8080/status/{name}"', '"http://gateway.invalid/status/{name}"', 0, "not encrypted"),
        ('kind = "mail"', 'kind = "mail"\nback = "."', 0, "holds the operation's own files"),
        ('kind = "mail"', 'kind = "mail"\nback = "back/../.."', 0, "holds the operation's own files"),
        ("[channel.sms]", "[channel.sms", 2, "not TOML"),
    ],
)
def test_each_fault_is_named_with_its_line_and_remedy(old, new, line, problem, tmp_path):
    """What is wrong, on which line, and what to do: never a guess, and never the half of a file."""
    assert old in GOOD
    with pytest.raises(InputFaultsError) as caught:
        open_channels(write(tmp_path, GOOD.replace(old, new, 1)))
    assert problem in str(caught.value)
    assert all(one.remedy and one.file == "channels.toml" for one in caught.value.faults)
    assert not line or line in {one.line for one in caught.value.faults}


def test_the_map_is_shown_where_the_table_says(tmp_path):
    """A folder of the operation, datagrams, a server; without the table there is no map; channels stay as they are."""
    assert open_map(write(tmp_path, GOOD), frozenset(), True) is None
    said = '\n[map]\nfolder = "tak"\ndatagrams = "239.2.3.1:6969"\nserver = "[::1]:8087"\n'
    tak = open_map(write(tmp_path, GOOD + said), frozenset({"P1"}), True)
    assert tak == TakMap(frozenset({"P1"}), True, tmp_path / "tak", ("239.2.3.1", 6969), ("::1", 8087))
    assert len(open_channels(tmp_path)[0]) == 5


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("[map]", 1, "nowhere to show it"),
        ("map = 1", 0, "not a table"),
        ('[map]\nfolder = ""', 2, "empty"),
        ("[map]\nfolder = 3", 2, "not a text"),
        ('[map]\nserver = "tak.invalid"', 2, "no host and port"),
        ('[map]\nserver = "tak.invalid:65536"', 2, "no host and port"),
        ('[map]\ndatagrams = "239.2.3.1 6969"', 2, "no host and port"),
        ('[map]\nfolder = "tak"\nmulticast = true', 3, "no such key"),
    ],
)
def test_a_fault_of_the_map_is_named_with_its_line(table, line, problem, tmp_path):
    """So is a fault of it where the channels are asked for: a file is right as a whole."""
    for ask in (open_channels, lambda folder: open_map(folder, frozenset(), True)):
        with pytest.raises(InputFaultsError, match=problem) as caught:
            ask(write(tmp_path, f"{table}\n{GOOD}"))
        assert [(one.line, bool(one.remedy)) for one in caught.value.faults] == [(line, True)]


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    """A password file is its owner's alone, and no fault shows what stands in it."""
    with pytest.raises(InputFaultsError, match="others can read it") as caught:
        open_channels(write(tmp_path, GOOD, 0o644))
    assert "secret\n" not in str(caught.value)


def test_without_a_file_it_is_said(tmp_path):
    """No settings are no channels, and a remedy."""
    with pytest.raises(CannotReadError, match=r"docs/channels\.md"):
        open_channels(tmp_path)
