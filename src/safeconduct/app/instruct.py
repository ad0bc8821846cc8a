"""Write the instructions of a plan: for one party or for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.instructions import Instruction, Phrasebook, instruct_all, instruct_party
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.core.plan import Case, Plan


@dataclass(frozen=True, slots=True)
class WrittenInstructions:
    """Hold the instructions, and what an operator has to know of their words."""

    case: Case
    plan: Plan
    instructions: tuple[Instruction, ...]
    unreviewed: tuple[str, ...]  # names of the languages used that no speaker has reviewed, in order of the alphabet
    unspoken: Mapping[str, int]  # parties that got the default language, by the tag of their own; "" = none is known


def write_instructions(
    cases: CaseStore,
    plans: PlanStore,
    phrasebook: Phrasebook,
    case_folder: Path,
    plan_folder: Path,
    party_id: str | None = None,
    *,
    languages: Sequence[str] = (),
    told_at: float | None = None,
    cadence_hours: float = CADENCE_HOURS,
) -> WrittenInstructions:
    """Return the instructions of the party, or of every party of the case in its order, in each of the languages.

    Without languages each party gets its own. `told_at` (POSIX second; None = the case's start) and the cadence say by
    when the next message comes.

    Raises InputFaultsError or CannotReadError where a folder cannot be read or a language is not spoken,
    UnknownPartyError where the case has no such party, and PlanMisfitError where the plan does not belong to the case.
    """
    check_languages(phrasebook, [*languages, phrasebook.default])
    case, plan = cases.read(case_folder), plans.read(plan_folder)
    if party_id is None:
        told = instruct_all(case, plan, phrasebook, languages=languages, told_at=told_at, cadence_hours=cadence_hours)
    else:
        told = tuple(
            instruct_party(
                case, plan, party_id, phrasebook, language=language, told_at=told_at, cadence_hours=cadence_hours
            )
            for language in (languages or ("",))
        )
    reached = {one.party_id for one in told}
    asked = () if languages else tuple(party for party in case.parties if party.party_id in reached)
    drafted = {one.language for one in told if one.machine_drafted}
    names = tuple(sorted(phrasebook.words[language].name for language in drafted))
    return WrittenInstructions(case, plan, told, names, phrasebook.count_missing(asked))


def check_languages(phrasebook: Phrasebook, languages: Sequence[str]) -> None:
    """Raise InputFaultsError for every tag that no words are there for."""
    remedy = f"say one of {', '.join(phrasebook.words)}"
    faults = [
        Fault("options", 0, "language", language, "there are no words in this language", remedy)
        for language in dict.fromkeys(languages)
        if phrasebook.find(language) is None
    ]
    if faults:
        raise InputFaultsError(faults)
