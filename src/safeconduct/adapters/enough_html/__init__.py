"""Write whether the means suffice: one page of HTML with what binds on a map, the worst cases and what helps most."""

from __future__ import annotations

from dataclasses import asdict

from safeconduct.adapters.enough_html.drawings import draw_bottleneck, draw_last
from safeconduct.adapters.html_page import load_template
from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.words import Clock, count, percent
from safeconduct.adapters.report_html.enough import draw_changes, sufficiency_tables, sufficiency_words
from safeconduct.adapters.sufficiency_file import view_answer
from safeconduct.core.sufficiency import Assessed, list_answer

WORST_SHOWN = 12


class HtmlEnough:
    """Render an answer as one page; fills EnoughPage."""

    def __init__(self) -> None:
        """Load the template; every value is escaped."""
        self._template = load_template("enough_html/enough.html.j2")

    def render(self, assessed: Assessed, made: float) -> str:
        """Return the page; `made` is a POSIX second."""
        case, answer = assessed.case, assessed.sufficiency
        clock = Clock(case.utc_offset_seconds)
        view = view_answer(list_answer(assessed, made, ""))
        return self._template.render(
            live=not case.is_exercise,
            name=case.name,
            headline=head_answer(assessed),
            good=answer.all_out.low >= 0.5,
            says=sufficiency_words(view),
            cards=list_cards(assessed, clock),
            bottleneck=assessed.bottleneck,
            map=draw_bottleneck(case, assessed.bottleneck, clock),
            last=draw_last(answer.last_departure, clock),
            worst=_worst_tables(assessed),
            tables=sufficiency_tables(view),
            changes=draw_changes(view),
            staff=assessed.staff.says,
            rates=Table(
                "The rates at which things go wrong on a sampled day",
                ("Rate", "Value"),
                tuple((key.replace("_", " "), f"{value:g}") for key, value in asdict(assessed.rates).items()),
            ),
            source=f"Source: {count(answer.days)} sampled days of plan {assessed.plan_digest}, {clock.full(made)}",
            made=clock.full(made),
            deadline=clock.full(case.deadline),
            zone=clock.zone,
            plan=assessed.plan_digest,
            days=count(answer.days),
        )


def head_answer(assessed: Assessed) -> str:
    """Return the answer in one line."""
    answer = assessed.sufficiency
    left = answer.people - answer.people_planned
    if left:
        return f"Not enough: the plan leaves {count(left)} of {count(answer.people, 'person', 'people')}"
    chance = answer.all_out
    return f"All are out in time on {percent(chance.value)} of days ({percent(chance.low)} to {percent(chance.high)})"


def list_cards(assessed: Assessed, clock: Clock) -> tuple[tuple[str, str, str], ...]:
    """Return the figures that matter most: what, figure, note."""
    answer, last = assessed.sufficiency, assessed.sufficiency.last_departure
    chance = answer.planned_out
    return (
        (
            "Chance that all whom the plan takes out are out",
            percent(chance.value),
            f"between {percent(chance.low)} and {percent(chance.high)}",
        ),
        ("Out on a bad day", count(answer.out_bad_day), f"of {count(answer.people)}; one day in twenty is as bad"),
        ("Out on a typical day", count(answer.out_typical_day), f"of {count(answer.people)}"),
        (
            "All who get out are out by",
            "never" if last.bad_day is None else clock.hour(last.bad_day),
            "nobody gets out" if last.bad_day is None else f"{clock.day(last.bad_day)}; one day in twenty is later",
        ),
    )


def _worst_tables(assessed: Assessed) -> tuple[Table, ...]:
    head = ("What goes wrong, and nothing else", "People out", "Of whom the plan takes out")
    rows = [(one.words[:1].upper() + one.words[1:], count(one.out), count(one.planned)) for one in assessed.worst]
    shown_most = min(WORST_SHOWN, max(1, sum(one.out < one.planned for one in assessed.worst)))
    shown, rest = rows[:shown_most], rows[shown_most:]
    tables = [Table("The worst cases, the fewest out first", head, tuple(shown))]
    return (*tables, Table("The other cases, none of them worse", head, tuple(rest))) if rest else tuple(tables)


__all__ = ["HtmlEnough"]
