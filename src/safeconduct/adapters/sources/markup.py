"""Cut HTML or XML into tags and text, each with its place; in linear time, whatever comes in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_plain, map_to

TAG_LENGTH_MAX = 20_000  # within so many characters a quoted ">" does not end a tag
RAW_ELEMENTS = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

# Possessive: a failure costs one pass over TAG_LENGTH_MAX characters, never more.
_REST_OF_TAG = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_NAME = re.compile(r"[A-Za-z_][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]++))?""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class Tag:
    """Hold a start or end tag and where it stands."""

    name: str  # as written
    start: int
    end: int
    closes: bool  # </name>
    empty: bool  # <name/>
    inside: str  # what stands between the name and the end

    def attributes(self) -> dict[str, str]:
        """Return the attributes, names in lower case, the first of each name."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inside):
            value = match.group(2) or ""
            quoted = value[:1] in "\"'" and len(value) > 1
            found.setdefault(match.group(1).lower(), html.unescape(value[1:-1] if quoted else value))
        return found


@dataclass(frozen=True, slots=True)
class Run:
    """Hold the place of a run of text; `literal` where references such as &amp; mean nothing (CDATA, scripts)."""

    start: int
    end: int
    literal: bool = False


def cut_markup(text: str, raw_elements: frozenset[str] = frozenset()) -> Iterator[Tag | Run]:
    """Give the tags and runs of text in order; comments, instructions and declarations are left out.

    >>> [type(part).__name__ for part in cut_markup("<p>at <b>one</b> gate<!-- no -->")]
    ['Tag', 'Run', 'Tag', 'Run', 'Tag', 'Run']
    """
    at, length = 0, len(text)
    while at < length:
        found = text.find("<", at)
        while found >= 0 and not _opens_markup(text, found):
            found = text.find("<", found + 1)
        if found < 0:
            yield Run(at, length)
            return
        if found > at:
            yield Run(at, found)
        if text.startswith("<![CDATA[", found):
            end = _find(text, "]]>", found)
            yield Run(found + 9, end, literal=True)
            at = end + 3
        elif text.startswith("<!--", found):
            at = _find(text, "-->", found + 2) + 3
        elif text[found + 1] in "!?":
            at = _find(text, ">", found) + 1
        else:
            tag = _read_tag(text, found)
            yield tag
            at = tag.end
            name = tag.name.lower()
            if name in raw_elements and not tag.closes and not tag.empty:
                close = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
                end = close.start() if close else length
                yield Run(at, end, literal=name not in {"title", "textarea"})
                at = end


def read_run(text: str, run: Run, at: int = 0) -> MappedText:
    """Return the text of a run with its references read, mapped to its place (`at` = where `text` begins)."""
    whole = text[run.start : run.end]
    if run.literal or "&" not in whole:
        return map_plain(whole, at + run.start)
    return read_references(map_plain(whole, at + run.start))


def read_references(mapped: MappedText) -> MappedText:
    """Return the text with references such as &amp; read; what each stands for is mapped to the whole of it.

    >>> read_references(map_plain("a &lt; b")).offsets.tolist()
    [0, 1, 2, 6, 7, 8]
    """
    text, pieces, at = mapped.text, [], 0
    for match in _REFERENCE.finditer(text):
        written, meant = match.group(), html.unescape(match.group())
        if meant != written:
            pieces.append(mapped.cut(at, match.start()))
            at = match.end()
            while len(meant) > 1 and meant[-1] == written[at - match.start() - 1]:  # "&lta" is "<" and a letter
                meant, at = meant[:-1], at - 1
            first, last = int(mapped.offsets[match.start()]), int(mapped.offsets[at])
            pieces.append(map_to(meant, first, last))
    return join_mapped([*pieces, mapped.cut(at, len(text))])


def _opens_markup(text: str, at: int) -> bool:
    after = text[at + 1 : at + 3]
    return bool(after) and (
        after[0] in "!?" or _is_letter(after[0]) or (after[0] == "/" and len(after) > 1 and _is_letter(after[1]))
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and (character.isalpha() or character == "_")


def _find(text: str, what: str, at: int) -> int:
    found = text.find(what, at)
    return len(text) if found < 0 else found


def _read_tag(text: str, start: int) -> Tag:
    closes = text[start + 1] == "/"
    name = _NAME.match(text, start + 1 + closes)
    assert name is not None  # _opens_markup has seen a letter
    rest = _REST_OF_TAG.match(text, name.end(), min(len(text), name.end() + TAG_LENGTH_MAX))
    end = rest.end() if rest else min(len(text), _find(text, ">", name.end()) + 1)
    inside = text[name.end() : max(name.end(), end - 1)]
    return Tag(name.group(), start, end, closes, inside.endswith("/"), inside)
