"""Fill a case with the parties that are registered and still wait to be moved: what plans are made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.ports import CaseStore
from safeconduct.core.basics import MixedError
from safeconduct.core.operation import UseCase
from safeconduct.core.operation.case_parties import FAR_METRES, Roster, make_roster
from safeconduct.core.record import ActorId


@dataclass(frozen=True, slots=True)
class Filled:
    """Say what was written."""

    roster: Roster
    replaced: int  # parties that stood in the case before and are not in it any more


def fill_case(
    door: Door,
    cases: CaseStore,
    actor: ActorId,
    exercise: bool,
    folder: Path,
    out: Path | None = None,
    *,
    priorities: Mapping[str, float] | None = None,
    far_metres: float = FAR_METRES,
) -> Filled:
    """Write party.csv of a case anew from the registry, or the whole case with it into another folder.

    Parties for which no street is found are left out, and are faults of the roster.

    Raises:
        DeniedError: where the actor may not adopt plans: who makes a plan's case is who may.
        InputFaultsError, CannotReadError: where the case cannot be read.
        MixedError: for an exercise's case in a live operation, or the other way round.
        SafeconductError: where the system refuses to write; the old files are then still there.
    """
    state = door.read(actor, UseCase.ADOPT_PLAN)
    case = cases.read(folder)
    if case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this case is of the other kind")
    roster = make_roster(state, case, priorities, far_metres)
    filled = replace(case, parties=roster.parties)
    if out is None:
        cases.write_parties(filled, folder)
    else:
        cases.write(filled, out)
    kept = {party.party_id for party in roster.parties}
    return Filled(roster, sum(party.party_id not in kept for party in case.parties))
