"""Write what is read aloud: a radio sheet for each vehicle and site, a loudspeaker script for each site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.instruct import check_languages
from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.instructions import Phrasebook
from safeconduct.core.instructions.sheets import Sheet, write_radio_sheets, write_scripts


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Hold both kinds."""

    radio: tuple[Sheet, ...]
    loudspeaker: tuple[Sheet, ...]


def write_sheets(
    cases: CaseStore, plans: PlanStore, phrasebook: Phrasebook, case_folder: Path, plan_folder: Path, language: str
) -> ReadAloud:
    """Return the radio sheets in one language, that of the net, and the scripts in those of the people at each site.

    Raises InputFaultsError or CannotReadError where a folder cannot be read or the language is not spoken, and
    PlanMisfitError where the plan does not belong to the case.
    """
    check_languages(phrasebook, [language, phrasebook.default])
    case, plan = cases.read(case_folder), plans.read(plan_folder)
    return ReadAloud(write_radio_sheets(case, plan, phrasebook.of(language)), write_scripts(case, plan, phrasebook))
