"""Make instructions and passes that nobody must take, in every way that we know, and say what a reader made of them.

Each class takes a world and dice and returns the reason that a reader found; GENUINE would be a forgery accepted. A
control makes genuine ones, so that a reader that refuses everything is noticed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace

from nacl.signing import SigningKey

from safeconduct.adapters.trust.signatures import is_signed_by
from safeconduct.core.record import Json, encode
from safeconduct.core.trust import (
    Bulletin,
    GatePass,
    Newest,
    Reason,
    Revocations,
    SignedInstruction,
    Trust,
    Use,
    UsedPasses,
    address,
    check_instruction,
    check_pass,
    from_base45,
    from_base64url,
    mark,
    seal_bulletin,
    seal_instruction,
    seal_pass,
    to_base45,
    to_base64url,
)
from safeconduct.core.trust.decode import decode
from safeconduct.core.trust.signed import NUMBER_AHEAD_SECONDS, seal

NOW = 1_924_850_000
HOUR = 3_600
OPERATION, OTHER = "9f2c0a7be1d35864", "11d0c2b3a4958677"
GATES = ("gate:N", "gate:E", "checkpoint:7")
TEXTS = {
    "en": "Leave at {}:20 by Harbour Road. Stay indoors until then.",
    "fr": "Partez à {} h 20 par la rue du Port. Restez à l'intérieur jusque-là.",
    "fa-AF": "ساعت {}:۲۰ از سرک بندر حرکت کنید. تا آن وقت در خانه بمانید.",
    "uk": "Вирушайте о {}:20 Портовою вулицею. До того часу залишайтеся вдома.",
}
ORDER = 2**252 + 27742317777372353535851937790883648493  # of Ed25519's group
EXTREME_POINTS = (bytes([1]) + bytes(31), bytes(32), bytes([0xEC]) + b"\xff" * 30 + b"\x7f")  # of small order


def _key(seed: int) -> tuple[str, Callable[[bytes], bytes]]:
    key = SigningKey(seed.to_bytes(32))
    return bytes(key.verify_key).hex(), lambda body: key.sign(body).signature


OURS, OLDER, LOST, FOREIGN, THIEF = (_key(seed) for seed in (1, 2, 3, 4, 5))


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a genuine instruction and what its reader knows."""

    told: SignedInstruction
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a genuine pass."""

    shown: GatePass
    sealed: bytes


class World:
    """Hold an operation's genuine instructions and passes, and readers who check; count the signatures checked."""

    def __init__(self, dice: random.Random, size: int = 200) -> None:
        """Draw them; half of them are signed by an older key that still counts."""
        self.dice, self.verified = dice, 0
        self.told = [self._draw_told(at) for at in range(size)]
        self.shown = [self._draw_shown(at) for at in range(size)]
        self.trust = Trust(OPERATION, True, frozenset({OURS[0], OLDER[0], LOST[0]}), Revocations(frozenset({LOST[0]})))

    def verify(self, key: str, body: bytes, signature: bytes) -> bool:
        """Check a signature, and count that it was."""
        self.verified += 1
        return is_signed_by(key, body, signature)

    def read(self, sealed: bytes, one: Told, *, now: float = NOW, newest: Newest | None = None) -> Reason:
        """Let the reader of an instruction check what is shown to them."""
        return check_instruction(sealed, one.told.addressee, now, newest, self.trust, self.verify).reason

    def guard(self, sealed: bytes, one: Shown, *, now: float = NOW, used: UsedPasses | None = None) -> Reason:
        """Let the guard of a pass's gate check what is shown to them."""
        return check_pass(sealed, one.shown.gate, now, used or UsedPasses(), self.trust, self.verify).reason

    def revoking(self, revoked: Revocations) -> World:
        """Return the same world in which more is revoked."""
        world = object.__new__(World)
        world.dice, world.verified, world.told, world.shown = self.dice, 0, self.told, self.shown
        world.trust = replace(self.trust, revocations=self.trust.revocations | revoked)
        return world

    def _draw_told(self, at: int) -> Told:
        language = self.dice.choice(list(TEXTS))
        text = TEXTS[language].format(self.dice.randrange(24)) + f"\n{at}"
        issued = NOW - self.dice.randrange(HOUR)
        told = SignedInstruction(
            OPERATION,
            True,
            address(f"07{at:08}", bytes(32)),
            self.dice.randrange(2, 40),
            issued,
            issued + 2 * HOUR,
            language,
            text,
            self.dice.choice(("", self.dice.randbytes(32).hex())),
        )
        return Told(told, seal_instruction(told, self.dice.choice((OURS, OLDER))[1]))

    def _draw_shown(self, at: int) -> Shown:
        opens = NOW - self.dice.randrange(HOUR)
        shown = GatePass(
            OPERATION,
            True,
            address(f"P{at:05}", bytes(32)),
            self.dice.randrange(1, 12),
            self.dice.choice(GATES),
            opens,
            opens + 2 * HOUR,
            at + 1,
            self.dice.randbytes(8).hex(),
        )
        return Shown(shown, seal_pass(shown, self.dice.choice((OURS, OLDER))[1]))


