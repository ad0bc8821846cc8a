"""Write the words of a message out in full, for understanding only."""

from __future__ import annotations

import re

from safeconduct.core.intake.messages.abbreviations import ABBREVIATIONS

_WORD = re.compile(r"w/o?|[^\W\d_]+(?:['’-][^\W\d_]+)*\d?(?=\W|$)|[^\W\d_]+|\d+(?:[.,:]\d+)*|\?")


def write_out(text: str) -> str:
    """Return the words in small letters, shortened ones in full, numbers parted from words, "n't" as "not".

    >>> write_out("Cp3 isn't open, 20 ppl w/ kids?")
    'checkpoint 3 is not open 20 people with kids ?'
    """
    words: list[str] = []
    for match in _WORD.finditer(text.lower().replace("’", "'")):
        word = match.group()
        if word not in ABBREVIATIONS and word[-1].isdigit() and word[:-1].isalpha():
            words += [ABBREVIATIONS.get(word[:-1], word[:-1]), word[-1]]
            continue
        if word.endswith("n't"):
            word = {"can't": "can", "won't": "will"}.get(word, word[:-3]) + " not"
        words.append(ABBREVIATIONS.get(word, word))
    return " ".join(words)
