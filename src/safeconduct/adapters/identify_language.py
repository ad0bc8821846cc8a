"""Tell the language of a text (py3langid), and say where that is uncertain or a text holds two."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from safeconduct.core.intake.languages import LANGUAGES, UNTOLD, name_language

SURE = 0.5  # probability from which a guess is taken; short English messages often stay below
SAMPLE = 20_000  # characters that the language of the whole is told from
LINE_MIN = 40  # letters of a line that is worth telling by itself
LINES_MAX = 300
OTHER_SHARE = 0.1  # of the letters, from which another language is mentioned
LINE_SURE = 0.9


def identify_language(text: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the ISO 639-1 code of a text, "und" where it has no words, and the cautions.

    What the source declares decides where the text is too short to tell.

    >>> identify_language("Officials said that the road to the harbour was open again.")
    ('en', ())
    """
    if sum(map(str.isalpha, text[:SAMPLE])) < 2:
        return declared or UNTOLD, ()
    told, chance = _classify(text[:SAMPLE])
    if chance < SURE:
        if declared:
            return declared, ()
        if text.isascii():
            return "en", ("too short to tell its language: taken as English",)
        return told, (f"too short to tell its language: taken as {name_language(told)}",)
    cautions = _other_languages(text, told)
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


def _other_languages(text: str, told: str) -> tuple[str, ...]:
    """Give a caution for each other language that whole lines of the text are in."""
    letters: Counter[str] = Counter()
    for line in text[: 5 * SAMPLE].split("\n")[:LINES_MAX]:
        count = sum(map(str.isalpha, line))
        if count >= LINE_MIN:
            code, chance = _classify(line[:SAMPLE])
            letters[code if chance >= LINE_SURE else told] += count
    total = sum(letters.values())
    return tuple(
        f"about {share:.0%} of it is in {name_language(code)}"
        for code, count in letters.most_common()
        if code != told and (share := count / total) >= OTHER_SHARE
    )