Attack = Callable[[World, bytes, bytes], bytes]
"""Make something out of a genuine object; another one of the same kind is at hand."""


def flip_body(world: World, sealed: bytes, _: bytes) -> bytes:
    """Flip one to three bits of the body."""
    return _flip(world.dice, sealed, range(8 * 64, 8 * len(sealed)))


def flip_signature(world: World, sealed: bytes, _: bytes) -> bytes:
    """Flip one to three bits of the signature."""
    return _flip(world.dice, sealed, range(8 * 64))


def _flip(dice: random.Random, sealed: bytes, bits: range) -> bytes:
    changed = bytearray(sealed)
    for bit in dice.sample(bits, dice.randrange(1, 4)):
        changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def truncate(world: World, sealed: bytes, _: bytes) -> bytes:
    """Cut bytes off the end or the beginning."""
    cut = world.dice.randrange(1, len(sealed))
    return sealed[:-cut] if world.dice.random() < 0.8 else sealed[cut:]


def append(world: World, sealed: bytes, _: bytes) -> bytes:
    """Write something after the end, or one more field into the list."""
    more = world.dice.choice((b"]", b" ", b"\0", b"t", b"i1;", world.dice.randbytes(3)))
    return sealed + more if world.dice.random() < 0.5 else sealed[:-1] + encode("more") + b"]"


def spoil_code(world: World, sealed: bytes, _: bytes) -> bytes:
    """Misread one sign of the QR code's or the page's text; one that is no text any more is an empty object."""
    dice = world.dice
    write, read, signs = dice.choice(((to_base45, from_base45, "AZ09:"), (to_base64url, from_base64url, "az09_")))
    text = write(sealed)
    at = dice.randrange(len(text))
    sign = dice.choice([one for one in signs if one != text[at]])
    try:
        return read(text[:at] + sign + text[at + 1 :])
    except ValueError:
        return b""


def swap_signature(_: World, sealed: bytes, other: bytes) -> bytes:
    """Put the signature of another genuine object before this body."""
    return other[:64] + sealed[64:]


def splice(world: World, sealed: bytes, other: bytes) -> bytes:
    """Put some of another genuine object's fields into this one's list, under the signature of either."""
    mine, theirs = list(_fields(sealed)), _fields(other)
    differing = [at for at in range(len(mine)) if mine[at] != theirs[at]]
    for at in world.dice.sample(differing, world.dice.randrange(1, len(differing))):
        mine[at] = theirs[at]
    return world.dice.choice((sealed, other))[:64] + encode(mine)


def exchange_fields(world: World, sealed: bytes, _: bytes) -> bytes:
    """Let two fields of the list change places."""
    fields = list(_fields(sealed))
    one, two = world.dice.sample(range(len(fields)), 2)
    while encode(fields[one]) == encode(fields[two]):
        one, two = world.dice.sample(range(len(fields)), 2)
    fields[one], fields[two] = fields[two], fields[one]
    return sealed[:64] + encode(fields)


def change_field(world: World, sealed: bytes, _: bytes) -> bytes:
    """Write another value of the same type into one field and leave the signature."""
    fields = list(_fields(sealed))
    at = world.dice.randrange(len(fields))
    match fields[at]:
        case bool(held):
            fields[at] = not held
        case int(held):
            fields[at] = held + world.dice.choice((-HOUR, -1, 1, HOUR))
        case str(held) if held:
            cut = world.dice.randrange(len(held))
            sign = "0" if held[cut] != "0" else "1"
            fields[at] = held[:cut] + sign + held[cut + 1 :]
        case _:
            fields[at] = "ab" * 32
    return sealed[:64] + encode(fields)


