"""What the lexicon of cues promises."""

from __future__ import annotations

import pytest

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form, Lexicon


def test_attitudes_add_to_speech_and_repeat_nothing() -> None:
    """No word stands in both tables of one form, so that each entry has an effect."""
    for form, lemmas in cues.ATTITUDES.items():
        assert not lemmas & cues.TAKES[form], form


def test_no_word_has_two_kinds() -> None:
    """Each cue does one thing."""
    seen: set[str] = set()
    for kind, lemmas in cues.KINDS.items():
        assert not lemmas & seen, kind
        seen |= lemmas


@pytest.mark.parametrize(("attitudes", "expected"), [(False, False), (True, True)])
def test_wanting_counts_as_an_attitude_alone(attitudes: bool, expected: bool) -> None:
    """What is wanted without being said is read only when attitudes are asked for."""
    assert Lexicon(attitudes).takes("want", Form.INFINITIVE) is expected
