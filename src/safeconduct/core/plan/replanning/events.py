"""Say what has happened since a plan was made, and change the case accordingly."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from safeconduct.core.basics import Fault, InputFaultsError, Window, format_time
from safeconduct.core.network import Closure, Flight, Site, SiteKind
from safeconduct.core.people import Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan.case import Case


@dataclass(frozen=True, slots=True)
class PlaceClosed:
    """A link or node cannot be used over a window."""

    what: Literal["link", "node"]
    ident: str
    window: Window
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SiteChanged:
    """A gate, checkpoint or transit point is closed over the window, open at other hours, or lets other numbers pass.

    None means "as before". A throughput counts from the window's start to the end of the case.
    """

    site_id: str
    window: Window
    closed: bool = False
    open: tuple[Window, ...] | None = None
    throughput: float | None = None


@dataclass(frozen=True, slots=True)
class VehicleLost:
    """One vehicle of a fleet makes no trip from a moment on."""

    fleet_id: str
    vehicle: int
    since: float


@dataclass(frozen=True, slots=True)
class FlightChanged:
    """A flight is cancelled, or has other seats or another departure; None means "as before"."""

    flight_id: str
    cancelled: bool = False
    seats: int | None = None
    departs: float | None = None


@dataclass(frozen=True, slots=True)
class PartiesAdded:
    """More parties are to be moved."""

    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class HazardAdded:
    """The hazard is another at some places and hours; rates add to those of rows that overlap."""

    rows: tuple[HazardRow, ...]


Event = PlaceClosed | SiteChanged | VehicleLost | FlightChanged | PartiesAdded | HazardAdded


def only_restricts(case: Case, events: Sequence[Event]) -> bool:
    """Tell whether every plan of the case after the events was one before, at no more cost: a bound still holds."""
    throughput = {site.site_id: site.throughput for site in case.sites}
    seats = {flight.flight_id: flight.seats for flight in case.flights}

    def restricts(event: Event) -> bool:
        match event:
            case SiteChanged():
                was = throughput.get(event.site_id)
                slower = event.throughput is None or was is None or event.throughput <= was
                return event.open is None and slower
            case FlightChanged():
                fewer = event.seats is None or event.seats <= seats.get(event.flight_id, 0)
                return event.cancelled or (event.departs is None and fewer)
            case HazardAdded():
                background = case.objective.background_rate
                return case.hazard is not None and all(row.rate >= background for row in event.rows)
            case _:
                return True

    return all(restricts(event) for event in events)


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """Hold the case after the events, and what its format cannot say."""

    case: Case
    now: float  # POSIX second: nothing that began before can change
    lost: Mapping[tuple[str, int], float] = field(default_factory=dict)  # vehicle -> POSIX second of its loss
    throughput: tuple[tuple[str, float, float], ...] = ()  # (site, from when, people per hour)
    closed_links: tuple[tuple[str, Window], ...] = ()
    closed_nodes: tuple[tuple[str, Window], ...] = ()
    hazard_rows: tuple[HazardRow, ...] = ()
    sites: frozenset[str] = frozenset()  # that were changed
    unsaid: tuple[str, ...] = ()  # what the changed case does not say though the new plan keeps to it


def apply_events(case: Case, events: Sequence[Event], now: float) -> Changed:
    """Return the case as it is after the events, each of which takes effect at `now` at the earliest.

    A throughput that changes in the midst of a case, and the loss of one vehicle, cannot be written in a case. The new
    plan keeps to them all the same; the case then holds the larger throughput, and the fleet as it was.

    Raises:
        InputFaultsError: with every event that names something the case does not have.
    """
    now = max(now, case.start)
    faults: list[Fault] = []
    changed = Changed(case, now)
    for number, event in enumerate(events, start=1):
        told = _Teller(f"event {number}", faults)
        match event:
            case PlaceClosed():
                changed = _close_place(changed, event, told)
            case SiteChanged():
                changed = _change_site(changed, event, told)
            case VehicleLost():
                changed = _lose_vehicle(changed, event, told)
            case FlightChanged():
                changed = _change_flight(changed, event, told)
            case PartiesAdded():
                changed = _add_parties(changed, event, told)
            case HazardAdded():
                changed = _add_hazard(changed, event, told)
            case _:
                assert_never(event)
    if faults:
        raise InputFaultsError(faults)
    return changed


@dataclass(frozen=True, slots=True)
class _Teller:
    """Collect the faults of one event."""

    name: str
    faults: list[Fault]

    def fault(self, column: str, value: object, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, 0, column, str(value), problem, remedy))

    def known(self, column: str, value: str, known: Collection[str], file: str) -> bool:
        if value in known:
            return True
        self.fault(column, value, f"no such {column} in the case", f"take an id from {file}")
        return False


def _close_place(changed: Changed, event: PlaceClosed, told: _Teller) -> Changed:
    network = changed.case.network
    known = network.link_ids if event.what == "link" else network.node_ids
    if not told.known(event.what, event.ident, known, f"{event.what}.csv"):
        return changed
    window = Window(max(event.window.start, changed.now), event.window.end)
    if window.end <= window.start:
        return changed  # over before now
    closure = Closure(event.what, event.ident, window, event.reason)
    case = replace(changed.case, closures=(*changed.case.closures, closure))
    if event.what == "link":
        return replace(changed, case=case, closed_links=(*changed.closed_links, (event.ident, window)))
    return replace(changed, case=case, closed_nodes=(*changed.closed_nodes, (event.ident, window)))


def _change_site(changed: Changed, event: SiteChanged, told: _Teller) -> Changed:
    sites = {site.site_id: site for site in changed.case.sites}
    if not told.known("site", event.site_id, sites, "site.csv"):
        return changed
    site, begin = sites[event.site_id], max(event.window.start, changed.now)
    if event.throughput is not None and site.kind not in (SiteKind.GATE, SiteKind.CHECKPOINT):
        told.fault("throughput", site.site_id, f"a {site.kind} has no throughput", "name a gate or a checkpoint")
        return changed
    unsaid, throughput = changed.unsaid, changed.throughput
    if event.open is not None:
        before = _cut(site, changed.case, Window(changed.now, float("inf")))
        later = (Window(max(w.start, changed.now), w.end) for w in event.open if w.end > changed.now)
        site = replace(site, open=tuple(sorted((*before, *later))) or _NEVER)
    if event.closed:
        site = replace(site, open=_cut(site, changed.case, Window(begin, event.window.end)) or _NEVER)
    if event.throughput is not None:
        throughput = (*throughput, (site.site_id, begin, event.throughput))
        kept = event.throughput
        if begin > changed.case.start:
            kept = float("inf") if site.throughput is None else max(site.throughput, event.throughput)
            said = f"{site.site_id} lets {event.throughput:g} an hour pass"
            unsaid = (*unsaid, f"{said} from {format_time(begin, changed.case.utc_offset_seconds)} on")
        site = replace(site, throughput=None if kept == float("inf") else kept)
    sites[site.site_id] = site
    case = replace(changed.case, sites=tuple(sites.values()))
    return replace(changed, case=case, sites=changed.sites | {site.site_id}, throughput=throughput, unsaid=unsaid)


_NEVER = (Window(0.0, 1.0),)  # a second in 1970: no windows at all would mean "always"


def _cut(site: Site, case: Case, hole: Window) -> tuple[Window, ...]:
    """Return the site's windows without the hole."""
    windows = site.open or (Window(case.start - 86400.0, case.deadline + 7 * 86400.0),)
    pieces = [
        piece
        for w in windows
        for piece in ((w.start, min(w.end, hole.start)), (max(w.start, hole.end), w.end))
        if piece[0] < piece[1]
    ]
    return tuple(Window(*piece) for piece in pieces)


