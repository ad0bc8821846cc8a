"""Review readings: apply decisions to their logs, and find how they stand and which reports come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from safeconduct.app.ports import ReviewLog
from safeconduct.core.basics import Fault, InputFaultsError, Window
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import (
    EXERCISE_MARK,
    OPEN,
    Decision,
    Drawn,
    Entry,
    Item,
    Setting,
    Standing,
    Verdict,
    changes_anything,
    find_pace,
    fold_log,
    list_items,
    name_places,
    to_reports,
)
from safeconduct.core.intake.times import window_of
from safeconduct.core.plan import Case


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Hold how a reading stands; `pace_seconds` is the median over the items that were timed."""

    reading: Reading
    items: tuple[Item, ...]
    standings: dict[str, Standing]
    drawn: Drawn
    pace_seconds: float | None
    timed: int

    def count(self) -> Counter[Verdict]:
        """Count the items by verdict."""
        return Counter(self.standings.get(item.item_id, OPEN).verdict for item in self.items)


def find_setting(reading: Reading, case: Case | None) -> Setting:
    """Return what is known apart from the text: the case's sites, clock and hours.

    Raises:
        InputFaultsError: where the text is an exercise's and the case is live.
    """
    if case is None:
        return Setting(partial(window_of, reference=reading.document.published))
    _check_exercise(reading, case)
    at = {node: row for row, node in enumerate(case.network.node_ids)}
    points = {
        name: (float(case.network.x[at[site.node_id]]), float(case.network.y[at[site.node_id]]))
        for site in case.sites
        for name in (site.name, site.site_id)
        if name
    }
    window, offset = Window(case.start, case.deadline), case.utc_offset_seconds
    find_window = partial(window_of, reference=reading.document.published, utc_offset_seconds=offset)
    mark = EXERCISE_MARK if case.is_exercise else ""
    return Setting(find_window, name_places(points), window, offset, mark)


def _check_exercise(reading: Reading, case: Case) -> None:
    """Keep what was written for an exercise out of a live case; a real text may serve in an exercise."""
    first_line = reading.document.text.lstrip().partition("\n")[0]
    if EXERCISE_MARK.strip() in first_line.split() and not case.is_exercise:
        problem, remedy = "the text is an exercise's, the case is live", "name the exercise's case"
        raise InputFaultsError([Fault(reading.document.address or "reading", 1, "", first_line, problem, remedy)])


def apply_decisions(log: ReviewLog, decisions: Iterable[Decision], by: str, now: float) -> int:
    """Append what says more than the log does already, and count it: the same file twice changes nothing."""
    appended = 0
    for decision in decisions:
        entry = decision.sign(by, now)
        if changes_anything(log.entries, entry):
            log.append(entry)
            appended += 1
    return appended


def find_reviewed(reading: Reading, entries: tuple[Entry, ...], setting: Setting) -> Reviewed:
    """Return how a reading stands by its log."""
    standings = fold_log(entries)
    return Reviewed(
        reading, list_items(reading), standings, to_reports(reading, standings, setting), *find_pace(entries)
    )
