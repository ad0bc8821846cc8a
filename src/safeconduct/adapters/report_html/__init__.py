"""Write the report: one page of HTML that needs no network, no script and no other file."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.html_page import load_template
from safeconduct.adapters.html_page.figure import Table
from safeconduct.adapters.html_page.words import Clock, count, per_thousand
from safeconduct.adapters.report_html import answer, enough
from safeconduct.adapters.report_html.map_svg import draw_maps
from safeconduct.adapters.report_html.timeline_svg import draw_timeline
from safeconduct.core.intake import Report
from safeconduct.core.plan import Case, Plan, Verdict
from safeconduct.core.plan.shown import InstructionSample, PictureView, RiskView, SufficiencyView
from safeconduct.core.plan.summary import summarise_plan
from safeconduct.core.plan.who_is_left import who_is_left

VIOLATIONS_SHOWN = 40
REPORTS_SHOWN = 50


class HtmlReport:
    """Render a plan and its judgement as report.html."""

    def __init__(self) -> None:
        """Load the template; every value is escaped."""
        self._template = load_template("report_html/report.html.j2")

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
        """Return the whole page; `now` is the POSIX second at which the report is made.

        Counts of people out and left, the cost and the crowd are the verdict's. A part that is None is said to be
        missing.
        """
        clock = Clock(case.utc_offset_seconds)
        summary = summarise_plan(case, plan)
        groups = who_is_left(case, plan)
        planner = _planner(plan)
        return self._template.render(
            case=case,
            clock=clock,
            live=not case.is_exercise,
            made=clock.full(now),
            source=f"Times are local ({clock.zone}). Source: the plan by {planner or 'an unnamed planner'} "
            f"(seed {plan.seed}), counted {clock.full(now)}",
            planner=planner,
            seed=plan.seed,
            violations=verdict.violations[:VIOLATIONS_SHOWN],
            violation_count=len(verdict.violations),
            headline=answer.headline(verdict, summary, clock),
            cards=answer.cards(case, verdict, summary, clock),
            left=verdict.left,
            left_mismatch=sum(group.people for group in groups) != verdict.left,
            left_groups=groups,
            left_table=answer.left_table(groups),
            out_of_reach=answer.out_of_reach(groups),
            cost_table=answer.cost_table(verdict, risk),
            risk=answer.risk_words(risk) if risk else "",
            quality=answer.quality(verdict),
            bottleneck=answer.bottleneck(case, summary, verdict),
            strain_table=answer.strain_table(case, summary),
            maps=draw_maps(case, summary, picture, clock),
            timeline=draw_timeline(case, summary, verdict.out + verdict.left, clock),
            sufficiency=enough.sufficiency_words(sufficiency) if sufficiency else (),
            sufficiency_at=clock.full(sufficiency.as_of) if sufficiency else "",
            sufficiency_tables=enough.sufficiency_tables(sufficiency) if sufficiency else (),
            sufficiency_figures=enough.draw_changes(sufficiency) if sufficiency else (),
            instructions=instructions,
            gaps=answer.gaps(case, plan, picture, sufficiency),
            picture_at=clock.full(picture.as_of) if picture else "",
            reports=_report_table(case.reports, clock) if case.reports else None,
            means_table=_means_table(case, clock),
        )


def _report_table(reports: tuple[Report, ...], clock: Clock) -> Table:
    """List the reports of the threat, newest window first."""
    latest = sorted(reports, key=lambda r: (-r.window.start, r.report_id))[:REPORTS_SHOWN]
    rows = tuple(
        (
            r.report_id,
            r.origin or "unverified",
            r.outlet,
            r.reliability,
            "danger" if r.claim.value == "threat" else "no danger seen",
            f"{clock.short(r.window.start)} to {clock.short(r.window.end)}",
            f"{r.radius_metres:,.0f} m",
            per_thousand(r.rate) if r.rate is not None else "not given",
        )
        for r in latest
    )
    head = ("Report", "First said by", "Through", "Reliability", "Says", "When", "Within", "Rate, per 1,000 and hour")
    return Table(f"Reports: {count(len(latest))} of {count(len(reports))}, newest first", head, rows, 6)


def _means_table(case: Case, clock: Clock) -> Table:
    """Say what the case holds."""
    vehicles = sum(fleet.vehicles for fleet in case.fleets)
    places = sum(fleet.vehicles * fleet.seats for fleet in case.fleets)
    departures = [flight for flight in case.flights if flight.departs <= case.deadline]
    curfew = ", ".join(f"{a // 60:02d}:{a % 60:02d} to {b // 60:02d}:{b % 60:02d}" for a, b in case.limits.curfew)
    rows = (
        ("Groups and people", f"{count(len(case.parties))} groups, {count(sum(p.size for p in case.parties))} people"),
        ("From", clock.full(case.start)),
        ("Deadline", clock.full(case.deadline)),
        ("Vehicles", f"{count(vehicles)} with {count(places)} seats together"),
        (
            "Departures by the deadline",
            f"{count(len(departures))} with {count(sum(f.seats for f in departures))} seats",
        ),
        ("Curfew, every day", curfew or "none"),
        ("Streets", f"{count(len(case.network.link_ids))} links, {count(len(case.closures))} closures"),
        ("Hazard rows", count(len(case.hazard)) if case.hazard is not None else "none given"),
        ("Reports", count(len(case.reports))),
    )
    return Table("What the case holds", ("What", "Value"), rows, 2)


def _planner(plan: Plan) -> str:
    name, number = plan.planner.get("name"), plan.planner.get("version")
    return f"{name or 'an unnamed planner'}" + (f", version {number}" if number else "")


__all__ = ["HtmlReport"]
