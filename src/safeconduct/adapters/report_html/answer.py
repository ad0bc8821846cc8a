"""Word the answer: who gets out by when, who is left and why, what it costs, how good that is, what binds."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.words import Clock, count, harm, people, per_thousand, percent
from safeconduct.core.plan import Case, Plan, Verdict
from safeconduct.core.plan.shown import PictureView, RiskView, SufficiencyView
from safeconduct.core.plan.summary import Strain, Summary
from safeconduct.core.plan.who_is_left import LeftGroup


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one figure that must be seen first."""

    value: str
    label: str
    note: str


def headline(verdict: Verdict, summary: Summary, clock: Clock) -> str:
    """Say in one sentence how many get out by when."""
    total = verdict.out + verdict.left
    if summary.last_out is None:
        return f"Nobody of {people(total)} gets out in this plan"
    whole = f"All {people(total)}" if not verdict.left else f"{count(verdict.out)} of {people(total)}"
    return f"{whole} get out by {clock.full(summary.last_out)}"


def cards(case: Case, verdict: Verdict, summary: Summary, clock: Clock) -> tuple[Card, ...]:
    """Return the four figures of the answer."""
    total = verdict.out + verdict.left
    crowd_at = verdict.largest_open_crowd_at
    if crowd_at is None and summary.crowd_site == verdict.largest_open_crowd_site:
        crowd_at = summary.crowd_at
    name = next((s.name for s in case.sites if s.site_id == verdict.largest_open_crowd_site), "")
    place = f"at {verdict.largest_open_crowd_site}" + (f" ({name})" if name else "")
    when = f", {clock.short(crowd_at)}" if crowd_at is not None else ""
    share = percent(verdict.out / total) if total else "no people in the case"
    first = (
        f"first departure used {clock.short(summary.first_out)}" if summary.first_out is not None else "no departure"
    )
    return (
        Card(count(verdict.out), "people out", f"{share} of {count(total)}; {first}"),
        Card(count(verdict.left), "people left behind", f"by the deadline, {clock.short(case.deadline)}"),
        Card(harm(verdict.cost.total), "people harmed, expected", "a long-run average of the model, not a forecast"),
        Card(
            count(verdict.largest_open_crowd),
            "people in the largest crowd",
            place + when if verdict.largest_open_crowd else "nobody waits in the open",
        ),
    )


def quality(verdict: Verdict) -> str:
    """Say in plain words what the proven bound means."""
    cost = verdict.cost.total
    if verdict.lower_bound is None:
        return "How close this plan is to the best possible is not known: no lower bound was proven."
    bound, gap = verdict.lower_bound, verdict.gap or 0.0
    if gap < 0.001:
        return f"This plan is proven best: no plan for this case has an expected harm below {harm(bound)}."
    return (
        f"The planner proved a bound: no plan for this case has an expected harm below {harm(bound)}. "
        f"This plan stands at {harm(cost)}. "
        f"A better plan could save at most {harm(cost - bound)} of that ({percent(gap)}); "
        "whether there is one is not known. "
        "To go below the bound needs more means, more time or less hazard."
    )


def cost_table(verdict: Verdict, risk: RiskView | None = None) -> Table:
    """Split the expected harm into its parts."""
    cost = verdict.cost
    parts = (
        ("Left behind", cost.left, "people who are not out by the deadline"),
        ("On the way", cost.exposure, "walking, waiting or riding where there is hazard"),
        ("Crowds", cost.crowd, "extra danger of standing together in the open"),
        ("Time", cost.time, "a small charge for every hour until departure"),
    )
    rows = [(name, harm(value), percent(value / cost.total if cost.total else 0.0), why) for name, value, why in parts]
    rows.append(("All", harm(cost.total), "100 %" if cost.total else "0 %", ""))
    head = ("Part", "People harmed", "Share", "What it is")
    interval = "that of the way is below" if risk else "the model gives no interval"
    caption = f"Expected people harmed, in parts. The judge computed them; {interval}."
    return Table(caption, head, tuple(rows), 1, 3)


def risk_words(risk: RiskView) -> str:
    """Say between what the harm on the way lies."""
    found = risk.interval
    return (
        "The judge counts every place with the background rate, as the case gives no hazard.csv. By the threat "
        f"picture's means the expected harm on the way is {harm(found.mean)}. It lies between "
        f"{harm(found.low)} and {harm(found.high)} in nine of ten draws of what the hazard may really be "
        f"({count(risk.draws)} draws; safeconduct risk says where it comes from)."
    )


