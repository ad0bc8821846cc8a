"""Answer what is asked of the vault: decide, write the ledger, and only then do it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final, assert_never

from safeconduct.adapters.vault.boxes import open_box
from safeconduct.adapters.vault.export_file import write_export
from safeconduct.adapters.vault.leave import HOUR_MILLIS, Leave, is_signed
from safeconduct.adapters.vault.vault_folder import VaultFolder
from safeconduct.adapters.vault.wire import TOGETHER_MAX, parse_ask
from safeconduct.core.basics import InputFaultsError, SafeconductError
from safeconduct.core.record import ActorId, Json
from safeconduct.core.vault import (
    Allow,
    Ask,
    BeginCase,
    CaseId,
    EraseCase,
    Export,
    Facts,
    Field,
    Fingerprint,
    Identity,
    KeepSealed,
    Lock,
    OfOneCase,
    OpenContact,
    OpenIdentity,
    Quota,
    Refusal,
    Role,
    Spent,
    Standing,
    TagReferences,
    TellStatus,
    decide,
    find_spent,
    list_marks,
    object_to_export,
)

Answer = dict[str, Any]
NOBODY: Final = ActorId("unknown")
NO_WORDS: Final = "not an ask that the vault knows"
ENTRIES_MAX: Final = 500
TOGETHER: Final = frozenset({"begin", "seal", "fingerprint"})
"""What may be asked for many cases in one frame: each is decided and noted as if it came alone."""


class Service:
    """Answer one ask at a time; nothing goes round `answer`."""

    def __init__(self, folder: VaultFolder, allowance: int = 0) -> None:
        """Take an unlocked vault, and how many people the service may register besides its quota."""
        self._folder, self._leave, self._telling = folder, Leave(allowance), Leave()
        self._turn = threading.Lock()
        self.locked = threading.Event()  # set when somebody asked to lock

    def answer(self, role: Role, said: Mapping[str, Any]) -> Answer:
        """Return the answer to an ask: at most one identity, and never before it stands in the ledger."""
        with self._turn:
            if self.locked.is_set():
                return refuse("locked", "the vault is locked")
            return self._guard(lambda: self._answer(role, said))

    def refuse_frame(self) -> Answer:
        """Return the answer to what is no frame."""
        with self._turn:
            if self.locked.is_set():
                return refuse("locked", "the vault is locked")
            return self._guard(lambda: self._note_refusal(NOBODY, "malformed", NO_WORDS))

    def keep_house(self) -> None:
        """Finish erasures, bring copies of the keys up to date, and take away exports that have expired."""
        with self._turn:
            if not self.locked.is_set():
                with suppress(SafeconductError, OSError):  # a full disk now may not be full in five seconds
                    self._folder.finish_erasures()
                    self._folder.rewrite_copies()
                    self._folder.remove_expired()

    def lock(self) -> None:
        """Forget the keys."""
        with self._turn:
            self.locked.set()
            self._folder.close()

    def _guard(self, answer: Callable[[], Answer]) -> Answer:
        try:
            return answer()
        except SafeconductError as error:
            return refuse("broken", str(error))
        except Exception as error:  # its words might be somebody's name
            return refuse("broken", type(error).__name__)

    def _answer(self, role: Role, said: Mapping[str, Any]) -> Answer:
        return self._answer_together(role, said) if said.get("op") == "together" else self._answer_one(role, said)

    def _answer_together(self, role: Role, said: Mapping[str, Any]) -> Answer:
        """Answer asks of intake up to the first that is refused, all of them after one wait for the disk."""
        asks = said.get("asks")
        if not isinstance(asks, list) or not 0 < len(asks) <= TOGETHER_MAX:
            return self._note_refusal(NOBODY, "malformed", NO_WORDS)
        if not all(isinstance(one, Mapping) and str(one.get("op")) in TOGETHER for one in asks):
            return self._note_refusal(NOBODY, "malformed", NO_WORDS)
        answers: list[Answer] = []
        try:
            with self._folder.together():
                for one in asks:
                    answers.append(self._guard(partial(self._answer_one, role, one)))
                    if not answers[-1]["ok"]:
                        break
        except SafeconductError:
            self.locked.set()  # what is held here may not be on the disk: keyd must read it anew
            raise
        return grant(answers=answers)

    def _answer_one(self, role: Role, said: Mapping[str, Any]) -> Answer:
        folder = self._folder
        try:
            ask = parse_ask(said)
        except (ValueError, KeyError, TypeError):
            return self._note_refusal(NOBODY, "malformed", NO_WORDS)
        if isinstance(ask, Export):
            ask = replace(ask, approvals=folder.approvers.keep_good(ask.approvals))
        facts = self._gather(role, ask)
        refusal = decide(ask, folder.door, facts)
        if refusal is not None:
            return self._note_refusal(ask.actor, refusal.name.lower(), self._word(refusal, ask, facts), ask, facts)
        return self._grant(ask, facts)

    def _gather(self, role: Role, ask: Ask) -> Facts:
        folder = self._folder
        moment = folder.read_clock()
        standing, rows = Standing.UNKNOWN, 0
        if isinstance(ask, Export):
            rows = sum(folder.standing(case) is Standing.SEALED for case in set(ask.request.cases))
        elif isinstance(ask, OfOneCase):
            standing = folder.standing(ask.case)
        return Facts(
            role,
            standing,
            moment.running,
            moment.wall,
            folder.key.exercise,
            folder.messages,
            folder.exports.keys(),
            rows,
            self._count_leave(role, ask, moment.running),
            isinstance(ask, Allow) and is_signed(folder.key, ask) and ask.nonce not in folder.leaves,
        )

    def _count_leave(self, role: Role, ask: Ask, now: int) -> int:
        """Return how much of what is asked for a person has given leave for: the service registers, the other tells."""
        if role is Role.DISPATCHER:
            return self._telling.left_for(ask, now)
        return self._leave.left_for(ask, now) if role is Role.SERVICE else 0

    def _word(self, refusal: Refusal, ask: Ask, facts: Facts) -> str:
        if refusal is Refusal.EXPORT and isinstance(ask, Export):
            against = object_to_export(
                ask.request, ask.approvals, facts.rows, facts.wall, facts.exports, facts.exercise
            )
            return f"{refusal}: " + "; ".join(against)
        if refusal is Refusal.QUOTA and isinstance(ask, Fingerprint | TagReferences):
            return f"{refusal}; to register many: `safeconduct vault allow`, with the passphrase"
        if refusal is Refusal.QUOTA and isinstance(ask, OpenContact) and facts.role is Role.DISPATCHER:
            return f"{refusal}; to tell many: `safeconduct vault allow FOLDER --messages N`, with the passphrase"
        return str(refusal)

    def _note_refusal(
        self, actor: ActorId, code: str, why: str, ask: Ask | None = None, facts: Facts | None = None
    ) -> Answer:
        payload: dict[str, Json] = {"why": code, "ask": type(ask).__name__ if ask else ""}
        if isinstance(ask, OfOneCase):
            payload["case"] = ask.case
        self._folder.note(actor, "refused", payload)
        wait = 0
        if code == "quota" and ask is not None and facts is not None and (spent := find_spent(ask, facts)):
            wait = -(-self._folder.door.wait_millis(spent.quota, facts.now) // 1000)
        return refuse(code, why, wait)

    def _grant(self, ask: Ask, facts: Facts) -> Answer:
        folder, spent = self._folder, find_spent(ask, facts)
        match ask:
            case BeginCase():
                return self._begin(ask, facts, spent)
            case KeepSealed():
                return self._keep_sealed(ask, facts, spent)
            case Fingerprint():
                folder.note(ask.actor, "identity.fingerprinted", {"case": ask.case}, spent)
                self._take_leave(spent)
                return grant(fingerprints=self._fingerprint(ask.case))
            case TagReferences():
                folder.note(ask.actor, "references.tagged", {}, spent)
                self._take_leave(spent)
                return grant(tags=[self._tag("reference", one.hex()) for one in ask.digests])
            case Allow():
                return self._give_leave(ask, facts.now)
            case OpenIdentity():
                payload: dict[str, Json] = {"case": ask.case, "purpose": ask.purpose, "fields": list(ask.fields)}
                folder.note(ask.actor, "identity.opened", payload, spent)
                return grant(identity=choose_fields(folder.open_identity(ask.case), ask.fields))
            case OpenContact():
                payload = {"case": ask.case, "message": ask.message, "channel": ask.channel}
                folder.note(ask.actor, "contact.opened", payload, spent)
                self._take_leave(spent)
                return self._find_address(ask)
            case EraseCase():
                folder.note(ask.actor, "case.erased", {"case": ask.case}, spent)
                return grant(owed=folder.erase(ask.case))
            case Export():
                return self._export(ask, spent)
            case TellStatus():
                entries = {str(number): folder.ledger.digest(number).hex() for number in ask.entries[:ENTRIES_MAX]}
                return grant(**self._tell_status(facts), entries=entries)
            case Lock():
                folder.note(ask.actor, "vault.locked", {})
                self.locked.set()
                return grant()
            case _:
                assert_never(ask)

    def _give_leave(self, ask: Allow, now: int) -> Answer:
        """Let the dispatcher tell many, or else the service register many; a newer leave takes the older's place."""
        leave = Leave(ask.messages or ask.people, now + ask.hours * HOUR_MILLIS)
        said: dict[str, Json] = {"people": ask.people, "nonce": ask.nonce}
        self._folder.note(
            ask.actor, "leave.given", said | ({"messages": ask.messages, "hours": ask.hours} if ask.messages else {})
        )
        if ask.messages:
            self._telling = leave
        else:
            self._leave = leave
        return grant()

    def _take_leave(self, spent: Spent | None) -> None:
        if spent is not None:
            leave = self._telling if spent.quota is Quota.MESSAGES else self._leave
            leave.take(spent.quota, spent.count)

    def _begin(self, ask: BeginCase, facts: Facts, spent: Spent | None) -> Answer:
        keys = self._folder.keys
        if facts.standing is not Standing.UNKNOWN:
            return grant(public=bytes(keys.private(ask.case).public_key).hex())
        self._folder.note(ask.actor, "case.begun", {"case": ask.case}, spent, sync=False)  # gives nothing away
        return grant(public=self._folder.add_case(ask.case).hex())

    def _keep_sealed(self, ask: KeepSealed, facts: Facts, spent: Spent | None) -> Answer:
        try:
            open_box(ask.box, ask.case, self._folder.keys.private(ask.case))  # what nobody could open is not kept
        except (ValueError, InputFaultsError):
            return self._note_refusal(ask.actor, "box", "not an identity sealed for this case", ask, facts)
        self._folder.note(ask.actor, "identity.sealed", {"case": ask.case}, spent)
        self._folder.keep_sealed(ask.case, ask.box)
        return grant()

    def _find_address(self, ask: OpenContact) -> Answer:
        identity = self._folder.open_identity(ask.case)
        found = [one.address for one in identity.contacts or () if one.channel == ask.channel]
        if not found and ask.channel in ("sms", "voice"):
            found = list(identity.phones or ())
        return grant(address=found[0]) if found else refuse("channel", "this case has no address on this channel")

    def _export(self, ask: Export, spent: Spent | None) -> Answer:
        folder, request = self._folder, ask.request
        made = write_export(request, [folder.open_identity(case) for case in request.cases])
        payload: dict[str, Json] = {
            "request": request.ident,
            "digest": request.digest().hex(),
            "purpose": request.purpose,
            "columns": list(request.columns),
            "rows": len(request.cases),
            "approvers": sorted({one.approver for one in ask.approvals}),
            "expires": request.expires_millis,
            "canary": self._tag("canary", made.canary),
        }
        folder.note(ask.actor, "export.made", payload, spent)
        name = folder.keep_export(request.ident, made.data)
        return grant(file=name, rows=len(request.cases), sha256=hashlib.sha256(made.data).hexdigest())

    def _fingerprint(self, case: CaseId) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for mark, text in sorted(list_marks(self._folder.open_identity(case))):
            found.setdefault(str(mark), []).append(self._tag(f"mark {mark}", text))
        return found

    def _tag(self, what: str, text: str) -> str:
        data = what.encode() + b"\0" + text.encode()
        return hashlib.blake2b(data, key=self._folder.tag_key, digest_size=16).hexdigest()

    def _tell_status(self, facts: Facts) -> dict[str, Any]:
        folder = self._folder
        left = {str(quota): folder.door.count_left(quota, facts.now) for quota in (Quota.IDENTITIES, Quota.CONTACTS)}
        many = {quota: folder.door.count_left(quota, facts.now) for quota in (Quota.FINGERPRINTS, Quota.REFERENCES)}
        many[Quota.MESSAGES] = min(
            folder.door.count_left(Quota.MESSAGES, facts.now), self._telling.left(Quota.MESSAGES, facts.now)
        )
        if facts.role is not Role.IMPORTER:
            many = {quota: min(count, self._leave.left(quota, facts.now)) for quota, count in many.items()}
        return {
            "vault": folder.key.vault,
            "exercise": folder.key.exercise,
            "cases": len(folder.keys),
            "erased": len(folder.erasures.cases),
            "role": str(facts.role),
            "left": left | {str(quota): count for quota, count in many.items()},
            "approvers": folder.approvers.names,
            "ledger": {"number": folder.ledger.number, "digest": folder.ledger.head.hex()},
            "lost": folder.count_lost(),
            "stale": folder.find_stale(),
            "owed": folder.owed(),
            "overdue": sorted(folder.erasures.find_overdue(folder.copy_names, facts.now)),
            "memory_locked": folder.memory_locked,
        }


def choose_fields(identity: Identity, fields: tuple[Field, ...]) -> dict[str, Json]:
    """Return the fields that were asked for, and no other; one that nobody was asked stays out."""
    return {field: value for field, value in identity.to_json().items() if field in fields}


def grant(**said: object) -> Answer:
    """Return what is given."""
    return {"ok": True, **said}


def refuse(code: str, why: str, wait_seconds: int = 0) -> Answer:
    """Return why nothing is given."""
    return {"ok": False, "code": code, "why": why, "wait_seconds": wait_seconds}
