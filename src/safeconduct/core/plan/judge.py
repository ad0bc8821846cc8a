"""Judge any plan against its case: is it feasible, and what does it cost?"""

from __future__ import annotations

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.judging.claims import judge_claims
from safeconduct.core.plan.judging.ground import lay_out
from safeconduct.core.plan.judging.ledger import Ledger
from safeconduct.core.plan.judging.parties import judge_party
from safeconduct.core.plan.judging.totals import judge_link_capacity, judge_presence, judge_seats, judge_throughput
from safeconduct.core.plan.judging.vehicles import judge_vehicles
from safeconduct.core.plan.plan import Leg, Plan
from safeconduct.core.plan.verdict import CostParts, Verdict


def judge_plan(case: Case, plan: Plan) -> Verdict:
    """Return every violation of the rules and the expected number of people harmed, for good plans and broken ones.

    The rules are those of docs/formats.md, and no planner's word is taken for anything: routes are followed link by
    link, queues and crowds counted anew. A case without hazard (None) is judged at the background rate alone.
    Takes about a second for 8,000 parties on 40,000 links. Never raises for what a plan says, only says it.
    """
    ground, ledger = lay_out(case), Ledger()
    legs, trips = _legs_by_party(plan), {trip.trip_id: trip for trip in plan.trips}
    known = {party.party_id for party in case.parties}
    for party_id in legs:
        if party_id not in known:
            ledger.say(f"party {party_id}: not in the case")
    for party in case.parties:
        judge_party(ground, ledger, trips, party, legs.get(party.party_id, ()))
    judge_vehicles(ground, ledger, trips)
    judge_throughput(ground, ledger)
    judge_link_capacity(ground, ledger)
    crowds = judge_presence(ground, ledger)
    judge_seats(ground, ledger)
    cost = CostParts(left=ledger.harm_left, exposure=ledger.harm_exposure, crowd=crowds.harm, time=ledger.harm_time)
    bound = judge_claims(case, plan, ledger, cost.total)
    return Verdict(
        violations=tuple(ledger.violations),
        cost=cost,
        out=ledger.out,
        left=ledger.left,
        parties_out=ledger.parties_out,
        person_hours_open=ledger.person_hours_open,
        largest_open_crowd=crowds.largest,
        largest_open_crowd_site=crowds.largest_site,
        largest_open_crowd_at=crowds.largest_at,
        lower_bound=bound,
    )


def _legs_by_party(plan: Plan) -> dict[str, list[Leg]]:
    legs: dict[str, list[Leg]] = {}
    for leg in plan.legs:
        legs.setdefault(leg.party_id, []).append(leg)
    for own in legs.values():
        own.sort(key=lambda leg: leg.seq)
    return legs
