"""Lay the statements of an instruction out as SMS."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.instructions.gsm7 import BASIC, to_gsm7
from safeconduct.core.instructions.sms import Alphabet, count_units
from safeconduct.core.instructions.words import Words

PARTS_MOST = 4  # UCS-2 SMS for one instruction


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lay statements out as SMS: marked, numbered where there are several, ending in the code."""

    words: Words
    mark: str
    code: str

    @property
    def alphabet(self) -> Alphabet:
        """Return the alphabet of the language's SMS."""
        return self.words.alphabet

    @property
    def room(self) -> int:
        """Return the units that a statement may take in one of several parts."""
        frame = self._frame("", f"1/{PARTS_MOST}", self.code)
        return self.alphabet.limit - count_units(frame, self.alphabet) - 1

    def lay(self, statements: list[list[str]], most: int) -> tuple[str, ...] | None:
        """Return the parts, at most so many; None where they do not fit. A statement comes in forms, longest first."""
        whole = " ".join([forms[0] for forms in statements if forms and forms[0]])
        if len(whole) > self.alphabet.limit and (self.alphabet is Alphabet.UCS2 or BASIC.issuperset(whole)):
            return None if most == 1 else self._lay_parts(statements, most)  # as nothing of it can be left out
        single = self._frame(whole, "", self.words.say("sms-code", code=self.code))
        if self.alphabet is Alphabet.GSM7:
            single = to_gsm7(single)
        if count_units(single, self.alphabet) <= self.alphabet.limit:
            return (single,)
        return None if most == 1 else self._lay_parts(statements, most)

    def _lay_parts(self, statements: list[list[str]], most: int) -> tuple[str, ...] | None:
        room, used, bodies = self.room, 0, [""]
        for forms in statements:
            text = next((form for form in forms if count_units(form, self.alphabet) <= room), None) if forms else ""
            if text is None:
                return None
            if not text:
                continue
            units = count_units(text, self.alphabet)
            if used and used + 1 + units > room:
                if len(bodies) == most:
                    return None
                bodies.append(text)
                used = units
            else:
                bodies[-1] = f"{bodies[-1]} {text}" if used else text
                used += units + (used > 0)
        return tuple(self._frame(body, f"{at}/{len(bodies)}", self.code) for at, body in enumerate(bodies, 1))

    def _frame(self, body: str, number: str, code: str) -> str:
        return " ".join([piece for piece in (number, self.mark, body, code) if piece])
