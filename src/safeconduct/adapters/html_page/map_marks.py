"""Make the marks of a map's legend, and its hatches."""

from __future__ import annotations

from safeconduct.adapters.html_page.figure import Markup, shape
from safeconduct.adapters.html_page.map_base import KINDS, letter_mark

# The hatches of every drawing on the page; they stand once, in the first.
PATTERNS = Markup(
    "<defs>"
    '<pattern id="hz0" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="scale(10)">'
    '<circle cx="4.5" cy="4.5" r="1" class="ink0"/></pattern>'
    '<pattern id="hz1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v8" class="ink1"/></pattern>'
    '<pattern id="hz2" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v4" class="ink2"/></pattern>'
    '<pattern id="hz3" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v5M0 0h5" class="ink3"/></pattern>'
    '<pattern id="unk" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="scale(10)">'
    '<path d="M0 0h7v7h-7z" class="greyed"/><path d="M0 0h7M0 0v7" class="inku"/></pattern>'
    '<pattern id="clr" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale(10)">'
    '<path d="M2 4h4" class="inkk"/></pattern>'
    '<pattern id="curf" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v6" class="inkc"/></pattern>'
    '<pattern id="shut" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<path d="M0 0v5" class="inks"/></pattern>'
    "</defs>"
)


def key_mark(body: Markup) -> Markup:
    """Frame one mark of a legend."""
    return Markup('<svg class="key" viewBox="0 0 34 20" aria-hidden="true">{}</svg>').format(body)


def swatch(styles: str) -> Markup:
    """Show a fill; styles apart by | lie over each other."""
    inner = Markup("").join(shape("M0 0h340v200h-340z", style) for style in styles.split("|"))
    return key_mark(Markup('<g transform="scale(.1)">{}</g>').format(inner))


def site_marks() -> list[tuple[Markup, str]]:
    """Explain the shape of each kind of site."""
    return [
        (
            key_mark(
                Markup('<g transform="translate(17 10)">{}{}</g>').format(
                    shape(path, f"site {letter}"), letter_mark(letter)
                )
            ),
            word,
        )
        for letter, word, path in KINDS.values()
    ]
