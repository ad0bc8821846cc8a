"""Write the two pages of the neutral address: the one with the field, and the one with an instruction."""

from safeconduct.adapters.page_html.answer import HtmlPages
from safeconduct.adapters.page_html.front import Front, Wording, make_front
from safeconduct.adapters.page_html.packing import ANSWER_BYTES, BYTES_MOST, pack_page, unpack_page

__all__ = [
    "ANSWER_BYTES", "BYTES_MOST", "Front", "HtmlPages", "Wording", "make_front", "pack_page", "unpack_page",
]  # fmt: skip
