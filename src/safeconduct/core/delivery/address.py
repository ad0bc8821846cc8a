"""Hold where one message goes: to one recipient, never to two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SIGNS_MAX = 254  # the longest e-mail address (RFC 5321, errata 1690)
PARTS_OTHERS = frozenset(',;|<>()[]"\\')
"""Signs by which mail and gateways part one recipient from the next."""

ON_PAPER = frozenset(" ,()")
"""Signs that may stand in the address of one letter."""


@dataclass(frozen=True, slots=True)
class Address:
    """Hold one phone number, mail address or letter box; it shows itself to nobody who prints or logs it.

    Where a letter is carried to may hold blanks, and is on paper: no channel takes it but one of letters.

    >>> Address("+999700000001"), Address("12 Mill Street, Harbour", on_paper=True)
    (Address(...), Address(...))

    Raises:
        ValueError: for what could be read as two recipients, or as none; the value is not in the message.
    """

    value: str = field(repr=False)
    on_paper: bool = False

    def __post_init__(self) -> None:
        """Refuse whatever some channel could take for a list."""
        text = self.value
        if not text.strip() or len(text) > SIGNS_MAX:
            raise ValueError(f"an address has 1 to {SIGNS_MAX} signs")
        if (
            any(sign.isspace() or not sign.isprintable() or sign in PARTS_OTHERS for sign in self._list_signs())
            or text.count("@") > 1
        ):
            raise ValueError("an address is of one recipient: no spaces, commas, brackets, and one @ at most")

    def _list_signs(self) -> Iterable[str]:
        """Return the signs that may part recipients."""
        return (sign for sign in self.value if sign not in ON_PAPER) if self.on_paper else self.value

    def __repr__(self) -> str:
        """Show that there is one."""
        return "Address(...)"

    def is_phone(self) -> bool:
        """Tell whether it is a phone number in international form.

        >>> Address("+999700000001").is_phone(), Address("desk@mail.invalid").is_phone()
        (True, False)
        """
        digits = self.value.removeprefix("+")
        return digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 15  # E.164