def _lose_vehicle(changed: Changed, event: VehicleLost, told: _Teller) -> Changed:
    fleets = {fleet.fleet_id: fleet for fleet in changed.case.fleets}
    if not told.known("fleet", event.fleet_id, fleets, "fleet.csv"):
        return changed
    count = fleets[event.fleet_id].vehicles
    if not 0 <= event.vehicle < count:
        told.fault("vehicle", event.vehicle, "no such vehicle in the fleet", f"vehicles are numbered 0 to {count - 1}")
        return changed
    key, since = (event.fleet_id, event.vehicle), max(event.since, changed.now)
    lost = {**changed.lost, key: min(since, changed.lost.get(key, since))}
    when = format_time(since, changed.case.utc_offset_seconds)
    said = f"vehicle {event.vehicle} of fleet {event.fleet_id} makes no trip from {when} on"
    return replace(changed, lost=lost, unsaid=(*changed.unsaid, said))


def _change_flight(changed: Changed, event: FlightChanged, told: _Teller) -> Changed:
    flights = {flight.flight_id: flight for flight in changed.case.flights}
    if not told.known("flight", event.flight_id, flights, "flight.csv"):
        return changed
    flight = flights[event.flight_id]
    if flight.departs < changed.now:
        told.fault("flight", event.flight_id, "has departed before now", "name one that is still to depart")
        return changed
    if event.departs is not None and event.departs < changed.now:
        told.fault("departs", event.flight_id, "the new departure lies before now", "give a later time")
        return changed
    if event.cancelled:
        del flights[event.flight_id]
    else:
        seats = flight.seats if event.seats is None else event.seats
        departs = flight.departs if event.departs is None else event.departs
        flights[event.flight_id] = Flight(flight.flight_id, flight.airhead, departs, seats)
    return replace(changed, case=replace(changed.case, flights=tuple(flights.values())))


def _add_parties(changed: Changed, event: PartiesAdded, told: _Teller) -> Changed:
    known, nodes = {party.party_id for party in changed.case.parties}, set(changed.case.network.node_ids)
    for party in event.parties:
        if party.party_id in known:
            told.fault("party_id", party.party_id, "the case has this party already", "give new parties new ids")
        known.add(party.party_id)
        told.known("node", party.node_id, nodes, "node.csv")
    return replace(changed, case=replace(changed.case, parties=(*changed.case.parties, *event.parties)))


def _add_hazard(changed: Changed, event: HazardAdded, told: _Teller) -> Changed:
    network = changed.case.network
    idents: dict[str, frozenset[str]] = {"link": frozenset(network.link_ids), "node": frozenset(network.node_ids)}
    for row in event.rows:
        told.known(row.what, row.ident, idents[row.what], f"{row.what}.csv")
    clipped = (replace(r, window=Window(max(r.window.start, changed.now), r.window.end)) for r in event.rows)
    rows = tuple(row for row in clipped if row.window.end > row.window.start)
    case = replace(changed.case, hazard=(*(changed.case.hazard or ()), *rows))
    return replace(changed, case=case, hazard_rows=(*changed.hazard_rows, *rows))
