"""Find the text of an HTML page that a reader would see, each character with its place in the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from safeconduct.adapters.sources.html_elements import BLOCKS, CELLS, ENDED_BY, SCOPES, UNREAD, VOID
from safeconduct.adapters.sources.markup import RAW_ELEMENTS, Run, Tag, cut_markup, read_run
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_to

DEPTH_MAX = 1_000  # elements within elements; pages have up to about 100
LOOK_BACK = 20  # open elements among which a paragraph to be ended is sought
TAGS_MAX = 100_000  # long pages have 10,000 to 50,000
LINE_BREAK = 0x0B  # stands for the end of a block until white space is collapsed

_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0+)?(?:;|!|$)|font-size:0(?:\.0+)?(?:px|em|rem|pt|%)?(?:;|!|$)"
    r"|(?:left|top|text-indent):-\d{4,}"
)


@dataclass(slots=True)
class Page:
    """Hold the visible text of a page, one line for each block, and what was passed over."""

    text: MappedText
    hidden: list[tuple[int, int]]  # places in the page of what is never read, in order
    hidden_characters: int  # of text that the page carries and hides from its readers
    titles: dict[str, MappedText] = field(default_factory=dict)  # the first <title> and <h1>


def see_page(page: str) -> Page:
    """Return what a reader of the page sees; scripts, styles, fields of forms and hidden elements are passed over.

    Raises CannotReadError where elements are nested deeper than in any real page.

    >>> see_page("<p>One <b>gate</b> is open.<p hidden>Run!<script>x</script><p>Wait.").text.text
    'One gate is open.\\nWait.'
    """
    walk = _Walk(page)
    tags = 0
    for part in cut_markup(page, RAW_ELEMENTS):
        if isinstance(part, Run):
            walk.add_text(part)
            continue
        walk.pass_tag(part)
        tags += 1
        if tags > TAGS_MAX:
            raise CannotReadError(f"more than {TAGS_MAX:,} tags, as no page has; save its text as .txt if it is real")
    walk.end_hiding(len(page))
    return Page(collapse_space(join_mapped(walk.pieces)), walk.hidden, walk.hidden_characters, walk.titles)


def see_mapped(mapped: MappedText) -> MappedText:
    """Return the visible text of HTML that is itself mapped to an original: an entry of a feed, a part of an e-mail.

    >>> from safeconduct.core.intake.mapped_text import map_plain
    >>> see_mapped(map_plain("<b>go</b>", 100)).offsets.tolist()
    [103, 104, 105]
    """
    seen = see_page(mapped.text).text
    return MappedText(seen.text, mapped.offsets[seen.offsets])


def is_hidden(attributes: dict[str, str]) -> bool:
    """Tell whether an element's own attributes hide it; style sheets are not looked at."""
    style = re.sub(r"\s+", "", attributes.get("style", "").lower())
    return "hidden" in attributes or bool(style and _HIDING.search(style))


def collapse_space(mapped: MappedText) -> MappedText:
    r"""Return the text with each run of white space as one space, or one line break where it holds one (U+000B).

    >>> from safeconduct.core.intake.mapped_text import map_plain
    >>> collapse_space(map_plain(" at\n the \v gate ")).text
    'at the\ngate'
    """
    text = mapped.text
    if not text:
        return mapped
    space = np.fromiter(map(str.isspace, text), np.bool_, len(text))
    first = space & ~np.concatenate(([False], space[:-1]))
    keep = np.flatnonzero(~space | first)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    run = np.cumsum(first)  # of white space, counted from 1
    breaks = np.zeros(int(run[-1]) + 1, np.bool_)
    breaks[run[codes == LINE_BREAK]] = True
    made = np.where(space, np.where(breaks[run], ord("\n"), ord(" ")), codes)[keep].astype(np.uint32)
    joined = made.tobytes().decode("utf-32-le", "surrogatepass")
    return MappedText(joined, np.append(mapped.offsets[keep], mapped.offsets[-1]).astype(np.int32)).strip()


class _Walk:
    """Follow the open elements of a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.pieces: list[MappedText] = []
        self.hidden: list[tuple[int, int]] = []
        self.hidden_characters = 0
        self.titles: dict[str, MappedText] = {}
        self._open: list[str] = []
        self._hiding: int | None = None  # how many elements were open when one began to hide
        self._hidden_from = 0
        self._is_read_by_nobody = False  # a script rather than a hidden text

    def add_text(self, run: Run) -> None:
        inner = self._open[-1] if self._open else ""
        if inner == "title" and "svg" not in self._open and not run.literal:
            self.titles.setdefault("title", collapse_space(read_run(self.page, run)))
        if self._hiding is None:
            self.pieces.append(self._keep_lines(read_run(self.page, run)))
            if inner == "h1":
                self.titles.setdefault("h1", collapse_space(read_run(self.page, run)))
        elif not self._is_read_by_nobody:
            self.hidden_characters += len(self.page[run.start : run.end].strip())

    def _keep_lines(self, text: MappedText) -> MappedText:
        """Let the line breaks of preformatted text stand."""
        if "\n" not in text.text or "pre" not in self._open:
            return text
        return MappedText(text.text.replace("\n", chr(LINE_BREAK)), text.offsets)

    def pass_tag(self, tag: Tag) -> None:
        name = tag.name.lower()
        if self._hiding is None:
            self._break_line(name, tag)
        if tag.closes:
            self._close(name, tag.end)
        elif name not in VOID:
            self._end_implied(name, tag.start)
            self._open_element(name, tag)

    def end_hiding(self, at: int) -> None:
        if self._hiding is not None and len(self._open) <= self._hiding:
            self.hidden.append((self._hidden_from, at))
            self._hiding = None
        elif self._hiding is not None and at == len(self.page):
            self.hidden.append((self._hidden_from, at))

    def _break_line(self, name: str, tag: Tag) -> None:
        if name in BLOCKS:
            self.pieces.append(map_to("\v", tag.start, tag.end))
        elif name in CELLS:
            self.pieces.append(map_to(" ", tag.start, tag.end))

    def _open_element(self, name: str, tag: Tag) -> None:
        if self._hiding is None and (name in UNREAD or is_hidden(tag.attributes())):
            self._hiding, self._hidden_from = len(self._open), tag.start
            self._is_read_by_nobody = name in UNREAD
        self._open.append(name)
        if len(self._open) > DEPTH_MAX:
            raise CannotReadError(
                f"elements nested more than {DEPTH_MAX:,} deep, as no page has; save its text as .txt if it is real"
            )

    def _close(self, name: str, at: int) -> None:
        if name in self._open:
            while self._open.pop() != name:
                pass
            self.end_hiding(at)

    def _end_implied(self, name: str, at: int) -> None:
        """End what the standard ends here: a paragraph even where elements within it are still open."""
        if name in ENDED_BY["p"] and "p" in self._open[-LOOK_BACK:]:
            inner = self._open[-LOOK_BACK:][::-1]
            if not SCOPES.intersection(inner[: inner.index("p")]):
                self._close("p", at)
        while self._open and name in ENDED_BY.get(self._open[-1], ()):
            self._open.pop()
            self.end_hiding(at)


def blank_hidden(page: str, hidden: list[tuple[int, int]]) -> str:
    """Return the page without what is never read; its head stays out too."""
    kept, at = [], 0
    for start, end in hidden:
        kept.append(page[at:start])
        at = end
    return "".join([*kept, page[at:]])
