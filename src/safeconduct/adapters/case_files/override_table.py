"""Read override.csv, write it, and add a row to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from safeconduct.adapters.case_files.append_rows import add_rows, hold_folder
from safeconduct.adapters.case_files.safe_write import number_text, table_text, write_files
from safeconduct.adapters.case_files.tables import Table, read_table
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import Site, StreetNetwork
from safeconduct.core.picture import IncidentKind
from safeconduct.core.picture.district import District, districts_of
from safeconduct.core.picture.override import find_place
from safeconduct.core.picture.risk_form import FACTOR_MOST, Override, RiskLevel

NAME = "override.csv"
COLUMNS = "place,kind,by,reason,from,to,level,rate_factor"


def read_overrides(
    table: Table, network: StreetNetwork, sites: Sequence[Site], districts: Sequence[District], *, whole: bool
) -> tuple[Override, ...]:
    """Return the rows; what cannot be is recorded as a fault of its row.

    `whole` says that the rest of the case is sound: only then can be told whether a place exists.
    """
    before = len(table.faults)
    places, kinds, by, reasons = (table.texts(name) for name in ("place", "kind", "by", "reason"))
    spans, levels, factors = table.spans(), table.texts("level"), table.numbers("rate_factor")
    rows = list(zip(places, kinds, by, reasons, spans, levels, factors, strict=True))
    for number, (_, _, who, why, _, level, factor) in enumerate(rows):
        for column, words in (("by", who), ("reason", why)):
            if words and not words.strip():
                table.add_fault(number, column, words, "nothing but blanks", "say who sets it, and why")
        if bool(level) != math.isnan(factor):
            problem = "a level and a factor" if level else "neither a level nor a factor"
            table.add_fault(number, "rate_factor", "", problem, "fill in level or rate_factor, one of the two")
        if factor > FACTOR_MOST:
            remedy = f"write a number above 0 and at most {FACTOR_MOST:g}"
            table.add_fault(number, "rate_factor", f"{factor:g}", "too large", remedy)
    if whole and rows:
        _check_places(table, places, network, sites, districts)
    if len(table.faults) > before:
        return ()
    return tuple(
        Override(
            place,
            IncidentKind(kind) if kind else None,
            who,
            why,
            span,
            RiskLevel[level.upper()] if level else None,
            None if math.isnan(factor) else factor,
        )
        for place, kind, who, why, span, level, factor in rows
    )


def _check_places(
    table: Table, places: Sequence[str], network: StreetNetwork, sites: Sequence[Site], districts: Sequence[District]
) -> None:
    grounds, nodes = districts_of(network, districts), {site.site_id: site.node_id for site in sites}
    known = {place for place in set(places) if find_place(network, nodes, grounds, place) is not None}
    remedy = "write a site id, a node id, lon;lat;radius, or a district that safeconduct picture --districts lists"
    table.check_known("place", known, "place", remedy)


def override_text(overrides: Sequence[Override], utc_offset_seconds: int) -> str:
    """Return the text of override.csv."""
    zone = timezone(timedelta(seconds=utc_offset_seconds))
    return table_text(COLUMNS, [list(_list_cells(one, zone).values()) for one in overrides])


def append_override(folder: Path, override: Override, utc_offset_seconds: int) -> None:
    """Add a row; what is there stays as it is, to the byte.

    Raises:
        InputFaultsError: where override.csv has faults or lacks a column; nothing is written then.
        SafeconductError: where the system refuses; the old file is then still there.
    """
    zone = timezone(timedelta(seconds=utc_offset_seconds))
    with hold_folder(folder):
        faults: list[Fault] = []
        read_table(folder, NAME, faults)
        if faults:
            raise InputFaultsError(faults)
        write_files(folder, {NAME: add_rows(folder / NAME, COLUMNS, [_list_cells(override, zone)], "an override")})


def _list_cells(one: Override, zone: timezone) -> dict[str, str]:
    begin, end = (datetime.fromtimestamp(moment, zone).isoformat() for moment in (one.when.start, one.when.end))
    return {
        "place": one.place,
        "kind": one.kind.value if one.kind else "",
        "by": one.by,
        "reason": one.reason,
        "from": begin,
        "to": end,
        "level": one.level.name.lower() if one.level else "",
        "rate_factor": number_text(one.rate_factor),
    }
