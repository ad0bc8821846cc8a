"""Tell the language of a text (py3langid), and say where that is uncertain or a text holds two."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from safeconduct.core.intake.languages import LANGUAGES, UNTOLD, name_language

SURE = 0.5  # probability from which a guess is taken; short English messages often stay below
SAMPLE = 20_000  # characters that the language of the whole is told from
SENTENCE_MIN = 30  # letters of a sentence that is worth telling by itself
SENTENCES_MAX = 300
OTHER_SHARE = 0.1  # of the letters, from which another language is mentioned

_SENTENCE_END = re.compile(r"\n|(?<=[.!?؟।。])\s")


def identify_language(text: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the ISO 639-1 code of a text, "und" where it has no words, and the cautions.

    What the source declares decides where the text is too short to tell.

    >>> identify_language("Officials said that the road to the harbour was open again.")
    ('en', ())
    """
    if sum(map(str.isalpha, text[:SAMPLE])) < 2:
        return declared or UNTOLD, ()
    letters = _count_languages(text[:SAMPLE])
    told, chance = (letters.most_common(1)[0][0], 1.0) if letters else _classify(text[:SAMPLE])
    if chance < SURE:
        if declared:
            return declared, ()
        if text.isascii():
            return "en", ("too short to tell its language: taken as English",)
        return told, (f"too short to tell its language: taken as {name_language(told)}",)
    cautions = _name_others(letters, told)
    if declared and declared != told:
        cautions = (f"declared as {name_language(declared)}, but it reads as {name_language(told)}", *cautions)
    return told, cautions


def _classify(text: str) -> tuple[str, float]:
    told, chance = _identifier().classify(text.encode("utf-8", "ignore"))
    return str(told), float(chance)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loading takes most of a second: only when needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.nb_classes if code in LANGUAGES])
    return identifier


def _count_languages(text: str) -> Counter[str]:
    """Count the letters of the sentences in each language; sentences too short to tell are left out.

    Told as a whole, a text is what its few lines in another script are: they hold more bytes and rarer ones.
    """
    letters: Counter[str] = Counter()
    for sentence in _SENTENCE_END.split(text)[:SENTENCES_MAX]:
        count = sum(map(str.isalpha, sentence))
        if count >= SENTENCE_MIN:
            code, chance = _classify(sentence)
            if chance >= SURE:
                letters[code] += count
    return letters


def _name_others(letters: Counter[str], told: str) -> tuple[str, ...]:
    """Give a caution for each other language that holds a share of the text."""
    total = letters.total()
    return tuple(
        f"about {count / total:.0%} of it is in {name_language(code)}"
        for code, count in letters.most_common()
        if code != told and count / total >= OTHER_SHARE
    )
