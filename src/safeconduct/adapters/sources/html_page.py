"""Read an HTML page: its main text, title, outlet and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import htmldate
from lxml import html

from safeconduct.adapters.sources.decode import decode_text, peek_text
from safeconduct.adapters.sources.draft import TEXT_BYTES_MAX, Draft, Source
from safeconduct.adapters.sources.languages import read_language
from safeconduct.adapters.sources.main_text import find_main_text
from safeconduct.adapters.sources.markup import Run, Tag, cut_markup
from safeconduct.adapters.sources.moments import read_moment
from safeconduct.adapters.sources.visible_text import Page, see_page
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import map_plain

HEAD = 4_000  # bytes in which a page says its encoding
DATED = 300_000  # characters in which it says its date, title and outlet
OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
TITLE_KEYS = ("og:title", "twitter:title", "dc.title")
DATE_KEYS = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "pubdate",
    "parsely-pub-date", "sailthru.date",
)  # fmt: skip

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class HtmlPage:
    """Read HTML and XHTML."""

    name = "HTML page"
    bytes_max = TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name or the first tag whether this is a page."""
        head = peek_text(first)
        return name.lower().endswith((".html", ".htm", ".xhtml")) or any(
            head.startswith(tag) for tag in ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>")
        ) or "<html" in head  # fmt: skip

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the page as one text."""
        found = _CHARSET.search(source.data[:HEAD])
        decoded = decode_text(source.data, source.charset or (found.group(1).decode() if found else ""))
        page = decoded.text
        if "<!entity" in page.lower():
            raise CannotReadError("a page that defines entities of its own is refused; save its text as .txt")
        seen = see_page(page)
        text, cautions = find_main_text(page, seen)
        if seen.hidden_characters:
            hidden = f"text that the page hides from its readers left out: {seen.hidden_characters:,} characters"
            cautions = (*cautions, hidden)
        said = _read_head(page[:DATED])
        return [
            Draft(
                text,
                "text/html",
                title=_find_title(seen, said),
                outlet=_first(said, OUTLET_KEYS).lstrip("@"),
                published=_find_date(page[:DATED], said),
                language=read_language(said.get("lang", "")),
                cautions=(*decoded.cautions, *cautions),
            )
        ]


def _read_head(page: str) -> dict[str, str]:
    """Return what the page's <html> and <meta> tags say, by name, and the first <time>."""
    said: dict[str, str] = {}
    for part in cut_markup(page, frozenset({"script", "style"})):
        if isinstance(part, Run) or part.closes:
            continue
        match part.name.lower():
            case "html":
                said.setdefault("lang", part.attributes().get("lang", ""))
            case "meta":
                _read_meta(part, said)
            case "time":
                said.setdefault("time", part.attributes().get("datetime", ""))
    return said


def _read_meta(tag: Tag, said: dict[str, str]) -> None:
    attributes = tag.attributes()
    for key in ("property", "name", "itemprop"):
        if key in attributes:
            said.setdefault(attributes[key].lower(), attributes.get("content", "").strip())


def _first(said: dict[str, str], keys: Sequence[str]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")


def _find_title(seen: Page, said: dict[str, str]) -> str:
    titles = seen.titles
    heading = titles.get("h1") or titles.get("title") or map_plain("")
    return _first(said, TITLE_KEYS) or heading.text


def _find_date(page: str, said: dict[str, str]) -> float | None:
    """Return the moment that the page gives as its own, else the day that htmldate finds, else None."""
    for value in (*(said.get(key, "") for key in DATE_KEYS), said.get("time", "")):
        if value and (moment := read_moment(value)) is not None:
            return moment
    try:
        tree = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        day = htmldate.find_date(tree, extensive_search=False, original_date=True)
    except Exception:  # a damaged page may make htmldate raise whatever comes; it then has no date
        return None
    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() if day else None
