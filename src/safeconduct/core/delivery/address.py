"""Hold where one message goes: to one recipient, never to two."""

from __future__ import annotations

from dataclasses import dataclass, field

SIGNS_MAX = 254  # the longest e-mail address (RFC 5321, errata 1690)
PARTS_OTHERS = frozenset(',;|<>()[]"\\')
"""Signs by which mail and gateways part one recipient from the next."""


@dataclass(frozen=True, slots=True)
class Address:
    """Hold one phone number, mail address or letter box; it shows itself to nobody who prints or logs it.

    >>> Address("+999700000001")
    Address(...)

    Raises:
        ValueError: for what could be read as two recipients, or as none; the value is not in the message.
    """

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse whatever some channel could take for a list."""
        text = self.value
        if not text or len(text) > SIGNS_MAX:
            raise ValueError(f"an address has 1 to {SIGNS_MAX} signs")
        if (
            any(sign.isspace() or not sign.isprintable() or sign in PARTS_OTHERS for sign in text)
            or text.count("@") > 1
        ):
            raise ValueError("an address is of one recipient: no spaces, commas, brackets, and one @ at most")

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
