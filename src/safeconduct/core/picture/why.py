"""Say why the picture shows what it shows at a place and moment, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.incident import Incident
from safeconduct.core.picture.make import make_picture
from safeconduct.core.picture.override import PlacedOverride, Stand, override_picture, stand_at
from safeconduct.core.picture.picture import Reading, ThreatPicture
from safeconduct.core.picture.reach import find_covered, offset_metres
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.weigh import Standing

KERNEL_METRES = 500.0  # how far an incident is taken to speak for, besides how narrowly its place is known
HALF_LIFE = timedelta(days=56).total_seconds()  # after which it is taken to speak half as loudly
SHOWN_INCIDENTS = 8
SHARE_LEAST = 0.001  # an incident with less is not named
WITHIN_METRES = 10.0  # of a report made up to see what it would change
NOBODY = "one more origin"

Forecaster = Callable[[Sequence[Incident]], StreetHazard | None]


@dataclass(frozen=True, slots=True)
class ReportPart:
    """Say what one report that speaks of the place and moment does: what the picture would have less without it."""

    report: Report
    standing: Standing
    adds: float  # to the rate; negative = lowers
    adds_high: float  # to the upper bound


@dataclass(frozen=True, slots=True)
class IncidentPart:
    """Say how much one past incident weighs at the place.

    `share` is of the kernel weight of all incidents there: P(true) times a Gaussian of the distance, 500 m wide and as
    wide again as its place is vague, halved every 56 days. It orders incidents; the forecast itself weighs many widths
    and half-lives, as it has learned them.
    """

    incident: Incident
    metres: float
    share: float


@dataclass(frozen=True, slots=True)
class IncidentEffect:
    """Say what the incidents named do together, by forecasts with and without them.

    The means are of the incidents alone, per person-hour; one below the background is planned with as the background.
    """

    mean: float | None  # None = nothing has happened that could be forecast from
    mean_without: float | None
    without: Reading  # what the picture would show


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Say what would be read here if something were so."""

    change: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Why:
    """Explain the reading of one node at one moment."""

    node_id: str
    moment: float
    reading: Reading
    until: float  # the reading holds up to here
    then: Reading | None  # what holds from there on; None = the case ends
    reports: tuple[ReportPart, ...]  # those that add most first
    incidents: tuple[IncidentPart, ...]  # those that weigh most first
    incident_count: int  # that happened before the case begins
    effect: IncidentEffect  # of those named, together
    what_if: tuple[WhatIf, ...]
    notes: tuple[str, ...]  # what else would change it, in words
    overrides: tuple[Override, ...]  # of this place, in effect, expired and coming ones
    figures: Reading  # what it would be without them


def explain_place(
    network: StreetNetwork,
    node: int,
    moment: float,
    reports: Sequence[Report],
    incidents: Sequence[Incident],
    window: Window,
    background_rate: float,
    forecast_here: Forecaster,
    sources: SourcePriors | None = None,
    overrides: Sequence[PlacedOverride] = (),
) -> Why:
    """Return why the node (a row of the network) reads as it does at a POSIX second inside the window.

    `forecast_here` gives what incidents say of this node alone. What a report adds is measured by making the picture
    without it; of all incidents named together by forecasting without them.
    """
    spot = _stand_alone(network, node)
    row = len(network.link_ids) + node
    set_here = [PlacedOverride(one.override, one.places[[row]]) for one in overrides if one.places[row]]
    hazard = forecast_here(incidents)

    def look(held: Sequence[Report], seen: StreetHazard | None = hazard) -> ThreatPicture:
        return override_picture(make_picture(spot, held, window, background_rate, seen, sources), set_here)

    def read(held: Sequence[Report], seen: StreetHazard | None = hazard) -> Reading:
        return look(held, seen).read("node", spot.node_ids[0], moment)

    made = look(reports)
    reading = made.read("node", spot.node_ids[0], moment)
    standings = {note.report.report_id: note.standing for note in made.for_operator}
    parts = []
    for report in _speaking(spot, reports, moment):
        less = read([other for other in reports if other is not report])
        standing = standings[report.report_id]
        parts.append(ReportPart(report, standing, reading.rate - less.rate, reading.high - less.high))
    past = [one for one in incidents if one.when.start < window.start]
    named = _weigh_incidents(spot, past, moment)
    dropped = {id(part.incident) for part in named}
    rest = forecast_here([one for one in incidents if id(one) not in dropped]) if named else hazard
    until = _end_of(made, moment)
    return Why(
        node_id=spot.node_ids[0],
        moment=moment,
        reading=reading,
        until=until,
        then=made.read("node", spot.node_ids[0], until) if until < window.end else None,
        reports=tuple(sorted(parts, key=lambda part: (-abs(part.adds), -abs(part.adds_high), part.report.report_id))),
        incidents=named,
        incident_count=len(past),
        effect=IncidentEffect(_mean_at(hazard, moment), _mean_at(rest, moment), read(reports, rest)),
        what_if=tuple(WhatIf(change, read([*reports, told])) for change, told in _make_up(spot, moment)),
        notes=_notes(
            reading, read([]), parts, [one for one in made.overrides if stand_at(one, moment) is Stand.IN_EFFECT]
        ),
        overrides=made.overrides,
        figures=(made.figures or made).read("node", spot.node_ids[0], moment),
    )


