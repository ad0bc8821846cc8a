"""List modal verbs by what they do to a claim (the readings follow Kratzer, and FactBank's grades)."""

from __future__ import annotations

from enum import Enum

from safeconduct.core.intake.reading import Certainty


class Force(Enum):
    """Name what a modal says of its clause."""

    EPISTEMIC = "epistemic"  # how likely it is
    DEONTIC = "deontic"  # that it ought to be: a claim of its own, but the event need not happen
    ABILITY = "ability"  # that it can be: the event need not happen
    FUTURE = "future"  # that it comes


MODALS: dict[str, tuple[Force, Certainty]] = {
    "can": (Force.ABILITY, Certainty.POSSIBLE),
    "could": (Force.EPISTEMIC, Certainty.POSSIBLE),
    "may": (Force.EPISTEMIC, Certainty.POSSIBLE),
    "might": (Force.EPISTEMIC, Certainty.POSSIBLE),
    "must": (Force.DEONTIC, Certainty.UNKNOWN),
    "need": (Force.DEONTIC, Certainty.UNKNOWN),
    "ought": (Force.DEONTIC, Certainty.UNKNOWN),
    "shall": (Force.FUTURE, Certainty.CERTAIN),
    "should": (Force.DEONTIC, Certainty.UNKNOWN),
    "will": (Force.FUTURE, Certainty.CERTAIN),
    "would": (Force.EPISTEMIC, Certainty.PROBABLE),
}

WRITTEN_FORMS = {"'d": "would", "'ll": "will", "ca": "can", "sha": "shall", "wo": "will"}  # as a tokenizer leaves them
