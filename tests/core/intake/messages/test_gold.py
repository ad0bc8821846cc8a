"""Test the field messages that a person read."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.core.intake.messages.gold import STYLES, parse_messages, read_half


@pytest.mark.parametrize("half", ["dev", "test"])
def test_each_half_is_sound_and_has_six_of_each_style(half: str) -> None:
    """Every quoted content stands in its text, every label is of its list, and there are six of each style."""
    assert Counter(message.style for message in read_half(half)) == dict.fromkeys(STYLES, 6)


def test_halves_share_no_message() -> None:
    """No message of one half stands in the other."""
    assert not {message.text for message in read_half("dev")} & {message.text for message in read_half("test")}


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        ("= gate shut | - | gate_closed | positive | certain", "does not stand"),
        ("= gate open | - | gate_ajar | positive | certain", "no such event"),
        ("= gate open | - | gate_open | perhaps | certain", "perhaps"),
        ("= gate open | - | gate_open", "3 fields"),
    ],
)
def test_wrong_notation_names_its_message(gold: str, fault: str) -> None:
    """A slip is told with the half and the number of its message."""
    text = f"### sms | 2031-01-01T00:00:00+00:00 | a\ngate open\n{gold}\n"
    with pytest.raises(ValueError, match=rf"dev message 1 \(sms\): .*{fault}"):
        list(parse_messages(text, "dev"))
