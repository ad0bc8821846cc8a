"""Fold names, phones and document numbers, so that the same person written otherwise gives the same text.

A fold is coarse on purpose: it proposes a pair to a person and decides nothing. The letters of Arabic script that sound
alike to a clerk are one; the Latin side follows how Arabic, Persian and Pashto names are found transliterated (BGN/PCGN
and its everyday neighbours), with vowels left out, since these differ most.
"""

from __future__ import annotations

import unicodedata
from typing import Final

TAIL_DIGITS: Final = 9  # of a phone: what a national and an international form share
PHONE_DIGITS_MIN: Final = 7
NUMBER_CHARACTERS_MIN: Final = 5

_LETTERS: Final = str.maketrans(
    {
        "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی",
        "ك": "ک", "ګ": "گ", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ؤ": "و", "ټ": "ت", "ډ": "د", "ړ": "ر",
        "ڼ": "ن", "ں": "ن", "ښ": "ش", "ږ": "ژ", "ځ": "ز", "څ": "س", "ـ": None, "ء": None,
    }
)  # fmt: skip
_SOUNDS: Final = str.maketrans(
    {
        "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "S", "ح": "h", "خ": "X", "د": "d", "ذ": "z",
        "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "S", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "k",
        "ف": "f", "ق": "q", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "w", "ه": "h", "ی": "y",
    }
)  # fmt: skip
_DIGRAPHS: Final = (
    ("kh", "X"), ("gh", "k"), ("sh", "S"), ("ch", "S"), ("zh", "j"), ("dj", "j"), ("dh", "z"), ("th", "s"), ("ph", "f"),
    ("ck", "k"),
)  # fmt: skip
_ALIKE: Final = str.maketrans({"q": "k", "c": "k", "g": "k", "x": "X", "p": "b"})
_APOSTROPHES: Final = frozenset("'’‘`ʿʾʼ")
_UNHEARD: Final = frozenset("aeiouywv")
_PARTICLES: Final = frozenset({"al", "el", "ul", "bin", "ibn", "bint", "ben", "wald", "walad"})
_SERVANT: Final = ("abdal", "abdul", "abdel", "abdol", "abdur", "abdar", "abdu", "abd")


def fold_name(name: str) -> str:
    """Return a name without case, accents, marks and variant letters, its words in order of the alphabet.

    >>> fold_name("JOSÉ  da Silva"), fold_name("أحمد") == fold_name("احمد")
    ('da jose silva', True)
    """
    return " ".join(sorted(_split_words(name)))


def sound_name(name: str) -> str:
    """Return what is left of a name in any transliteration: its consonants, in order of the alphabet.

    >>> sound_name("Mohammad Karim"), sound_name("Karimi Muhammed"), sound_name("محمد کریم")
    ('krm mhmd', 'krm mhmd', 'krm mhmd')
    >>> {sound_name(name) for name in ("Abd al-Rahman", "Abdul Rahman", "Abdurrahman", "عبدالرحمن")}
    {'bdrhmn'}
    """
    words: list[str] = []
    for word in _split_words(name):
        sounded = _join_digraphs(word).translate(_SOUNDS)
        if sounded in _PARTICLES:
            continue
        if words and words[-1] in _SERVANT:
            words[-1] = "abd" + sounded.removeprefix("al")
        else:
            words.append(_open_servant(sounded))
    return " ".join(sorted(filter(None, map(_skeleton, words))))


def _split_words(name: str) -> list[str]:
    """Return the words of a name, one letter for each that a clerk may write otherwise."""
    composed = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFD", composed)
    kept = (one for one in plain if unicodedata.category(one) not in ("Mn", "Cf") and one not in _APOSTROPHES)
    return "".join(one if one.isalnum() else " " for one in kept).translate(_LETTERS).split()


def _open_servant(word: str) -> str:
    """Return "abdulrahman" and "abdurrahman" as one."""
    for servant in _SERVANT:
        if word.startswith(servant) and len(word) > len(servant) + 2:
            return "abd" + word.removeprefix(servant)
    return word


def _join_digraphs(word: str) -> str:
    """Return a word in Latin letters with one sign for each sound."""
    for written, sound in _DIGRAPHS:
        word = word.replace(written, sound)
    return word


def _skeleton(word: str) -> str:
    word = word.translate(_ALIKE)
    if len(word) > 2:
        word = word.removesuffix("h")
    heard = [one for one in word if one not in _UNHEARD]
    return "".join(one for index, one in enumerate(heard) if index == 0 or heard[index - 1] != one)


def fold_phone(phone: str) -> str:
    """Return the last digits of a phone number, in whatever digits and form it is written; "" where it is too short.

    >>> fold_phone("+93 (0)70 012 3456"), fold_phone("0700123456"), fold_phone("۰۷۰۰۱۲۳۴۵۶"), fold_phone("112")
    ('700123456', '700123456', '700123456', '')
    """
    digits = "".join(str(unicodedata.decimal(one)) for one in phone.replace("(0)", "") if one.isdecimal())
    significant = digits.lstrip("0")
    return significant[-TAIL_DIGITS:] if len(significant) >= PHONE_DIGITS_MIN else ""


def fold_number(number: str) -> str:
    """Return a document's number without spaces and signs, digits of any script as 0 to 9; "" where it is too short.

    >>> fold_number("p 012-345"), fold_number("۱۲۳۴۵"), fold_number("12")
    ('P012345', '12345', '')
    """
    plain = unicodedata.normalize("NFKC", number).upper()
    kept = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in plain if one.isalnum())
    return kept if len(kept) >= NUMBER_CHARACTERS_MIN else ""
