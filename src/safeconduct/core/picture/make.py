"""Make the threat picture from the reports: unknown is not safe, and one origin counts once.

The rule is stated in docs/picture.md. In short, at every place and moment: what origins report adds up to a belief in a
threat, each by its record or its letter; all unverified reports together add at most one budget; a reliable clear takes
the upper bound down to the background where no threat stands; everything else is UNKNOWN.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.mix import Mixer
from safeconduct.core.picture.picture import Contradiction, ReportNote, Spans, ThreatPicture
from safeconduct.core.picture.quiet import Quiet
from safeconduct.core.picture.reach import find_covered
from safeconduct.core.picture.street_hazard import StreetHazard, join_alike
from safeconduct.core.picture.weigh import Standing, Weighed, is_of_one_place, weigh_reports

UNKNOWN_FACTOR = 10.0  # the upper bound of the unknown, over the background rate
UNKNOWN_THREAT_LEAST = 2e-4  # per person-hour; so that a background of zero does not make the unknown safe
SHOWN_FIRST = (
    Standing.UNVERIFIED,
    Standing.LOWERS_NOTHING,
    Standing.ELSEWHERE,
    Standing.COUNTS,
    Standing.CLEARS,
    Standing.ECHO,
)


def make_picture(
    network: StreetNetwork,
    reports: Sequence[Report],
    window: Window,
    background_rate: float,
    incidents: StreetHazard | None = None,
    sources: SourcePriors | None = None,
) -> ThreatPicture:
    """Return the picture of the hazard over the window; the order of the reports does not matter.

    `background_rate` is the case's own: expected people harmed per person-hour where nothing is known. No rate of the
    picture is below it. Before and after its window a report says nothing: what then holds is what the incidents say,
    or UNKNOWN where there are none, never clear. `sources` holds the records of the sources, where there are any.
    """
    sources = sources or SourcePriors()
    ordered = sort_reports(reports)
    weighed = weigh_reports(ordered, window, sources)
    covered = find_covered(network, ordered)
    sets, region = find_regions(covered)
    unknown_high = max(UNKNOWN_FACTOR * background_rate, UNKNOWN_THREAT_LEAST)
    quiet = Quiet(background_rate, unknown_high)
    group = np.arange(len(sets))
    if incidents is not None:
        group, region, quiet = _split_by_incidents(region, incidents, quiet)
    return ThreatPicture(
        network=network,
        window=window,
        background_rate=background_rate,
        unknown_high=unknown_high,
        region=region,
        spans=_lay_out(Mixer(weighed, sources), weighed, sets, group, quiet, window),
        for_operator=_note(weighed, covered, len(network.link_ids)),
        contradictions=_find_contradictions(weighed),
    )


def sort_reports(reports: Sequence[Report]) -> list[Report]:
    """Put reports in the order in which they are mixed: by origin, the most reliable first."""
    return sorted(reports, key=lambda report: (report.origin.strip(), report.reliability, report.report_id))


def find_regions(covered: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Group places that the same reports speak of: the reports of each group (groups, reports), the group of each."""
    if not covered.shape[1]:
        return np.zeros((1, 0), dtype=bool), np.zeros(len(covered), dtype=np.int32)
    packed = np.ascontiguousarray(np.packbits(covered, axis=1))
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, example, group = np.unique(keys, return_index=True, return_inverse=True)
    return covered[example], group.reshape(-1).astype(np.int32)


def _split_by_incidents(
    group: NDArray[np.int32], incidents: StreetHazard, quiet: Quiet
) -> tuple[NDArray[np.intp], NDArray[np.int32], Quiet]:
    """Split groups of places wherever their incidents say different things; the group of each region comes first."""
    profiles, profile = join_alike(incidents)
    pairs = group.astype(np.int64) * len(profiles.mean) + profile
    kinds, region = np.unique(pairs, return_inverse=True)
    of_group, of_profile = np.divmod(kinds, len(profiles.mean))
    return of_group, region.reshape(-1).astype(np.int32), replace(quiet, incidents=profiles.of_places(of_profile))


def _lay_out(
    mixer: Mixer,
    weighed: Sequence[Weighed],
    sets: NDArray[np.bool_],
    group: NDArray[np.intp],
    quiet: Quiet,
    window: Window,
) -> Spans:
    """Walk through time and mix anew what changes: where a report begins or ends, or an hour of incidents."""
    begin = np.array([item.report.window.start for item in weighed], dtype=np.float64)
    end = np.array([item.report.window.end for item in weighed], dtype=np.float64)
    edges = np.unique(np.concatenate([begin, end, [window.start], quiet.edges()]))
    changes = []
    for edge in edges[(edges >= window.start) & (edges < window.end)]:
        told = np.asarray(sets[:, (begin == edge) | (end == edge)].any(axis=1))
        changing = told[group] | quiet.changes_at(edge)
        rows = np.flatnonzero(changing) if edge > window.start else np.arange(len(group))
        mixed = mixer.mix(sets, group[rows], (begin <= edge) & (end > edge), quiet.at(edge, rows))
        changes.append(np.column_stack([rows, np.full(len(rows), edge), mixed]))
    return _close(np.concatenate(changes), len(group), window)


def _close(table: NDArray[np.float64], regions: int, window: Window) -> Spans:
    """Sort changes (region, start, status, rate, low, high), drop those that change nothing, end each at the next."""
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    same = np.zeros(len(table), dtype=bool)
    same[1:] = (table[1:, 0] == table[:-1, 0]) & (table[1:, 2:] == table[:-1, 2:]).all(axis=1)
    table = table[~same]
    first = np.searchsorted(table[:, 0], np.arange(regions + 1))
    end = np.append(table[1:, 1], window.end)
    end[first[1:] - 1] = window.end
    status = table[:, 2].astype(np.int8)
    return Spans(first, table[:, 1], end, table[:, 3], table[:, 4], table[:, 5], status)


def _note(weighed: Sequence[Weighed], covered: NDArray[np.bool_], links: int) -> tuple[ReportNote, ...]:
    """List every report, those that did not count first; a report that meets no street stands elsewhere."""
    notes = []
    for item, column in zip(weighed, covered.T, strict=True):
        on_links, on_nodes = int(column[:links].sum()), int(column[links:].sum())
        standing = item.standing if on_links or on_nodes else Standing.ELSEWHERE
        notes.append(ReportNote(item.report, standing, on_links, on_nodes))
    return tuple(sorted(notes, key=lambda note: (SHOWN_FIRST.index(note.standing), note.report.report_id)))


def _find_contradictions(weighed: Sequence[Weighed]) -> tuple[Contradiction, ...]:
    """Find who says threat and who says clear of one place and time; two unknown origins may also differ."""
    inside = [item.report for item in weighed if item.standing is not Standing.ELSEWHERE]
    threats = [report for report in inside if report.claim is Claim.THREAT]
    clears = [report for report in inside if report.claim is Claim.CLEAR]
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for clear in clears:
        for threat in threats:
            origins = (threat.origin.strip(), clear.origin.strip())
            if (origins[0] != origins[1] or not origins[0]) and is_of_one_place(threat, clear):
                found[origins][0].add(threat.report_id)
                found[origins][1].add(clear.report_id)
    return tuple(
        Contradiction(*origins, tuple(sorted(threat_ids)), tuple(sorted(clear_ids)))
        for origins, (threat_ids, clear_ids) in sorted(found.items())
    )
