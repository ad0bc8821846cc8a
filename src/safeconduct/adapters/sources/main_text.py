"""Tell the main text of a page from its menus and notices (trafilatura), and find it again in the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile

import trafilatura

from safeconduct.adapters.sources.visible_text import Page, blank_hidden
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_to

WHOLE_SEARCHES = 200  # paragraphs that may be sought in the whole page; the others only where the last one ended
NEAR = 20_000  # characters
MARKS_MAX = 10  # that may stand between a word of a paragraph and its end
SLACK = 1.5  # a paragraph put together word by word is at most this much longer than what was extracted
SHARE_MIN = 0.05  # a main text that is less of the page than this, and short, was not told apart
SHORT = 250  # characters

_MARKS = re.compile(r"^\s*-\s+|\s*\|\s*")  # what trafilatura writes before items and between cells

Place = tuple[int, int]


def find_main_text(page: str, seen: Page) -> tuple[MappedText, tuple[str, ...]]:
    """Return the main text of a page, cut from its visible text, and the cautions.

    Where no main text can be told, the whole visible text is returned, and a caution says so.
    """
    whole = seen.text
    places, lost = _find_lines(whole.text, _extract(blank_hidden(page, seen.hidden)))
    kept = sum(end - start for start, end in places)
    if not kept or (kept < SHORT and kept < SHARE_MIN * len(whole.text)):
        return whole, (
            "no main text could be told from the rest: the whole page is read, menus too",
        ) if whole.text else ()
    pieces: list[MappedText] = []
    for start, end in places:
        if pieces:
            last = int(pieces[-1].offsets[-1])
            pieces.append(map_to("\n", last, int(whole.offsets[start])))
        pieces.append(whole.cut(start, end))
    return join_mapped(pieces), (
        f"paragraphs that could not be found again in the page left out: {lost}",
    ) if lost else ()


def _extract(page: str) -> str:
    try:
        return trafilatura.extract(page, include_comments=False, include_tables=True, output_format="txt") or ""
    except Exception:  # a damaged page may make it raise whatever comes; the visible text is then read whole
        return ""


def _find_lines(text: str, extracted: str) -> tuple[list[Place], int]:
    """Return where the extracted lines stand in the text, in order and apart, and how many were not found."""
    search = _Search(text)
    found, lost = [], 0
    for line in extracted.split("\n"):
        parts = [part for part in _MARKS.split(line) if part.strip()]
        places = [place for part in parts if (place := search.find(part))]
        found += places
        lost += not places and any(map(str.isalnum, line))
    return list(_join_overlapping(sorted(found))), lost


def _join_overlapping(places: list[Place]) -> Iterator[Place]:
    at: Place | None = None
    for place in places:
        if at is None:
            at = place
        elif place[0] < at[1]:
            at = (at[0], max(at[1], place[1]))
        else:
            yield at
            at = place
    if at is not None:
        yield at


def _is_mark(character: str) -> bool:
    return not (character.isspace() or character.isalnum())


class _Search:
    """Find lines in a text, whatever the white space, going on from where the last one was found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
        self._packed = "".join(text.split())
        self._starts: list[int] = []  # where each word begins in the packed text
        at = 0
        for start, end in self._words:
            self._starts.append(at)
            at += end - start
        self._is_start = set(self._starts)
        self._at, self._whole_searches = 0, WHOLE_SEARCHES

    def find(self, line: str) -> Place | None:
        """Return the place of a line in the text; None where it is not there."""
        packed = "".join(line.split())
        at = self._find_packed(packed)
        if at < 0:
            return self._find_by_words(line.split(), len(packed))
        self._at = at + len(packed)
        return self._unpack(at, self._at)

    def _find_packed(self, packed: str) -> int:
        at = self._find_at_word(packed, self._at, self._at + NEAR + len(packed))
        if at < 0 and self._whole_searches:
            self._whole_searches -= 1
            at = self._find_at_word(packed, 0, len(self._packed))
        return at

    def _find_at_word(self, packed: str, start: int, end: int) -> int:
        """Return the first place that begins a word, so that "no" is not found within "now"."""
        at = self._packed.find(packed, start, end)
        for _ in range(50):
            if at < 0 or at in self._is_start:
                return at
            at = self._packed.find(packed, at + 1, end)
        return -1

    def _find_by_words(self, words: list[str], length: int) -> Place | None:
        """Return the stretch from the first to the last word, if what lies between is about as long as the line."""
        if len(words) < 3:
            return None
        first = self._find_packed("".join(words[:3]))
        last = self._packed.find("".join(words[-3:]), first, first + int(SLACK * length) + 1) if first >= 0 else -1
        if last < 0:
            return None
        self._at = last + sum(map(len, words[-3:]))
        return self._unpack(first, self._at)

    def _unpack(self, start: int, end: int) -> Place:
        """Return the place of a packed stretch, with the marks that stand right before and after it."""
        text, first, last = self._text, self._original(start), self._original(end - 1) + 1
        before = text[max(0, first - MARKS_MAX) : first][::-1]
        after = text[last : last + MARKS_MAX]
        return first - sum(takewhile(bool, map(_is_mark, before))), last + sum(takewhile(bool, map(_is_mark, after)))

    def _original(self, packed_at: int) -> int:
        word = bisect_right(self._starts, packed_at) - 1
        return self._words[word][0] + packed_at - self._starts[word]
