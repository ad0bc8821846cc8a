"""Write the report of a plan kept in files: judged first, so that what it says is the judge's word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from safeconduct.app.assess_risk import DRAWS, draw_risk_of
from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import CannotReadError, Window
from safeconduct.core.instructions import Phrasebook, instruct_party
from safeconduct.core.picture.draws import read_interval
from safeconduct.core.picture.override import describe_override, span_of
from safeconduct.core.plan import Case, Plan, Verdict, judge_plan, picture_of, with_picture
from safeconduct.core.plan.shown import (
    InstructionSample,
    PictureView,
    RiskView,
    StoredSufficiency,
    SufficiencyView,
    show_picture,
)
from safeconduct.core.sufficiency import digest_case, digest_plan


class ReportPage(Protocol):
    """Lay a plan and its judgement out as one page."""

    def render(
        self,
        case: Case,
        plan: Plan,
        verdict: Verdict,
        now: float,
        *,
        picture: PictureView | None = None,
        risk: RiskView | None = None,
        sufficiency: SufficiencyView | None = None,
        instructions: Sequence[InstructionSample] = (),
    ) -> str:
        """Return the page; what is None is said to be missing."""
        ...


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Hold the page, and the verdict that it shows."""

    page: str
    case: Case
    verdict: Verdict


def write_report(
    cases: CaseStore,
    plans: PlanStore,
    layout: ReportPage,
    phrasebook: Phrasebook,
    case_folder: Path,
    plan_folder: Path,
    now: float,
    *,
    sample_parties: Sequence[str] = (),
    sufficiency: StoredSufficiency | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> WrittenReport:
    """Return the report of the plan as of `now` (POSIX second); `tell` hears what is being done.

    A plan that breaks rules gets a report too: it says so first. A case with reports is shown with its threat picture;
    the verdict is of the case as it stands in its files.

    Raises:
        InputFaultsError: with every fault of the case, or of the plan where the case is good.
        CannotReadError: where there is no such folder, or the stored sufficiency answers another question.
        UnknownPartyError, PlanMisfitError: where the instruction of a sample party cannot be made.
    """
    tell("Reading the case")
    case = cases.read(case_folder)
    tell("Reading the plan")
    plan = plans.read(plan_folder, case)
    if sufficiency is not None:
        _check_belongs(sufficiency, case, plan)
    tell(f"Judging: {len(case.parties):,} parties")
    verdict = judge_plan(case, plan)
    samples = tuple(_sample(case, plan, party_id, phrasebook) for party_id in sample_parties)
    shown = with_picture(case)
    known = case.reports or case.incidents or case.overrides
    picture = show_picture(picture_of(case), now, _notes(shown, case, plan, verdict)) if known else None
    tell(f"Drawing the hazard {DRAWS:,} times")
    risk = _show_risk(case, plan) if known else None
    tell("Drawing")
    enough = sufficiency.view if sufficiency else None
    page = layout.render(
        shown, plan, verdict, now, picture=picture, risk=risk, sufficiency=enough, instructions=samples
    )
    return WrittenReport(page, case, verdict)


def _check_belongs(stored: StoredSufficiency, case: Case, plan: Plan) -> None:
    """Refuse an answer about another case or plan: its figures would be read as this one's."""
    pairs = (
        ("a case of another name", stored.case, case.name),
        ("the case in another state", stored.case_digest, digest_case(case)),
        ("another plan", stored.plan_digest, digest_plan(plan)),
    )
    for what, found, expected in pairs:
        if found != expected:
            problem = f"{stored.file}: is about {what}, {found!r}, not {expected!r}"
            raise CannotReadError(f"{problem}; run safeconduct sufficiency on this case and plan")


def _notes(shown: Case, case: Case, plan: Plan, verdict: Verdict) -> tuple[str, ...]:
    """Say what the picture's hazard would cost, where the case gives none of its own and the judge counts none."""
    if shown.hazard is case.hazard:
        return ()
    cost = judge_plan(shown, plan).cost.total
    span, offset = Window(case.start, case.deadline), case.utc_offset_seconds
    overrides = tuple(f"Override: {describe_override(one, offset)}." for one in case.overrides if span_of(one, span))
    return (
        "The case gives no hazard of its own. The map shows that of the threat picture, but the expected harm counts "
        "the "
        f"background alone: {verdict.cost.total:.3g}. With the picture's hazard it is {cost:.3g}.",
        *overrides,
    )


def _show_risk(case: Case, plan: Plan) -> RiskView | None:
    risk = draw_risk_of(case, plan)
    return None if risk is None else RiskView(read_interval(risk.whole), DRAWS)


def _sample(case: Case, plan: Plan, party_id: str, phrasebook: Phrasebook) -> InstructionSample:
    one = instruct_party(case, plan, party_id, phrasebook)
    lines = tuple(line for line in one.long.splitlines() if line.strip())
    return InstructionSample(party_id, one.language, lines, str(one.direction))
