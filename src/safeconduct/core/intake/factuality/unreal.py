"""Find what puts an event outside the real world: a film, a novel, a drill that it happens in."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.parse import Parse, Token

_STORIES = (
    "cartoon dream fable fantasy fiction film legend movie musical myth novel opera parody satire scenario script "
    "simulation sitcom soap telenovela videogame wargame"
)
STORIES = frozenset(_STORIES.split())  # nothing in them happens
_GAMES = "board computer role strategy video war"
_DRILLS = frozenset({"drill", "exercise", "manoeuvre", "maneuver", "rehearsal"})  # blows are played, accidents are real
_ACCIDENTS = frozenset({"burn", "collapse", "collide", "crash", "die", "drown", "hurt", "injure", "kill", "wound"})
_RECORDS = frozenset(
    {"actual", "amateur", "documentary", "home", "real", "true"}
)  # "a documentary film" shows what was
_HOLDING = frozenset({"during", "for", "in", "throughout", "within"})
_ONLY = frozenset({"merely", "only", "purely", "simply", "solely"})


def find_unreal(parse: Parse, index: int) -> Token | None:
    """Return the story or drill that a word's event is told of; None where it is told of the world.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("The rebels attacked the gate in a film.")
    >>> find_unreal(parse, 2).text
    'film'
    """
    token = parse.tokens[index]
    for place in _places(parse, token):
        if _is_unreal(parse, place, token):
            return place
    if token.dep == "conj" and not any(child.dep in ("nsubj", "nsubjpass") for child in parse.children(index)):
        before = (p for p in _places(parse, parse.tokens[token.head]) if p.index < token.head)
        return next((place for place in before if _is_unreal(parse, place, token)), None)  # "In the film, A and B"
    if token.dep == "ccomp":
        tellers = [child for child in parse.children(token.head) if child.dep == "nsubj"]
        return next((each for each in tellers if each.text != "film" and _is_unreal(parse, each, token)), None)
    if token.dep == "relcl" and _is_unreal(parse, parse.tokens[token.head], token):
        return parse.tokens[token.head] if _is_set_in(parse, index) else None
    return None


def is_only(parse: Parse, index: int, place: Token) -> bool:
    """Tell whether an event is said to happen in a story or a drill alone: "only attacked it in a film"."""
    beside = (*parse.children(index), *parse.children(place.head), *parse.children(place.index))
    return any(child.text.lower() in _ONLY for child in beside)


def _places(parse: Parse, token: Token) -> Iterator[Token]:
    """Go through what "in", "during" and "as part of" name beside an event, or beside what it is done to."""
    objects = [child.index for child in parse.children(token.index) if child.dep in ("dobj", "nsubjpass")]
    for host in (token.index, *objects):
        for preposition in parse.children(host):
            if preposition.dep not in ("prep", "agent"):
                continue
            for noun in parse.children(preposition.index):
                if noun.dep != "pobj":
                    continue
                if preposition.text.lower() in _HOLDING:
                    yield noun
                elif preposition.text.lower() == "as" and noun.text.lower() == "part":
                    yield from (inner for of in parse.children(noun.index) for inner in parse.children(of.index))


def _is_unreal(parse: Parse, noun: Token, event: Token) -> bool:
    word = noun.lemma.lower()
    modifiers = {child.text.lower() for child in parse.children(noun.index)}
    if word in STORIES:
        return not modifiers & _RECORDS
    if word == "game":
        return bool(modifiers & set(_GAMES.split()))
    if word not in _DRILLS or event.lemma.lower() in _ACCIDENTS:
        return False
    return not any(child.text.lower() == "of" for child in parse.children(noun.index))  # "the exercise of power"


def _is_set_in(parse: Parse, clause: int) -> bool:
    """Tell whether a relative clause tells what happens in its noun: "a film in which", "where"."""
    for child in parse.children(clause):
        if child.tag == "WRB":
            return True
        if child.dep == "prep" and any(grand.tag == "WDT" for grand in parse.children(child.index)):
            return True
    return False
