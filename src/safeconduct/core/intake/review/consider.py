"""Take a statement as a person corrected it, and find what it would tell the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from safeconduct.core.basics import Window
from safeconduct.core.intake.origins import UNKNOWN, OriginFinder, classify_source, is_outlet
from safeconduct.core.intake.places import extent_of
from safeconduct.core.intake.places.extent import RADIUS_METRES
from safeconduct.core.intake.reading import (
    Attribution,
    Certainty,
    PlaceMention,
    Polarity,
    Precision,
    Reading,
    Speaker,
)
from safeconduct.core.intake.report import Claim
from safeconduct.core.intake.review.claim import Proposal, propose_claim
from safeconduct.core.intake.review.fields import NONE, Setting, is_open, parse_places, parse_window
from safeconduct.core.intake.source_class import SourceClass

LEAST_THREAT_SECONDS = 3_600.0
"""A threat told for a moment holds for an hour from it: nobody knows danger to the minute."""

SITE_METRES = RADIUS_METRES[Precision.SITE]  # of a place that a person names, unless they say more
WIDE = (Precision.REGION, Precision.COUNTRY)  # no place to keep away from
FINEST_FIRST = (Precision.SITE, Precision.STREET, Precision.DISTRICT, Precision.CITY, *WIDE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold one place that a statement speaks of; x, y in degrees and the radius in metres, None where not known."""

    name: str
    precision: Precision
    x: float | None
    y: float | None
    radius_metres: float | None


@dataclass(frozen=True, slots=True)
class Considered:
    """Hold a statement with its corrections, and what it lacks to become a report, in words."""

    said: Attribution
    origin: str  # "" = nobody known
    source_class: SourceClass
    outlet: str
    spots: tuple[Spot, ...]
    window: Window | None
    proposal: Proposal
    rate: float | None
    missing: tuple[str, ...]

    @property
    def claim(self) -> Claim | None:
        """Give the claim, None where it makes none about danger."""
        return self.proposal.claim


def consider(reading: Reading, said: Attribution, corrections: Mapping[str, str], setting: Setting) -> Considered:
    """Return the statement as corrected; nothing that it lacks is made up."""
    read, said = said, _correct(said, corrections)
    proposal = propose_claim(reading, said)
    if "claim" in corrections:
        chosen = None if corrections["claim"] == NONE else Claim(corrections["claim"])
        proposal = Proposal(chosen, "set by a person")
    spots = _find_spots(said, corrections, setting)
    window, doubt = _find_window(said, corrections, setting, proposal.claim)
    missing = (*_find_missing(spots), *([doubt] if doubt else ()))
    rate = corrections.get("rate", NONE)
    origin = _name_origin(reading, said, corrections)
    return Considered(
        said=said,
        origin=_mark(origin, setting),
        source_class=classify_source(reading, read, origin),
        outlet=_mark(" citing ".join(filter(is_outlet, said.outlet_chain)) or reading.document.outlet, setting),
        spots=spots,
        window=window,
        proposal=proposal,
        rate=None if rate == NONE else float(rate),
        missing=missing,
    )


def _correct(said: Attribution, corrections: Mapping[str, str]) -> Attribution:
    if "speaker" in corrections:
        known = corrections["speaker"] != NONE
        speaker = Speaker(corrections["speaker"] if known else "", said.speaker.kind if known else "hearsay", known)
        said = replace(said, speaker=speaker, origin="")
    if "outlets" in corrections:
        chain = corrections["outlets"]
        parts = () if chain == NONE else tuple(part.strip() for part in chain.split(";") if part.strip())
        said = replace(said, outlet_chain=parts)
    if "polarity" in corrections:
        said = replace(said, polarity=Polarity(corrections["polarity"]))
    if "certainty" in corrections:
        said = replace(said, certainty=Certainty(corrections["certainty"]))
    return said


def _mark(name: str, setting: Setting) -> str:
    return name if not name or name.startswith(setting.mark) else setting.mark + name


def _name_origin(reading: Reading, said: Attribution, corrections: Mapping[str, str]) -> str:
    """Name who is behind it: what a person says, else what the reading does; "" where that is nobody known."""
    if "origin" in corrections:
        return "" if corrections["origin"] == NONE else corrections["origin"]
    found = OriginFinder((reading,)).find_origin(reading.document, said)
    return "" if found == UNKNOWN else found


def _find_spots(said: Attribution, corrections: Mapping[str, str], setting: Setting) -> tuple[Spot, ...]:
    """Return the places of the finest kind that the statement names, each once: the city about a gate adds nothing."""
    if "place" in corrections:
        spots = [Spot(name, Precision.SITE, x, y, SITE_METRES)
                 for name, (x, y) in parse_places(corrections["place"])]  # fmt: skip
    else:
        spots = [_make_spot(place, setting) for place in said.places]
        unknown = [spot for spot in spots if spot.precision is Precision.UNKNOWN]
        finest = next((p for p in FINEST_FIRST if any(spot.precision is p for spot in spots)), None)
        spots = unknown + [spot for spot in spots if spot.precision is finest]
    if "radius" in corrections:
        spots = [replace(spot, radius_metres=float(corrections["radius"])) for spot in spots]
    return tuple(dict.fromkeys(spots))


def _make_spot(place: PlaceMention, setting: Setting) -> Spot:
    known = setting.places.get(place.place.casefold())
    if known and (place.x is None or place.y is None):
        place = replace(place, x=known[0], y=known[1], precision=Precision.SITE)
    reach = extent_of(place)
    return Spot(place.place, place.precision, place.x, place.y, reach.radius_metres if reach else None)


def _find_window(
    said: Attribution, corrections: Mapping[str, str], setting: Setting, claim: Claim | None
) -> tuple[Window | None, str]:
    """Return the time of the claim, and what is in doubt about it, in words."""
    if "time" in corrections:
        window = parse_window(corrections["time"])
        return window, "" if window else "a time: when?"
    found = {window for time in said.times if (window := setting.find_window(time)) is not None}
    if not found:
        local = said.times and setting.utc_offset_seconds is None
        return None, "a time: local times need the clock of a case" if local else "a time: when?"
    narrowest = min(found, key=lambda window: (window.end - window.start, window.start))
    if any(narrowest.start < one.start or one.end < narrowest.end for one in found):
        return None, "one time: which of those that it names?"
    return _close(narrowest, setting.period, claim)


def _close(window: Window, period: Window | None, claim: Claim | None) -> tuple[Window | None, str]:
    """End a threat that is open to one side with the case, and give a moment its hour; never stretch a clear."""
    if claim is not Claim.THREAT:
        return (None, "an end of the time: seen clear from when to when?") if is_open(window) else (window, "")
    if is_open(window):
        if period is None:
            return None, "an end of the time: from when to when?"
        window = Window(max(window.start, period.start), min(window.end, period.end))
        if window.end <= window.start:
            return None, "a time within the case"
    return Window(window.start, max(window.end, window.start + LEAST_THREAT_SECONDS)), ""


def _find_missing(spots: tuple[Spot, ...]) -> list[str]:
    if not spots:
        return ["a place: where?"]
    missing = []
    for spot in spots:
        if spot.precision in WIDE:
            missing.append(f"a place: where in {spot.name}?")
        elif spot.x is None or spot.y is None:
            missing.append(f"a place: where is {spot.name}?")
        elif spot.radius_metres is None:
            missing.append(f"a radius: how far round {spot.name}?")
    return missing
