"""Lay documents that are read aloud out for print, each from a new page on."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.print_pdf.fonts import ARABIC, LATIN
from safeconduct.adapters.print_pdf.typesetting import compile_pdf, compile_png
from safeconduct.core.instructions import Direction
from safeconduct.core.instructions.sheets.sheet import Sheet

DOCUMENT = "sheet.typ"


class SheetPdf:
    """Fill the port SheetPrinter."""

    def render(self, sheets: Sequence[Sheet]) -> bytes:
        """Return the sheets as one PDF; raise MissingFontError where a font is not on this machine."""
        return compile_pdf(DOCUMENT, _gather(sheets))

    def draw(self, sheets: Sequence[Sheet], dots_per_inch: float = 150.0) -> list[bytes]:
        """Return a PNG of each page."""
        return compile_png(DOCUMENT, _gather(sheets), dots_per_inch)


def _gather(sheets: Sequence[Sheet]) -> dict[str, object]:
    return {
        "fonts": [LATIN, ARABIC],
        "sheets": [
            {
                "title": sheet.title,
                "exercise": sheet.exercise,
                "sections": [
                    {
                        "heading": one.heading,
                        "lang": one.language.split("-")[0],
                        "rtl": one.direction is Direction.RTL,
                        "lines": list(one.lines),
                    }
                    for one in sheet.sections
                ],
            }
            for sheet in sheets
        ],
    }