def write_otherwise(world: World, sealed: bytes, _: bytes) -> bytes:
    """Write the same values in another way: a zero before a length, a plus, a number with a blank."""
    old, new = world.dice.choice(((b"s1", b"s01"), (b"i1", b"i01"), (b"i1", b"i+1"), (b"s1", b"s 1")))
    return sealed[:64] + sealed[64:].replace(old, new, 1)


def sign_as_thief(_: World, sealed: bytes, __: bytes) -> bytes:
    """Sign the very same words by a key that nobody named."""
    return THIEF[1](sealed[64:]) + sealed[64:]


def sign_as_other_operation(world: World, sealed: bytes, _: bytes) -> bytes:
    """Take what another operation signed, under its own name or this one's."""
    fields = list(_fields(sealed))
    fields[1] = world.dice.choice((OPERATION, OTHER))
    body = encode(fields)
    return FOREIGN[1](body) + body


def sign_by_lost_key(_: World, sealed: bytes, __: bytes) -> bytes:
    """Sign by a key that was revoked."""
    return LOST[1](sealed[64:]) + sealed[64:]


def mix_exercise(world: World, sealed: bytes, _: bytes) -> bytes:
    """Say live what is an exercise, though it be signed by the operation's own key."""
    fields = list(_fields(sealed))
    fields[2] = False
    body = encode(fields)
    return (OURS[1](body) if world.dice.random() < 0.5 else sealed[:64]) + body


def take_for_other_kind(world: World, sealed: bytes, _: bytes) -> bytes:
    """Show a genuine object of another kind: a pass as an instruction, the list of what was revoked as either."""
    genuine = world.dice.choice((world.told[0].sealed, world.shown[0].sealed, BULLETIN))
    return genuine if _fields(genuine)[0] != _fields(sealed)[0] else BULLETIN


def malleate(world: World, sealed: bytes, _: bytes) -> bytes:
    """Write the same signature otherwise (S + the group's order), or take points of small order."""
    if world.dice.random() < 0.5:
        scalar = int.from_bytes(sealed[32:64], "little") + ORDER
        return sealed[:32] + scalar.to_bytes(32, "little") + sealed[64:]
    return world.dice.choice(EXTREME_POINTS) + bytes(32) + sealed[64:]


def invent(world: World, sealed: bytes, _: bytes) -> bytes:
    """Draw random bytes, with or without a genuine body."""
    dice = world.dice
    return dice.randbytes(64) + sealed[64:] if dice.random() < 0.5 else dice.randbytes(dice.randrange(400))


def _fields(sealed: bytes) -> list[Json]:
    fields = decode(sealed[64:])
    assert isinstance(fields, list)
    return fields


BULLETIN = seal_bulletin(Bulletin(OPERATION, True, NOW, Revocations()), OURS[1])

ATTACKS: Mapping[str, Attack] = {
    "bits of the body flipped": flip_body,
    "bits of the signature flipped": flip_signature,
    "truncated": truncate,
    "something appended": append,
    "a sign of the code misread": spoil_code,
    "signature of another": swap_signature,
    "fields of another": splice,
    "fields swapped": exchange_fields,
    "a field changed": change_field,
    "written in another way": write_otherwise,
    "signed by an unknown key": sign_as_thief,
    "signed by another operation": sign_as_other_operation,
    "signed by a revoked key": sign_by_lost_key,
    "exercise said live": mix_exercise,
    "of another kind": take_for_other_kind,
    "signature malleated": malleate,
    "invented": invent,
}


def read_late(world: World, one: Told) -> Reason:
    """Show a genuine instruction from the second on at which it ends."""
    return world.read(one.sealed, one, now=one.told.valid_until + world.dice.choice((0, 0.5, 1, HOUR, 10**7)))


def read_early(world: World, one: Told) -> Reason:
    """Show a genuine instruction to a clock far behind."""
    return world.read(one.sealed, one, now=one.told.issued - world.dice.choice((301, HOUR, 10**7)))


def replay(world: World, one: Told) -> Reason:
    """Show a genuine instruction to somebody who has seen a newer one, or another with the same number."""
    newest = Newest(one.told.number + world.dice.choice((0, 1, 1, 2, 100)), world.dice.randbytes(16).hex())
    return world.read(one.sealed, one, newest=newest)


