"""Publish the instructions of a plan: one sealed page for each party, under the code of its card."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import PageCodes, PageShelf, PageWriter
from safeconduct.app.sign_instructions import ToTell
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.instructions import Instruction
from safeconduct.core.instructions.reach import PageText, StreetLines, complete_code, index_streets
from safeconduct.core.plan import Case
from safeconduct.core.trust import name_key, to_base64url

DrawNumber = Callable[[], int]  # below CODES, and nobody can foresee it


SealAll = Callable[[Sequence[ToTell]], Sequence[bytes]]
"""Return the signature and the body of each, in the order in which they were asked for."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    shown: PageText
    drawn: str
    asked: ToTell


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
    case: Case, told: Sequence[Instruction], writer: PageWriter, shelf: PageShelf, codes: PageCodes, code_file: Path,
    seal: SealAll, key: str, draw: DrawNumber, now: float, keep_hours: float,
) -> Published:  # fmt: skip
    """Put a page for every party that is told something on the shelf, until some hours after the case's deadline.

    A party keeps its code from one plan to the next, and its new page takes the place of the old one. The codes are
    kept before a page is; if it fails half way, some parties have the new page, the others the old one: publish again.

    Raises:
        InputFaultsError: where a page is too large, or the table of codes has faults.
        CannotReadError, StoreError: where files or shelf do not do.
    """
    expires = case.deadline + keep_hours * 3600.0
    before = codes.read(code_file)
    every = _give_codes([one.party_id for one in told], before, draw)
    lines = index_streets(case.network)
    going = [one for one in told if int(one.valid_until) > int(now)]
    faults: list[Fault] = []
    drawn = [_draw(one, every[one.party_id], lines, writer, faults) for one in going]
    sealed = seal([page.asked for page in drawn if page is not None]) if not faults else []
    pages = []
    for page, signed in zip((page for page in drawn if page is not None), sealed, strict=False):
        with _noting(page.asked.party, faults):
            pages.append((page.asked.reach_code, _write(page, signed, writer, key)))
    if faults:
        raise InputFaultsError(faults)
    codes.write(code_file, every)
    removed = shelf.remove_old(now)
    return Published(
        shelf.put(pages, expires), len(told) - len(going), len(every) - len(before), removed, expires, name_key(key)
    )


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


def _draw(
    one: Instruction, code: str, lines: StreetLines, writer: PageWriter, faults: list[Fault]
) -> _Drawn | None:  # fmt: skip
    shown = PageText(one.long, one.language, one.direction, one.routes)
    with _noting(one.party_id, faults):
        drawn = writer.draw(shown, lines)
        digest = hashlib.sha256(drawn.encode()).hexdigest() if drawn else ""
        return _Drawn(shown, drawn, ToTell(one.party_id, code, int(one.valid_until), shown.language, one.long, digest))
    return None


def _write(page: _Drawn, signed: bytes, writer: PageWriter, key: str) -> bytes:
    return writer.write(page.shown, page.drawn, to_base64url(signed), key, name_key(key))


@contextmanager
def _noting(party: str, faults: list[Fault]) -> Iterator[None]:
    """Note a page that is too large, and go on, so that all of them are named."""
    try:
        yield
    except ValueError as error:
        faults.append(Fault("plan", 0, "party_id", party, str(error), "plan the case anew; nothing was published"))
