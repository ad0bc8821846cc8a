"""Give the threat by square and hour, and say of one square why."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from numpy.typing import NDArray

from safeconduct.app.show_threat import Threat, explain_square, show_threat
from safeconduct.core.operation import Adopted
from safeconduct.core.plan import Case
from safeconduct.interfaces.api.desk import At, Desk
from safeconduct.interfaces.api.packs import Pack, Packs, answer_pack
from safeconduct.interfaces.api.standing import PACKED, Kept, Stands, find_folders
from safeconduct.interfaces.api.view_models import CellSaid, CellWhySaid, DisputeSaid, ReasonSaid, ThreatSaid

PROVED = APIRouter(tags=["views"])
UNIT = "expected harmed per person-hour"
NAMELESS = "an unknown origin"
HALF_A_DIGIT = 1.005  # what rounding to three digits takes at most is added before: no upper bound is rounded down


@PROVED.get("/threat", response_model=ThreatSaid, responses=PACKED)
def tell_threat(desk: At, stands: Stands, packs: Kept, request: Request) -> Response:
    """Give it for the plan's case; where it is unknown nobody has looked, and what may be stands in `upper`."""
    return answer_pack(request, warm(desk, stands, packs))


def warm(desk: Desk, stands: Adopted, packs: Packs) -> Pack:
    """Return the packed answer, which is made where it is not kept."""
    name = ("threat", stands.case)
    return packs.find(name, lambda: describe_threat(_recall(desk, stands, packs)[1], desk.now_millis()))


@PROVED.get("/threat/{cell}", response_model=CellWhySaid, responses=PACKED)
def tell_why(
    desk: At,
    stands: Stands,
    packs: Kept,
    request: Request,
    cell: Annotated[str, Path(pattern=r"^r-?[0-9]{1,6}c-?[0-9]{1,6}$")],
    hour: Annotated[
        int | None, Query(ge=0, le=2**53, description="One of `hours`; the first, if none is named.")
    ] = None,
) -> Response:
    """Say what holds in a square within an hour, and why."""
    name = ("why", stands.case, cell, str(hour))
    return answer_pack(request, packs.find(name, lambda: _explain(*_recall(desk, stands, packs), cell, hour)))


def _recall(desk: Desk, stands: Adopted, packs: Packs) -> tuple[Case, Threat]:
    def make() -> tuple[Case, Threat]:
        case = find_folders(desk, stands).case
        return case, show_threat(case)

    return packs.recall(("threat of", stands.case), make)


def _explain(case: Case, threat: Threat, cell: str, hour: int | None) -> CellWhySaid:
    try:
        why = explain_square(case, threat, cell, None if hour is None else hour / 1000)
    except KeyError:
        raise HTTPException(404, "there is no such square") from None
    return CellWhySaid(
        cell=cell,
        mean=why.mean,
        low=why.low,
        upper=why.upper,
        unknown=why.unknown,
        why=[ReasonSaid(words=one.words, share=one.share, source=one.source or None) for one in why.why],
    )


def describe_threat(threat: Threat, made_millis: int) -> ThreatSaid:
    """Return it with three digits of each rate, upper bounds never rounded down."""
    squares, hours = threat.squares, threat.hours
    return ThreatSaid(
        made_millis=made_millis,
        hours=[round(one.start * 1000) for one in hours.windows],
        cells=[CellSaid(cell=name, ring=list(ring)) for name, ring in zip(squares.names, squares.rings, strict=True)],
        mean=_round(hours.mean),
        upper=_round(hours.upper * HALF_A_DIGIT),
        unknown=hours.unknown.astype(int).tolist(),
        unit=UNIT,
        contradictions=[
            DisputeSaid(
                place=one.place,
                what=f"{one.threat_origin or NAMELESS} sees danger, {one.clear_origin or NAMELESS} sees none: "
                + ", ".join(one.reports),
                sources=[one.threat_origin or NAMELESS, one.clear_origin or NAMELESS],
            )
            for one in threat.disputes
        ],
    )


def _round(rates: NDArray[np.float64]) -> list[list[float]]:
    values, at = np.unique(rates, return_inverse=True)
    short = np.array([float(f"{value:.3g}") for value in values.tolist()])
    rounded: list[list[float]] = short[at.reshape(rates.shape)].tolist()
    return rounded
