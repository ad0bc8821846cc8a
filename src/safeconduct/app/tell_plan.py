"""Tell parties the adopted plan: what changed since they were told last, signed, on pages, and queued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from safeconduct.app.access import Door
from safeconduct.app.find_recipients import Recipient, find_recipient
from safeconduct.app.ports import Signer
from safeconduct.app.preview_messages import PlaceLine, Preview, preview_messages
from safeconduct.app.publish_pages import Published, SealAll
from safeconduct.app.queue_messages import queue_messages
from safeconduct.app.sign_instructions import ToTell, sign_instructions
from safeconduct.core.basics import Fault, InputFaultsError, MixedError
from safeconduct.core.delivery import About, ChannelRule, Message, Thread
from safeconduct.core.instructions import Instruction, Phrasebook, instruct_all
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.core.operation import Level, State, UseCase, find_order
from safeconduct.core.operation.telling import find_unadopted
from safeconduct.core.picture.district import districts_of
from safeconduct.core.plan import Case, Plan
from safeconduct.core.record import ActorId, Operation
from safeconduct.core.sufficiency import digest_case, digest_plan

STRANGER, OVER, UNCHANGED = "not registered, or arrived", "time to set out is over", "told the same already"
ELSEWHERE = "elsewhere"

DrawIdent = Callable[[], str]
Publish = Callable[[Case, Sequence[Instruction], SealAll], Published]


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold what would be told, to whom, and who is left out; nothing has left."""

    case: Case
    plan: str  # digest
    told: tuple[tuple[Recipient, Message], ...]
    instructions: tuple[Instruction, ...]  # of those told, in their order, then of those whom no channel reaches
    preview: Preview

    @property
    def messages(self) -> list[Message]:
        """Return what is queued."""
        return [message for _, message in self.told]


@dataclass(frozen=True, slots=True)
class Done:
    """Say what was done."""

    queued: int
    pages: Published | None


def compose_telling(
    door: Door,
    actor: ActorId,
    exercise: bool,
    case: Case,
    plan: Plan,
    phrasebook: Phrasebook,
    rules: Mapping[str, ChannelRule],
    secret: bytes,
    draw: DrawIdent,
    now: float,
    *,
    parties: Collection[str] = (),
    again: bool = False,
    cadence_hours: float = CADENCE_HOURS,
) -> Telling:
    """Return what each of the parties, or of all, would be told; with `again` those too who were told the same.

    Left out is who is not registered, has arrived, may not set out any more, or stands under a STOP or HOLD.

    Raises:
        DeniedError: where the operator may not instruct, the plan is not the one adopted, or two people are needed.
        InputFaultsError: where the case has no such party.
        MixedError: for an exercise's case in a live operation, or the other way round.
        PlanMisfitError: where the plan does not fit the case.
    """
    state = door.read(actor, UseCase.INSTRUCT)
    if case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this plan's case is of the other kind")
    digest = digest_plan(plan)
    _check_adopted(door, state, actor, digest, case)
    _check_parties(case, parties)
    case = _speak_as_registered(case, state)
    recipients = {
        party.party_id: found
        for party in case.parties
        if (found := find_recipient(state, party.party_id, phrasebook, rules, secret)) is not None
    }
    written = instruct_all(
        case, plan, phrasebook, told_at=now, cadence_hours=cadence_hours,
        card_codes={party: one.card_code for party, one in recipients.items() if one.card_code},
    )  # fmt: skip
    subjects = _list_subjects(plan)
    left = Counter[str]()
    told, kept, alone = list[tuple[Recipient, Message]](), list[Instruction](), list[Instruction]()
    for one in written:
        if parties and one.party_id not in parties:
            continue
        why = _find_why_not(state, recipients, one, subjects.get(one.party_id, ()), now, again)
        if why:
            left[why] += 1
        elif recipients[one.party_id].channels:
            told.append((recipients[one.party_id], _word(recipients[one.party_id], one, draw())))
            kept.append(one)
        else:
            alone.append(one)
    why = find_unadopted(state, actor, digest, len(told))
    if why:
        raise door.denial(actor, UseCase.INSTRUCT.value, why)
    unspoken = Counter(
        str(state.parties[one.party].facts.get("language", "")) for one, _ in told if not one.spoken
    )  # fmt: skip
    nobody = _count_places(case, [one.party_id for one in alone])
    preview = preview_messages(told, rules, nobody, left, unspoken)
    return Telling(case, digest, tuple(told), (*kept, *alone), preview)


