"""Find how the actors of a text stand to each other, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from safeconduct.core.intake.actors import ActorMentions
from safeconduct.core.intake.actors.grammar import ancestors_of, children_of
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.factuality import Judgement, judge_event
from safeconduct.core.intake.factuality.judgement import weakest
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity, QuoteType, Relation
from safeconduct.core.intake.relations.frames import NOUNS
from safeconduct.core.intake.relations.leading import match_role
from safeconduct.core.intake.relations.match import Match, span_of
from safeconduct.core.intake.relations.matching import match_token
from safeconduct.core.intake.relations.merging import merge_relations, name_fallen_governments
from safeconduct.core.intake.relations.plover import PLOVER
from safeconduct.core.intake.relations.scene import Party, Scene
from safeconduct.core.intake.relations.sites import find_sites
from safeconduct.core.intake.relations.standing import (
    deny,
    holding_attributions,
    innermost,
    is_accusation,
    is_apposed,
    is_forgone,
    weaken,
)
from safeconduct.core.intake.relations.status import tell_status

_HEDGES = frozenset({"allegedly", "apparently", "maybe", "perhaps", "possibly", "potentially", "reportedly"})


def find_relations(
    document: Document, parse: Parse, attributions: Sequence[Attribution], actor_mentions: ActorMentions
) -> tuple[Relation, ...]:
    """Return how actors stand to each other, each relation once, in order of the text.

    What is denied comes out negative and what is only possible comes out as possible; neither is ever a fact.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> from safeconduct.core.intake.actors import find_actors
    >>> document = Document("d", "Hamas did not attack the depot.", "en", "text/plain")
    >>> parse = SpacyParser().parse(document.text)
    >>> found = find_relations(document, parse, (), find_actors(document, parse))[0]
    >>> found.subject, found.relation, found.object, str(found.polarity)
    ('hamas', 'attacked', 'depot', 'negative')
    """
    if document.text != parse.text:
        raise ValueError("the parse is of another text than the document: parse the document's text")
    scene = Scene(parse, actor_mentions, find_sites(parse, actor_mentions))
    told = [
        relation
        for token in parse.tokens
        for match in (*match_token(scene, token), *match_role(scene, token))
        if _makes_sense(scene, match)
        for relation in _tell(scene, match, attributions)
    ]
    verbatim = frozenset(_own_words(attributions))
    merged = merge_relations(told, actor_mentions, verbatim)
    named = name_fallen_governments(merged, actor_mentions)
    return tuple(replace(relation, relation_id=f"R{count}") for count, relation in enumerate(named, 1))


def _own_words(attributions: Sequence[Attribution]) -> Iterable[str]:
    """Go through the attributions that are direct quotes, or stand in one."""
    by_id = {one.attribution_id: one for one in attributions}
    for one in attributions:
        around = by_id.get(one.parent or "")
        if QuoteType.DIRECT in {one.quote_type, around.quote_type if around is not None else None}:
            yield one.attribution_id


def _makes_sense(scene: Scene, match: Match) -> bool:
    if match.subject is None or match.object is None:
        return True
    first, second = match.subject.key, match.object.key
    if first == second or not first or not second:
        return False
    if match.kind.within_side:
        return True
    return not (scene.mentions.is_part_of(first, second) or scene.mentions.is_part_of(second, first))


def _tell(scene: Scene, match: Match, attributions: Sequence[Attribution]) -> Iterable[Relation]:
    parse = scene.parse
    event = parse.tokens[match.event]
    holding = holding_attributions(attributions, Span(event.start, event.end))
    judged = Judgement() if is_apposed(parse, match.event) else judge_event(parse, match.event)
    polarity = deny(parse, match.event, judged.polarity, holding)
    if polarity is Polarity.POSITIVE and is_forgone(parse, match.event):
        polarity = Polarity.NEGATIVE
    certainty = weaken(judged.certainty, holding)
    if is_accusation(parse, match.event):
        certainty = weakest((certainty, Certainty.POSSIBLE))
    if any(party is not None and _is_hedged(parse, party) for party in (match.subject, match.object)):
        certainty = weakest((certainty, Certainty.POSSIBLE))
    status = tell_status(parse, match.event, match.verb, judged.certainty)
    if status == "potential":
        certainty = weakest((certainty, Certainty.POSSIBLE))
    open_yet = status in {"potential", "planned"} or certainty in {Certainty.POSSIBLE, Certainty.UNKNOWN}
    if match.object is None and not open_yet:
        return
    ahead = status in {"potential", "planned", "intended"} and polarity is Polarity.POSITIVE
    name = match.kind.potential if ahead and match.kind.potential else match.kind.name
    yield Relation(
        "",
        match.subject.key if match.subject is not None else match.kind.unknown_agent,
        name,
        match.object.key if match.object is not None else match.kind.default_object,
        span_of(scene, match),
        innermost(holding),
        polarity,
        certainty,
        status,
        _time_of(parse, match, holding),
        _place_of(scene, match),
        PLOVER.get(name, ""),
    )


def _is_hedged(parse: Parse, party: Party) -> bool:
    """Tell whether it is doubted that a party takes part: "possibly other civilians"."""
    return any(child.lemma.lower() in _HEDGES for child in children_of(parse, party.head, "advmod", "amod"))


def _time_of(parse: Parse, match: Match, holding: Sequence[Attribution]) -> str:
    """Return the time told with an event, as the attributions give it, else a bare year; "" where none is told."""
    spans = [
        Span(token.start, token.end)
        for at in (match.event, match.verb)
        for below in parse.subtree(at)
        if (token := parse.tokens[below]).entity in {"DATE", "TIME"} and _dates(parse, token, at)
    ]
    for one in holding:
        for time in one.times:
            if any(time.span.overlaps(span) for span in spans):
                return time.value
    years = (parse.text[span.start : span.end] for span in spans)
    return next((year for year in years if len(year) == 4 and year.isdigit()), "")


def _dates(parse: Parse, token: Token, event: int) -> bool:
    """Tell whether a date below an event is its own: none of another event stands between."""
    for above in ancestors_of(parse, token.index):
        if above.index == event:
            return True
        if above.pos in {"VERB", "AUX"} or above.lemma.lower() in NOUNS:
            return False
    return token.index == event


def _place_of(scene: Scene, match: Match) -> str:
    """Return the key of the place where an event is said to be; "" where none is told."""
    for at in (match.event, match.verb, *((match.object.head,) if match.object is not None else ())):
        for child in children_of(scene.parse, at, "prep"):
            if child.lemma.lower() in {"at", "in", "inside", "near"}:
                for grand in children_of(scene.parse, child.index, "pobj"):
                    if grand.index in scene.sites:
                        return scene.sites[grand.index].key
    return ""
