"""Say why the vault gave nothing.

The tree::

    SafeconductError
    ├── VaultLockedError    keyd does not run, or cannot be trusted: everything is locked
    └── VaultRefusedError   keyd runs, and refuses
"""

from __future__ import annotations

from safeconduct.core.basics import SafeconductError


class VaultLockedError(SafeconductError):
    """Say that nobody can open anything now, and how it is unlocked."""


class VaultRefusedError(SafeconductError):
    """Carry why the vault refused, and how long to wait where it is a quota."""

    def __init__(self, code: str, why: str, wait_seconds: int = 0) -> None:
        """Keep the code for programs and the words for people."""
        super().__init__(f"the vault refuses: {why}" + (f" ({wait_seconds} s)" if wait_seconds else ""))
        self.code = code
        self.wait_seconds = wait_seconds