def tell_plan(
    door: Door,
    actor: ActorId,
    signer: Signer,
    operation: Operation,
    telling: Telling,
    issued: int,
    publish: Publish | None = None,
    *,
    request: str = "",
    after: int = 0,
) -> Done:
    """Sign each instruction, publish the pages where there is a place for them, then queue every message.

    What it was stopped at can be told again: who is queued by then has been told, and all others have not. `request`
    and `after` are those of queue_messages.

    Raises:
        DeniedError: where a STOP, another plan or another operator came in between; what was queued before stays.
        StoreError: where the record or the pages refuse.
    """
    seal = partial(sign_instructions, door, actor, signer, operation, issued=issued, plan=telling.plan)
    pages = None
    if publish is not None:
        pages = publish(telling.case, telling.instructions, lambda asked: seal(asked=asked))
    else:
        seal(
            asked=[
                ToTell(one.party_id, one.party_id, int(one.valid_until), one.language, one.short)
                for one in telling.instructions[: len(telling.told)]
            ]
        )
    return Done(queue_messages(door, actor, telling.messages, request, after=after), pages)


def _check_adopted(door: Door, state: State, actor: ActorId, digest: str, case: Case) -> None:
    why = find_unadopted(state, actor, digest, 0)
    cases = {one.case for one in state.adopted.standing.values()}
    if not why and digest_case(case) not in cases:
        why = "the case has changed since the plan was adopted against it: adopt the plan again"
    if why:
        raise door.denial(actor, UseCase.INSTRUCT.value, why)


def _check_parties(case: Case, parties: Collection[str]) -> None:
    known = {party.party_id for party in case.parties}
    faults = [
        Fault("options", 0, "--party", party, "the case has no such party", "take an id from its party.csv")
        for party in parties
        if party not in known
    ]
    if faults:
        raise InputFaultsError(faults)


def _speak_as_registered(case: Case, state: State) -> Case:
    """Return the case with each party's language as it was registered, where one was."""
    parties = tuple(
        replace(party, language=str(tag))
        if (entry := state.parties.get(party.party_id)) and (tag := entry.facts.get("language"))
        else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def _list_subjects(plan: Plan) -> dict[str, set[str]]:
    """Return, by party, the sites that it stops at: an order about one concerns it."""
    found: dict[str, set[str]] = {}
    for leg in plan.legs:
        if leg.site_id:
            found.setdefault(leg.party_id, set()).add(f"site:{leg.site_id}")
    return found


def _find_why_not(
    state: State,
    recipients: Mapping[str, Recipient],
    one: Instruction,
    subjects: Collection[str],
    now: float,
    again: bool,
) -> str:
    """Return why a party is not told; "" where it is."""
    if one.party_id not in recipients:
        return STRANGER
    order = find_order(state.orders, f"party:{one.party_id}", *subjects)
    if order is None or order.level > Level.GO:
        return f"{'no GO' if order is None else order.level.name} stands over them"
    if int(one.valid_until) <= int(now):
        return OVER
    same = state.threads.get(one.party_id, Thread()).told == one.substance
    return UNCHANGED if same and not again else ""


def _word(recipient: Recipient, one: Instruction, ident: str) -> Message:
    tail = f"\n{recipient.card_code}\n" if recipient.card_code else ""
    return Message(
        ident=ident,
        case=recipient.case,
        party=recipient.party,
        about=About.INSTRUCTION,
        channels=recipient.channels,
        parts=one.parts if recipient.by_sms else (one.long + tail,),
        not_after_millis=int(one.valid_until * 1000),
        language=one.language,
        replaces=recipient.replaces,
        substance=one.substance,
        crossed=recipient.crossed,
    )


def _count_places(case: Case, parties: Sequence[str]) -> list[PlaceLine]:
    """Count parties by the district in which they are; none is named."""
    by_id, rows, streets = {one.party_id: one for one in case.parties}, case.network.node_index(), case.network
    found: dict[str, tuple[int, int]] = {}
    at = [rows[by_id[party].node_id] for party in parties]
    names = [ELSEWHERE] * len(parties)
    for district in districts_of(streets, case.districts):
        inside = district.holds(streets.x[at], streets.y[at]).tolist()
        names = [
            district.name if holds and name == ELSEWHERE else name for name, holds in zip(names, inside, strict=True)
        ]
    for party, name in zip(parties, names, strict=True):
        many, people = found.get(name, (0, 0))
        found[name] = many + 1, people + by_id[party].size
    return [PlaceLine(name, *found[name]) for name in sorted(found)]
