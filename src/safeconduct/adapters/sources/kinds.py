"""List the kinds of sources: a file for each kind, and a line for each here."""

from __future__ import annotations

from safeconduct.adapters.sources.cap_alert import CapAlert
from safeconduct.adapters.sources.csv_reports import CsvReports
from safeconduct.adapters.sources.draft import SourceKind
from safeconduct.adapters.sources.feed import Feed
from safeconduct.adapters.sources.html_page import HtmlPage
from safeconduct.adapters.sources.mail import Mail
from safeconduct.adapters.sources.plain_text import PlainText

# The first that knows a file reads it.
KINDS: tuple[SourceKind, ...] = (
    CapAlert(),
    Feed(),
    Mail(),
    HtmlPage(),
    CsvReports(),
    PlainText(),
)
