"""List what two records of one person would share."""

from __future__ import annotations

from enum import StrEnum

from safeconduct.core.vault.identity import Identity
from safeconduct.core.vault.names import fold_name, fold_number, fold_phone, sound_name


class Mark(StrEnum):
    """Name what is compared."""

    NAME = "name"  # and year of birth
    SOUND = "sound"  # of the name, and year of birth
    PHONE = "phone"
    DOCUMENT = "document"


def list_marks(identity: Identity) -> frozenset[tuple[Mark, str]]:
    """Return the texts whose keyed digests are compared; whoever has the texts has the person, so they stay with keyd.

    A name counts with its year of birth, and without where that was not asked: then it meets only its like.

    >>> sorted(list_marks(Identity(names=("Ada L",), birth_year=1990, phones=("0700123456",))))
    [(<Mark.NAME: 'name'>, 'ada l 1990'), (<Mark.PHONE: 'phone'>, '700123456'), (<Mark.SOUND: 'sound'>, 'd l 1990')]
    """
    year = "" if identity.birth_year is None else f" {identity.birth_year}"
    found: set[tuple[Mark, str]] = set()
    for name in identity.names or ():
        found |= {(Mark.NAME, fold_name(name) + year), (Mark.SOUND, sound_name(name) + year)}
    numbers = [*(identity.phones or ()), *(one.address for one in identity.contacts or () if "@" not in one.address)]
    found |= {(Mark.PHONE, fold_phone(number)) for number in numbers}
    found |= {(Mark.DOCUMENT, fold_number(one.number)) for one in identity.documents or ()}
    return frozenset((mark, text) for mark, text in found if text.strip() and text != year)
