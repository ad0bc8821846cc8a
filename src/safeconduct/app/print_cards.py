"""Print a card for each party: sealed by the operation's key, or for rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.instruct import check_languages
from safeconduct.app.ports import CardPrinter, CaseStore, PlanStore, Signer
from safeconduct.app.sign_instructions import ToTell, sign_instructions
from safeconduct.core.basics import StoreError
from safeconduct.core.instructions import Instruction, Phrasebook, instruct_all, instruct_party
from safeconduct.core.instructions.reach import group_code
from safeconduct.core.instructions.sheets import CardSeal, CardText, complete_card, write_cards
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId, Operation
from safeconduct.core.trust import INSTRUCTION_PREFIX, derive_secret, list_codes, name_key, to_base45

PER_FILE = 100
"""Cards in one PDF: 50 sheets, a pile that a person can cut, fold and hand out."""


@dataclass(frozen=True, slots=True)
class CardTexts:
    """Hold the cards to print, still without seal, and the case that they are of."""

    case: Case
    texts: tuple[CardText, ...]

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """Return the tags of the languages used that no speaker has reviewed."""
        told = (text.instruction for text in self.texts)
        return tuple(sorted({one.language for one in told if one.machine_drafted}))

    def still_open(self, now: float) -> CardTexts:
        """Leave out the parties that may not set out any more: nobody should carry such a card."""
        return CardTexts(self.case, tuple(one for one in self.texts if int(one.instruction.valid_until) > int(now)))


def prepare_cards(
    cases: CaseStore,
    plans: PlanStore,
    phrasebook: Phrasebook,
    case_folder: Path,
    plan_folder: Path,
    parties: Sequence[str] = (),
    *,
    language: str = "",
    told_at: float | None = None,
    cadence_hours: float = CADENCE_HOURS,
) -> CardTexts:
    """Return the card of each of the parties, or of all, in the party's own language or in the one that is given.

    Raises InputFaultsError or CannotReadError where a folder cannot be read or a language is not spoken,
    UnknownPartyError where the case has no such party, and PlanMisfitError where the plan does not belong to the case.
    """
    chosen = (language,) if language else ()
    check_languages(phrasebook, [*chosen, phrasebook.default])
    case, plan = cases.read(case_folder), plans.read(plan_folder)
    told: tuple[Instruction, ...]
    if parties:
        told = tuple(
            instruct_party(
                case, plan, party, phrasebook, language=language, told_at=told_at, cadence_hours=cadence_hours
            )
            for party in dict.fromkeys(parties)
        )
    else:
        told = instruct_all(case, plan, phrasebook, languages=chosen, told_at=told_at, cadence_hours=cadence_hours)
    return CardTexts(case, write_cards(case, plan, phrasebook, told))


def seal_cards(
    door: Door,
    actor: ActorId,
    signer: Signer,
    operation: Operation,
    cards: CardTexts,
    page_codes: Mapping[str, str],
    number: int,
    now: int,
) -> tuple[CardSeal, ...]:
    """Return the seal of each card: its short text signed and on record, and the codes of the party's card `number`.

    The short text is signed because it fits a QR code that any phone reads; its check code is that of the whole card. A
    party without a page's code is addressed by its id. Print cards before you publish pages: the last one signed is
    the newest.

    Raises:
        DeniedError: where the operator may not sign.
        StoreError: where the case is an exercise and the operation is not, or the other way round.
    """
    if cards.case.is_exercise != operation.exercise:
        kinds = ("live", "an exercise")
        raise StoreError(
            f"the case is {kinds[cards.case.is_exercise]} and the operation is {kinds[operation.exercise]}: "
            "no card may be of both; name the right operation"
        )
    told = [text.instruction for text in cards.texts]
    asked = [
        ToTell(one.party_id, page_codes.get(one.party_id, one.party_id), int(one.valid_until), one.language, one.short)
        for one in told
    ]
    sealed = sign_instructions(door, actor, signer, operation, asked, now)
    name = name_key(signer.public_key)
    return tuple(
        CardSeal(
            to_base45(signed, INSTRUCTION_PREFIX),
            name,
            number,
            list_codes(derive_secret(signer.secret, one.party_id, number)),
        )
        for one, signed in zip(told, sealed, strict=True)
    )


def list_outrun(door: Door, cards: CardTexts, page_codes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parties whose page will count as older than the card that is signed now: they were told before."""
    told, named = door.state().told, (one.instruction.party_id for one in cards.texts)
    return tuple(party for party in named if party in told and party in page_codes)


def print_cards(
    cards: CardTexts,
    phrasebook: Phrasebook,
    printer: CardPrinter,
    seals: Sequence[CardSeal] | None,
    page_codes: Mapping[str, str],
    tell: Callable[[float], None],
) -> Iterator[bytes]:
    """Give PDF after PDF of `PER_FILE` cards, in the case's order; without seals each says that it is not signed.

    `tell` hears the share that is done. Raises InputFaultsError naming a party whose card has no room.
    """
    for start in range(0, len(cards.texts), PER_FILE):
        few = range(start, min(start + PER_FILE, len(cards.texts)))
        yield printer.render(
            [
                complete_card(
                    cards.texts[at],
                    phrasebook.of(cards.texts[at].instruction.language),
                    None if seals is None else seals[at],
                    _show_code(page_codes.get(cards.texts[at].instruction.party_id, "")),
                )
                for at in few
            ]
        )
        tell(few.stop / len(cards.texts))


def _show_code(code: str) -> str:
    return group_code(code) if code else ""
