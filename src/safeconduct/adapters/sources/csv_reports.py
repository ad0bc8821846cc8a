"""Read a table of structured reports: each row is a text of its own, a line for each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from safeconduct.adapters.sources.decode import decode_text, peek_text
from safeconduct.adapters.sources.draft import TEXT_BYTES_MAX, Draft, Source
from safeconduct.adapters.sources.languages import read_language
from safeconduct.adapters.sources.moments import read_moment
from safeconduct.adapters.sources.visible_text import collapse_space
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_plain, map_to
from safeconduct.core.intake.rows import CONTENT

ROWS_MAX = 5_000
CELLS_MAX = 500  # in one row
SEPARATORS = (",", ";", "\t", "|")

# What a column may be called, by what it means. `claim` or another word for the text must be there.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": CONTENT,
    "outlet": ("outlet", "via", "channel", "publisher", "published_by", "source_name"),
    "published": ("date", "published", "time", "sent", "datetime", "timestamp", "from"),
    "title": ("title", "headline", "subject"),
    "address": ("url", "address", "link", "source_url"),
    "language": ("language", "lang"),
}
OTHERS = ("speaker", "origin", "source", "report_id", "about", "certainty_words", "certainty", "place", "reliability")

Row = list[MappedText]
_ENDS = {separator: re.compile(f"[{re.escape(separator)}\\r\\n]") for separator in SEPARATORS}


class CsvReports:
    """Read CSV of reports: the columns of report.csv and any columns of text."""

    name = "CSV of reports"
    bytes_max = TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name, or by two columns of reports in the first line."""
        line = peek_text(first).split("\n", 1)[0]
        names = {cell.strip().strip('"') for cell in line.split(_separator(line))}
        known = {*OTHERS, *(name for names in COLUMNS.values() for name in names)}
        return name.lower().endswith((".csv", ".tsv")) or (len(names & known) >= 3 and len(names) > len(names - known))

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the rows; raise InputFaultsError with every row that cannot be read."""
        decoded = decode_text(source.data, source.charset)
        text = decoded.text
        file = PurePath(source.name).name
        faults: list[Fault] = []
        rows = cut_rows(map_plain(text).cut(text.startswith("\ufeff"), len(text)), _separator(text.split("\n", 1)[0]))
        header = [cell.text.strip() for cell in next(rows, (0, []))[1]]
        columns = _find_columns(header, file)
        drafts = []
        for line, cells in rows:
            if not any(cell.text.strip() for cell in cells):
                continue
            if any(cell.text.strip() for cell in cells[len(header) :]):
                remedy = 'put a value that holds a comma between quotes (")'
                extra = cells[len(header)].text
                faults.append(Fault(file, line, "", extra, "more values than the header has columns", remedy))
            drafts.append(_read_row(header, cells, columns, decoded.cautions))
            if len(drafts) > ROWS_MAX:
                raise CannotReadError(f"{file}: more than {ROWS_MAX:,} rows; give them in parts")
        if faults:
            raise InputFaultsError(faults)
        if not drafts:
            raise CannotReadError(f"{file}: no row below the header; check that it is the right file")
        return drafts


def cut_rows(table: MappedText, separator: str) -> Iterator[tuple[int, Row]]:
    r"""Give each row with its line: its cells, mapped (RFC 4180: a quote within quotes is doubled).

    >>> [[cell.text for cell in row] for _, row in cut_rows(map_plain('a,"b, ""c"" d"\r\ne,f'), ",")]
    [['a', 'b, "c" d'], ['e', 'f']]
    """
    text, at, line, row = table.text, 0, 1, Row()
    while at < len(text):
        begun = line
        row = Row()
        more = True
        while more:
            cell, at = _cut_cell(table, at, separator)
            row.append(cell)
            if len(row) > CELLS_MAX:
                raise CannotReadError(f"line {begun:,} has more than {CELLS_MAX} cells; check that this is a table")
            line += cell.text.count("\n")
            more = at < len(text) and text[at] == separator
            at += more
        yield begun, row
        at += 2 if text.startswith("\r\n", at) else 1
        line += 1


def _cut_cell(table: MappedText, at: int, separator: str) -> tuple[MappedText, int]:
    text = table.text
    if not text.startswith('"', at):
        found = _ENDS[separator].search(text, at)
        end = found.start() if found else len(text)
        return table.cut(at, end), end
    pieces: list[MappedText] = []
    start = at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            line = 1 + text.count("\n", 0, at)
            raise InputFaultsError([Fault("table", line, "", text[at:], "a quote that is not closed", "close it")])
        if not text.startswith('""', end):
            rest = _cut_cell(table, end + 1, separator) if _is_more(text, end + 1, separator) else None
            whole = join_mapped([*pieces, table.cut(start, end), *([rest[0]] if rest else [])])
            return whole, rest[1] if rest else end + 1
        pieces.append(table.cut(start, end + 1))
        start = end + 2


def _is_more(text: str, at: int, separator: str) -> bool:
    return at < len(text) and text[at] not in (separator, "\n", "\r", '"')


def _separator(line: str) -> str:
    return max(SEPARATORS, key=line.count)


def _find_columns(header: Sequence[str], file: str) -> dict[str, int]:
    names = [name.lower().replace(" ", "_") for name in header]
    columns = {
        meaning: names.index(word) for meaning, words in COLUMNS.items() for word in reversed(words) if word in names
    }
    if "text" not in columns:
        words = ", ".join(COLUMNS["text"])
        found = ", ".join(header)[:200]
        problem = "no column with the text of a report"
        raise InputFaultsError([Fault(file, 1, "", found, problem, f"call the column one of: {words}")])
    return columns


def _read_row(header: Sequence[str], cells: Row, columns: Mapping[str, int], cautions: tuple[str, ...]) -> Draft:
    def say(meaning: str) -> str:
        at = columns.get(meaning, len(cells))
        return cells[at].text.strip() if at < len(cells) else ""

    pieces: list[MappedText] = []
    for name, cell in zip(header, cells, strict=False):
        value = collapse_space(cell)
        if not value.text:
            continue
        at = int(value.offsets[0])
        if pieces:
            pieces.append(map_to("\n", int(pieces[-1].offsets[-1]), at))
        pieces += [map_to(f"{name}: ", at, at), value]
    published = read_moment(say("published"))
    if say("published") and published is None:
        cautions = (*cautions, f"a date that cannot be read: {say('published')[:40]!r}")
    return Draft(
        join_mapped(pieces), "text/csv", say("title"), say("outlet"), say("address"), published,
        read_language(say("language")), cautions,
    )  # fmt: skip
