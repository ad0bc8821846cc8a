"""Word an alert as messages: the very text that two people released, cut into SMS that each stand alone."""

from __future__ import annotations

import re

from safeconduct.core.instructions import lint_sms
from safeconduct.core.instructions.gsm7 import sms_name, to_gsm7
from safeconduct.core.instructions.sms import alphabet_of, count_units
from safeconduct.core.warnings import Alert, Info, Status

MARK_END = ": "
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟۔]) +")


def choose_info(alert: Alert, language: str) -> Info:
    """Return what somebody of a language reads: their own in whatever country's form, else the first."""
    stem = language.partition("-")[0]
    return next((one for one in alert.infos if stem and one.language.partition("-")[0] == stem), alert.infos[0])


def write_long(info: Info) -> str:
    """Return all that an alert says in a language, for channels that bear long texts."""
    return f"{info.headline}\n\n{info.description}\n\n{info.instruction}"


def write_sms(alert: Alert, info: Info) -> tuple[str, ...]:
    """Return an alert's headline, of an exercise with its mark on each part; every part is one SMS."""
    mark = info.headline.partition(MARK_END)[0] + MARK_END if alert.status is Status.EXERCISE else ""
    return cut_sms(info.headline.removeprefix(mark), mark)


def cut_sms(text: str, mark: str = "") -> tuple[str, ...]:
    """Return a text as one SMS where it fits, else in numbered parts, cut between sentences before between words.

    It is written in the 7-bit alphabet where that loses no letter. Each part begins with the mark.

    >>> cut_sms("Danger of fire. Leave.", "EXERCISE: ")
    ('EXERCISE: Danger of fire. Leave.',)
    >>> [len(part) for part in cut_sms("Пожежа. " + "Вийдіть. " * 10)]
    [65, 39]
    """
    if sms_name(mark + text):
        mark, text = to_gsm7(mark), to_gsm7(text)
    if lint_sms(mark + text).is_one:
        return (mark + text,)
    limit = alphabet_of(mark + text).limit
    head = mark + "1/2 "
    room = limit - count_units(head, alphabet_of(mark + text))
    pieces = [piece for one in _SENTENCE_ENDS.split(text.strip()) for piece in _fill(one.split(), room)]
    parts = _fill(pieces, room)
    return tuple(f"{mark}{number}/{len(parts)} {part}" for number, part in enumerate(parts, 1))


def _fill(pieces: list[str], room: int) -> list[str]:
    """Return pieces joined by spaces, as few as fit in so many units each; a word that alone does not fit is cut."""
    lines: list[str] = []
    for piece in (some for whole in pieces for some in _break(whole, room)):
        joined = f"{lines[-1]} {piece}" if lines else piece
        if lines and _measure(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


def _break(word: str, room: int) -> list[str]:
    step = max(room // 2, 1)  # two units or septets a sign at most
    return [word] if _measure(word) <= room else [word[at : at + step] for at in range(0, len(word), step)]


def _measure(text: str) -> int:
    return count_units(text, alphabet_of(text))
