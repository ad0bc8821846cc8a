"""Open the origin of a series of attacks: on the record first, then the estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.ports import OriginLog
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import SiteKind
from safeconduct.core.picture import IncidentKind
from safeconduct.core.picture.origin import (
    EVENTS_LEAST,
    Annulus,
    DistanceDecay,
    Gate,
    NotKnown,
    OriginRegions,
    Series,
    describe_origin,
    estimate_origin,
    link_by_gate,
    link_by_person,
    request_origin,
)
from safeconduct.core.plan import Case

CAUTION = (
    "It takes for granted that there is one start. If all targets lie in one quarter, this may be its middle alone."
)
PROTECTED = frozenset({SiteKind.GATE, SiteKind.AIRHEAD})  # named where no site is asked for


@dataclass(frozen=True, slots=True)
class Linking:
    """Say which incidents of the case belong together: by their ids, with a reason, or by their kind."""

    ids: tuple[str, ...] = ()
    reason: str = ""
    kind: IncidentKind | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what is shown of an origin: words without a coordinate."""

    known: bool
    lines: tuple[str, ...]


def open_case_origin(
    log: OriginLog,
    case: Case,
    linking: Linking,
    ranges: tuple[float, float] | None,
    site_ids: Sequence[str],
    *,
    who: str,
    why: str,
    at: float,
) -> Told:
    """Return in words from where a series of the case's incidents may come, once the log holds who asks and why.

    `ranges` are the metres between which indirect fire is shot; without them a distance decay is taken.

    Raises:
        InputFaultsError: for a site or an incident that is not there, ranges that are none, or no who and why.
        SafeconductError: where the log cannot be written: then nothing is estimated.
    """
    series, others = _link(case, linking, who)
    sites = _find_sites(case, site_ids)
    kernel: DistanceDecay | Annulus = DistanceDecay()
    if ranges is not None:
        try:
            kernel = Annulus(*ranges)
        except ValueError as error:
            remedy = "give metres, the shorter first, 60 km at most"
            raise InputFaultsError([Fault("--ranges", 0, "", "", str(error), remedy)]) from None
    found = open_origin(log, series, kernel, sites, who=who, why=why, at=at)
    known = not isinstance(found, NotKnown)
    more = (f"{others} other series of this kind were not looked at.",) if others else ()
    return Told(known, (*describe_origin(found), *((CAUTION,) if known else ()), *more))


def _link(case: Case, linking: Linking, who: str) -> tuple[Series, int]:
    """Return the series, and how many others of its kind with events enough there are."""
    past = [one for one in case.incidents if one.when.start < case.start]
    if linking.kind is not None:
        found = link_by_gate(past, linking.kind, Gate())
        if not found:
            remedy = "name a kind that safeconduct incidents lists"
            raise InputFaultsError([Fault("--kind", 0, "", linking.kind.value, "no such incident", remedy)])
        return found[0], sum(len(one.events) >= EVENTS_LEAST for one in found[1:])
    known = {one.incident_id for one in past}
    remedy = "take ids from the case's incident.csv, of before its start"
    faults = [
        Fault("--incidents-linked", 0, "", ident, "no such incident", remedy)
        for ident in linking.ids
        if ident not in known
    ]
    if faults:
        raise InputFaultsError(faults)
    wanted = set(linking.ids)
    return link_by_person([one for one in past if one.incident_id in wanted], who, linking.reason), 0


def _find_sites(case: Case, site_ids: Sequence[str]) -> dict[str, tuple[float, float]]:
    known, rows = {site.site_id: site for site in case.sites}, case.network.node_index()
    faults = [
        Fault("--site", 0, "", ident, "no such site", "take a site_id of site.csv")
        for ident in site_ids
        if ident not in known
    ]
    if faults:
        raise InputFaultsError(faults)
    asked = [known[ident] for ident in site_ids] or [site for site in case.sites if site.kind in PROTECTED]
    x, y = case.network.x, case.network.y
    return {site.site_id: (float(x[rows[site.node_id]]), float(y[rows[site.node_id]])) for site in asked}


def open_origin(
    log: OriginLog,
    series: Series,
    kernel: DistanceDecay | Annulus,
    sites: Mapping[str, tuple[float, float]],
    *,
    who: str,
    why: str,
    at: float,
) -> OriginRegions | NotKnown:
    """Return from where it may come, once the log holds who asks and why; "not known" is logged as well.

    Raises:
        InputFaultsError: without a who and a why, or where the log was tampered with.
        SafeconductError: where the log cannot be written: then nothing is estimated.
    """
    request = request_origin(series, who, why, at)
    receipt = log.append(request)
    return estimate_origin(series, request, receipt, kernel, sites)
