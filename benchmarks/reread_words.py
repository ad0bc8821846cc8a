"""Read lines of a language by its catalogue alone: every message is a pattern, every value a group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_TWICE = frozenset("^{}\\[~]|€\f")
ISOLATES = re.compile("[\u2066\u2068\u2069]")
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DECIMAL_MARKS = {"fr": ",", "es": ",", "uk": ","}
IN_GSM7 = frozenset(("en", "fr", "es"))
RIGHT_TO_LEFT = frozenset(("fa-AF", "ps", "ar"))
_LIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "«": '"', "»": '"'}
_VALUE = re.compile(r"\{ \$([\w-]+) \}")
_VARIANT = re.compile(r"\*?\[(\w+)\] (.*?)(?= \*?\[\w+\] | \}$)")
PIECES = ("sms-", "date-", "time-", "kind-", "metres", "kilometres", "position", "point", "heading-", "comma")
"""Messages that are no line, but stand within one."""
BEGIN = 4  # signs by which patterns are sorted, so that few are tried
_CLOCK, _NUMBER = r"\d\d:\d\d", r"\d+(?:[.,]\d)?"
_BEHIND_PLACE = r"(?:[^\d ()]+ )?\d+ [^\d ()]+ \d\d:\d\d"  # where nothing but a space parts a day from a place
_COUNTED = {"day": r"\d+", "year": r"\d+", "solar-day": r"\d+", "solar-year": r"\d+"}

Values = Mapping[str, str]
Reading = tuple[str, Values]  # the message, and what stands for its values


def fold(text: str) -> str:
    """Return a text in the alphabet of a GSM-7 SMS: an accent that it lacks is dropped.

    >>> fold("Código, médicament, à 5 m, ça")
    'Codigo, médicament, à 5 m, ca'
    """
    return "".join(_fold_sign(sign) for sign in text)


def _fold_sign(sign: str) -> str:
    if sign in GSM7 or sign in GSM7_TWICE:
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    return parts[0] if parts[0] in GSM7 else _LIKE.get(sign, "")


def fold_name(name: str) -> str:
    """Return a name as GSM-7 carries it, "" where it would lose a letter."""
    if any(sign.isalnum() and not _fold_sign(sign) for sign in name):
        return ""
    return " ".join(fold(name).split())


def plain(text: str) -> str:
    """Return a text without the marks that keep names from turning, and with plain spaces."""
    return ISOLATES.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")


class Tongue:
    """Read one language; `texts` are its messages as `safeconduct words TAG --json` shows them."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language, self.texts = language, texts
        self.mark = DECIMAL_MARKS.get(language, ".")
        self.gsm7 = language in IN_GSM7
        self._long = _sort_patterns(
            (name, text, self._types(sms=False)) for name, text in self._variants() if not name.startswith(PIECES)
        )
        self._sms = _sort_patterns(
            (name, self._in_sms(text), self._types(sms=True)) for name, text in texts.items() if name.startswith("sms-")
        )
        self._forms: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for patterns in self._long.values():
            for name, pattern in patterns:
                self._forms.setdefault(name.partition("#")[0], []).append((name, pattern))
        self._days = {
            name: _compile(self._in_sms(text) if "sms" in name else text, _COUNTED) for name, text in self._dates()
        }
        self._when = _compile(texts["time-on-day"], {"time": _CLOCK})
        self._moment = _compile(self._in_sms(texts["sms-moment"]), {"time": _CLOCK})
        self.read = lru_cache(maxsize=20_000)(self._read)
        self.read_sms = lru_cache(maxsize=20_000)(self._read_sms)

    def _in_sms(self, text: str) -> str:
        return fold(text) if self.gsm7 else text

    def _variants(self) -> list[tuple[str, str]]:
        """Return the messages of the page, one that chooses by number as several: `size#one`, `size#few`."""
        found = []
        for name, text in self.texts.items():
            if text.startswith("{ $size ->"):
                found += [(f"{name}#{form}", said) for form, said in _VARIANT.findall(text)]
            else:
                found.append((name, text))
        return found

    def _dates(self) -> list[tuple[str, str]]:
        return [(name, text) for name, text in self.texts.items() if name.startswith("date-")]

    def _types(self, sms: bool) -> dict[str, str]:
        gap = r" ?" if sms else " "
        units = "|".join(
            re.escape(self._in_sms(_VALUE.sub("", self.texts[name]).strip())) for name in ("metres", "kilometres")
        )
        heads = sorted(
            (text for name, text in self.texts.items() if name.startswith("heading-")), key=len, reverse=True
        )
        position = _source(self.texts["position"], {"lat": r"-?\d+\.\d{5}", "lon": r"-?\d+\.\d{5}"}, named=False)
        when = _source(self.texts["time-on-day"], {"time": _CLOCK}, named=False)
        return {
            "code": f"[{CODE_SIGNS}]{{7}}|\0",
            "distance": f"{_NUMBER}{gap}(?:{units})",
            "heading": "|".join(map(re.escape, heads)),
            "position": position,
            "size": r"\d+",
            "vehicle": r"\S.*?/\d+",
            "when": f"{_CLOCK}|{when}",
            "time": rf"(?:.+? )?{_CLOCK}" if sms else _CLOCK,
            "moment": rf"(?:.+? )?{_CLOCK}",
        }

    def _read(self, line: str) -> tuple[Reading, ...]:
        """Return every message that the line can be."""
        return _match(self._long, line)

    def read_as(self, message: str, line: str) -> tuple[Reading, ...]:
        """Return the line as one message, in each of its forms that it can be."""
        found = ((name, pattern.fullmatch(line)) for name, pattern in self._forms[message])
        return tuple((name, hit.groupdict()) for name, hit in found if hit)

    def _read_sms(self, statement: str) -> tuple[Reading, ...]:
        """Return every statement of an SMS that the text can be."""
        return _match(self._sms, statement)

    def read_when(self, text: str) -> tuple[str, str]:
        """Return the clock of a moment and its day, "" where none is said."""
        return self._split(self._when, text)

    def read_moment(self, text: str) -> tuple[str, str]:
        """Return the clock of an SMS's moment and its day, "" where none is said."""
        return self._split(self._moment, text)

    def _split(self, pattern: re.Pattern[str], text: str) -> tuple[str, str]:
        if re.fullmatch(_CLOCK, text):
            return text, ""
        found = pattern.fullmatch(text)
        return (found["time"], found["day"]) if found else ("", text)

    def is_day(self, text: str, named: Mapping[str, str], sms: bool, forms: tuple[str, ...] = ()) -> bool:
        """Tell whether a text is a day of those names in one of the forms, and in each of its words and numbers."""
        for name in forms or tuple(self._days):
            found = self._days[name].fullmatch(text)
            if found and all(
                self._squeeze(said, sms) == self._squeeze(named[key.replace("_", "-")], sms)
                for key, said in found.groupdict().items()
            ):
                return True
        return False

    def _squeeze(self, text: str, sms: bool) -> str:
        seen = text.replace("\u200c", "").replace(" ", "")
        return fold(seen) if sms and self.gsm7 else seen

    def read_distance(self, text: str) -> int:
        """Return the metres of a distance that is written as the language writes it; -1 for any other.

        Below 1 km it is in metres; from 1 km on in kilometres with one decimal at most, and none that is 0.
        """
        for name, grain in (("metres", 1), ("kilometres", 1000)):
            unit = self._in_sms(_VALUE.sub("", self.texts[name]).strip())
            found = re.fullmatch(rf"(\d+)(?:{re.escape(self.mark)}([1-9]))? ?{re.escape(unit)}", text)
            if found:
                metres = int(found[1]) * grain + int(found[2] or 0) * grain // 10
                right = (metres < 1000 and not found[2]) if grain == 1 else metres >= 1000
                return metres if right else -1
        return -1

    def read_position(self, text: str) -> tuple[float, float] | None:
        """Return longitude and latitude in degrees."""
        found = _compile(self.texts["position"], {}).fullmatch(text)
        return (float(found["lon"]), float(found["lat"])) if found else None


