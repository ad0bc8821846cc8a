"""Hold a picture with its words and tables, and write SVG by hand."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table of words; the columns [numbers_from, numbers_to) are set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int = 1
    numbers_to: int = 99


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one picture: what it shows in words, the drawing, and the same as tables."""

    ident: str
    heading: str
    says: str  # one or two sentences: what to read from it
    svg: Markup
    tables: tuple[Table, ...]
    legend: tuple[tuple[Markup, str], ...] = ()


def text(x: float, y: float, words: str, style: str = "", anchor: str = "start") -> Markup:
    """Write words at a point; they are escaped."""
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}" text-anchor="{}">{}</text>').format(
        x, y, style, anchor, words
    )


def shape(path: str, style: str) -> Markup:
    """Write one path; `path` is made of numbers and commands alone."""
    return Markup('<path d="{}" class="{}"/>').format(path, style) if path else Markup("")


def box(x: float, y: float, width: float, height: float) -> str:
    """Give the path of a rectangle, to a tenth."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def drawing(
    ident: str, width: float, height: float, title: str, desc: str, parts: list[Markup], style: str = "chart"
) -> Markup:
    """Wrap the parts into an svg that names itself to a screen reader."""
    return Markup(
        '<svg viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="img" '
        'aria-labelledby="{i}-t {i}-d" class="{s}">'
        '<title id="{i}-t">{t}</title><desc id="{i}-d">{d}</desc>{body}</svg>'
    ).format(w=width, h=height, i=ident, s=style, t=title, d=desc, body=Markup("").join(parts))


def short(words: str, limit: int = 12) -> str:
    """Cut a label that would run over its neighbours.

    >>> short("T01"), short("a very long identifier")
    ('T01', 'a very long…')
    """
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


__all__ = ["Figure", "Markup", "Table", "box", "drawing", "shape", "short", "text"]
