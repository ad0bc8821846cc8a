"""Bring an instruction to a phone: the code of its page, and the sketch of its way that fits into few bytes."""

from safeconduct.core.instructions.reach.page_code import CODES, complete_code, group_code, read_code
from safeconduct.core.instructions.reach.page_text import PageLine, PageText, lay_out_lines
from safeconduct.core.instructions.reach.place_names import Name
from safeconduct.core.instructions.reach.sketch import Mark, Sketch, draw_sketches
from safeconduct.core.instructions.reach.street_lines import StreetLines, index_streets

__all__ = [
    "CODES",
    "Mark",
    "Name",
    "PageLine",
    "PageText",
    "Sketch",
    "StreetLines",
    "complete_code",
    "draw_sketches",
    "group_code",
    "index_streets",
    "lay_out_lines",
    "read_code",
]