def _stand_alone(network: StreetNetwork, node: int) -> StreetNetwork:
    """Return a network of one node and no link: a picture of it is made in a moment."""
    columns = ("tail", "head", "length", "speed_kmh", "walk", "auto", "capacity")
    none = {name: getattr(network, name)[:0] for name in columns}
    at, ids = slice(node, node + 1), network.node_ids[node : node + 1]
    return replace(network, node_ids=ids, x=network.x[at], y=network.y[at], link_ids=(), names=(), **none)


def _speaking(spot: StreetNetwork, reports: Sequence[Report], moment: float) -> list[Report]:
    now = [report for report in reports if report.window.start <= moment < report.window.end]
    reached = find_covered(spot, now)[0] if now else ()
    return [report for report, here in zip(now, reached, strict=True) if here]


def _weigh_incidents(spot: StreetNetwork, past: Sequence[Incident], moment: float) -> tuple[IncidentPart, ...]:
    if not past:
        return ()
    lon, lat = (np.array([getattr(one, name) for one in past], dtype=np.float64) for name in ("lon", "lat"))
    metres = np.hypot(*offset_metres(lon, lat, (float(spot.x[0]), float(spot.y[0]))))
    square = KERNEL_METRES**2 + np.array([one.radius_metres for one in past]) ** 2
    age = moment - np.array([one.when.start for one in past])
    weight = np.array([one.p_true for one in past]) * 0.5 ** (age / HALF_LIFE) / square
    weight *= np.exp(-(metres**2) / (2 * square))
    share = weight / max(float(weight.sum()), 1e-300)
    order = np.argsort(-share, kind="stable")[:SHOWN_INCIDENTS]
    return tuple(
        IncidentPart(past[row], float(metres[row]), float(share[row])) for row in order if share[row] >= SHARE_LEAST
    )


def _mean_at(hazard: StreetHazard | None, moment: float) -> float | None:
    if hazard is None:
        return None
    return float(hazard.mean[0, int(np.searchsorted(hazard.edges(), moment, side="right")) - 1])


def _end_of(made: ThreatPicture, moment: float) -> float:
    """Return when the span that holds the moment ends: the picture has one region alone."""
    spans = made.spans
    return float(spans.end[int(np.searchsorted(spans.start, moment, side="right")) - 1])


def _make_up(spot: StreetNetwork, moment: float) -> list[tuple[str, Report]]:
    """Return reports that nobody gave, by origins that nobody is: what they would change."""
    hour = Window(moment, moment + 3600.0)
    told = Report("", NOBODY, "", "B", float(spot.x[0]), float(spot.y[0]), WITHIN_METRES, hour, Claim.CLEAR)
    threat = replace(told, claim=Claim.THREAT)
    return [
        ("one more origin that is trusted (B) says that it is clear here now", told),
        ("one more origin that is trusted (B) reports a threat here now", threat),
        ("one more report of a threat here now that nobody can verify (F)", replace(threat, reliability="F")),
    ]


def _notes(
    reading: Reading, without_reports: Reading, parts: Sequence[ReportPart], in_effect: Sequence[Override]
) -> tuple[str, ...]:
    """Say in words what else would change the picture here."""
    said = []
    threats = sorted(part.report.report_id for part in parts if part.standing in (Standing.COUNTS, Standing.ECHO))
    if reading.status is Status.UNKNOWN:
        said.append("Somebody watching here, or a trusted word from here, would make it known; silence does not.")
    if without_reports.status is Status.KNOWN_THREAT:
        said.append(
            "The incidents alone make this a known threat. No report of clear ends it; only days without new "
            "incidents do, where somebody watches."
        )
    if threats and reading.status is Status.KNOWN_THREAT:
        said.append(
            f"No report of clear ends the threat of {', '.join(threats)}, nor lowers its upper bound: only their "
            "origins do, or that they run out."
        )
    if any(part.standing is Standing.ECHO for part in parts):
        said.append("Reports that repeat an origin add nothing; one of another origin would.")
    if any(part.standing in (Standing.UNVERIFIED, Standing.LOWERS_NOTHING) for part in parts):
        said.append("Finding out who first said what is unverified here would let it count.")
    if in_effect:
        said.append("When the override here runs out, or another is set, what the figures say or the new one holds.")
    return tuple(said)
