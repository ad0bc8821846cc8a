"""Publish the instructions of a plan: one sealed page for each party, under the code of its card."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore, InstructionSigner, PageCodes, PageShelf, PageWriter, PlanStore
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.instructions import Instruction, instruct_all
from safeconduct.core.instructions.reach import PageText, StreetLines, complete_code, index_streets
from safeconduct.core.trust import SignedInstruction, address, name_key, seal_instruction, to_base64url

DrawNumber = Callable[[], int]  # below CODES, and nobody can foresee it


@dataclass(frozen=True, slots=True)
class Published:
    """Say what was published."""

    pages: int
    over: int  # parties whose time to set out is over: they keep the page that they have
    new_codes: int
    removed: int  # pages whose time was over
    expires: float  # POSIX second
    name_of_key: str  # which the cards carry too


def publish_pages(
    cases: CaseStore, plans: PlanStore, case_folder: Path, plan_folder: Path, writer: PageWriter, shelf: PageShelf,
    codes: PageCodes, code_file: Path, signer: InstructionSigner, draw: DrawNumber, now: float, keep_hours: float,
) -> Published:  # fmt: skip
    """Put a page for every party of the case on the shelf, until some hours after the case's deadline.

    A party keeps its code from one plan to the next, and its new page takes the place of the old one. The codes are
    kept before a page is; if it fails half way, some parties have the new page, the others the old one: publish again.

    Raises:
        InputFaultsError: where a page is too large, or the table of codes has faults.
        PlanMisfitError, CannotReadError, StoreError: where plan, files or shelf do not do.
    """
    case, plan = cases.read(case_folder), plans.read(plan_folder)
    expires = case.deadline + keep_hours * 3600.0
    told = instruct_all(case, plan)
    before = codes.read(code_file)
    every = _give_codes([one.party_id for one in told], before, draw)
    lines = index_streets(case.network)
    pages, faults, over = [], [], 0
    for one in told:
        if int(one.valid_until) <= int(now):
            over += 1
            continue
        try:
            pages.append((every[one.party_id], _make_page(one, every[one.party_id], lines, writer, signer, now)))
        except ValueError as error:
            remedy = "plan the case anew; nothing was published"
            faults.append(Fault("plan", 0, "party_id", one.party_id, str(error), remedy))
    if faults:
        raise InputFaultsError(faults)
    codes.write(code_file, every)
    removed = shelf.remove_old(now)
    return Published(shelf.put(pages, expires), over, len(every) - len(before), removed, expires, name_key(signer.key))


def _give_codes(parties: list[str], before: Mapping[str, str], draw: DrawNumber) -> dict[str, str]:
    """Return a code for each party, and the codes of parties that there were: no code is ever given twice."""
    codes, taken = dict(before), set(before.values())
    for party in parties:
        while party not in codes:
            code = complete_code(draw())
            if code not in taken:
                codes[party] = code
                taken.add(code)
    return codes


def _make_page(
    one: Instruction, code: str, lines: StreetLines, writer: PageWriter, signer: InstructionSigner, now: float
) -> bytes:
    shown = PageText(one.long, "en", "ltr", one.routes)
    drawn = writer.draw(shown, lines)
    signed = SignedInstruction(
        operation=signer.operation,
        exercise=one.is_exercise,
        addressee=address(code, signer.secret),
        number=int(now),  # rises with every publication
        issued=int(now),
        valid_until=int(one.valid_until),
        language=shown.language,
        text=shown.text,
        map_digest=hashlib.sha256(drawn.encode()).hexdigest() if drawn else "",
    )
    armoured = to_base64url(seal_instruction(signed, signer.sign))
    return writer.write(shown, drawn, armoured, signer.key, name_key(signer.key))
