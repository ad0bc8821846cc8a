"""Print whether the means suffice, as tables."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.core.basics import format_time
from safeconduct.core.sufficiency import Assessed, Chance, Gain

WORST_SHOWN = 8


def print_answer(assessed: Assessed) -> None:
    """Print the chance, where people are held up, what binds, the worst cases, and what each change would do."""
    console, answer = Console(), assessed.sufficiency
    table = Table(title=f"{escape(assessed.case.name)}: is it enough? {answer.days:,} sampled days")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_row(f"all {answer.people:,} people out by the deadline", _percent(answer.all_out))
    if answer.people_planned < answer.people:
        table.add_row(f"  the plan leaves {answer.people - answer.people_planned:,} from the start", "")
        table.add_row(f"all {answer.people_planned:,} whom the plan takes out", _percent(answer.planned_out))
    table.add_row("people out on a bad day (1 in 20 is as bad)", f"{answer.out_bad_day:,}")
    table.add_row("people out on a typical day", f"{answer.out_typical_day:,}")
    table.add_row("people out on a good day (1 in 20 is better)", f"{answer.out_good_day:,}")
    last, offset = answer.last_departure, assessed.case.utc_offset_seconds
    if last.typical_day is not None and last.bad_day is not None:
        table.add_row("all who get out are out by, on a typical day", format_time(last.typical_day, offset))
        table.add_row("  on a bad day (1 in 20 is later)", format_time(last.bad_day, offset))
    console.print(table)
    held = Table(title="Whom the plan takes out, but the days do not: where they are at the deadline")
    held.add_column("where")
    held.add_column("people a day, mean", justify="right")
    for words, people in answer.held_up.items():
        held.add_row(words, f"{people:,.1f}")
    console.print(held)
    console.print(escape(assessed.bottleneck.words), highlight=False)
    console.print(escape(assessed.staff.says), highlight=False)
    console.print(_worst_table(assessed))
    if assessed.comparison is not None:
        console.print(_changes_table(assessed))
        for item in assessed.passed:
            console.print(f"No more tried of {escape(item.ident)}: {escape(item.why)}.", highlight=False)


def _worst_table(assessed: Assessed) -> Table:
    table = Table(title="The worst cases, each alone: always played, whatever the rates")
    table.add_column("what goes wrong")
    table.add_column("people out", justify="right")
    for one in assessed.worst[:WORST_SHOWN]:
        table.add_row(escape(one.words), f"{one.out:,} of {one.planned:,}")
    if len(assessed.worst) > WORST_SHOWN:
        table.add_row(f"{len(assessed.worst) - WORST_SHOWN} more, none of them worse", "")
    return table


def _changes_table(assessed: Assessed) -> Table:
    assert assessed.comparison is not None
    comparison = assessed.comparison
    table = Table(title="What one change of the means would do, what helps most first")
    for name in ("change", "people out a day (95 %)", "expected harm (95 %)", "by plan", "plan"):
        table.add_column(name, justify="left" if name in ("change", "plan") else "right")
    for gain in comparison.gains:
        table.add_row(*_gain_row(gain))
    table.add_section()
    table.add_row(*_gain_row(comparison.luck))
    table.add_row(*_gain_row(comparison.anew))
    table.caption = (
        "Where the plan was made anew, what does no more than another seed is not told apart from the search's luck. "
        "Where the plan is kept, luck plays no part."
    )
    return table


def _gain_row(gain: Gain) -> tuple[str, ...]:
    return (
        escape(gain.words),
        f"{gain.out.value:+,.1f}\n({gain.out.low:+,.1f} to {gain.out.high:+,.1f})",
        f"{gain.harm.value:+,.3f}\n({gain.harm.low:+,.3f} to {gain.harm.high:+,.3f})",
        f"{gain.planned_out:+,}",
        "kept" if gain.kept else "anew",
    )


def _percent(chance: Chance) -> str:
    if chance.value == chance.high == 0.0:
        return "0 %: somebody is left from the start"
    return f"{chance.value:.1%} ({chance.low:.1%} to {chance.high:.1%})"
