"""Bring the spellings of a place name together: case, accents, marks, and the ways one script is put into another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+")
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

# Ways in which names of Arabic, Persian, Pashto and Cyrillic script are put into Latin letters, and the plainest.
_VARIANTS = (
    ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("dj", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ey", "i"), ("ai", "i"), ("ay", "i"), ("ei", "i"), ("aa", "a"), ("iy", "i"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("o", "u"), ("e", "i"), ("h", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word of a text, in the plain form that names are looked up by."""

    start: int
    end: int
    plain: str


def cut_words(text: str) -> list[Word]:
    """Return the words of a text; letters and digits part, so that CP3 is the same as CP 3, and PD 03 as PD 3.

    >>> [word.plain for word in cut_words("Dasht-e-Barchī, CP03")]
    ['dasht', 'e', 'barchi', 'cp', '3']
    """
    return [Word(found.start(), found.end(), _plain(found[0])) for found in _WORD.finditer(text)]


def name_key(name: str) -> str:
    """Return the plain words of a name with single spaces; "the" at its head is left out.

    >>> name_key("The Ján Street")
    'jan street'
    """
    words = [word.plain for word in cut_words(name)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def sound_key(key: str) -> str:
    """Return a key that transliterations of one name share.

    >>> sound_key("dih sabz") == sound_key("deh sabz"), sound_key("qarabagh") == sound_key("qaarabagh")
    (True, True)
    """
    for written, plain in _VARIANTS:
        key = key.replace(written, plain)
    squeezed = "".join(letter for at, letter in enumerate(key) if at == 0 or letter != key[at - 1])
    return squeezed.replace(" ", "")


def _plain(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word.isascii():
        return "".join(letter for letter in word.lower() if letter.isalpha()) if "'" in word else word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if letter.isalpha())
