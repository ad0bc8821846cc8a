"""Write the page with the field: it could be anything dull."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.adapters.page_html.packing import pack_page
from safeconduct.adapters.page_html.templates import content_policy, load_page, load_part


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold what the neutral page says: nothing in it may speak of a movement of people."""

    title: str = "Number check"
    label: str = "Number"
    button: str = "Check"
    unknown: str = "There is no entry for this number."
    later: str = "Please try again later."
    failed: str = "No connection. Please try again."
    language: str = "en"
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Front:
    """Hold the page with the field, packed: as it comes first, after a wrong code, and where somebody has to wait."""

    first: bytes
    unknown: bytes
    later: bytes
    policy: str  # Content-Security-Policy of every answer


def make_front(wording: Wording) -> Front:
    """Return the pages of a wording."""

    def make(note: str) -> bytes:
        html = load_page("front.html.j2").render(
            wording=wording, note=note, style=load_part("front.css"), script=load_part("keypad.js.j2")
        )
        return pack_page(html)

    return Front(make(""), make(wording.unknown), make(wording.later), content_policy())
