"""Name speakers: one canonical name for one speaker throughout a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import lemmas
from safeconduct.core.intake.attribution.frames import lemma_of
from safeconduct.core.intake.attribution.outlets import find_outlet, slug
from safeconduct.core.intake.attribution.phrases import children_of, noun_phrase
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Name, Parse, Token
from safeconduct.core.intake.reading import Speaker

SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me", "my"})
GROUP_PRONOUNS = frozenset({"they", "them", "their", "we", "us", "our", "it", "its", "themselves"})
UNSAID = Speaker("unknown", "unknown", named=False)
STATES = {
    "u.s.": "us", "us": "us", "united states": "us", "america": "us", "united kingdom": "uk", "u.k.": "uk", "uk": "uk",
    "britain": "uk", "washington": "us", "london": "uk", "moscow": "russia", "beijing": "china", "kyiv": "ukraine",
    "tehran": "iran", "paris": "france", "berlin": "germany", "ankara": "turkey",
}  # fmt: skip  # a state, or its capital standing for its government
PEOPLE = lemmas(
    "adviser advisor aide ambassador analyst attorney bishop candidate captain chair chairman chairwoman chief "
    "colonel commander commissioner coordinator correspondent councillor critic deputy diplomat director "
    "doctor driver economist editor envoy executive expert eyewitness farmer father fighter general governor "
    "guard head imam insider insurgent journalist judge lawmaker lawyer leader lieutenant local major man "
    "manager mayor medic member minister mother negotiator neighbor neighbour nurse officer official operative "
    "organizer parent pilot police policeman politician president priest prince prosecutor reporter "
    "representative researcher resident scholar secretary senator sheriff shopkeeper soldier source spokesman "
    "spokesperson spokeswoman strategist student supporter surgeon teacher trader traveller veteran victim "
    "villager volunteer witness woman worker"
)
MILITARY = frozenset(
    {"army", "military", "forces", "navy", "police", "troops", "militia", "command", "battalion", "brigade"}
)
PERSONS = frozenset({"PERSON"})


@dataclass(slots=True)
class Cast:
    """Hold who has been named so far while a text is read from its beginning."""

    parse: Parse
    full_names: dict[str, str] = field(default_factory=dict)  # last name -> fullest name in the text
    roles: dict[str, Span] = field(default_factory=dict)  # canonical -> role
    nouns: dict[str, Speaker] = field(default_factory=dict)  # a noun ("official") -> the speaker it last named
    counts: dict[str, int] = field(default_factory=dict)
    person: Speaker | None = None  # who "he" is
    group: Speaker | None = None  # who "they" are


def begin_cast(parse: Parse) -> Cast:
    """Return a cast that knows the full names of a text, and nobody as having spoken."""
    cast = Cast(parse)
    for name in parse.names:
        if name.kind in PERSONS:
            words = _name_words(parse, name)
            if words and len(words) > len(cast.full_names.get(words[-1].lower(), "").split()):
                cast.full_names[words[-1].lower()] = " ".join(words)
    return cast


def _name_words(parse: Parse, name: Name) -> list[str]:
    tokens = parse.tokens[name.first : name.last]
    return [
        token.text
        for token in tokens
        if token.text[:1].isalpha() and token.tag != "POS" and token.text not in {"’s", "'s"}
    ]


def name_speaker(cast: Cast, head: int, inside: Speaker | None = None) -> Speaker:
    """Return the speaker whose main word stands at an index, and let the cast remember it.

    `inside` is whose quote the words stand in: that is who "I" and "we" are.
    """
    parse = cast.parse
    token = parse.tokens[head]
    phrase = noun_phrase(parse, head)
    mention = parse.span(phrase)
    if token.pos == "PRON" or token.tag in {"PRP", "PRP$", "WP", "DT", "WDT"}:
        return _name_pronoun(cast, token, inside)
    speaker = _name_person(cast, token, mention) or _name_outlet(parse, phrase, mention)
    speaker = speaker or _name_body(parse, token, phrase, mention) or _name_noun(cast, token, phrase, mention)
    if speaker.kind == "person":
        cast.person = speaker
    elif speaker.kind != "outlet":
        cast.group = speaker
    return speaker


def _name_pronoun(cast: Cast, token: Token, inside: Speaker | None) -> Speaker:
    word = token.text.lower()
    mention = Span(token.start, token.end)
    if inside is not None and word in {"i", "me", "my", "we", "us", "our"}:
        known: Speaker | None = inside
    elif word in SINGULAR_PRONOUNS:
        known = cast.person or _last_person(cast, token)
    elif word in GROUP_PRONOUNS:
        known = cast.group or cast.person
    else:
        known = None
    if known is None:
        return Speaker(word if word not in SINGULAR_PRONOUNS else "unknown", "person", named=False, mention=mention)
    return Speaker(known.canonical, known.kind, known.named, mention, known.role)


def _last_person(cast: Cast, before: Token) -> Speaker | None:
    """Return the person last named before a pronoun."""
    parse = cast.parse
    last = [name for name in parse.names if name.kind in PERSONS and name.last <= before.index]
    if not last:
        return None
    words = _name_words(parse, last[-1])
    if not words:
        return None
    full = cast.full_names.get(words[-1].lower(), " ".join(words))
    return Speaker(slug(full), "person", named=True, role=cast.roles.get(slug(full)))


def _name_person(cast: Cast, token: Token, mention: Span) -> Speaker | None:
    parse = cast.parse
    name = next((each for each in parse.names if each.first <= token.index < each.last), None)
    last_name = token.text.lower()
    if (name is None or name.kind not in PERSONS) and not (token.pos == "PROPN" and last_name in cast.full_names):
        return None
    words = _name_words(parse, name) if name is not None and name.kind in PERSONS else [token.text]
    if not words:
        return None
    full = cast.full_names.get(words[-1].lower(), " ".join(words))
    if find_outlet(full):
        return None
    canonical = slug(full)
    role = find_role(parse, token, name)
    if role is not None and canonical not in cast.roles:
        cast.roles[canonical] = role
    speaker = Speaker(canonical, "person", True, mention, role or cast.roles.get(canonical))
    for word in parse.within(speaker.role) if speaker.role is not None else ():
        if lemma_of(word) in PEOPLE:
            cast.nouns[lemma_of(word)] = speaker
    return speaker


def find_role(parse: Parse, token: Token, name: Name | None) -> Span | None:
    """Return the words that say what a person is: a title before the name, or an apposition after it."""
    for apposition in children_of(parse, token.index, "appos"):
        inside = [index for index in parse.subtree(apposition.index) if index > token.index]
        if inside and lemma_of(apposition) in PEOPLE | {"adviser"}:
            return parse.span(inside)
    first = name.first if name is not None and name.kind in PERSONS else token.index
    before = [
        child
        for child in parse.children(token.index)
        if child.dep in {"compound", "amod", "nmod", "appos"} and child.index < first and child.text not in EDGES
    ]
    if before:
        start = min(index for child in before for index in parse.subtree(child.index))
        return Span(parse.tokens[start].start, parse.tokens[first - 1].end)
    governor = parse.tokens[token.head]
    if token.dep == "appos" and lemma_of(governor) in PEOPLE:  # "the spokesman, Ada Lind, said"
        return parse.span(noun_phrase(parse, governor.index))
    return None


EDGES = frozenset({",", "(", ")", "-", "–", "—", "“", "”", '"'})


def _name_outlet(parse: Parse, phrase: tuple[int, ...], mention: Span) -> Speaker | None:
    key = find_outlet_in(parse, phrase)
    return Speaker(key, "outlet", True, mention) if key else None


def find_outlet_in(parse: Parse, phrase: Iterable[int]) -> str:
    """Return the outlet that a noun phrase is: as a whole, or its run of proper names; "" for none."""
    tokens = [parse.tokens[index] for index in phrase]
    if not tokens:
        return ""
    whole = find_outlet(parse.text[tokens[0].start : tokens[-1].end], any(token.pos == "PROPN" for token in tokens))
    if whole:
        return whole
    names = [token for token in tokens if token.pos == "PROPN" or token.entity == "ORG"]
    return find_outlet(parse.text[names[0].start : names[-1].end]) if names else ""


def _name_body(parse: Parse, token: Token, phrase: tuple[int, ...], mention: Span) -> Speaker | None:
    """Name a state, an organisation or a force that is called by its proper name."""
    if token.pos != "PROPN" and token.entity not in {"ORG", "GPE", "NORP"}:
        return None
    kept = [parse.tokens[index] for index in phrase if parse.tokens[index].dep not in {"det", "prep", "pobj", "case"}]
    words = " ".join(each.text for each in kept if each.text not in EDGES)
    if token.entity == "GPE" or words.lower() in STATES:
        state = STATES.get(words.lower(), slug(words))
        return Speaker(f"{state}_government", "government", True, mention)
    kind = "military" if MILITARY & {each.text.lower() for each in kept} else "organisation"
    return Speaker(slug(words) or slug(token.text), kind, True, mention)


def _name_noun(cast: Cast, token: Token, phrase: tuple[int, ...], mention: Span) -> Speaker:
    """Name somebody who is called by a common noun: "one senior official", "officials", "reports"."""
    parse = cast.parse
    lemma = lemma_of(token)
    tokens = [parse.tokens[index] for index in phrase]
    plural = token.tag in {"NNS", "NNPS"}
    if lemma in cues.HEARSAY and not children_of(parse, token.index, "poss"):
        return Speaker(f"unspecified_{slug(token.text)}", "hearsay", False, mention)
    definite = any(
        child.dep == "det" and child.lemma.lower() in {"the", "this", "that"} for child in parse.children(token.index)
    )
    bare = len(tokens) <= 2 and (definite or plural)
    key = f"{lemma}s" if plural else lemma
    if bare and (definite or plural) and key in cast.nouns:
        known = cast.nouns[key]
        return Speaker(known.canonical, known.kind, known.named, mention, known.role)
    if plural or lemma not in PEOPLE:
        words = [t.text for t in tokens if t.dep not in {"det", "nummod", "poss"} or t.tag == "NNP"]
        kind = "military" if MILITARY & {word.lower() for word in words} else "group"
        speaker = Speaker(slug(" ".join(words)) or slug(token.text), kind, False, mention)
    else:
        adjectives = [
            t for t in tokens if t.dep in {"amod", "compound"} and t.lemma.lower() not in {"anonymous", "unnamed"}
        ]
        role = Span(adjectives[0].start, token.end) if adjectives else Span(token.start, token.end)
        name = slug(" ".join([*(t.text for t in adjectives), token.text]))
        cast.counts[name] = cast.counts.get(name, 0) + 1
        speaker = Speaker(f"anon_{name}_{cast.counts[name]}", "person", False, mention, role)
    cast.nouns[key] = speaker
    return speaker
