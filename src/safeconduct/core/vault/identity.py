"""Describe an identity: what is sealed of one case, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.record.canonical import Json

CaseId = NewType("CaseId", str)  # pseudonymous: what planning, logs and channels see

ID_CHARACTERS_MAX: Final = 40
ID_CHARACTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")
TEXT_CHARACTERS_MAX: Final = 300
LIST_LENGTH_MAX: Final = 8
YEARS: Final = range(1880, 2101)


class Field(StrEnum):
    """Name what is sealed of a person."""

    NAMES = "names"
    BIRTH_YEAR = "birth_year"
    PHONES = "phones"
    DOCUMENTS = "documents"
    HOME = "home"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Document:
    """Name a document that a person holds."""

    kind: str  # passport, tazkira, ...
    number: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Say where a message reaches a person: by sms, email, ..."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Hold what is sealed of one case. None was not asked; an empty tuple is "none" as a value."""

    names: tuple[str, ...] | None = None  # as given, in any script, the usual one first
    birth_year: int | None = None
    phones: tuple[str, ...] | None = None
    documents: tuple[Document, ...] | None = None
    home: str | None = None
    contacts: tuple[Contact, ...] | None = None

    def to_json(self) -> dict[str, Json]:
        """Return what was asked, as plain values.

        >>> Identity(names=("Ada",), documents=()).to_json()
        {'names': ['Ada'], 'documents': []}
        """
        documents = None if self.documents is None else [_unpack(one) for one in self.documents]
        contacts = None if self.contacts is None else [_unpack(one) for one in self.contacts]
        said: dict[Field, Json] = {
            Field.NAMES: None if self.names is None else list(self.names),
            Field.BIRTH_YEAR: self.birth_year,
            Field.PHONES: None if self.phones is None else list(self.phones),
            Field.DOCUMENTS: documents,
            Field.HOME: self.home,
            Field.CONTACTS: contacts,
        }
        return {str(field): value for field, value in said.items() if value is not None}


def parse_identity(said: object, source: str = "identity") -> Identity:
    """Return the identity that plain values hold.

    No message carries a value: a fault may be logged, an identity may not.

    >>> parse_identity({"names": ["Ada"], "phones": []})
    Identity(names=('Ada',), birth_year=None, phones=(), documents=None, home=None, contacts=None)

    Raises:
        InputFaultsError: with every field that does not fit.
    """
    if not isinstance(said, Mapping):
        raise InputFaultsError([_fault(source, "", "not a map of fields", 'write it like {"names": ["..."]}')])
    known = set(Field)
    faults = (
        [_fault(source, "", "a field nobody knows", f"the fields are {', '.join(Field)}")] if set(said) - known else []
    )
    for field in sorted(known & set(said)):
        problem = _find_problem(field, said[field])
        if problem:
            faults.append(_fault(source, str(field), problem, "see docs/vault.md, what is sealed"))
    if not known & set(said):
        faults.append(_fault(source, "", "nothing to seal", f"give one of {', '.join(Field)}"))
    if faults:
        raise InputFaultsError(faults)
    return Identity(
        names=_texts(said, Field.NAMES),
        birth_year=said.get(Field.BIRTH_YEAR),
        phones=_texts(said, Field.PHONES),
        documents=tuple(Document(**one) for one in said[Field.DOCUMENTS]) if Field.DOCUMENTS in said else None,
        home=said.get(Field.HOME),
        contacts=tuple(Contact(**one) for one in said[Field.CONTACTS]) if Field.CONTACTS in said else None,
    )


def is_id(text: object) -> bool:
    """Tell whether something is a pseudonymous id: short, and of characters that hold no sentence.

    >>> is_id("P00017"), is_id("Ada Lovelace"), is_id("")
    (True, False, False)
    """
    return isinstance(text, str) and 0 < len(text) <= ID_CHARACTERS_MAX and ID_CHARACTERS.issuperset(text)


def _find_problem(field: Field, value: object) -> str:
    match field:
        case Field.HOME:
            return "" if _is_text(value) else "not a short text"
        case Field.BIRTH_YEAR:
            return "" if type(value) is int and value in YEARS else "not a year of birth"
    if not isinstance(value, list) or len(value) > LIST_LENGTH_MAX:
        return f"not a list of at most {LIST_LENGTH_MAX}"
    match field:
        case Field.DOCUMENTS:
            fits = all(_is_map(one, {"kind", "number"}, {"country"}) for one in value)
            return "" if fits else "a document has kind, number and country"
        case Field.CONTACTS:
            return (
                ""
                if all(_is_map(one, {"channel", "address"}, set()) for one in value)
                else ("a contact has channel and address")
            )
        case _:
            return "" if all(_is_text(one) for one in value) else "not short texts"


def _is_map(value: object, needed: set[str], allowed: set[str]) -> bool:
    if not isinstance(value, Mapping):
        return False
    return needed <= set(value) <= needed | allowed and all(
        _is_text(one, 1 if key in needed else 0) for key, one in value.items()
    )


def _is_text(value: object, shortest: int = 1) -> bool:
    if not isinstance(value, str) or not shortest <= len(value) <= TEXT_CHARACTERS_MAX:
        return False
    return not any(0xD800 <= ord(one) < 0xE000 for one in value)  # a lone surrogate cannot be written


def _texts(said: Mapping[str, list[str]], field: Field) -> tuple[str, ...] | None:
    return tuple(said[field]) if field in said else None


def _unpack(one: Document | Contact) -> Json:
    if isinstance(one, Document):
        return {"kind": one.kind, "number": one.number, "country": one.country}
    return {"channel": one.channel, "address": one.address}


def _fault(source: str, column: str, problem: str, remedy: str) -> Fault:
    return Fault(source, 0, column, "", problem, remedy)
