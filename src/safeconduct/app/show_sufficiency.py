"""Show the newest answer to "is it enough?" that an operation keeps, and say whether the plan has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.ports import AnswerKeeper
from safeconduct.core.operation import State, UseCase, list_plans
from safeconduct.core.record import ActorId
from safeconduct.core.sufficiency.kept import KeptAnswer


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """Hold the newest answer; `stale` where the operation follows another plan by now, or none, or several."""

    kept: KeptAnswer
    stale: bool


def show_sufficiency(door: Door, answers: AnswerKeeper, actor: ActorId, operation: Path) -> ShownAnswer | None:
    """Return the newest answer of the operation in a folder; None where none was ever made.

    Raises:
        DeniedError: where the actor may not read the operation's state.
        InputFaultsError, CannotReadError: where what is kept cannot be read.
    """
    return find_shown(door.read(actor, UseCase.READ_STATE), answers, operation)


def find_shown(state: State, answers: AnswerKeeper, operation: Path) -> ShownAnswer | None:
    """Return the newest answer beside a state that was read; None and errors as above."""
    adopted = [(one.plan, one.case) for one in list_plans(state.adopted)]
    kept = answers.find_newest(operation)
    return None if kept is None else ShownAnswer(kept, kept.is_stale(adopted))
