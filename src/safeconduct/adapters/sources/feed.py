"""Read an RSS or Atom feed: each entry is a text of its own."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Sequence
from typing import Any

import feedparser

from safeconduct.adapters.sources.decode import peek_text
from safeconduct.adapters.sources.draft import TEXT_BYTES_MAX, Draft, Source
from safeconduct.adapters.sources.languages import read_language
from safeconduct.adapters.sources.moments import read_moment
from safeconduct.adapters.sources.visible_text import collapse_space, see_mapped
from safeconduct.adapters.sources.xml_tree import Element, decode_xml, read_tree
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_to

ROOTS = ("<rss", "<feed", "<rdf:rdf")
ENTRY = ("item", "entry")
BODY = ("encoded", "content", "description", "summary")  # the fullest first
ENTRIES_MAX = 500


class Feed:
    """Read RSS 0.9x to 2.0 and Atom."""

    name = "RSS or Atom feed"
    bytes_max = TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name or the root element."""
        return name.lower().endswith((".rss", ".atom")) or any(root in peek_text(first) for root in ROOTS)

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the entries that say anything, in the feed's order."""
        text, cautions = decode_xml(source.data, source.charset)
        root = read_tree(text)
        top = root.first("rss", "feed", "RDF") or root
        channel = top.first("channel") or top
        entries = [*channel.all(*ENTRY)] or [*top.all(*ENTRY)]
        if not entries:
            raise CannotReadError("a feed without entries, or no feed; check the address")
        feed, told = _parse(text) if len(entries) <= ENTRIES_MAX else ({}, [])
        facts = told if len(told) == len(entries) else [{}] * len(entries)
        cautions += _cut_short(len(entries))
        drafts = [
            _read_entry(*pair, feed, channel, cautions) for pair in zip(entries[:ENTRIES_MAX], facts, strict=False)
        ]
        return [draft for draft in drafts if draft.mapped.text]


def _parse(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what feedparser knows of the feed and of each entry: nothing where the feed is damaged."""
    # A stream, not the text: given text that looks like an address or a file's name, feedparser would open it.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        told = feedparser.parse(stream, sanitize_html=False)
    except Exception:  # damaged feeds make it raise whatever comes; the elements themselves still give title and text
        return {}, []
    return told.feed, told.entries


def _cut_short(entries: int) -> tuple[str, ...]:
    if entries <= ENTRIES_MAX:
        return ()
    return (f"only the first {ENTRIES_MAX:,} of {entries:,} entries are read",)


def _read_entry(
    entry: Element, facts: dict[str, Any], feed: dict[str, Any], channel: Element, cautions: tuple[str, ...]
) -> Draft:
    title = _readable(entry.first("title"))
    body = _readable(entry.first(*BODY))
    parts = [part for part in (title, body) if part.text]
    if len(parts) == 2:
        first, second = sorted(parts, key=lambda part: int(part.offsets[0]))
        gap = map_to("\n", int(first.offsets[-1]), int(second.offsets[0]))
        parts = [first, gap, second]
    source = entry.first("source")
    moment = read_moment(entry.say("published", "pubDate", "date", "updated") or channel.say("pubDate", "updated"))
    return Draft(
        join_mapped(parts),
        "application/rss+xml",
        title=title.text.replace("\n", " "),
        outlet=(source.text.text or source.say("title") if source else "") or channel.say("title"),
        address=str(facts.get("link", "")) or _find_link(entry),
        published=moment if moment is not None else _moment_of(facts),
        language=read_language(str(feed.get("language", "") or channel.say("language"))),
        cautions=cautions,
    )


def _find_link(entry: Element) -> str:
    link = entry.first("link")
    return "" if link is None else link.attributes.get("href", "") or link.text.text


def _readable(element: Element | None) -> MappedText:
    """Return what a reader sees of an element: escaped or embedded HTML is read as HTML."""
    if element is None:
        return join_mapped([])
    whole = element.whole
    return see_mapped(whole) if "<" in whole.text or "&" in whole.text else collapse_space(whole)


def _moment_of(facts: dict[str, Any]) -> float | None:
    when = facts.get("published_parsed") or facts.get("updated_parsed")
    try:
        return float(timegm(when)) if when else None
    except (ValueError, OverflowError):  # feedparser also reads the year -99
        return None
