"""Read an answer to "1 = we go, 2 = we cannot, 3 = help"; what is not clear is left to a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from safeconduct.core.delivery.reply_words import CANNOT_WORDS, FILLERS, GOING_WORDS, HELP_WORDS

SIGNS_READ = 1_000
_TOKEN = re.compile(r"[^\W_]+(?:['’\u200c-][^\W_]+)*")


class Meaning(StrEnum):
    """Name what somebody answered."""

    GOING = "going"
    CANNOT = "cannot"
    HELP = "help"
    UNCLEAR = "unclear"


def parse_reply(text: str) -> Meaning:
    """Return what an answer means, whatever the script of its digit and the language of its word.

    Who asks for help is heard among any other words. "We go" and "we cannot" count where nothing else is said but
    words of courtesy: whoever writes "1 child is sick" has not said that they go.

    >>> [parse_reply(one).value for one in ("1", "۲", "ok 1, thanks", "کمک", "1 child is sick", "1 or 2")]
    ['going', 'cannot', 'going', 'help', 'unclear', 'unclear']
    """
    found: set[Meaning] = set()
    strange = False
    for token in _TOKEN.findall(_fold(text[:SIGNS_READ])):
        meaning = _MEANINGS.get(token)
        if meaning is not None:
            found.add(meaning)
        elif token not in _FILLERS:
            strange = True
    if Meaning.HELP in found:
        return Meaning.HELP
    if strange or len(found) != 1:
        return Meaning.UNCLEAR
    return found.pop()


def _fold(text: str) -> str:
    """Write every decimal digit as 0 to 9, letters small, and Arabic letters as Persian keyboards write them."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ي", "ی").replace("ك", "ک").replace("’", "'")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)


def _split(words: Mapping[str, str]) -> set[str]:
    """Return the words; one that a fold makes of two tokens stands for each of its joined forms."""
    folded = [_fold(one) for line in words.values() for one in line.split()]
    return {one.replace("\u200c", "") for one in folded} | set(folded)


_MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys(_split(GOING_WORDS), Meaning.GOING),
    **dict.fromkeys(_split(CANNOT_WORDS) | {"can't", "can’t"}, Meaning.CANNOT),
    **dict.fromkeys(_split(HELP_WORDS), Meaning.HELP),
    "1": Meaning.GOING,
    "2": Meaning.CANNOT,
    "3": Meaning.HELP,
}
_FILLERS = frozenset(_split(FILLERS))