def left_table(groups: tuple[LeftGroup, ...]) -> Table:
    """Count who is left by reason."""
    rows = tuple(
        (
            group.reason,
            count(group.people),
            count(len(group.parties)),
            count(group.people_with_priority),
            "no, this is proven" if group.proven else "not ruled out",
        )
        for group in groups
    )
    head = ("Why", "People", "Groups", "With priority", "Could another plan?")
    return Table("People left behind, by reason", head, rows, 1, 4)


def out_of_reach(groups: tuple[LeftGroup, ...]) -> str:
    """Say how many no plan can take, and what that means."""
    proven = sum(group.people for group in groups if group.proven)
    if not proven:
        return ""
    return (
        f"{people(proven)} of those left can be taken by no plan for this case. More seats or faster gates do not help "
        "them. A transit point nearer to their homes, or a vehicle that fetches them, would."
    )


def strain_words(case: Case, strain: Strain) -> tuple[str, str]:
    """Name a means, and give the evidence of how hard it is used.

    Evidence is a count of full steps (nine tenths or more) and the share used in all.
    """
    names = {site.site_id: site.name for site in case.sites}
    name = f" ({names[strain.ident]})" if names.get(strain.ident) else ""
    what = {
        "gate": f"gate {strain.ident}{name}",
        "checkpoint": f"checkpoint {strain.ident}{name}",
        "room in": f"room in {strain.ident}{name}",
        "seats from": f"seats on departures from {strain.ident}{name}",
        "vehicles of": f"vehicles of fleet {strain.ident}",
    }[strain.what]
    unit = "departures" if strain.what == "seats from" else f"open steps of {case.step_minutes:g} minutes"
    return what, f"full in {count(strain.full)} of {count(strain.of)} {unit}; {percent(strain.share)} used in all"


def bottleneck(case: Case, summary: Summary, verdict: Verdict) -> str:
    """Name what is full most often."""
    if not summary.strains or not summary.strains[0].full:
        return "No means is full at any time. What holds people back is time, reach or hazard, not capacity."
    what, evidence = strain_words(case, summary.strains[0])
    more = "" if verdict.left else " Everybody gets out all the same; this is where delay would hurt first."
    following = ""
    if len(summary.strains) > 1 and summary.strains[1].full:
        following = " Next: {}, {}.".format(*strain_words(case, summary.strains[1]))
    return f"Most often full: {what}, {evidence}.{following}{more}"


def strain_table(case: Case, summary: Summary) -> Table:
    """List the means by how often they are full."""
    rows = []
    for strain in summary.strains[:10]:
        what, _ = strain_words(case, strain)
        rows.append((what[0].upper() + what[1:], f"{count(strain.full)} of {count(strain.of)}", percent(strain.share)))
    head = ("Means", "Times full (nine tenths or more)", "Used in all")
    return Table("The means by how often they are full: the ten fullest", head, tuple(rows))


def gaps(case: Case, plan: Plan, picture: PictureView | None, sufficiency: SufficiencyView | None) -> tuple[str, ...]:
    """List what is assumed and what is not known."""
    objective = case.objective
    said = [
        "Travel takes the free-flow time. Traffic, other people's flight and breakdowns are not in the plan's times.",
        "Boarding takes no time. Every vehicle, crew, gate, checkpoint and departure does what the case says.",
        "People move as told, all of a group together, and set out only at their time.",
        "The hazard is counted as known in advance. Where no row is given, "
        f"{per_thousand(objective.background_rate)} of 1,000 people in the open are taken to be harmed in an hour. "
        "That is an assumption, not an observation.",
        f"In a vehicle or an airhead a person meets {percent(objective.sheltered_factor)} of the hazard outside.",
        f"Each person left behind counts as {harm(objective.left_behind)} people harmed, times priority.",
    ]
    if case.hazard is None:
        said.append("No hazard was given with this case. The map shows none. That does not mean that there is none.")
    if picture is None:
        said.append(
            "No threat picture came with this plan: which places are unknown, and how sure the hazard is, is not shown."
        )
    else:
        links = count(len(picture.unknown_links), "street link", "street links")
        said.append(f"Of {links} nothing is known at any time of the case. Unknown is not safe.")
        if picture.share_unknown is not None:
            said.append(f"Over all streets and hours, {percent(picture.share_unknown)} is unknown.")
        said += picture.notes
    if sufficiency is None:
        said.append("The plan was not tested against delays, failures or surprises: no chance of success is given.")
    else:
        said.append(
            "The chance of success rests on rates of delay and failure that are given or assumed. In it vehicles do "
            "not break down, streets stay free, and nobody changes the plan during the day."
        )
    if plan.lower_bound is not None:
        said.append("The lower bound is the planner's claim. The judge checked only that the plan does not beat it.")
    return tuple(said)
