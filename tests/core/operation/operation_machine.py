"""Let an operation's people do anything on two laptops that hear each other now and then, and hold it to its laws."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from partitions import Laptop, begin
from passage_law import PassageLaw

from safeconduct.core.operation import (
    Level,
    Seen,
    State,
    advance,
    find_means,
    find_order,
    find_refusal,
    find_sighting,
    list_corridors,
)
from safeconduct.core.operation.expected import Move, Presence, Stop, list_expected
from safeconduct.core.operation.overdue import find_plights
from safeconduct.core.operation.seats import FlightDue, list_flights
from safeconduct.core.record import Heads, Json, Sealed, find_oversold, join

MINUTE = 60_000
HOUR = 60 * MINUTE
SEATS = 20
AT = st.integers(0, 1)
MINUTES = st.sampled_from([0, 1, 10, 60, 300])
PLACES = ["corridor:C1", "site:K1", "site:G1"]
SUBJECTS = ["everybody", "corridor:C1", "site:K1", "party:P1"]
TALLY = Counter[str]()
"""What was met, so that nobody takes a law for kept that was never in question."""


class Post:
    """Hold a laptop and what it knows, folded on where that is possible."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.known = laptop, laptop.state()
        self.looked = (0, 0)  # events and wall clock when it was held to the laws last

    @property
    def now(self) -> int:
        """Return its wall clock."""
        return self.laptop.device.wall

    def act(self, kind: str, actor: str, **said: Json) -> bool:
        """Ask for an act as the door does, and record it where it is allowed; tell whether it was."""
        device, before = self.laptop.device, self.known
        kept = device.wall, device.last, list(device.log)
        sealed = device.record(kind, actor, **said)
        after = advance(before, [sealed.event])
        refused = after.refusals > before.refusals
        if refused:
            same = replace(after, events=before.events, refused=before.refused, refusals=before.refusals)
            assert same == before, f"{kind} was refused and changed something"
        if find_refusal(before, [sealed.event]):
            device.wall, device.last, device.log = kept
            TALLY["denied"] += 1
            return False
        assert not refused, f"{kind} was let through and not followed"
        self.laptop.record = join(self.laptop.record, [sealed])
        self.known = after
        TALLY[kind] += 1
        return True

    def hear(self, arrived: list[Sealed]) -> None:
        """Hear of events, and fold anew."""
        self.laptop.take(arrived)
        self.known = self.laptop.state()


