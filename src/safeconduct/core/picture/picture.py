"""Hold the threat picture: what is known and unknown, where and when, and what the operator must see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.weigh import Standing


@dataclass(frozen=True, slots=True)
class Reading:
    """Give the hazard at one place and moment, in expected people harmed per person-hour in the open."""

    status: Status
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReportNote:
    """Say what became of one report, for the operator: no report is dropped unseen."""

    report: Report
    standing: Standing
    links: int  # links that it speaks of
    nodes: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Name a threat and a clear, by different origins, that share ground and time; "" is an unknown origin."""

    threat_origin: str
    clear_origin: str
    threat_reports: tuple[str, ...]  # report_ids
    clear_reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Lay out the hazard region by region, in time order, without gaps: those of region r are `first[r]:first[r + 1]`.

    Rates are expected people harmed per person-hour in the open.
    """

    first: NDArray[np.intp]  # (regions + 1,)
    start: NDArray[np.float64]  # (spans,) POSIX seconds
    end: NDArray[np.float64]
    rate: NDArray[np.float64]  # what to plan with
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    status: NDArray[np.int8]  # Status


def close_spans(table: NDArray[np.float64], regions: int, window: Window) -> Spans:
    """Return the spans of changes (region, start, status, rate, low, high); one that changes nothing begins none."""
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    same = np.zeros(len(table), dtype=bool)
    same[1:] = (table[1:, 0] == table[:-1, 0]) & (table[1:, 2:] == table[:-1, 2:]).all(axis=1)
    table = table[~same]
    first = np.searchsorted(table[:, 0], np.arange(regions + 1))
    end = np.append(table[1:, 1], window.end)
    end[first[1:] - 1] = window.end
    status = table[:, 2].astype(np.int8)
    return Spans(first, table[:, 1], end, table[:, 3], table[:, 4], table[:, 5], status)


@dataclass(frozen=True, slots=True, eq=False)
class ThreatPicture:
    """Hold the hazard by region: the links and nodes of one region are spoken of by the same reports."""

    network: StreetNetwork
    window: Window
    background_rate: float  # the floor: what an unknown place is planned with
    unknown_high: float  # the upper bound where nothing is known
    region: NDArray[np.int32]  # (links + nodes,) links first
    spans: Spans
    for_operator: tuple[ReportNote, ...]  # every report, those that need eyes first
    contradictions: tuple[Contradiction, ...]
    overrides: tuple[Override, ...] = ()  # every one of the case, expired and coming ones too
    figures: ThreatPicture | None = None  # what it would be without them; None = they change nothing of it

    def read(self, what: Literal["link", "node"], ident: str, moment: float) -> Reading:
        """Return what is known of a place at a POSIX second inside the window; KeyError or ValueError otherwise."""
        if not self.window.start <= moment < self.window.end:
            raise ValueError(f"{moment} is outside the picture's window")
        ids = self.network.link_ids if what == "link" else self.network.node_ids
        try:
            row = ids.index(ident)
        except ValueError:
            raise KeyError(ident) from None
        spans, region = self.spans, self.region[row if what == "link" else row + len(self.network.link_ids)]
        begin, end = spans.first[region], spans.first[region + 1]
        span = begin + int(np.searchsorted(spans.start[begin:end], moment, side="right")) - 1
        rates = (float(spans.rate[span]), float(spans.low[span]), float(spans.high[span]))
        return Reading(Status(int(spans.status[span])), *rates)

    def share_of(self, status: Status) -> float:
        """Return the share of the network's metre-hours that has the status, from 0 to 1."""
        spans, regions = self.spans, len(self.spans.first) - 1
        of_links = self.region[: len(self.network.link_ids)]
        metres = np.bincount(of_links, self.network.length, minlength=regions)
        weight = np.repeat(metres, np.diff(spans.first)) * (spans.end - spans.start)
        return float(weight[spans.status == status].sum() / max(float(weight.sum()), 1e-300))

    def origins(self) -> tuple[str, ...]:
        """Return the origins whose word counts, each once however many outlets carried it."""
        counted = (Standing.COUNTS, Standing.ECHO, Standing.CLEARS)
        return tuple(sorted({note.report.origin.strip() for note in self.for_operator if note.standing in counted}))