Patterns = Mapping[str, Sequence[tuple[str, re.Pattern[str]]]]
"""Messages and their patterns by the signs they begin with; those that begin with a value, by none."""


def _sort_patterns(messages: Iterable[tuple[str, str, Mapping[str, str]]]) -> Patterns:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, text, types in messages:
        begins = _VALUE.split(plain(text))[0][:BEGIN]
        if "{ $place } { $moment }" in text:
            types = {**types, "moment": _BEHIND_PLACE}
        found.setdefault(begins if len(begins) == BEGIN else "", []).append((name, _compile(text, types)))
    return found


def _match(patterns: Patterns, text: str) -> tuple[Reading, ...]:
    tried = (*patterns.get(text[:BEGIN], ()), *patterns.get("", ()))
    found = ((name, pattern.fullmatch(text)) for name, pattern in tried)
    return tuple((name, hit.groupdict()) for name, hit in found if hit)


@lru_cache(maxsize=4096)
def _cached(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _compile(text: str, types: Mapping[str, str]) -> re.Pattern[str]:
    return _cached(_source(text, types, named=True))


def _source(text: str, types: Mapping[str, str], *, named: bool) -> str:
    """Return the pattern of a message: values are groups, of a type where it is known."""
    pieces, seen = [], set()
    for at, piece in enumerate(_VALUE.split(plain(text))):
        if at % 2 == 0:
            pieces.append(re.escape(piece))
            continue
        group = piece.replace("-", "_")
        inner = types.get(piece, ".+?")
        pieces.append(f"(?P<{group}>{inner})" if named and group not in seen else f"(?:{inner})")
        seen.add(group)
    return "".join(pieces)
