"""Draw the screen of a review: the text beside the reading in words, the pace above, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import CREDIBILITY, RELIABILITY, Item, Setting, Standing
from safeconduct.interfaces.cli._review_text import ISOLATE, LEGEND, POP, clean, isolate, lay_out
from safeconduct.interfaces.cli._review_words import Line, describe

KEYS = "a accept  c correct  r reject  g grade  u undo  s skip  n/p move  ? help  q quit"
KEYS_SHORT = "a c r g u s n p ? q"
BESIDE_LEAST = 60  # columns; narrower, the words stand below the text
LABEL_MOST = 11  # columns of the labels
HELP: Sequence[Line] = (
    ("a", "accept: the text says so, and the reading is right"),
    ("c", "correct: change fields, then accept it as corrected"),
    ("r", "reject: it does not say so, or is no matter; give the reason"),
    ("g", "grade: a letter for the source, a digit for what it says"),
    ("u", "undo the last decision, whichever item it was on"),
    ("s", "skip: leave it undecided and go on"),
    ("n p", "next, previous"),
    ("j k", "scroll the text down, up; so do the arrows"),
    ("q", "quit; every decision is saved already"),
    (
        "",
        "Nothing unreviewed counts as verified. What is accepted and has a place, a time and a claim becomes a report.",
    ),
)
GRADES: Sequence[Line] = (*RELIABILITY.items(), ("", ""), *CREDIBILITY.items())


@dataclass(frozen=True, slots=True)
class View:
    """Hold what the screen shows; `panel` takes the place of the reading in words."""

    reading: Reading
    item: Item
    standing: Standing
    setting: Setting
    number: int  # from 1
    items: int
    undecided: int
    pace: str
    message: str = ""
    scroll: int = 0  # lines from where the item begins
    panel: Sequence[Line] | None = None
    prompt: str | None = None  # what is being written, with its label


def draw(view: View, width: int, height: int, signs: bool) -> list[Text]:
    """Return `height` lines of at most `width` columns; `signs` marks the spans where there is no colour."""
    head = _fit(_head(view), width)
    foot = [_fit(Text(clean(view.message), "bold"), width), _fit(_keys(view, width), width)]
    legend = [_fit(Text(LEGEND, "dim"), width)] if signs else []
    rows = max(1, height - 1 - len(foot) - len(legend))
    panel = view.panel if view.panel is not None else describe(view.reading, view.item, view.standing, view.setting)
    if width >= BESIDE_LEAST:
        body = _beside(view, panel, width, rows, signs)
    elif view.panel is not None:
        body = _word_lines(panel, width, rows)
    else:
        above = max(1, rows // 2)
        body = [*_text_lines(view, width, above, signs), *_word_lines(panel, width, rows - above)]
    return [head, *body, *legend, *foot][:height]


def _head(view: View) -> Text:
    title = view.reading.document.title or view.reading.document.outlet or view.reading.document.address
    left = f"{view.item.item_id} {view.item.kind} {view.number}/{view.items}, {view.undecided} undecided"
    return Text(clean(f"{left} | {view.pace} | {title}").replace("\n", " "), "bold reverse")


def _keys(view: View, width: int) -> Text:
    if view.prompt is not None:
        return Text((clean(view.prompt) + "_")[-width:])
    return Text(KEYS if len(KEYS) <= width else KEYS_SHORT, "dim")


def _beside(view: View, panel: Sequence[Line], width: int, rows: int, signs: bool) -> list[Text]:
    left = (width - 3) * 11 // 20
    texts = _text_lines(view, left, rows, signs)
    words = _word_lines(panel, width - 3 - left, rows)
    return [_pad(text, left).append(" │ ").append_text(word) for text, word in zip(texts, words, strict=True)]


def _text_lines(view: View, width: int, rows: int, signs: bool) -> list[Text]:
    """Return the text from a little above where the item begins."""
    lines, at = lay_out(view.reading, view.item, width, signs)
    top = max(0, min(at - rows // 4 + view.scroll, len(lines) - 1))
    shown = [isolate(line) for line in lines[top : top + rows]]
    return shown + [Text()] * (rows - len(shown))


def _word_lines(panel: Sequence[Line], width: int, rows: int) -> list[Text]:
    """Return labels and words, wrapped; what does not fit is said to be there."""
    console = Console(width=width)
    lines: list[Text] = []
    longest = min(LABEL_MOST, 1 + max((len(label) for label, _ in panel), default=0))
    for label, words in panel:
        indent = longest if label else 0
        wrapped = Text(clean(words)).wrap(console, max(8, width - indent))
        for number, line in enumerate(wrapped):
            line.rstrip()
            name = f"{label[: LABEL_MOST - 1]:<{indent}}" if number == 0 and label else " " * indent
            lines.append(Text(name, "bold").append_text(isolate(line)))
    if len(lines) > rows:
        lines = [*lines[: rows - 1], Text(f"... {len(lines) - rows + 1} lines more: make the window higher", "dim")]
    return [_fit(line, width) for line in lines] + [Text()] * (rows - len(lines))


def _columns(line: Text) -> int:
    """Count columns; the marks of isolation take none."""
    return cell_len(line.plain.replace(ISOLATE, "").replace(POP, ""))


def _pad(line: Text, width: int) -> Text:
    padded = line.copy()
    padded.append(" " * max(0, width - _columns(line)))
    return padded


def _fit(line: Text, width: int) -> Text:
    if _columns(line) > width:
        line = line.copy()
        line.truncate(width)
    return line
