"""Write the page of one instruction: its text, its map and its signature, in one small file."""

from __future__ import annotations

from typing import Final

from safeconduct.adapters.page_html.isolating import isolate_runs
from safeconduct.adapters.page_html.map_svg import draw_map
from safeconduct.adapters.page_html.packing import BYTES_MOST, pack_page
from safeconduct.adapters.page_html.page_words import find_words
from safeconduct.adapters.page_html.templates import load_page, load_part
from safeconduct.core.instructions.reach import PageText, StreetLines, draw_sketches, lay_out_lines

DETAILS: Final = (
    (700, 26, True), (350, 20, True), (160, 14, True), (60, 8, True), (0, 0, True), (60, 8, False), (0, 0, False),
)  # fmt: skip
"""How many pieces of street and how many names a map shows, and whether a long way has maps of its turns: the richest
first; the first that fits is taken."""
MAP_BYTES_MOST: Final = 14_000  # so that nearly all pages have the same length once they are packed
SIGNED_MORE: Final = 400  # bytes of a signed instruction besides its text, at most


class HtmlPages:
    """Write pages that need nothing but themselves; fills the port PageWriter."""

    def __init__(self, title: str) -> None:
        """Name the title that stands in the browser's list of pages: the neutral page's."""
        self._title = title

    def draw(self, told: PageText, lines: StreetLines) -> str:
        """Return the maps of a party's ways, with as much around them as there is room for; "" where there are none.

        Where a very long text leaves room for no map at all there is none either: the text says all of the way.

        The signature is over its bytes in UTF-8, and the page compares them with what it shows.
        """
        signed = "A" * ((len(told.text.encode()) + SIGNED_MORE) * 4 // 3)
        left = BYTES_MOST - len(self._render(told, " ", signed, "0" * 64, "X" * 19).encode())
        room = min(left, MAP_BYTES_MOST)
        words = find_words(told.language)
        for streets, names, in_parts in DETAILS:
            sketches = draw_sketches(lines, told.routes, streets, names, in_parts=in_parts)
            drawn = draw_map(sketches, words.say_distance)
            if len(drawn.encode()) <= room:
                return drawn
        return ""

    def write(self, told: PageText, drawn: str, signed: str, key: str, name_of_key: str) -> bytes:
        """Return the page, packed; `signed` is the instruction in base64url, `key` the public key in hexadecimal.

        Raises:
            ValueError: where it has more than BYTES_MOST bytes.
        """
        html = self._render(told, drawn, signed, key, name_of_key)
        size = len(html.encode())
        if size > BYTES_MOST:
            raise ValueError(f"the page has {size} bytes, and {BYTES_MOST} are the most")
        return pack_page(html)

    def _render(self, told: PageText, drawn: str, signed: str, key: str, name_of_key: str) -> str:
        routes = told.routes
        return load_page("answer.html.j2").render(
            title=self._title,
            language=told.language,
            direction=told.direction,
            words=find_words(told.language),
            lines=lay_out_lines(told.text, routes),
            isolate=isolate_runs,
            map=drawn,
            walks=any(route.stretches for route in routes),
            rides=any(not route.stretches and len(route.geometry) > 1 for route in routes),
            signed=signed,
            key=key,
            key_name=name_of_key,
            style=load_part("answer.css"),
            script=load_part("check.js.j2"),
        )
