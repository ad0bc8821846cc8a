"""Hold one cue with what its grammar hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Polarity


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold one cue with what the grammar hangs on it; tokens are given by index."""

    head: int  # the cue's main word
    cue: tuple[int, ...]
    content: tuple[Span, ...]
    speaker: int | None  # the speaker's main word; None = not said
    form: Form
    kind: str = "statement"
    polarity: Polarity = Polarity.POSITIVE
    negation: tuple[int, ...] = ()
    addressee: int | None = None
