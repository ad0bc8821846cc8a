"""Prove operators by passkeys (WebAuthn, level 2), which a browser makes and keeps, offline too."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import cbor2
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    UserVerificationRequirement,
)

from safeconduct.adapters.operators.kept_json import held_alone, read_kept, write_kept
from safeconduct.core.basics import CannotReadError, DeniedError
from safeconduct.core.record import ActorId

REMEDY = "restore it, or invite the operators anew"
CHALLENGE_BYTES = 32
VALID_MILLIS = 2 * 60_000
"""How long a challenge waits for its answer."""

NOT_RIGHT = (WebAuthnException, cbor2.CBORError, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What webauthn raises of an answer that is wrong, or no answer at all."""


def find_site(origin: str) -> str:
    """Return the site that passkeys are bound to, of the origin of a service.

    >>> find_site("https://laptop-1.example:8443"), find_site("http://localhost:8000")
    ('laptop-1.example', 'localhost')
    """
    return urlsplit(origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Hold an operator's public key, and the challenge that waits for an answer; bytes as hexadecimal digits."""

    challenge: str = ""  # "" = none waits; each is answered once, rightly or not
    until_millis: int | None = None  # None: the invitation says until when
    credential: str = ""  # "" = not made yet
    public_key: str = ""
    sign_count: int = 0  # of the newest proof: a copied key shows by a lower one


class Passkeys:
    """Keep the public keys of one operation's operators in one file; fills the port AskingFactor.

    What `enrol` and `ask` return goes to the browser's navigator.credentials.create and .get; what these give comes
    back to `prove` as JSON. The person has to be verified by their device: a passkey stands for knowledge as well.
    """

    kind = "passkey"

    def __init__(self, file: Path, operation: str, site: str, origin: str) -> None:
        """Name the file, the operation, and the site (a domain) and origin (with scheme and port) of the service."""
        self._file, self._operation, self._site, self._origin = file, operation, site, origin

    def enrol(self, operator: ActorId) -> str:
        """Return, as JSON, what a browser makes a passkey of; one that was proved before stays as it is.

        Raises:
            CannotReadError: where the file is damaged.
            ValueError: for an operator whose passkey has been made.
        """
        with held_alone(self._file):
            held = self._read()
            if operator in held and held[operator].credential:
                raise ValueError(f"{operator} has a passkey already: end them and invite anew")
            challenge = secrets.token_bytes(CHALLENGE_BYTES)
            held[operator] = Enrolled(challenge.hex())
            self._write(held)
        options = generate_registration_options(
            rp_id=self._site,
            rp_name=self._operation,
            user_name=operator,
            user_id=operator.encode(),
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return options_to_json(options)

    def ask(self, operator: ActorId, now_millis: int) -> str:
        """Return, as JSON, the challenge that a browser answers by the operator's passkey within two minutes.

        Raises:
            CannotReadError: where the file is damaged.
            DeniedError: for an operator who has no passkey here.
        """
        with held_alone(self._file):
            held = self._read()
            one = held.get(operator)
            if one is None or not one.credential:
                raise DeniedError(f"{operator} has no passkey on this device: join here first")
            challenge = secrets.token_bytes(CHALLENGE_BYTES)
            held[operator] = replace(one, challenge=challenge.hex(), until_millis=now_millis + VALID_MILLIS)
            self._write(held)
        options = generate_authentication_options(
            rp_id=self._site,
            challenge=challenge,
            allow_credentials=[PublicKeyCredentialDescriptor(bytes.fromhex(one.credential))],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json(options)

    def prove(self, operator: ActorId, proof: str, now_millis: int) -> bool:
        """Tell whether this answers the challenge that waits: by a new passkey at first, by the same one from then on.

        A challenge is used up by any answer.
        """
        with held_alone(self._file):
            held = self._read()
            one = held.get(operator)
            if one is None or not one.challenge:
                return False
            held[operator] = replace(one, challenge="", until_millis=None)
            in_time = one.until_millis is None or now_millis < one.until_millis
            proved = self._check(one, proof) if in_time else None
            if proved is not None:
                held[operator] = proved
            self._write(held)
            return proved is not None

    def _check(self, one: Enrolled, proof: str) -> Enrolled | None:
        """Return what is known from now on, None where the answer is wrong."""
        challenge = bytes.fromhex(one.challenge)
        try:
            if not one.credential:
                made = verify_registration_response(
                    credential=proof,
                    expected_challenge=challenge,
                    expected_rp_id=self._site,
                    expected_origin=self._origin,
                    require_user_verification=True,
                )
                return Enrolled("", None, made.credential_id.hex(), made.credential_public_key.hex(), made.sign_count)
            used = verify_authentication_response(
                credential=proof,
                expected_challenge=challenge,
                expected_rp_id=self._site,
                expected_origin=self._origin,
                credential_public_key=bytes.fromhex(one.public_key),
                credential_current_sign_count=one.sign_count,
                require_user_verification=True,
            )
        except NOT_RIGHT:
            return None
        if used.credential_id.hex() != one.credential:
            return None
        return replace(one, challenge="", until_millis=None, sign_count=used.new_sign_count)

    def _read(self) -> dict[ActorId, Enrolled]:
        try:
            return {ActorId(name): Enrolled(**one) for name, one in read_kept(self._file, REMEDY).items()}
        except TypeError as error:
            raise CannotReadError(f"{self._file.name} is damaged: {REMEDY}") from error

    def _write(self, held: dict[ActorId, Enrolled]) -> None:
        write_kept(self._file, {name: asdict(one) for name, one in held.items()})