def number_ahead(world: World, one: Told) -> Reason:
    """Show what a device that was taken over signs, with a number that would void all that others sign later."""
    number = one.told.issued + NUMBER_AHEAD_SECONDS + world.dice.choice((1, HOUR, 10**7, 2**53 - 1))
    return world.read(seal(["instruction/1", *astuple(replace(one.told, number=number))], OURS[1]), one)


def readdress(world: World, one: Told) -> Reason:
    """Show a genuine instruction to another addressee."""
    other = world.dice.choice([reader for reader in world.told if reader is not one])
    return world.read(one.sealed, other)


def read_revoked(world: World, one: Told) -> Reason:
    """Show an instruction that was revoked by its mark."""
    return _in(
        world, Revocations(instructions=frozenset({mark(one.sealed[64:])})), lambda there: there.read(one.sealed, one)
    )


def show_late(world: World, one: Shown) -> Reason:
    """Show a pass after its window."""
    return world.guard(one.sealed, one, now=one.shown.closes + world.dice.choice((0, 0.5, 1, HOUR, 10**7)))


def show_early(world: World, one: Shown) -> Reason:
    """Show a pass before its window."""
    return world.guard(one.sealed, one, now=one.shown.opens - world.dice.choice((0.5, 1, HOUR, 10**7)))


def show_again(world: World, one: Shown) -> Reason:
    """Show a pass a second time: the guard let it through, or has heard that another did."""
    uses = UsedPasses().add(one.shown.nonce, Use(NOW - world.dice.randrange(HOUR), one.shown.gate, "o1"))
    return world.guard(one.sealed, one, used=uses | UsedPasses().add("00" * 8, Use(NOW, one.shown.gate, "o2")))


def show_elsewhere(world: World, one: Shown) -> Reason:
    """Show a pass at another gate."""
    other = world.dice.choice([gate for gate in world.shown if gate.shown.gate != one.shown.gate])
    return world.guard(one.sealed, other)


def show_revoked(world: World, one: Shown) -> Reason:
    """Show a pass that was revoked by its nonce."""
    return _in(world, Revocations(passes=frozenset({one.shown.nonce})), lambda there: there.guard(one.sealed, one))


def _in(world: World, revoked: Revocations, check: Callable[[World], Reason]) -> Reason:
    there = world.revoking(revoked)
    reason = check(there)
    world.verified += there.verified
    return reason


ON_TOLD: Mapping[str, Callable[[World, Told], Reason]] = {
    "expired": read_late,
    "not yet valid": read_early,
    "replayed": replay,
    "numbered ahead": number_ahead,
    "re-addressed": readdress,
    "revoked": read_revoked,
}
ON_SHOWN: Mapping[str, Callable[[World, Shown], Reason]] = {
    "after its window": show_late,
    "before its window": show_early,
    "used before": show_again,
    "at another gate": show_elsewhere,
    "revoked": show_revoked,
}


def attack_instruction(world: World, name: str) -> Reason:
    """Try one attack of `ATTACKS` or `ON_TOLD` on an instruction drawn at random."""
    one, other = world.dice.sample(world.told, 2)
    if name in ON_TOLD:
        return ON_TOLD[name](world, one)
    forged = ATTACKS[name](world, one.sealed, other.sealed)
    assert forged != one.sealed, name
    return world.read(forged, one)


def attack_pass(world: World, name: str) -> Reason:
    """Try one attack of `ATTACKS` or `ON_SHOWN` on a pass drawn at random."""
    one, other = world.dice.sample(world.shown, 2)
    if name in ON_SHOWN:
        return ON_SHOWN[name](world, one)
    forged = ATTACKS[name](world, one.sealed, other.sealed)
    assert forged != one.sealed, name
    return world.guard(forged, one)


TRIALS: Mapping[str, tuple[Callable[[World, str], Reason], tuple[str, ...]]] = {
    "instruction": (attack_instruction, (*ATTACKS, *ON_TOLD)),
    "pass": (attack_pass, (*ATTACKS, *ON_SHOWN)),
}


def find_refused(world: World) -> int:
    """Return how many genuine instructions and passes are refused; each is also read again, as its newest."""
    told = [world.read(one.sealed, one, newest=newest) for one in world.told for newest in _seen(one)]
    return sum(
        reason is not Reason.GENUINE for reason in [*told, *(world.guard(one.sealed, one) for one in world.shown)]
    )


def _seen(one: Told) -> tuple[Newest | None, ...]:
    return None, Newest(one.told.number - 1, "ab" * 16), Newest(one.told.number, mark(one.sealed[64:]))
