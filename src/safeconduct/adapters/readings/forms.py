"""Describe the JSON form of a value once, for writing it and for reading it back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from safeconduct.core.basics import Fault
from safeconduct.core.intake.document import Span

T = TypeVar("T")
REMEDY = "write the file again with `safeconduct read --json`"


@dataclass(frozen=True, slots=True)
class Place:
    """Say where in the JSON a value stands, which text its spans count, and where faults are collected."""

    source: str
    text: str
    path: str = ""
    faults: list[Fault] = field(default_factory=list)
    remedy: str = REMEDY

    def at(self, key: str | int) -> Place:
        """Go to a part: a key of an object or a number in a list."""
        path = f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}" if self.path else key
        return replace(self, path=path)

    def fault(self, value: object, problem: str) -> Any:
        """Note a fault; what is returned is never looked at, since a reading with faults is refused."""
        shown = "(missing)" if value is None else str(value)[:80]
        self.faults.append(Fault(self.source, 0, self.path, shown, problem, self.remedy))
        return None


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """Hold how a value is written, given the text that its spans count, and how it is read back."""

    write: Callable[[T, str], Any]
    read: Callable[[Any, Place], T]


def _checked(kind: type[T], problem: str) -> Form[T]:
    def read(said: Any, place: Place) -> T:
        found: T = said if type(said) is kind else place.fault(said, problem)
        return found

    return Form(lambda value, _: value, read)


TEXT: Form[str] = _checked(str, "not a text")
FLAG: Form[bool] = _checked(bool, "neither true nor false")


def _read_number(said: Any, place: Place) -> float:
    if type(said) in (int, float) and abs(said) < 1e300 and math.isfinite(said):
        return float(said)
    number: float = place.fault(said, "not a number")
    return number


NUMBER: Form[float] = Form(lambda value, _: value, _read_number)


def _write_span(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _read_span(said: Any, place: Place) -> Span:
    found: Span
    if not isinstance(said, dict):
        found = place.fault(said, "no span: an object with start, end and text")
        return found
    start, end = said.get("start"), said.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(place.text):
        found = place.fault(f"{start}..{end}", f"not two code points of a text of {len(place.text):,}, start first")
        return found
    if said.get("text", here := place.text[start:end]) != here:
        found = place.fault(said["text"], f"not what the document says there, which is {here[:80]!r}")
        return found
    return Span(start, end)


SPAN: Form[Span] = Form(_write_span, _read_span)


def maybe(form: Form[T]) -> Form[T | None]:
    """Write None as null."""
    return Form(
        lambda value, text: None if value is None else form.write(value, text),
        lambda said, place: None if said is None else form.read(said, place),
    )


MAYBE_TEXT: Form[str] = Form(
    lambda value, _: value or None, lambda said, at: "" if said is None else TEXT.read(said, at)
)
"""The empty text is null."""


def word(kind: type[StrEnum]) -> Form[Any]:
    """Write one of some words."""
    words = {str(member.value): member for member in kind}

    def read(said: Any, place: Place) -> Any:
        known = isinstance(said, str) and said in words
        return words[said] if known else place.fault(said, f"not one of {', '.join(words)}")

    return Form(lambda value, _: str(value), read)


def many(form: Form[T]) -> Form[tuple[T, ...]]:
    """Write a tuple as a list."""

    def read(said: Any, place: Place) -> tuple[T, ...]:
        items = said if isinstance(said, list) else place.fault(said, "not a list") or []
        return tuple(form.read(item, place.at(number)) for number, item in enumerate(items))

    return Form(lambda values, text: [form.write(value, text) for value in values], read)


def record(
    kind: Callable[..., T],
    fields: Mapping[str, tuple[str, Form[Any]]],
    derived: Mapping[str, Callable[[T, str], Any]] | None = None,
) -> Form[T]:
    """Write a dataclass as an object: JSON key -> (attribute, form).

    `derived` adds keys that follow from the rest and are not read back. Unknown keys are ignored.
    """

    def write(value: T, text: str) -> dict[str, Any]:
        said = {key: form.write(getattr(value, name), text) for key, (name, form) in fields.items()}
        return said | {key: derive(value, text) for key, derive in (derived or {}).items()}

    def read(said: Any, place: Place) -> T:
        parts = said if isinstance(said, dict) else place.fault(said, "not an object") or {}
        if parts is not said:
            empty: T = None  # type: ignore[assignment]
            return empty
        return kind(**{name: form.read(parts.get(key), place.at(key)) for key, (name, form) in fields.items()})

    return Form(write, read)


def keyed(key: str, form: Form[T]) -> Form[tuple[T, ...]]:
    """Write records as an object by one of their keys, which must differ from record to record."""

    def write(values: tuple[T, ...], text: str) -> dict[str, Any]:
        items = [form.write(value, text) for value in values]
        said = {item.pop(key): item for item in items}
        if len(said) < len(values):
            raise ValueError(f"two records with the same {key}: give each its own")
        return said

    def read(said: Any, place: Place) -> tuple[T, ...]:
        items = said if isinstance(said, dict) else place.fault(said, "not an object") or {}
        found = []
        for name, item in items.items():
            parts = item if isinstance(item, dict) else place.at(name).fault(item, "not an object") or {}
            found.append(form.read({**parts, key: name}, place.at(name)))
        return tuple(found)

    return Form(write, read)
