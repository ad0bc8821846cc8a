"""Hold how the language of a text is told, and that doubt is said."""

from __future__ import annotations

import pytest

from safeconduct.adapters.identify_language import identify_language

LONG = {
    "en": "Officials said on Sunday that the north gate would stay shut until the crowd had left.",
    "fa": "مقامات گفتند که دروازه شمالی تا رفتن مردم بسته می\u200cماند.",
    "ps": "چارواکو وویل چې شمالي دروازه به د خلکو تر تګ پورې تړلې وي.",
    "ar": "قال مسؤولون إن البوابة الشمالية ستبقى مغلقة حتى يغادر الناس.",
    "fr": "Des responsables ont dit que la porte nord resterait fermée jusqu'au départ de la foule.",
    "uk": "Посадовці сказали, що північні ворота будуть зачинені, доки люди не розійдуться.",
    "es": "Las autoridades dijeron que la puerta norte seguirá cerrada hasta que la gente se vaya.",
}


@pytest.mark.parametrize(("language", "text"), LONG.items())
def test_sentence_is_told(language: str, text: str) -> None:
    """One sentence is enough."""
    assert identify_language(text) == (language, ())


@pytest.mark.parametrize(
    "text", ["Gate 3 shut.", "All ok here", "Crowd >500 at N gate", "2 veh burnt nr bridge, no cas"]
)
def test_short_message_is_taken_as_english_and_it_is_said(text: str) -> None:
    """Radio logs are too short to tell; plain letters are read rather than lost."""
    assert identify_language(text) == ("en", ("too short to tell its language: taken as English",))


def test_declared_language_decides_where_the_text_is_too_short() -> None:
    """A source knows its own language."""
    assert identify_language("OK, 3", "uk") == ("uk", ())


def test_wrong_declaration_is_said() -> None:
    """Pages often declare the language of their template."""
    told, cautions = identify_language(LONG["fr"], "en")
    assert told == "fr"
    assert cautions == ("declared as English, but it reads as French",)


def test_second_language_is_said() -> None:
    """A paragraph that nobody here reads must not go unseen."""
    told, cautions = identify_language("\n".join([LONG["en"], LONG["en"], LONG["fa"]]))
    assert told == "en"
    assert cautions[0].endswith("of it is in Dari or Persian")


@pytest.mark.parametrize("text", ["", "14:30", "— 3 —", "\n"])
def test_text_without_words_has_no_language(text: str) -> None:
    """Nothing is guessed from figures."""
    assert identify_language(text) == ("und", ())
