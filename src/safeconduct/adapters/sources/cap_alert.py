"""Read a public alert in the Common Alerting Protocol (OASIS CAP 1.2; 1.1 and 1.0 alike)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safeconduct.adapters.sources.decode import peek_text
from safeconduct.adapters.sources.draft import TEXT_BYTES_MAX, Draft, Source
from safeconduct.adapters.sources.languages import read_language
from safeconduct.adapters.sources.moments import read_moment
from safeconduct.adapters.sources.visible_text import collapse_space
from safeconduct.adapters.sources.xml_tree import Element, check_well_formed, decode_xml, read_tree
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_plain, map_to

PROSE = frozenset({"headline", "description", "instruction"})  # stand without a label, to be read as sentences
NO_ALARM = {
    "exercise": "status Exercise: nothing of this is happening",
    "test": "status Test: nothing of this is happening",
    "draft": "status Draft: not issued",
    "system": "status System: a message between machines",
}
WITHDRAWN = {"cancel": "msgType Cancel: withdraws an earlier alert", "error": "msgType Error: refuses an earlier alert"}


class CapAlert:
    """Read CAP alerts."""

    name = "CAP alert"
    bytes_max = TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name or the root element."""
        head = peek_text(first)
        is_alert = "<alert" in head or ":alert" in head
        return name.lower().endswith(".cap") or (is_alert and ("emergency:cap" in head or "incident:cap" in head))

    def read(self, source: Source) -> Sequence[Draft]:
        """Return one text for each block of information, since each is in its own language."""
        text, cautions = decode_xml(source.data, source.charset)
        check_well_formed(text)
        alert = read_tree(text).first("alert")
        if alert is None:
            raise CannotReadError("no CAP alert: the root element is not <alert>")
        blocks: list[Element | None] = list(alert.all("info"))
        return [_read_block(alert, info, cautions) for info in blocks or [None]]


def _read_block(alert: Element, info: Element | None, cautions: tuple[str, ...]) -> Draft:
    lines = [line for child in alert.children if child.name != "info" or child is info for line in _lines(child)]
    said = info or Element("", 0, {})
    doubts = [NO_ALARM.get(alert.say("status").lower(), ""), WITHDRAWN.get(alert.say("msgType").lower(), "")]
    if info is not None and info.first("area") is None:
        doubts.append("no area is given: ask where this holds")
    return Draft(
        _join_lines(lines),
        "application/cap+xml",
        title=said.say("headline", "event"),
        outlet=said.say("senderName") or alert.say("sender"),
        published=read_moment(alert.say("sent")),
        language=read_language(said.say("language") or "en"),  # CAP 1.2, 3.2.2: en-US where it is not said
        cautions=(*cautions, *(doubt for doubt in doubts if doubt)),
    )


def _lines(element: Element) -> Iterator[MappedText]:
    """Give the lines of an element and its children: a label, which is the element's name, and its text.

    Elements within a text are part of it, and no lines of their own.
    """
    own = collapse_space(element.whole) if element.text.text else element.text
    if own.text:
        at = element.name_at
        label = [map_plain(element.name, at), map_to(": ", at + len(element.name), int(own.offsets[0]))]
        yield own if element.name in PROSE else join_mapped([*label, own])
        return
    for child in element.children:
        yield from _lines(child)


def _join_lines(lines: Sequence[MappedText]) -> MappedText:
    pieces: list[MappedText] = []
    for line in lines:
        if pieces:
            pieces.append(map_to("\n", int(pieces[-1].offsets[-1]), int(line.offsets[0])))
        pieces.append(line)
    return join_mapped(pieces)
