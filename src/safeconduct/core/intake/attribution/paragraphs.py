"""Split a text into its paragraphs."""

from __future__ import annotations

from itertools import pairwise

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.span_index import cut_long

WIDEST_WRAP = 120  # code points; longer lines were not wrapped by hand
LONGEST = 10_000  # code points; a longer one is cut, so that what is compared within a paragraph stays bounded
ENDS = ".!?:;\"'”’»…"  # a line that ends so may end a paragraph


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs, without the blank around them, in order of the text.

    A blank line ends a paragraph, and so does a line's end, unless the line was wrapped: it ends in the middle of a
    sentence, and the first word of the next line would not have fitted on it. What is too long for one is cut.

    >>> text = "More news:\\nThe gate is shut, and the road to the\\nharbour too."
    >>> [text[span.start : span.end] for span in find_paragraphs(text)]
    ['More news:', 'The gate is shut, and the road to the\\nharbour too.']
    """
    found: list[Span] = []
    for block in _find_blocks(text):
        width = max(line.end - line.start for line in block)
        start = block[0].start
        for line, following in pairwise(block):
            if not _is_wrapped(text, line, following, width):
                found += cut_long(text, Span(start, line.end), LONGEST)
                start = following.start
        found += cut_long(text, Span(start, block[-1].end), LONGEST)
    return tuple(found)


def _find_blocks(text: str) -> list[list[Span]]:
    """Return the runs of lines between blank lines; each line without the blank around it."""
    blocks: list[list[Span]] = [[]]
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            blocks[-1].append(Span(first, first + len(bare)))
        elif blocks[-1]:
            blocks.append([])
        start += len(line)
    return [block for block in blocks if block]


def _is_wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    if width > WIDEST_WRAP or text[line.end - 1] in ENDS:
        return False
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return (line.end - line.start) + 1 + len(word) > width
