"""Read XML into elements whose text knows its place, after checking that nothing in it is a trap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from safeconduct.adapters.sources.decode import decode_text
from safeconduct.adapters.sources.markup import Run, cut_markup, read_run
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped

DEPTH_MAX = 100
ELEMENTS_MAX = 100_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


@dataclass(slots=True, eq=False)
class Element:
    """Hold one element: its name without prefix, where the name stands, its attributes, text and children."""

    name: str
    name_at: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[MappedText] = field(default_factory=list)  # its own text, children left out

    @property
    def text(self) -> MappedText:
        """Return its own text, without white space at the ends."""
        return join_mapped(self.pieces).strip()

    @property
    def whole(self) -> MappedText:
        """Return its text with that of the elements in it, in order of the file, without white space at the ends."""
        return join_mapped(sorted(self._all_pieces(), key=lambda piece: int(piece.offsets[0]))).strip()

    def _all_pieces(self) -> Iterator[MappedText]:
        yield from self.pieces
        for child in self.children:
            yield from child._all_pieces()

    def all(self, *names: str) -> Iterator[Element]:
        """Give the children of these names, in order."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> Element | None:
        """Return the first child of the first of these names that it has."""
        return next((child for name in names for child in self.all(name)), None)

    def say(self, *names: str) -> str:
        """Return the text of the first child of these names; "" where there is none."""
        found = self.first(*names)
        return found.text.text if found else ""


def decode_xml(data: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of an XML file and the cautions of decoding; refuse one with a DOCTYPE.

    Raises CannotReadError: a DOCTYPE can define entities that grow without bound or fetch files.
    """
    declared = _DECLARED.search(data[:400])
    decoded = decode_text(data, charset or (declared.group(1).decode() if declared else ""))
    if re.search("<!(?:doctype|entity)", decoded.text, re.IGNORECASE):
        raise CannotReadError("XML with a DOCTYPE is refused: it can hide entity bombs; ask the sender for it without")
    return decoded.text, decoded.cautions


def check_well_formed(text: str) -> None:
    """Raise CannotReadError where the text is no well-formed XML; no entity is resolved and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, recover=False
    )
    bare = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text)
    try:
        etree.fromstring(bare.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise CannotReadError(f"not well-formed XML: {str(error)[:160]}; ask the sender for it again") from None


def read_tree(text: str) -> Element:
    """Return a root that holds the elements of the text; what is not closed is closed at the end.

    >>> read_tree("<a><b>at &amp; on</b></a>").children[0].say("b")
    'at & on'
    """
    root = Element("", 0, {})
    path, count = [root], 0
    for part in cut_markup(text):
        if isinstance(part, Run):
            path[-1].pieces.append(read_run(text, part))
            continue
        name = part.name.rsplit(":", 1)[-1]
        if part.closes:
            if any(element.name == name for element in path[1:]):
                while path.pop().name != name:
                    pass
            continue
        count += 1
        element = Element(name, part.start + 1 + len(part.name) - len(name), part.attributes())
        path[-1].children.append(element)
        if not part.empty:
            path.append(element)
        if len(path) > DEPTH_MAX:
            raise CannotReadError(f"XML nested more than {DEPTH_MAX} deep is refused; ask the sender what it is")
        if count > ELEMENTS_MAX:
            raise CannotReadError(f"XML of more than {ELEMENTS_MAX:,} elements is refused; ask for a part of it")
    return root
