"""Hold what is to be believed or not, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.intake.source_class import SourceClass
from safeconduct.core.picture.belief.classes import TRUSTED_CLASSES

VERIFIED_LETTERS = "ABCD"
TRUSTED_LETTERS = "ABC"


@dataclass(frozen=True, slots=True)
class Testimony:
    """Say that one origin affirms or denies a proposition; the outlet only carried it.

    The letter is the source reliability of NATO AJP-2.1, "" where nobody graded the source. The digit is not here: what
    it says of corroboration is counted by the chains themselves.
    """

    origin: str  # who first said it; "" = nobody known
    affirms: bool = True
    outlet: str = ""
    letter: str = ""
    source_class: SourceClass = SourceClass.UNKNOWN

    @property
    def is_verified(self) -> bool:
        """Tell whether a named origin that can be judged stands behind it.

        >>> Testimony("mayor", letter="B").is_verified, Testimony("", letter="B").is_verified
        (True, False)
        """
        if not self.origin.strip() or self.source_class is SourceClass.ANONYMOUS:
            return False
        return not self.letter or self.letter in VERIFIED_LETTERS

    @property
    def is_trusted(self) -> bool:
        """Tell whether its denial may lower a belief: the letter decides where there is one, else the class.

        >>> Testimony("mayor", letter="D").is_trusted
        False
        """
        trusted = self.letter in TRUSTED_LETTERS if self.letter else self.source_class in TRUSTED_CLASSES
        return trusted and self.is_verified


@dataclass(frozen=True, slots=True)
class Proposition:
    """State one danger at one place in one window, with all that was said for and against it."""

    ident: str
    testimonies: tuple[Testimony, ...] = ()
    prior: float | None = None  # chance before anybody speaks, from visibility; None = that of all propositions


class SourceKey(NamedTuple):
    """Name a source with what is thought of it before its record."""

    origin: str
    letter: str
    source_class: SourceClass


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Lay testimonies out in columns, one row each, copies through other outlets folded."""

    proposition: NDArray[np.intp]
    source: NDArray[np.intp]  # row of `keys`
    affirms: NDArray[np.bool_]
    verified: NDArray[np.bool_]
    trusted: NDArray[np.bool_]
    keys: tuple[SourceKey, ...]
    outlets: tuple[tuple[str, ...], ...]  # who carried each row
    propositions: int

    @property
    def side(self) -> NDArray[np.intp]:
        """Number the sides, for and against, of the propositions."""
        return 2 * self.proposition + self.affirms


def lay_out(propositions: Sequence[Proposition]) -> Columns:
    """Fold what one origin says of one proposition through many outlets into one row, sorted by what they say.

    Words of unknown origin stay apart, for nobody knows whether they are of one; they share a budget later.
    """
    rows: dict[tuple[int, SourceKey, bool, int], tuple[Testimony, set[str]]] = {}
    for number, proposition in enumerate(propositions):
        for count, said in enumerate(proposition.testimonies):
            origin = said.origin.strip()
            key = SourceKey(origin, said.letter, said.source_class if origin else SourceClass.ANONYMOUS)
            row = rows.setdefault((number, key, said.affirms, -1 if key.origin else count), (said, set()))
            row[1].update({said.outlet} - {""})
    ordered = sorted(rows.items(), key=lambda row: row[0])
    numbers = {key: number for number, key in enumerate(sorted({place[1] for place, _ in ordered}))}
    return Columns(
        proposition=np.array([place[0] for place, _ in ordered], dtype=np.intp),
        source=np.array([numbers[place[1]] for place, _ in ordered], dtype=np.intp),
        affirms=np.array([place[2] for place, _ in ordered], dtype=bool),
        verified=np.array([said.is_verified for _, (said, _) in ordered], dtype=bool),
        trusted=np.array([said.is_trusted for _, (said, _) in ordered], dtype=bool),
        keys=tuple(numbers),
        outlets=tuple(tuple(sorted(outlets)) for _, (_, outlets) in ordered),
        propositions=len(propositions),
    )
