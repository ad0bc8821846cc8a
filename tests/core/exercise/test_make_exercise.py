"""Hold the promises of exercise cases on grids built here."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.exercise import ExerciseOptions, find_option_faults, make_exercise, summarise_exercise
from safeconduct.core.intake import Claim
from safeconduct.core.network import SiteKind, StreetNetwork, Zone
from safeconduct.core.people import Mode
from safeconduct.core.picture import WatchKind
from safeconduct.core.plan import Case

BLOCK_METRES = 500.0
DEGREE_METRES = 111_195.08


def make_grid(side: int, one_way: bool = False) -> StreetNetwork:
    """Build side x side nodes around (0, 0); with one_way, every third street is driven one way only."""
    step = BLOCK_METRES / DEGREE_METRES
    ids = [f"{i}-{j}" for i in range(side) for j in range(side)]
    x, y = np.meshgrid(np.arange(side) * step, np.arange(side) * step, indexing="ij")
    tail, head, auto = [], [], []
    for i in range(side):
        for j in range(side):
            for k, m in ((i + 1, j), (i, j + 1)):
                if k < side and m < side:
                    a, b = i * side + j, k * side + m
                    tail += [a, b]
                    head += [b, a]
                    auto += [True, not (one_way and 0 < i < side - 1 and 0 < j < side - 1 and (i + j) % 3 == 0)]
    count = len(tail)
    return StreetNetwork(
        node_ids=tuple(ids),
        x=x.ravel(),
        y=y.ravel(),
        link_ids=tuple(f"L{k}" for k in range(count)),
        tail=np.array(tail, dtype=np.int32),
        head=np.array(head, dtype=np.int32),
        length=np.full(count, BLOCK_METRES),
        speed_kmh=np.full(count, 30.0),
        walk=np.ones(count, dtype=bool),
        auto=np.array(auto),
        capacity=np.full(count, np.nan),
        names=("",) * count,
    )


GRID = make_grid(6)
SMALL = ExerciseOptions(parties=12, hours=6)


def test_incidents_lie_before_the_start_and_change_nothing_else() -> None:
    """Invented incidents draw from a stream of their own."""
    without, case = make(SMALL), make(replace(SMALL, incidents=30, kappa=0.2))
    assert len(case.incidents) == 30
    assert case.kappa == 0.2
    assert all(case.start - 61 * 86400 < one.when.start < case.start for one in case.incidents)
    assert (case.parties, case.sites, case.hazard) == (without.parties, without.sites, without.hazard)


def test_watchers_are_marked_stand_at_checkpoints_first_and_change_nothing_else() -> None:
    """The desk over the whole map, then contacts; as many as are asked for, from a stream of their own."""
    without, case = make(SMALL), make(replace(SMALL, watchers=40))
    assert len(case.watchers) == 40
    assert all(one.source.startswith("EXERCISE ") for one in case.watchers)
    checkpoints = {site.site_id for site in case.sites if site.kind is SiteKind.CHECKPOINT}
    assert {one.place for one in case.watchers if one.kind is WatchKind.CONTACT} == checkpoints
    assert any(one.last_heard is not None for one in case.watchers)
    assert len(make(replace(SMALL, watchers=1)).watchers) == 1
    assert (case.parties, case.sites, case.reports) == (without.parties, without.sites, without.reports)


def make(
    options: ExerciseOptions = SMALL, seed: int = 0, network: StreetNetwork = GRID, zones: tuple[Zone, ...] = ()
) -> Case:
    return make_exercise(network, zones, options, np.random.default_rng(seed))


def reach(case: Case, start: set[str], use: str, blocked_nodes: set[str], blocked_links: set[str]) -> set[str]:
    """Walk the streets from some nodes by plain search; blocked nodes are not entered."""
    network = case.network
    allowed = network.walk if use == "walk" else network.auto
    out: dict[str, list[str]] = {}
    for row in np.flatnonzero(allowed):
        if network.link_ids[row] not in blocked_links:
            out.setdefault(network.node_ids[network.tail[row]], []).append(network.node_ids[network.head[row]])
    seen, todo = set(start), list(start)
    while todo:
        for node in out.get(todo.pop(), ()):
            if node not in seen and node not in blocked_nodes:
                seen.add(node)
                todo.append(node)
    return seen


def nodes_of(case: Case, kind: SiteKind) -> set[str]:
    return {site.node_id for site in case.sites if site.kind is kind}


def always_closed(case: Case) -> set[str]:
    return {c.ident for c in case.closures if c.window.start <= case.start and c.window.end >= case.deadline}


def check_case(case: Case) -> None:
    """Assert what holds for every exercise."""
    links, nodes = set(case.network.link_ids), set(case.network.node_ids)
    gates, checkpoints = nodes_of(case, SiteKind.GATE), nodes_of(case, SiteKind.CHECKPOINT)
    homes, transit = {p.node_id for p in case.parties}, nodes_of(case, SiteKind.TRANSIT_POINT)
    depots = {fleet.depot_node_id for fleet in case.fleets}
    closed = always_closed(case)
    assert case.is_exercise
    assert all(site.name.startswith("EXERCISE") for site in case.sites)
    assert all(closure.reason.startswith("EXERCISE") for closure in case.closures)
    assert homes | transit | gates | checkpoints | depots <= nodes
    assert {c.ident for c in case.closures} <= links
    for group in (case.sites, case.parties, case.fleets, case.flights, case.reports):
        idents = [getattr(one, type(one).__slots__[0]) for one in group]
        assert len(set(idents)) == len(idents)
    for use in ("walk", "auto"):  # the cordon is a true cut
        assert not gates & reach(case, homes | transit | depots, use, checkpoints, closed)
    assert gates <= reach(case, transit, "auto", set(), closed)  # and it leaves a way in and out
    assert gates <= reach(case, transit, "walk", set(), closed)
    for gate in gates:
        assert transit <= reach(case, {gate}, "auto", set(), closed)
    for depot in depots:
        assert transit <= reach(case, {depot}, "auto", set(), closed)
    largest = max(party.size for party in case.parties)
    for site in case.sites:
        assert site.throughput is None or site.throughput * case.step_minutes / 60 >= largest
        assert site.holding is None or site.holding >= largest
        assert all(case.start <= w.start < w.end <= case.deadline for w in site.open)
    assert all(case.start <= party.ready < case.deadline and 1 <= party.size <= 16 for party in case.parties)
    assert all(case.start < flight.departs <= case.deadline and flight.seats >= 1 for flight in case.flights)
    for window in [c.window for c in case.closures] + [h.window for h in case.hazard or ()]:
        assert case.start <= window.start < window.end
    assert all(fleet.vehicles > 0 and fleet.seats > 0 for fleet in case.fleets)


@pytest.mark.parametrize("seed", range(21))
def test_every_seed_makes_a_sound_case_on_a_small_grid(seed: int) -> None:
    """Seeds 0 to 20 on 6 x 6 blocks each give a marked, plannable case whose cordon is a true cut."""
    check_case(make(seed=seed))


def test_the_cordon_is_closed_only_as_a_whole() -> None:
    """Opening any one checkpoint or closed street of the ring lets somebody in: nothing is closed for nothing."""
    case = make(seed=3)
    gates, checkpoints, closed = nodes_of(case, SiteKind.GATE), nodes_of(case, SiteKind.CHECKPOINT), always_closed(case)
    homes = {p.node_id for p in case.parties}
    assert checkpoints
    for node in checkpoints:
        assert gates & reach(case, homes, "walk", checkpoints - {node}, closed)
    assert closed
    assert gates & reach(case, homes, "walk", checkpoints, set())


def test_one_way_streets_still_leave_a_way_to_every_gate() -> None:
    """Where streets are driven one way, gates and transit points still reach each other by vehicle."""
    network = make_grid(8, one_way=True)
    for seed in range(6):
        check_case(make(replace(SMALL, parties=60), seed=seed, network=network))


def test_the_same_seed_makes_the_same_case_and_another_another() -> None:
    """The case is a function of map, options and seed."""
    one, two, other = make(seed=5), make(seed=5), make(seed=6)
    fields = ("name", "sites", "parties", "fleets", "flights", "closures", "hazard", "reports", "limits")
    assert all(getattr(one, field) == getattr(two, field) for field in fields)
    assert one.parties != other.parties
    assert one.flights != other.flights


def test_more_hazards_leave_people_places_and_flights_as_they_are() -> None:
    """A stage draws from its own stream, so that exercises can be compared."""
    few, many = make(replace(SMALL, hazards=1)), make(replace(SMALL, hazards=9))
    assert few.parties == many.parties
    assert few.sites == many.sites
    assert few.flights == many.flights
    assert few.hazard != many.hazard


@settings(max_examples=60, deadline=None)
@given(
    parties=st.integers(5, 400),
    hours=st.floats(2, 72),
    step=st.sampled_from([1, 5, 7.5, 15, 30]),
    start_hour=st.integers(4, 15),
    transit=st.none() | st.integers(1, 6),
    gates=st.none() | st.integers(1, 3),
    checkpoints=st.none() | st.integers(1, 3),
    vehicles=st.none() | st.integers(0, 9),
    flights=st.none() | st.integers(1, 30),
    hazards=st.integers(0, 9),
    closures=st.none() | st.integers(0, 200),
    factor=st.floats(0.05, 3),
    hazard_file=st.booleans(),
    seed=st.integers(0, 2**32),
)
def test_any_sane_options_make_a_sound_case(
    parties: int,
    hours: float,
    step: float,
    start_hour: int,
    transit: int | None,
    gates: int | None,
    checkpoints: int | None,
    vehicles: int | None,
    flights: int | None,
    hazards: int,
    closures: int | None,
    factor: float,
    hazard_file: bool,
    seed: int,
) -> None:
    """Whatever is asked for within reason is given: counts exactly, seats to the person."""
    options = ExerciseOptions(
        parties=parties,
        hours=hours,
        step_minutes=step,
        start=ExerciseOptions().start + 3600 * (start_hour - 6),
        transit_points=transit,
        gates=gates,
        checkpoints=checkpoints,
        vehicles=vehicles,
        flights=flights,
        hazards=hazards,
        closures=closures,
        seats_factor=factor,
        hazard_file=hazard_file,
    )
    case = make(options, seed)
    check_case(case)
    counts = summarise_exercise(case)
    assert counts["parties"] == parties
    for asked, key in (
        (transit, "transit_points"),
        (gates, "gates"),
        (checkpoints, "checkpoints"),
        (vehicles, "vehicles"),
    ):
        assert asked is None or counts[key] == asked
    assert counts["seats"] == max(1, round(counts["people"] * factor))
    assert flights is None or counts["flights"] == min(flights, counts["seats"])
    assert (case.hazard is None) == (not hazard_file)


def test_the_hazard_file_and_the_reports_tell_of_the_same_dangers() -> None:
    """Every row of the hazard lies in the circle and time of a report by an origin, and each such circle has rows."""
    for seed in range(8):
        case = make(replace(SMALL, parties=40), seed=seed, network=make_grid(8))
        leads = [r for r in case.reports if r.origin and r.rate is not None and r.claim is Claim.THREAT]
        index = case.network.node_index()
        assert case.hazard
        for row in case.hazard:
            assert any(row.window == lead.window and row.rate == lead.rate for lead in leads)
        for lead in leads:
            there = {
                r.ident for r in case.hazard if r.what == "node" and r.window == lead.window and r.rate == lead.rate
            }
            assert there
            for node in there:
                dx = (case.network.x[index[node]] - lead.x) * DEGREE_METRES * np.cos(np.radians(lead.y))
                dy = (case.network.y[index[node]] - lead.y) * DEGREE_METRES
                assert np.hypot(dx, dy) <= lead.radius_metres + 1


def test_without_a_hazard_file_the_reports_are_the_same() -> None:
    """Leaving hazard.csv out takes nothing from report.csv."""
    assert make(replace(SMALL, hazard_file=False)).reports == make().reports
    assert make(replace(SMALL, hazard_file=False)).hazard is None


def test_reports_hold_echoes_of_one_origin_rumours_and_a_denial() -> None:
    """The reports train what matters: one origin in several outlets, no origin at all, and contradiction."""
    reports = make(replace(SMALL, hazards=6), network=make_grid(12)).reports
    outlets: dict[str, set[str]] = {}
    for report in reports:
        outlets.setdefault(report.origin, set()).add(report.outlet)
    assert any(origin and len(names) >= 2 for origin, names in outlets.items())
    assert "" in outlets
    assert any(r.claim is Claim.CLEAR and r.origin for r in reports)
    assert any(r.claim is Claim.CLEAR and not r.origin for r in reports)
    assert all(r.reliability in "EF" for r in reports if not r.origin)
    assert all(r.outlet.startswith("EXERCISE") and (not r.origin or r.origin.startswith("EXERCISE")) for r in reports)


def test_no_origin_denies_a_danger_that_is_there() -> None:
    """A denial by somebody who looked never overlaps a row of the hazard in place and time."""
    for seed in range(10):
        case = make(replace(SMALL, hazards=3, reports=60), seed=seed, network=make_grid(10))
        index = case.network.node_index()
        for denial in (r for r in case.reports if r.claim is Claim.CLEAR and r.origin):
            for row in case.hazard or ():
                if row.what == "node" and row.window.start < denial.window.end and row.window.end > denial.window.start:
                    dx = (case.network.x[index[row.ident]] - denial.x) * DEGREE_METRES
                    dy = (case.network.y[index[row.ident]] - denial.y) * DEGREE_METRES
                    assert np.hypot(dx, dy) > denial.radius_metres


def test_homes_follow_the_people_of_the_zones() -> None:
    """A zone with nine tenths of the people has about nine tenths of the homes; nobody lives inside the cordon."""
    network = make_grid(12)
    west = Zone("west", float(np.quantile(network.x, 0.2)), float(network.y.mean()), 9000.0)
    east = Zone("east", float(np.quantile(network.x, 0.8)), float(network.y.mean()), 1000.0)
    options = replace(SMALL, parties=2000, airhead=(float(network.x.max()), float(network.y.max())))
    case = make(options, zones=(west, east), network=network)
    index = network.node_index()
    middle = (west.x + east.x) / 2
    share = np.mean([network.x[index[p.node_id]] < middle for p in case.parties])
    assert 0.85 < share < 0.97
    check_case(case)


def test_sizes_modes_and_priorities_are_like_those_of_families() -> None:
    """Sizes 1 to 16 with a mean near 6, about 35 % with a vehicle, priorities 1, 2 and 5."""
    parties = make(ExerciseOptions(parties=5000)).parties
    assert 5 < np.mean([p.size for p in parties]) < 8
    assert {p.priority for p in parties} == {1.0, 2.0, 5.0}
    assert all(Mode.WALK in p.modes for p in parties)
    assert 0.3 < np.mean([Mode.AUTO in p.modes for p in parties]) < 0.4


def test_an_exercise_holds_nothing_about_a_person() -> None:
    """A party is a number at a street node: id, counts, and words from short closed lists."""
    for party in make(ExerciseOptions(parties=500)).parties:
        assert re.fullmatch(r"P\d{5}", party.party_id)
        assert party.language in {"en", "es", "fr", "ar", "fa"}
        assert party.needs in {"", "infant", "medicine", "wheelchair", "stretcher"}


def test_the_airhead_stands_at_the_street_nearest_to_the_place_asked_for() -> None:
    """--airhead snaps to the nearest node that can be driven to."""
    node = GRID.node_index()["5-5"]
    near = (float(GRID.x[node]) + 0.001, float(GRID.y[node]) + 0.0005)
    case = make(replace(SMALL, airhead=near))
    assert nodes_of(case, SiteKind.AIRHEAD) == {"5-5"}


def test_sixty_thousand_parties_are_made() -> None:
    """The largest exercise promised is made, on any map."""
    case = make(ExerciseOptions(parties=60_000, hours=72))
    assert len(case.parties) == 60_000
    check_case(case)


@pytest.mark.parametrize(
    ("bad", "options"),
    [
        ({"parties": 0}, {"--parties"}),
        ({"parties": -3, "gates": 0, "checkpoints": 0}, {"--parties", "--gates", "--checkpoints"}),
        ({"hours": float("nan")}, {"--hours"}),
        ({"hours": 1e9, "step_minutes": 0}, {"--hours", "--step-minutes"}),
        ({"hours": 1, "step_minutes": 30}, {"--step-minutes"}),
        ({"seats_factor": 0}, {"--seats-factor"}),
        ({"airhead": (200.0, 0.0)}, {"--airhead"}),
        ({"airhead": (float("nan"), 0.0)}, {"--airhead"}),
        ({"vehicles": -1, "flights": 0, "transit_points": 0}, {"--vehicles", "--flights", "--transit-points"}),
        ({"reports": 2, "hazards": 4}, {"--reports"}),
        ({"reports": 0, "hazards": 4, "hazard_file": False}, {"--reports"}),
        ({"hours": 6, "start": ExerciseOptions().start + 15 * 3600}, {"--curfew"}),
        ({"name": "two\nlines"}, {"--name"}),
        ({"start": float("inf")}, {"--start"}),
    ],
)
def test_bad_options_are_all_named_at_once(bad: dict[str, object], options: set[str]) -> None:
    """Each fault names its option, its value and a remedy; none hides another."""
    faults = find_option_faults(replace(ExerciseOptions(), **bad))  # type: ignore[arg-type]
    assert {fault.column for fault in faults} == options
    assert all(fault.problem and fault.remedy for fault in faults)
    with pytest.raises(InputFaultsError):
        make(replace(ExerciseOptions(), **bad))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad",
    [
        {"transit_points": 37},
        {"checkpoints": 30},
        {"gates": 35},
        {"airhead": (10.0, 10.0)},
    ],
)
def test_more_than_the_map_can_give_is_a_fault_with_a_remedy(bad: dict[str, object]) -> None:
    """Too many sites for the streets, or an airhead off the map, is refused in words."""
    with pytest.raises(InputFaultsError) as caught:
        make(replace(SMALL, **bad))  # type: ignore[arg-type]
    assert caught.value.faults[0].remedy


def test_a_map_where_nobody_can_walk_is_refused() -> None:
    """Without a part that people both walk and drive, no exercise is made."""
    network = replace(GRID, walk=np.zeros(len(GRID.link_ids), dtype=bool))
    with pytest.raises(InputFaultsError, match="walk and drive"):
        make(network=network)
