"""Lay cards out for print: two of A5 on a sheet of A4, each in its language and direction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.adapters.print_pdf.fonts import ARABIC, LATIN
from safeconduct.adapters.print_pdf.qr_image import draw_qr_image
from safeconduct.adapters.print_pdf.typesetting import TypesettingError, compile_pdf, compile_png
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.instructions import Direction
from safeconduct.core.instructions.sheets.printed_card import MAP_MILLIMETRES, PrintedCard

DOCUMENT = "card.typ"
_NO_ROOM = re.compile(r"no room for card (\d+)")


class CardPdf:
    """Fill the port CardPrinter."""

    def render(self, cards: Sequence[PrintedCard]) -> bytes:
        """Return the cards as one PDF.

        Raises:
            InputFaultsError: where a party has so much to be told that no card holds it.
            MissingFontError: where a font is not on this machine.
        """
        try:
            return compile_pdf(DOCUMENT, _gather(cards))
        except TypesettingError as error:
            found = _NO_ROOM.search(str(error))
            if found is None:
                raise
            party = cards[int(found[1])].text.instruction.party_id
            remedy = "print its page instead: safeconduct instruct --party"
            raise InputFaultsError([Fault("plan", 0, "party_id", party, "its card has no room", remedy)]) from error

    def draw(self, cards: Sequence[PrintedCard], dots_per_inch: float = 150.0) -> list[bytes]:
        """Return a PNG of each sheet, as `render` would print it."""
        return compile_png(DOCUMENT, _gather(cards), dots_per_inch)


def _gather(cards: Sequence[PrintedCard]) -> dict[str, object]:
    return {"fonts": [LATIN, ARABIC], "cards": [_describe(at, card) for at, card in enumerate(cards)]}


def _describe(at: int, card: PrintedCard) -> dict[str, object]:
    text, labels, seal, sketch = card.text, card.labels, card.seal, card.sketch
    told = text.instruction
    return {
        "at": at,
        "party": told.party_id,
        "tag": told.language,
        "lang": told.language.split("-")[0],
        "rtl": told.direction is Direction.RTL,
        "mark": "EXERCISE" if told.is_exercise else "",
        "exercise": text.exercise,
        "title": text.title,
        "before": list(text.before),
        "instead": text.instead,
        "wrong": list(text.wrong),
        "holds": list(text.holds),
        "steps": [
            {
                "number": step.number,
                "day": step.day,
                "time": step.time,
                "text": step.text,
                "details": list(step.details),
                "streets": list(step.streets),
            }
            for step in text.steps
        ],
        "map": {
            "size": list(MAP_MILLIMETRES),
            "lines": [
                {"points": [list(point) for point in line], "straight": straight}
                for line, straight in zip(sketch.lines, sketch.straight, strict=True)
            ],
            "marks": [{"at": list(mark.at), "label": mark.label} for mark in sketch.markers],
            "bar-mm": sketch.bar_mm,
            "bar": labels.bar,
            "north": labels.north,
        },
        "check": labels.check,
        "trust": labels.trust,
        "number": labels.number,
        "page": labels.page,
        "codes-title": labels.codes,
        "keep": labels.keep,
        "qr": None if seal is None else list(draw_qr_image(seal.qr)),
        "key": "" if seal is None else seal.key_name,
        "codes": [] if seal is None else [f"{code[:3]} {code[3:]}" for code in seal.codes],
    }
