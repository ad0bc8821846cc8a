"""Find who is behind a statement: a government, a group, a person, the writer, or nobody known."""

from __future__ import annotations

from collections.abc import Iterable

from safeconduct.core.intake.document import Document
from safeconduct.core.intake.reading import AUTHOR, Actor, Attribution, Reading

UNKNOWN = "unknown"
"""The one origin of all that nobody known is behind: reports, rumours, an anonymous person of no side."""

STATE_KINDS = frozenset({"government", "military", "official", "officials"})
_STATE_WORDS = (
    "administration admiral ambassador army authorities commander commanders diplomat diplomats embassy forces general "
    "government intelligence military minister ministry navy officer officers official officials police president "
    "secretary spokesman spokesperson spokeswoman troops"
)
STATE_WORDS = frozenset(_STATE_WORDS.split())
"""Words of a speaker's key that tell of a state's service."""


class OriginFinder:
    """Know the actors of all readings, and so which of them belong together."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Pool the actors; where two readings differ, the first in order of their text counts."""
        self.actors: dict[str, Actor] = {}
        known = [actor for reading in readings for actor in reading.actors]
        for actor in sorted(known, key=lambda one: (one.key, not one.part_of, not one.country, repr(one))):
            self.actors.setdefault(actor.key, actor)

    def find_origin(self, document: Document, said: Attribution) -> str:
        """Return the key of who is behind a statement.

        What the reading says of the origin comes first, then the speaker; from there up to whom they belong to. All of
        one government is one origin: its officials, named or not, and its military. The writer's own statements are the
        outlet's. Whoever speaks without a name and for nobody known is UNKNOWN, as are unspecified reports.
        """
        speaker = said.speaker
        if speaker.kind == "hearsay":
            return UNKNOWN
        start = said.origin or speaker.canonical
        if start == AUTHOR or (not start and speaker.kind == "author"):
            return name_outlet(document)
        if start in ("", UNKNOWN):
            return UNKNOWN
        top = self._climb(start)
        government = self._find_government(start, top, speaker.kind if start == speaker.canonical else "")
        if government:
            return government
        alone = start == speaker.canonical and top == start and not self._country(start)
        if alone and not speaker.named:
            return UNKNOWN
        outlet = speaker.kind == "outlet" or (top in self.actors and self.actors[top].kind == "outlet")
        return make_key(top) if outlet else top

    def _climb(self, key: str) -> str:
        """Go up from part to whole; a circle ends where it began."""
        seen = [key]
        while (actor := self.actors.get(seen[-1])) and actor.part_of and actor.part_of not in seen:
            seen.append(actor.part_of)
        return seen[-1]

    def _country(self, key: str) -> str:
        return self.actors[key].country if key in self.actors else ""

    def _find_government(self, start: str, top: str, kind: str) -> str:
        """Name a government by its country, so that two documents that name it differently mean one."""
        kinds = {self.actors[key].kind for key in (start, top) if key in self.actors} | {kind}
        words = {*make_key(start).split("_"), *make_key(top).split("_")}
        if not (kinds & STATE_KINDS or words & STATE_WORDS):
            return ""
        country = self._country(top) or self._country(start) or _prefix(top) or _prefix(start)
        return f"{country.lower()}_government" if country else ""


def _prefix(key: str) -> str:
    """Return the country with which a key begins, as in us_officials; "" where it begins with none."""
    first, _, rest = key.partition("_")
    return first if len(first) == 2 and rest else ""


def name_outlet(document: Document) -> str:
    """Name whoever wrote a document: its outlet, else the document itself.

    >>> name_outlet(Document("d1", "", "en", "text/plain", outlet="The Courier"))
    'courier'
    """
    return make_key(document.outlet) or f"writer_of_{document.document_id}"


def make_key(name: str) -> str:
    """Write a name as keys are written.

    >>> make_key("The Harbour Post"), make_key("the_harbour_post")
    ('harbour_post', 'harbour_post')
    """
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return "_".join(words[1:] if words[:1] == ["the"] else words)


def is_outlet(name: str) -> bool:
    """Tell an outlet of a chain from a word in brackets for one that nobody names."""
    return not name.startswith("(")


def list_outlets(document: Document, said: Attribution) -> tuple[str, ...]:
    """Return through whom a statement came, each once, from the document's publisher to the one nearest the speaker."""
    chain = [document.outlet, *filter(is_outlet, said.outlet_chain)]
    return tuple(dict.fromkeys(key for outlet in chain if (key := make_key(outlet))))
