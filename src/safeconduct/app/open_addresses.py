"""Open an address at the moment when a channel needs it; it is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from safeconduct.app.ports import Vault
from safeconduct.core.delivery import Address
from safeconduct.core.vault import CaseId, VaultLockedError, VaultRefusedError

PAPER = "letter"
"""The contact that is where a letter is carried to."""

LOCKED_MILLIS = 5_000
LACKING = tuple(f"no address: {code}" for code in ("channel", "case", "erased"))
"""What says that a person has no such address, so that the next one is asked for."""

WAIT_SECONDS_MOST = 15
"""So soon the vault is asked again, whatever it says: somebody may have given leave meanwhile."""


def tell_nobody(_: str) -> None:
    """Say nothing."""


@dataclass(slots=True)
class AddressDoor:
    """Ask the vault, and leave it alone for as long as it says."""

    vault: Vault
    tell: Callable[[str], None] = tell_nobody  # is told when it shuts, and when it opens again
    paused_millis: int = 0  # until when it is not asked
    shut: bool = False
    lacking: set[tuple[str, str]] = field(default_factory=set)  # case and contact that were refused: asked once

    def open_first(self, cases: Sequence[str], ask: str, contact: str, now_millis: int) -> Address | str | None:
        """Return where the first of some cases is reached that has an address: one recipient; else as `open`."""
        refused = LACKING[0]
        for number, case in enumerate(cases):
            if len(cases) > 1 and (case, contact) in self.lacking:
                continue
            opened = self.open(case, f"{ask}.{number}" if number else ask, contact, now_millis)
            if opened not in LACKING:
                return opened
            self.lacking.add((case, contact))
            refused = str(opened)
        return refused

    def open(self, case: str, ask: str, contact: str, now_millis: int) -> Address | str | None:
        """Return where a case is reached; or why it is not; or None where the vault is shut now.

        `ask` is an id that the vault gives an address for once.
        """
        try:
            address = Address(self.vault.open_contact(CaseId(case), ask, contact), on_paper=contact == PAPER)
        except VaultLockedError as error:
            self._shut(str(error), now_millis + LOCKED_MILLIS)
            return None
        except VaultRefusedError as error:
            if error.wait_seconds or error.code == "quota":
                seconds = min(max(error.wait_seconds, 1), WAIT_SECONDS_MOST)
                self._shut(str(error), now_millis + seconds * 1000)
                return None
            return f"no address: {error.code}"
        except ValueError:
            return "the address is not one recipient's"
        if self.shut:
            self.shut = False
            self.tell("the vault gives addresses again: messages go on")
        return address

    def _shut(self, why: str, until_millis: int) -> None:
        self.paused_millis = until_millis
        if not self.shut:
            self.shut = True
            self.tell(f"{why}; messages wait, and go on by themselves")
