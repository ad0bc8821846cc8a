"""Lay cards and sheets out for print, by typst."""

from safeconduct.adapters.print_pdf.card_pdf import CardPdf
from safeconduct.adapters.print_pdf.fonts import MissingFontError
from safeconduct.adapters.print_pdf.sheet_pdf import SheetPdf

__all__ = ["CardPdf", "MissingFontError", "SheetPdf"]
