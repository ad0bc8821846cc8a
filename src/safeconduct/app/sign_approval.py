"""Sign an approval of a release with the approver's own key, which no device keeps."""

from __future__ import annotations

from pathlib import Path

from safeconduct.app.ports import VaultKeeper
from safeconduct.core.basics import DeniedError
from safeconduct.core.operation import State
from safeconduct.core.operation.binding import write_approval
from safeconduct.core.record import ActorId


def takes_own_key(state: State, approver: ActorId) -> bool:
    """Tell whether an approval of this approver counts only with a signature by a key of their own."""
    operator = state.operators.get(approver)
    return state.own_keys or (operator is not None and bool(operator.key))


def sign_approval(
    keeper: VaultKeeper, key: Path, passphrase: str, state: State, approver: ActorId, release: str
) -> str:
    """Return what `release.approved` carries as its signature, hex: of exactly the release that was asked for.

    Raises:
        DeniedError: where nobody has asked for it.
        SafeconductError: where the passphrase does not open the key file.
    """
    asked = state.releases.get(release)
    if asked is None:
        raise DeniedError(f"{release} was not asked for")
    said = {"release": release, "what": asked.what, "content": asked.content, "count": asked.count}
    words = write_approval(state.operation, {**said, "expires_millis": asked.expires_millis}, approver)
    return keeper.sign(key, passphrase, words).hex()
