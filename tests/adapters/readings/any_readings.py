"""Generate readings: any text, spans anywhere in it, every field filled or left empty."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import (
    Actor,
    Attribution,
    Certainty,
    Level,
    PlaceMention,
    Polarity,
    Precision,
    Question,
    QuoteType,
    Reading,
    Relation,
    Speaker,
    TimeMention,
)

words = st.text(max_size=12)
keys = st.text("abc_é", min_size=1, max_size=4)
few: dict[str, Any] = {"max_size": 2}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a text of up to 80 characters, with or without an original that it was taken from."""
    text = draw(st.text(max_size=80))
    gaps = draw(st.none() | st.lists(st.integers(0, 9), min_size=len(text) + 1, max_size=len(text) + 1))
    offsets = None if gaps is None else (np.cumsum(gaps) + np.arange(len(gaps))).astype(np.int32)
    moment = st.none() | st.floats(-1e12, 1e12)
    more = draw(st.tuples(words, words, words, moment, st.lists(words, **few).map(tuple)))
    return Document(draw(words), text, draw(words), draw(words), offsets, *more)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a reading of such a document."""
    document = draw(documents())
    at = st.integers(0, len(document.text))
    span = st.tuples(at, at).map(lambda ends: Span(min(ends), max(ends)))
    spans = st.lists(span, **few).map(tuple)
    maybe = st.none() | span
    names = st.lists(keys, **few).map(tuple)
    x, y = (st.none() | st.floats(-most, most) for most in (180, 90))
    places = st.builds(PlaceMention, span, words, st.sampled_from(Precision), words, x, y, x)
    speakers = st.builds(Speaker, words, words, st.booleans(), maybe, maybe)
    attributions = st.builds(
        Attribution, keys, spans, speakers, st.sampled_from(QuoteType), cue=maybe, parent=st.none() | keys,
        level=st.sampled_from(Level), kind=words, addressee=maybe, outlet_chain=names, forum=maybe,
        certainty=st.sampled_from(Certainty), polarity=st.sampled_from(Polarity), hedge_cues=spans, negation_cues=spans,
        quoted=spans, quoted_by=words, actors=names, places=st.lists(places, **few).map(tuple),
        times=st.lists(st.builds(TimeMention, span, words, words, words), **few).map(tuple), origin=words,
    )  # fmt: skip
    relations = st.builds(
        Relation, keys, keys, words, keys, span, attributions=names, polarity=st.sampled_from(Polarity),
        certainty=st.sampled_from(Certainty), status=words, time=words, place=words, plover=words,
    )  # fmt: skip
    actors = st.builds(Actor, keys, words, words, names, words, words)
    return Reading(
        document,
        tuple(draw(st.lists(attributions, **few))),
        tuple(draw(st.lists(relations, **few))),
        tuple(draw(st.lists(actors, unique_by=lambda actor: actor.key, **few))),
        tuple(draw(st.lists(st.builds(Question, maybe, words), **few))),
    )
