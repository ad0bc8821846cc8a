"""Grade one statement: its certainty and polarity, from its cue and its words."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import Judgement, judge_claim, judge_event
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Polarity


def grade_statement(parse: Parse, draft: Draft) -> Judgement:
    """Return how surely a statement is put and whether it is denied; what its cue sets outright comes first."""
    judged = judge_claim(parse, draft.content, parse.span(draft.cue) if draft.cue else None)
    if draft.form is Form.NOUN_CLAUSE and draft.speaker is None and draft.head is not None:
        written = judge_event(parse, draft.head)  # nobody's claim is as true as the writer has it
        if written.polarity is Polarity.NEGATIVE and judged.polarity is Polarity.POSITIVE:
            return replace(judged, polarity=Polarity.NEGATIVE, negation_cues=written.negation_cues)
    if draft.polarity is Polarity.POSITIVE:
        return judged
    words = tuple(Span(parse.tokens[index].start, parse.tokens[index].end) for index in draft.negation)
    return replace(judged, polarity=draft.polarity, negation_cues=words or judged.negation_cues)
