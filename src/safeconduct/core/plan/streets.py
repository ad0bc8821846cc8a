"""Compile a case's network, hazard, closures, checkpoints and curfew into the arrays that the kernels use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.streets import Streets

Spans = list[tuple[float, float]]


def compile_streets(case: Case) -> Streets:
    """Return the case's streets with all that depends on time; times become seconds since the start."""
    network = case.network
    nodes, links = len(network.node_ids), len(network.link_ids)
    node_row, link_row = network.node_index(), network.link_index()
    into = np.argsort(network.head, kind="stable").astype(np.int32)
    walk_mps = case.limits.walk_kmh / 3.6
    walk = np.where(network.walk, network.length / walk_mps, np.inf)
    auto = np.where(network.auto, network.length / (network.speed_kmh / 3.6), np.inf)

    profiles = _Profiles(case.objective.background_rate)
    link_profile, node_profile = np.zeros(links, np.int32), np.zeros(nodes, np.int32)
    hazards: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for row in case.hazard or ():
        span = (row.window.start - case.start, row.window.end - case.start, row.rate)
        hazards[row.what, row.ident].append(span)
    for (what, ident), rows in hazards.items():
        number = profiles.number(rows)
        if what == "link":
            link_profile[link_row[ident]] = number
        else:
            node_profile[node_row[ident]] = number

    shut, node_shut = _closures(case, node_row, link_row)
    posts = checkpoints(case)
    post = np.full(nodes, -1, np.int32)
    post_open: dict[int, Spans] = {}
    for number, site in enumerate(posts):
        post[node_row[site.node_id]] = number
        post_open[number] = open_spans(site.open, case.start)

    plain = _plain(network.head, link_profile, post, shut, node_shut)
    curfew = [(w.start - case.start, w.end - case.start) for w in case.curfew_windows()]
    shut_arrays, node_shut_arrays = pack(shut, links), pack(node_shut, nodes)
    post_arrays = pack(post_open, len(posts))
    pieces = profiles.arrays()
    return Streets(
        network.tail.astype(np.int32),
        network.head.astype(np.int32),
        np.searchsorted(network.head[into], np.arange(nodes + 1)).astype(np.int32),
        into,
        walk,
        auto,
        network.length.astype(np.float64),
        link_profile,
        node_profile,
        *pieces,
        *shut_arrays,
        *node_shut_arrays,
        post,
        *post_arrays,
        plain,
        np.array([a for a, _ in curfew], np.float64),
        np.array([b for _, b in curfew], np.float64),
    )


def reclose_streets(streets: Streets, case: Case, node_row: Mapping[str, int], link_row: Mapping[str, int]) -> Streets:
    """Return streets that were compiled for a case that differs from this one in its closures alone."""
    shut, node_shut = _closures(case, node_row, link_row)
    shut_ptr, shut_from, shut_to = pack(shut, len(streets.head))
    node_shut_ptr, node_shut_from, node_shut_to = pack(node_shut, len(streets.post))
    return streets._replace(
        shut_ptr=shut_ptr,
        shut_from=shut_from,
        shut_to=shut_to,
        node_shut_ptr=node_shut_ptr,
        node_shut_from=node_shut_from,
        node_shut_to=node_shut_to,
        plain=_plain(streets.head, streets.profile, streets.post, shut, node_shut),
    )


def _closures(
    case: Case, node_row: Mapping[str, int], link_row: Mapping[str, int]
) -> tuple[dict[int, Spans], dict[int, Spans]]:
    """Give the closed times of links and of nodes, by row."""
    shut: dict[int, Spans] = defaultdict(list)
    node_shut: dict[int, Spans] = defaultdict(list)
    for closure in case.closures:
        span = (closure.window.start - case.start, closure.window.end - case.start)
        (shut[link_row[closure.ident]] if closure.what == "link" else node_shut[node_row[closure.ident]]).append(span)
    return shut, node_shut


def _plain(
    head: NDArray[np.int32],
    profile: NDArray[np.int32],
    post: NDArray[np.int32],
    shut: dict[int, Spans],
    node_shut: dict[int, Spans],
) -> NDArray[np.bool_]:
    """Tell which links have background hazard, are never closed, and have no checkpoint or closed node at their end."""
    plain = profile == 0
    plain[list(shut)] = False
    busy = post >= 0
    busy[list(node_shut)] = True
    return np.asarray(plain & ~busy[head])


def checkpoints(case: Case) -> list[Site]:
    """List the checkpoints in the order in which the compiled arrays number them."""
    return [site for site in case.sites if site.kind is SiteKind.CHECKPOINT]


def open_spans(windows: Sequence[Window], start: float) -> Spans:
    """Merge windows that touch or are a second apart, in seconds since the start; no windows means always open."""
    if not windows:
        return [(-np.inf, np.inf)]
    merged: Spans = []
    for window in sorted(windows):
        begin, end = window.start - start, window.end - start
        if merged and begin <= merged[-1][1] + 1.0:  # the second that the judge forgives
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def pack(spans: dict[int, Spans], count: int) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
    """Pack lists of spans into (pointer, from, to)."""
    ptr = np.zeros(count + 1, np.int32)
    for item, own in spans.items():
        ptr[item + 1] = len(own)
    flat = [span for item in sorted(spans) for span in sorted(spans[item])]
    begins = np.array([a for a, _ in flat], np.float64)
    ends = np.array([b for _, b in flat], np.float64)
    return np.cumsum(ptr).astype(np.int32), begins, ends


class _Profiles:
    """Number the distinct histories of hazard: many links share one."""

    def __init__(self, background: float) -> None:
        self._background = background
        self._pieces: list[list[tuple[float, float]]] = [[(-np.inf, background / 3600)]]
        self._known: dict[tuple[tuple[float, float, float], ...], int] = {}

    def number(self, rows: Iterable[tuple[float, float, float]]) -> int:
        key = tuple(sorted(rows))
        if key not in self._known:
            self._known[key] = len(self._pieces)
            self._pieces.append(self._lay_out(key))
        return self._known[key]

    def _lay_out(self, rows: tuple[tuple[float, float, float], ...]) -> list[tuple[float, float]]:
        cuts = sorted({x for begin, end, _ in rows for x in (begin, end)})
        pieces = [(-np.inf, self._background / 3600)]
        for cut in cuts:
            on = [rate for begin, end, rate in rows if begin <= cut < end]
            pieces.append((cut, (sum(on) if on else self._background) / 3600))
        return pieces

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
        ptr = np.cumsum([0, *(len(p) for p in self._pieces)]).astype(np.int32)
        flat = [piece for pieces in self._pieces for piece in pieces]
        return ptr, np.array([a for a, _ in flat]), np.array([r for _, r in flat])
