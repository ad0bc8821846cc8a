"""Lay whether the means suffice out on one sheet of paper, for the person who decides."""

from __future__ import annotations

from safeconduct.adapters.enough_html import head_answer, list_cards
from safeconduct.adapters.html_page.words import Clock, count, percent
from safeconduct.adapters.print_pdf.fonts import ARABIC, LATIN
from safeconduct.adapters.print_pdf.typesetting import compile_pdf, compile_png
from safeconduct.adapters.report_html.enough import find_best
from safeconduct.adapters.sufficiency_file import view_answer
from safeconduct.core.sufficiency import Assessed, list_answer

DOCUMENT = "enough.typ"
ROWS = 6  # of each table: a sheet holds no more
SIGNS = 96  # of a cell; what is longer is cut
WORDS = 700  # signs of what binds


class EnoughPdf:
    """Fill EnoughSheet."""

    def render(self, assessed: Assessed, made: float) -> bytes:
        """Return a PDF of one page; `made` is a POSIX second."""
        return compile_pdf(DOCUMENT, _gather(assessed, made))

    def draw(self, assessed: Assessed, made: float, dots_per_inch: float = 100.0) -> list[bytes]:
        """Return a PNG of each page."""
        return compile_png(DOCUMENT, _gather(assessed, made), dots_per_inch)


def _gather(assessed: Assessed, made: float) -> dict[str, object]:
    case, answer = assessed.case, assessed.sufficiency
    clock, view = Clock(case.utc_offset_seconds), view_answer(list_answer(assessed, made, ""))
    last = answer.last_departure
    return {
        "fonts": [LATIN, ARABIC],
        "exercise": case.is_exercise,
        "name": _cut(case.name),
        "headline": head_answer(assessed),
        "source": f"Made {clock.full(made)} ({clock.zone}). Deadline {clock.full(case.deadline)}. Plan "
        f"{assessed.plan_digest}, {count(answer.days)} sampled days.",
        "cards": [list(card) for card in list_cards(assessed, clock)],
        "binds": _cut(assessed.bottleneck.words, WORDS),
        "staff": assessed.staff.says,
        "best": _cut(find_best(view), 300) if view.what_if else "What one more of each would buy was not asked.",
        "changes": [
            [_cut(row.change), f"{row.out.value:+,.1f}", f"{row.harm.value:+,.3f}"] for row in view.what_if[:ROWS]
        ],
        "worst": [[_cut(one.words), f"{count(one.out)} of {count(one.planned)}"] for one in assessed.worst[:ROWS]],
        "held": [[words, f"{people:,.1f}"] for words, people in answer.held_up.items()],
        "last": [
            [clock.short(hour), percent(share)]
            for hour, share in list(zip(last.hours, last.share, strict=True))[-ROWS:]
        ],
    }


def _cut(words: str, most: int = SIGNS) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