class OperationMachine(RuleBasedStateMachine):
    """Do anything, in any order, with or without having heard of it."""

    @initialize(dice=st.integers(0, 2**20))
    def start(self, dice: int) -> None:
        """Begin on three laptops, of which two are used, with clocks of their own."""
        self.laptops = begin(random.Random(dice), kinds=True)
        self.posts = [Post(one) for one in self.laptops[:2]]
        self.number = 0
        self.name_corridor(0, ["H1", "H2"], ["site:K1"])
        self.prepare(0)
        self._merge(random.Random(dice))

    def _name(self, letter: str) -> str:
        self.number += 1
        return f"{letter}{self.number}"

    @rule(at=AT, party=st.sampled_from(["P1", "P2"]), size=st.integers(0, 9))
    def register(self, at: int, party: str, size: int) -> None:
        """Register a party, also one of nobody, which is refused."""
        assert self.posts[at].act("party.registered", "o1", party=party, organisation="north", size=size) == (size > 0)

    @rule(at=AT, plan=st.sampled_from(["p1", "p2"]))
    def adopt(self, at: int, plan: str) -> None:
        """Adopt a plan in place of those that were heard of."""
        figures = {"case": "c", "name": "EXERCISE", "planner": "greedy", "moved": 4, "left": 0}
        replaces = sorted(self.posts[at].known.adopted.standing)
        assert self.posts[at].act("plan.adopted", "o1", plan=plan, **figures, replaces=list(replaces))

    @rule(
        at=AT,
        subject=st.sampled_from(SUBJECTS),
        level=st.sampled_from(["GO", "GO", "HOLD"]),
        actor=st.sampled_from(["o1", "o2"]),
    )
    def order(self, at: int, subject: str, level: str, actor: str) -> None:
        """Order, in place of what was heard of; a guard may not."""
        heads = self.posts[at].known.orders.get(subject)
        replaces = sorted(heads.standing) if heads else []
        done = self.posts[at].act("order.set", actor, subject=subject, level=level, replaces=list(replaces))
        assert done == (actor == "o1")

    @rule(at=AT)
    def prepare(self, at: int) -> None:
        """Lift every order that was heard of, report every place clear, and adopt one plan, so that people are told."""
        for subject in sorted({"everybody", *self.posts[at].known.orders}):
            order = find_order({subject: self.posts[at].known.orders.get(subject, Heads())}, subject)
            if order is None or order.level is not Level.GO:
                self.order(at, subject, "GO", "o1")
        for place in self.posts[at].known.places:
            self.report_place(at, place, "clear", 300)
        self.adopt(at, "p1")

    @rule(at=AT, subject=st.sampled_from(SUBJECTS))
    def stop(self, at: int, subject: str) -> None:
        """Stop; anybody may."""
        assert self.posts[at].act("order.stopped", "o2", subject=subject)

    @rule(at=AT, holders=st.sampled_from([["H1"], ["H1", "H2"], []]), along=st.sampled_from([[], ["site:K1"]]))
    def name_corridor(self, at: int, holders: list[str], along: list[str]) -> None:
        """Say who holds the corridor."""
        heads = self.posts[at].known.corridors.get("corridor:C1", Heads())
        said = {"corridor": "corridor:C1", "holders": holders, "along": along}
        assert self.posts[at].act("corridor.named", "o1", **said, replaces=sorted(heads.standing))

    @rule(
        at=AT,
        holder=st.sampled_from(["H1", "H2"]),
        after=st.sampled_from([-60, -1, 30]),
        lasts=MINUTES,
        people=st.sampled_from([7, 10, 60]),
        marking=st.sampled_from(["white flag on roof", "family Quill"]),
    )
    def notify(self, at: int, holder: str, after: int, lasts: int, people: int, marking: str) -> None:
        """Tell a holder; who holds nothing, an exact number and a name are refused."""
        post = self.posts[at]
        begin = post.now + after * MINUTE
        done = post.act(
            "notice.sent",
            "o1",
            notice=self._name("N"),
            corridor="corridor:C1",
            holder=holder,
            from_millis=begin,
            until_millis=begin + lasts * MINUTE,
            people_about=people,
            vehicles=2,
            marking=marking,
        )
        assert not (done and (people == 7 or "Quill" in marking))

    @rule(
        at=AT,
        pick=st.integers(0, 9),
        said=st.sampled_from(["acknowledged", "cleared", "cleared", "refused"]),
        minutes=MINUTES,
        heard=st.booleans(),
    )
    def answer(self, at: int, pick: int, said: str, minutes: int, heard: bool) -> None:
        """Record what a holder said, in place of all that was heard of, or of nothing."""
        post = self.posts[at]
        if post.known.notices:
            notice = sorted(post.known.notices)[pick % len(post.known.notices)]
            about = post.known.notices[notice]
            replaces = [
                name
                for one in post.known.notices.values()
                if one.holder == about.holder
                for name in one.answers.standing
                if heard
            ]
            post.act("notice.answered", "o1", notice=notice, answer=said, valid_minutes=minutes, replaces=replaces)

    @rule(at=AT, pick=st.integers(0, 9))
    def withdraw(self, at: int, pick: int) -> None:
        """Withdraw a notice."""
        post = self.posts[at]
        if post.known.notices:
            assert post.act("notice.withdrawn", "o1", notice=sorted(post.known.notices)[pick % len(post.known.notices)])

    @rule(at=AT)
    def agree(self, at: int) -> None:
        """Ask every holder who stands, and record a clearance of each: what opens a corridor, if anything does."""
        self.prepare(at)
        post = self.posts[at]
        named = post.known.corridors.get("corridor:C1", Heads()).standing.values()
        for holder in sorted(set().union(*(one.holders for one in named))):
            if not any(one.holder == holder and one.is_on(post.now) for one in post.known.notices.values()):
                self.notify(at, holder, -1, 60, 10, "white flag on roof")
            for notice, one in sorted(post.known.notices.items()):
                if one.holder == holder and one.is_on(post.now):
                    names = [
                        name for other in post.known.notices.values() if other.holder == holder
                        for name in other.answers.standing
                    ]  # fmt: skip
                    post.act("notice.answered", "o1", notice=notice, answer="cleared", valid_minutes=60, replaces=names)

    @rule(at=AT, place=st.sampled_from(PLACES), state=st.sampled_from(["clear", "unknown", "threat"]), minutes=MINUTES)
    def report_place(self, at: int, place: str, state: str, minutes: int) -> None:
        """Report a place."""
        post = self.posts[at]
        heads = post.known.places.get(place, Heads())
        said = {"place": place, "state": state, "seen_millis": post.now, "valid_minutes": minutes}
        assert post.act("place.reported", "o2", **said, replaces=sorted(heads.standing))

    @rule(at=AT, state=st.sampled_from(["ready", "out", "lost", "unknown"]), minutes=MINUTES)
    def report_vehicle(self, at: int, state: str, minutes: int) -> None:
        """Report a vehicle."""
        post = self.posts[at]
        replaces = sorted(post.known.vehicles.get("B1.0", Heads()).standing)
        assert post.act("vehicle.reported", "o2", vehicle="B1.0", state=state, valid_minutes=minutes, replaces=replaces)

    @rule(at=AT, state=st.sampled_from(["planned", "boarding", "departed", "cancelled"]), minutes=MINUTES)
    def report_flight(self, at: int, state: str, minutes: int) -> None:
        """Report a flight."""
        post = self.posts[at]
        replaces = sorted(post.known.flights.get("F1", Heads()).standing)
        assert post.act("flight.reported", "o2", flight="F1", state=state, valid_minutes=minutes, replaces=replaces)

    @rule(at=AT, site=st.sampled_from(["T1", "G1", "X1"]))
    def check_in(self, at: int, site: str) -> None:
        """Check a party in, also where its plan does not take it."""
        assert self.posts[at].act("checkin.made", "o2", party="P1", site=site)

    @rule(at=AT, units=st.integers(-3, 12))
    def promise(self, at: int, units: int) -> None:
        """Promise seats out of the laptop's share, or take back."""
        self.posts[at].act("share.promised", "o1", thing="F1", units=units)

    @rule(at=AT, plan=st.sampled_from(["p1", "p2"]))
    def tell(self, at: int, plan: str) -> None:
        """Sign an instruction and queue it: never over a STOP or HOLD, never of a plan that does not stand alone."""
        post = self.posts[at]
        state = post.known
        order = find_order(state.orders, "party:P1")
        may = order is not None and order.level is Level.GO
        done = post.act(
            "instructions.signed",
            "o1",
            number=max(1, post.now // 1000),
            parties=["P1"],
            marks=[f"{self.number:032x}"],
            plan=plan,
        )
        assert not done or (may and {one.plan for one in state.adopted.standing.values()} == {plan})
        queued = post.act(
            "message.queued",
            "o1",
            message=self._name("m"),
            case="P1.1",
            party="P1",
            about="instruction",
            channels=["sms"],
            count=1,
            digest="d",
            not_after_millis=10**15,
            substance="s",
        )
        assert not queued or order is None or order.level is Level.GO, "told over a STOP"

    @rule(at=AT, meaning=st.sampled_from(["help", "cannot", "going"]))
    def reply(self, at: int, meaning: str) -> None:
        """Hear a reply."""
        said = {"channel": "sms", "meaning": meaning, "digest": "d", "party": "P1"}
        self.posts[at].act("reply.received", "system", reply=self._name("r"), **said)

    @rule(minutes=st.sampled_from([1, 11, 61, 301]))
    def pass_time(self, minutes: int) -> None:
        """Let time pass everywhere."""
        for post in self.posts:
            post.laptop.device.wall += minutes * MINUTE

    @rule(at=AT, data=st.randoms(use_true_random=False))
    def exchange(self, at: int, data: random.Random) -> None:
        """Hear a part of what the other has, in any order, some of it twice."""
        every = self.posts[1 - at].laptop.record.in_order()
        part = data.sample(every, data.randint(0, len(every)))
        self.posts[at].hear(part + part[: len(part) // 2])

    @rule(data=st.randoms(use_true_random=False))
    def merge(self, data: random.Random) -> None:
        """Hear everything on both: they hold one state then."""
        self._merge(data)

    def _merge(self, dice: random.Random) -> None:
        every = [one for post in self.posts for one in post.laptop.record.in_order()]
        for post in self.posts:
            post.hear(dice.sample(every, len(every)))
        assert self.posts[0].known == self.posts[1].known, "two laptops that heard the same differ"
        assert not find_oversold(self.posts[0].known.shares), "a seat was promised twice"

    @invariant()
    def laws_hold(self) -> None:
        """Hold each laptop to the laws, now and at moments to come."""
        TALLY["steps"] += 1
        for post in self.posts:
            if post.looked == (post.known.events, post.now):
                continue
            post.looked = post.known.events, post.now
            law = PassageLaw(post.laptop.record.in_order(), {one.event for one in post.known.refused})
            for later in (0, 9, 59, 299):
                now = post.now + later * MINUTE
                lawful = law.list_lawful(now)
                said = _corridors(post.known, now)
                assert {one.corridor for one in said if one.open} <= lawful, "a corridor is open against the law"
                TALLY["corridors found open"] += sum(one.open for one in said)
            _check_beliefs(post.known, post.now)
            _check_people(post.known, post.now)

    def teardown(self) -> None:
        """End with everything heard."""
        if hasattr(self, "posts"):
            self._merge(random.Random(1))


def _corridors(state: State, now: int):
    return list_corridors(state.corridors, state.notices, state.orders, state.places, now)


def _check_beliefs(state: State, now: int) -> None:
    """Hold that what ran out is unknown, of places, vehicles and flights, and never better."""
    for place, heads in state.places.items():
        if all(one.until_millis < now for one in heads.standing.values()):
            assert find_sighting(state.places, place, now) is Seen.UNKNOWN
    for reports in (state.vehicles, state.flights):
        for name, heads in reports.items():
            over = all(one.until_millis < now for one in heads.standing.values())
            final = any(one.state in ("departed", "cancelled") for one in heads.standing.values())
            if over:
                assert (find_means(reports, name, now).state == "unknown") != final


def _check_people(state: State, now: int) -> None:
    """Hold that who is overdue is looked for, and that seats and people are never more than there are."""
    moves = [Move("P1", 4, 0, (Stop("T1", now - HOUR), Stop("G1", now - HOUR, "B1.0")), "A1", "F1", ("K1",))]
    rows = list_expected(moves, state, now, 30.0)
    (row,) = rows
    told = find_plights(rows, state, _corridors(state, now), now)
    assert (row.state is Presence.ARRIVED) == (state.arrived.get("P1") == "G1")
    assert row.state is Presence.ARRIVED or "all or message them" in told["P1"]
    assert "safe" not in "".join(told.values())
    (flight,) = list_flights([FlightDue("F1", "A1", now + HOUR, SEATS)], rows, state.promised, state.flights, now)
    assert 0 <= flight.empty <= SEATS - max(flight.arrived, 0)
    assert sum(state.promised.get("F1", {}).values()) <= SEATS, "more seats are promised than there are"


def walk_machine(walks: int, steps: int, number: int = 0) -> Counter[str]:
    """Let so many walks of so many steps be gone, for one number the same; return what was met.

    A law that is broken is an error.
    """
    TALLY.clear()
    chosen = settings(
        max_examples=walks, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(seed(number)(type("Numbered", (OperationMachine,), {})), settings=chosen)
    return Counter(TALLY)
