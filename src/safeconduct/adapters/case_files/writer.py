"""Write a Case as the files of the open format, so that reading them gives the same case back."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone

from safeconduct.adapters.case_files.district_file import district_text
from safeconduct.adapters.case_files.landmark_table import landmark_text
from safeconduct.adapters.case_files.override_table import override_text
from safeconduct.adapters.case_files.safe_write import number_text, table_text
from safeconduct.adapters.incident_files.own_form import incident_table
from safeconduct.adapters.source_files.ledger_json import ledger_text
from safeconduct.core.basics import Window
from safeconduct.core.intake import SourceClass
from safeconduct.core.plan import Case


def case_texts(case: Case) -> dict[str, str | None]:
    """Return the text of every file by name; None for a file that the case does not have. case.toml comes last."""
    clock = _Clock(case.utc_offset_seconds)
    texts = {
        "node.csv": _nodes(case),
        "link.csv": _links(case),
        "site.csv": _sites(case, clock),
        "party.csv": _parties(case, clock),
        "fleet.csv": _fleets(case, clock),
        "flight.csv": _flights(case, clock),
        "closure.csv": _closures(case, clock),
        "hazard.csv": _hazard(case, clock),
        "report.csv": _reports(case, clock),
        "override.csv": override_text(case.overrides, case.utc_offset_seconds) if case.overrides else None,
        "districts.geojson": district_text(case.districts) if case.districts else None,
        "sources.json": None if case.sources is None else ledger_text(case.sources),
        "watch.csv": _watchers(case, clock),
        "landmark.csv": landmark_text(case.landmarks) if case.landmarks else None,
        "incident.csv": incident_table(case.incidents, case.utc_offset_seconds) if case.incidents else None,
    }
    return {**texts, "case.toml": settings_text(case)}


def party_text(case: Case) -> str:
    """Return the text of party.csv."""
    return _parties(case, _Clock(case.utc_offset_seconds))


class _Clock:
    """Write moments in the local time of the case; equal moments are worded once."""

    def __init__(self, offset_seconds: int) -> None:
        self._zone = timezone(timedelta(seconds=offset_seconds))
        self._known: dict[float, str] = {}

    def text(self, moment: float) -> str:
        """Word a moment: to the second, and finer only where the moment is."""
        known = self._known.get(moment)
        if known is None:
            known = self._known[moment] = datetime.fromtimestamp(moment, self._zone).isoformat()
        return known

    def span(self, window: Window) -> tuple[str, str]:
        return self.text(window.start), self.text(window.end)

    def list(self, windows: Iterable[Window]) -> str:
        return ";".join("/".join(self.span(window)) for window in windows)


def _nodes(case: Case) -> str:
    net = case.network
    rows = zip(net.node_ids, map(number_text, net.x.tolist()), map(number_text, net.y.tolist()), strict=True)
    return table_text("node_id,x_coord,y_coord", rows)


def _links(case: Case) -> str:
    net = case.network
    words = {(True, True): "walk;auto", (True, False): "walk", (False, True): "auto", (False, False): ""}
    rows = zip(
        net.link_ids,
        (net.node_ids[row] for row in net.tail),
        (net.node_ids[row] for row in net.head),
        map(number_text, net.length.tolist()),
        map(number_text, net.speed_kmh.tolist()),
        (words[uses] for uses in zip(net.walk.tolist(), net.auto.tolist(), strict=True)),
        map(number_text, net.capacity.tolist()),
        net.names,
        strict=True,
    )
    return table_text("link_id,from_node_id,to_node_id,length,free_speed,allowed_uses,capacity,name", rows)


def _sites(case: Case, clock: _Clock) -> str:
    rows = (
        (
            site.site_id, site.kind.value, site.node_id, site.name, number_text(site.holding),
            number_text(site.throughput), clock.list(site.open), site.serves or "",
        )
        for site in case.sites
    )  # fmt: skip
    return table_text("site_id,kind,node_id,name,holding,throughput,open,serves", rows)


def _parties(case: Case, clock: _Clock) -> str:
    rows = (
        (
            party.party_id, party.node_id, party.size, number_text(party.priority),
            ";".join(sorted(party.modes, reverse=True)), clock.text(party.ready), party.language, party.needs,
        )
        for party in case.parties
    )  # fmt: skip
    return table_text("party_id,node_id,size,priority,modes,ready,language,needs", rows)


def _fleets(case: Case, clock: _Clock) -> str:
    rows = (
        (fleet.fleet_id, fleet.depot_node_id, fleet.vehicles, fleet.seats, clock.list(fleet.available))
        for fleet in case.fleets
    )
    return table_text("fleet_id,depot_node_id,vehicles,seats,available", rows)


def _flights(case: Case, clock: _Clock) -> str:
    rows = ((flight.flight_id, flight.airhead, clock.text(flight.departs), flight.seats) for flight in case.flights)
    return table_text("flight_id,airhead,departs,seats", rows)


def _closures(case: Case, clock: _Clock) -> str:
    rows = ((shut.what, shut.ident, *clock.span(shut.window), shut.reason) for shut in case.closures)
    return table_text("what,id,from,to,reason", rows)


def _hazard(case: Case, clock: _Clock) -> str | None:
    if case.hazard is None:
        return None
    rows = ((row.what, row.ident, *clock.span(row.window), number_text(row.rate)) for row in case.hazard)
    return table_text("what,id,from,to,rate", rows)


def _reports(case: Case, clock: _Clock) -> str | None:
    if not case.reports:
        return None
    rows = (
        (
            report.report_id, report.origin, report.outlet, report.reliability, number_text(report.x),
            number_text(report.y), number_text(report.radius_metres), *clock.span(report.window),
            report.claim.value, number_text(report.rate), class_text(report.source_class),
        )
        for report in case.reports
    )  # fmt: skip
    return table_text(
        "report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate,source_class", rows
    )


def class_text(kind: SourceClass) -> str:
    """Write the class of a source; an unknown one as an empty cell."""
    return "" if kind is SourceClass.UNKNOWN else kind.value


def _watchers(case: Case, clock: _Clock) -> str | None:
    if not case.watchers:
        return None
    rows = (
        (
            one.watch_id, one.source, one.kind.value, one.place,
            *(("", "") if one.place else (number_text(one.x), number_text(one.y))), number_text(one.radius_metres),
            *clock.span(one.window), number_text(one.seen),
            "" if one.last_heard is None else clock.text(one.last_heard),
        )
        for one in case.watchers
    )  # fmt: skip
    return table_text("watch_id,source,kind,place,x_coord,y_coord,radius,from,to,seen,last_heard", rows)


def settings_text(case: Case) -> str:
    """Write case.toml."""
    clock = _Clock(case.utc_offset_seconds)
    limits, objective = case.limits, case.objective
    curfew = ", ".join(f'"{_minute(begin)}-{_minute(end)}"' for begin, end in limits.curfew)
    lines = [
        f"name = {_toml_string(case.name)}",
        f"start = {_toml_moment(clock.text(case.start), case.utc_offset_seconds)}",
        f"deadline = {_toml_moment(clock.text(case.deadline), case.utc_offset_seconds)}",
        f"step_minutes = {number_text(case.step_minutes)}",
        "",
        "[limits]",
        f"walk_kmh = {number_text(limits.walk_kmh)}",
        *(f"{key} = {number_text(value)}" for key, value in (
            ("walk_metres_max", limits.walk_metres_max),
            ("wait_minutes_max", limits.wait_minutes_max),
        ) if math.isfinite(value)),
        f"connection_minutes_min = {number_text(limits.connection_minutes_min)}",
        f"turnaround_minutes = {number_text(limits.turnaround_minutes)}",
        f"curfew = [{curfew}]",
        "",
        "[objective]",
        f"left_behind = {number_text(objective.left_behind)}",
        f"background_rate = {number_text(objective.background_rate)}",
        f"sheltered_factor = {number_text(objective.sheltered_factor)}",
        f"crowd_rate = {number_text(objective.crowd_rate)}",
        f"hour = {number_text(objective.hour)}",
        *_picture(case),
        *_numbers("uncertainty", case.uncertainty),
        *_numbers("staff", case.staff),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _picture(case: Case) -> list[str]:
    numbers = {"watched": case.watched, "kappa": case.kappa}
    given = [f"{key} = {number_text(number)}" for key, number in numbers.items() if number]
    return ["", "[picture]", *given] if given else []


def _numbers(table: str, numbers: Mapping[str, float]) -> list[str]:
    if not numbers:
        return []
    bare = re.compile(r"[A-Za-z0-9_-]+")
    named = ((key if bare.fullmatch(key) else _toml_string(key), value) for key, value in numbers.items())
    return ["", f"[{table}]", *(f"{key} = {number_text(value)}" for key, value in named)]


def _minute(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _toml_string(text: str) -> str:
    """Write a TOML basic string: JSON's escapes, and DEL's, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_moment(text: str, offset_seconds: int) -> str:
    """Write a TOML time; TOML knows offsets of whole minutes alone, another is written as a string."""
    return text if offset_seconds % 60 == 0 else f'"{text}"'
