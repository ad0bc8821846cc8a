"""Promise that every language says all that warnings say, and marks what nobody has reviewed."""

from __future__ import annotations

from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast

from safeconduct.adapters.warning_words import LANGUAGES, FluentWarnings
from safeconduct.core.warnings import Action, Danger

WORDS = FluentWarnings()
GIVEN = {"event": "E", "place": "P", "target": "T", "until": "U", "since": "S", "clock": "C", "day": "D"}
GAPS = {
    "stay": "EPU",
    "leave": "EPTU",
    "keep-away": "EPU",
    "evacuate": "EPTU",
    "all-clear": "PU",
    "withdrawn": "PU",
}


def read(language: str) -> dict[str, ast.Message]:
    """Return the messages of a language by their names."""
    text = files("safeconduct.adapters.warning_words").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    parsed = FluentParser().parse(text).body
    assert not [one for one in parsed if isinstance(one, ast.Junk)]
    return {one.id.name: one for one in parsed if isinstance(one, ast.Message)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_each_marked(language):
    """Nothing is missing, and above each message stands whether a person reviewed it."""
    messages = read(language)
    assert messages.keys() == read("en").keys()
    marks = [one.comment.content if one.comment else "" for one in messages.values()]
    assert set(marks) <= {"reviewed", "machine-drafted"}
    assert WORDS.count_unreviewed(language) == marks.count("machine-drafted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_names_what_it_is_about_and_its_action(language):
    """Place, time and target stand in it, and the word of its action and of no other."""
    lexicon = WORDS.lexicons[language]
    assert lexicon.actions.keys() == set(Action)
    assert len(set(lexicon.weekdays)) == 7
    assert len(set(lexicon.digits)) == 10
    assert len({WORDS.say(language, f"event-{one}", {}) for one in Danger} - {""}) >= 5
    gaps = {name: f"<{letter}>" for name, letter in (("event", "E"), ("place", "P"), ("target", "T"), ("until", "U"))}
    for action, letters in GAPS.items():
        headline = WORDS.say(language, f"headline-{action}", gaps)
        instruction = WORDS.say(language, f"instruction-{action}", gaps)
        assert all(f"<{letter}>" in headline for letter in letters), (language, action)
        assert all(f"<{letter}>" in instruction for letter in letters if letter != "E"), (language, action)
        assert lexicon.actions[Action(action)] in headline
        assert lexicon.actions[Action(action)] in instruction


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_holds_a_sign_that_nobody_sees(language):
    """Marks of isolation and curly quotes would turn an SMS into another alphabet."""
    for name, message in read(language).items():
        gaps = dict.fromkeys(GIVEN, "x")
        text = WORDS.say(language, name, gaps)
        assert not set(text) & set("\u2066\u2067\u2068\u2069\u200e\u200f‘’“”"), message.id.name
