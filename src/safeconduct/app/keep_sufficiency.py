"""Keep an answer to "is it enough?" in an operation's folder, and lay it out for people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from safeconduct.app.access import Door
from safeconduct.app.ports import AnswerKeeper
from safeconduct.core.basics import MixedError
from safeconduct.core.operation import UseCase, list_plans
from safeconduct.core.record import ActorId
from safeconduct.core.sufficiency import Assessed


class EnoughPage(Protocol):
    """Lay an answer out as one page for a browser."""

    def render(self, assessed: Assessed, made: float) -> str:
        """Return HTML that needs no network, no script and no other file; `made` is a POSIX second."""
        ...


class EnoughSheet(Protocol):
    """Lay an answer out on one sheet of paper, for the person who decides."""

    def render(self, assessed: Assessed, made: float) -> bytes:
        """Return a PDF of exactly one page; raise MissingFontError where a font is not on this machine."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Say where an answer is kept; `stale` where the operation does not follow the plan that it speaks of."""

    file: Path
    stale: bool


def keep_sufficiency(
    door: Door,
    answers: AnswerKeeper,
    actor: ActorId,
    operation: Path,
    exercise: bool,
    assessed: Assessed,
    made: float,
    text: str,
) -> Kept:
    """Keep the JSON text of an answer that was made at a POSIX second; `exercise` says of what kind the operation is.

    Raises:
        DeniedError: where the actor may not adopt plans.
        MixedError: for an exercise's case in a live operation, or the other way round.
        SafeconductError: where the disk refuses.
    """
    state = door.read(actor, UseCase.ADOPT_PLAN)
    if assessed.case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this plan's case is of the other kind")
    adopted = {(one.plan, one.case) for one in list_plans(state.adopted)}
    file = answers.keep(operation, made, text)
    return Kept(file, adopted != {(assessed.plan_digest, assessed.case_digest)})
