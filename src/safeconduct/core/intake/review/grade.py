"""Grade a statement as NATO AJP-2.1 does: how reliable the source is, how credible what it says."""

from __future__ import annotations

from dataclasses import dataclass

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """Hold the two grades that a person gave; F6 is what nobody has judged, and nothing else sets another."""

    reliability: str = "F"
    credibility: str = "6"

    def __str__(self) -> str:
        """Write it as it is spoken: B2."""
        return self.reliability + self.credibility

    @property
    def words(self) -> str:
        """Say it in words.

        >>> Grade().words
        'reliability cannot be judged, truth cannot be judged'
        """
        return f"{RELIABILITY[self.reliability]}, {CREDIBILITY[self.credibility]}"


UNJUDGED = Grade()


def parse_grade(text: str) -> Grade:
    """Return the grade that two characters name; raise ValueError otherwise.

    >>> parse_grade(" b2 ")
    Grade(reliability='B', credibility='2')
    """
    letters = text.strip().upper()
    if len(letters) != 2 or letters[0] not in RELIABILITY or letters[1] not in CREDIBILITY:
        raise ValueError("not a letter A to F and a digit 1 to 6")
    return Grade(*letters)
