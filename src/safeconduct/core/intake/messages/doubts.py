"""List how field messages say that something is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Certainty

# Of what stands in the statement, or in its sentence beside it.
GRADES = (
    (Certainty.POSSIBLE, re.compile(
        r"\b(unconfirmed|not confirmed|not (?:100% |yet |so |quite |too )?(?:sure|certain|verified)|"
            r"can ?n[o']?t confirm|could not "
        r"(?:be )?(?:confirm|verif)\w*|cannot confirm|maybe|mayb|perhaps|possibl[ey]|poss|might|may be|"
            r"rumou?r\w*|allegedly|apparently a rumou?r|"
        r"unverified|dunno|idk|not verified|reportedly|no confirmation|hearsay|suspected|could be|may have|"
            r"may\b(?! \d|\s20)|guess)\b", re.I)),
    (Certainty.PROBABLE, re.compile(
        r"\b(probabl[ey]|prob|likely|seems?|looks? like|apparently|appears?|i think|we think|sounds? like|sounded like|"
        r"looked like|seemed|expected|pretty sure|think|believed?|presumably|suspect)\b", re.I)),
)  # fmt: skip
BESIDE = re.compile(
    r"\b(unconfirmed|not (?:100% )?(?:confirmed|sure|verified|certain)|just a rumou?r|could not (?:confirm|"
    r"verify)|(?:can ?no?t|can't|cant) (?:confirm|verify)|might be|could be|maybe|"
    r"no confirmation|dunno if true|idk if true|hearsay|rumou?r)\b",
    re.I,
)

# What may stand before a claim: who cannot confirm it, asks for it, or says it is false.
LEADS = (
    ("doubted", re.compile(
        r"(?:(?:i|we|but|still|also) )*(?:could ?n[o']?t|can ?n[o']?t|can't|cannot|unable to|not able to|"
            r"have not|haven't)(?: yet)? "
        r"(?:be )?(?:confirm|verif(?:y|ied)|confirmed)(?: the| any| these)?(?: reports?| rumou?rs?|"
            r" claims?)? (?:that|if|whether|of) |"
        r"(?:i am |im |i'm |we are |were )?not (?:100% )?sure (?:if|whether|but|that) |unconfirmed(?: reports?|"
            r" info\w*)?(?: that| of|:)? |"
        r"(?:there are )?(?:un\w+ )?(?:reports|rumou?rs)(?: that| of) |poss(?:ibly)?: |unverified: ", re.I)),
    ("asked", re.compile(
        r"(?:pls |please )?(?:(?:can|could|does|do|has|have|is) )?(?:anyone|any1|anybody|someone|somebody|u|you|we)? ?"
        r"(?:know|knows|confirm|tell (?:me|us)|advise|check|heard|ask)(?: (?:if|whether)) ", re.I)),
    ("", re.compile(r"(?:please note|be aware|note|fyi|(?:i|we) (?:can |now |just )*(?:confirm|see|note|report|"
        r"saw|know))(?: that|:) ", re.I)),
    ("denied", re.compile(
        r"(?:(?:it is|it's|its|that is|thats|it isnt|it is) )?(?:not true|untrue|false|fake|wrong)(?: that|:|"
            r" -)? (?=\w+ \w)", re.I)),
)  # fmt: skip


def skip_lead(text: str, span: Span) -> tuple[Span, str]:
    """Return a clause without what stands before its claim, and what that does: doubted, asked, denied or "".

    >>> skip_lead("not sure if gate shut", Span(0, 21))
    (Span(start=12, end=21), 'doubted')
    """
    for name, pattern in LEADS:
        if (match := pattern.match(text, span.start, span.end)) and match.end() < span.end:
            return Span(match.end(), span.end), name
    return span, ""


def find_doubts(text: str, span: Span) -> Iterator[tuple[Span, Certainty]]:
    """Go through the words of a stretch that weaken it, the strongest first."""
    for grade, pattern in GRADES:
        for match in pattern.finditer(text, span.start, span.end):
            yield Span(match.start(), match.end()), grade


def is_doubted(text: str, span: Span) -> bool:
    """Tell whether a clause does nothing but doubt what was said before it.

    >>> is_doubted("not sure tho", Span(0, 12)), is_doubted("gate shut", Span(0, 9))
    (True, False)
    """
    return bool(BESIDE.search(text, span.start, span.end))
