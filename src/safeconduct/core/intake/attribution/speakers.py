"""Name speakers: one canonical name for one speaker throughout a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import lemmas
from safeconduct.core.intake.attribution.genders import PRONOUNS, find_gender
from safeconduct.core.intake.attribution.outlets import slug
from safeconduct.core.intake.attribution.phrases import children_of, lemma_of, noun_phrase
from safeconduct.core.intake.attribution.press import Press, generic_outlet
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Name, Parse, Token
from safeconduct.core.intake.reading import Speaker

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
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
    "doctor driver economist editor engineer envoy executive expert eyewitness farmer father fighter fisherman "
    "general governor guard head imam insider insurgent journalist judge lawmaker lawyer leader lieutenant local major "
    "man manager mayor medic member minister mother negotiator neighbor neighbour nurse officer official operative "
    "organizer parent pilot police policeman politician president priest prince prosecutor reporter "
    "representative researcher resident scholar secretary senator sheriff shopkeeper soldier source spokesman "
    "spokesperson spokeswoman strategist student supporter surgeon teacher trader traveller veteran victim "
    "villager volunteer witness woman worker"
)
MILITARY = frozenset({"army", "military", "forces", "navy", "troops", "militia", "command", "battalion", "brigade"})
PERSONS = frozenset({"PERSON"})
NEAR = 60  # tokens back to whom a noun called, at most
NAMES_REMEMBERED = 200  # how far back "he" may point: time stays linear
QUESTIONERS = frozenset({"q", "question", "reporter", "moderator"})


@dataclass(slots=True)
class Cast:
    """Hold who has been named so far while a text is read from its beginning."""

    parse: Parse
    press: Press
    full_names: dict[str, str] = field(default_factory=dict)  # last name -> fullest name in the text
    roles: dict[str, Span] = field(default_factory=dict)  # canonical -> role
    nouns: dict[str, Speaker] = field(default_factory=dict)  # a noun ("official") -> the speaker it last named
    counts: dict[str, int] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)  # canonical -> "he" or "she", where the text tells
    person: Speaker | None = None  # who "he" is: the last person who spoke in the text itself
    group: Speaker | None = None  # who "they" are


def begin_cast(parse: Parse, press: Press) -> Cast:
    """Return a cast that knows the full names of a text, and nobody as having spoken."""
    cast = Cast(parse, press)
    for name in parse.names:
        if name.kind in PERSONS:
            words = _name_words(parse, name)
            if words and len(words) > len(cast.full_names.get(words[-1].lower(), "").split()):
                cast.full_names[words[-1].lower()] = " ".join(words)
    for name in parse.names:
        if name.kind in PERSONS and (gender := find_gender(parse, name)):
            cast.genders.setdefault(_canonical(cast, name), gender)
    return cast


def _canonical(cast: Cast, name: Name) -> str:
    words = _name_words(cast.parse, name)
    return slug(cast.full_names.get(words[-1].lower(), " ".join(words))) if words else ""


def _name_words(parse: Parse, name: Name) -> list[str]:
    tokens = parse.tokens[name.first : name.last]
    return [t.text for t in tokens if t.text[:1].isalpha() and t.tag != "POS" and t.text not in {"’s", "'s"}]


def name_relative(cast: Cast, speaker: Speaker, verb: int) -> Speaker:
    """Return a speaker mentioned by the relative pronoun where a cue has one: "who said"."""
    for subject in children_of(cast.parse, verb, "nsubj"):
        if subject.tag in {"WP", "WDT"}:
            return replace(speaker, mention=Span(subject.start, subject.end))
    return speaker


def name_speaker(cast: Cast, head: int, inside: Speaker | None = None, is_direct: bool = False) -> Speaker:
    """Return the speaker whose main word stands at an index, and let the cast remember it.

    `inside` is who says the words in which this speaker is named, `is_direct` whether they are quoted: then "I" and
    "we" are the one who is quoted.
    """
    parse = cast.parse
    token = parse.tokens[head]
    apposed = _named_by_apposition(cast, token)
    if apposed is not None:
        token = apposed
    if token.pos == "PRON" or token.tag in {"PRP", "PRP$", "WP", "DT", "WDT"}:
        return _name_pronoun(cast, token, inside, is_direct)
    phrase = noun_phrase(parse, token.index)
    mention = parse.span(phrase)
    speaker = _name_person(cast, token, mention) or _name_outlet(cast, token, phrase, mention)
    if speaker is None and token.text.islower() and lemma_of(token) in PEOPLE:
        speaker = _name_noun(cast, token, phrase, mention)  # "the minister", whatever its tag
    speaker = speaker or _name_body(parse, token, phrase, mention) or _name_noun(cast, token, phrase, mention)
    if inside is None and speaker.kind == "person":
        cast.person = speaker
    elif inside is None and speaker.kind != "outlet":
        cast.group = speaker
    return speaker


def _named_by_apposition(cast: Cast, token: Token) -> Token | None:
    """Return the name that follows: "a spokesman for the ministry, Ada Lind, said", "one of them, Ada Lind, said"."""
    if token.pos == "PROPN":
        return None
    parse = cast.parse
    for apposition in children_of(parse, token.index, "appos"):
        if apposition.entity in PERSONS:
            return apposition
    return None


def _name_pronoun(cast: Cast, token: Token, inside: Speaker | None, is_direct: bool) -> Speaker:
    word = token.text.lower()
    mention = Span(token.start, token.end)
    known: Speaker | None = None
    if (inside is not None and word in FIRST_PERSON) or (
        inside is not None
        and not is_direct
        and word in (SINGULAR_PRONOUNS if inside.kind == "person" else GROUP_PRONOUNS)
    ):
        known = inside
    elif word in SINGULAR_PRONOUNS:
        known = _last_person(cast, token, inside) if inside is not None else _find_single(cast, token)
        if known is not None and word in PRONOUNS:
            cast.genders.setdefault(known.canonical, PRONOUNS[word])
    elif word in GROUP_PRONOUNS:
        known = cast.group or cast.person
    if known is None:
        return Speaker(word if word not in SINGULAR_PRONOUNS else "unknown", "person", named=False, mention=mention)
    return Speaker(known.canonical, known.kind, known.named, mention, known.role)


def _pronouns_for(speaker: Speaker) -> frozenset[str]:
    return SINGULAR_PRONOUNS if speaker.kind == "person" else GROUP_PRONOUNS


def _find_single(cast: Cast, pronoun: Token) -> Speaker | None:
    """Return who "he" or "she" is: the last person who spoke, unless the text says "she" of that one, or has since
    named another of whom it says "he"; else the person last named, or called by a noun ("the general").
    """
    gender = PRONOUNS.get(pronoun.text.lower(), "")
    last = cast.person
    if last is None:
        return _last_person(cast, pronoun, None) or _last_noun(cast, pronoun)
    known = cast.genders.get(last.canonical, "")
    if not gender or known == gender:
        return last
    other = _last_person(cast, pronoun, last)
    if other is None:
        return last
    told = cast.genders.get(other.canonical, "")
    if known:  # of the other gender
        return other if told in {"", gender} else last
    return other if told == gender and _named_since(cast, other, last, pronoun) else last


def _named_since(cast: Cast, one: Speaker, other: Speaker, before: Token) -> bool:
    """Tell whether one person is named after the last mention of another by name."""
    order = [_canonical(cast, name) for name in _people_before(cast, before)]
    return (
        one.canonical in order[len(order) - order[::-1].index(other.canonical) :] if other.canonical in order else True
    )


def _people_before(cast: Cast, before: Token) -> list[Name]:
    """Return the people last named before a token, in the order of the text."""
    names = cast.parse.names
    last = bisect_left(names, before.index, key=lambda name: name.first)
    near = names[max(0, last - NAMES_REMEMBERED) : last]
    return [name for name in near if name.kind in PERSONS and name.last <= before.index]


def _last_noun(cast: Cast, before: Token) -> Speaker | None:
    """Return the person whom a noun last called the subject of a clause: "The general resigned. He ..."."""
    for at in range(before.index - 1, max(-1, before.index - NEAR), -1):
        token = cast.parse.tokens[at]
        if token.tag == "NN" and token.dep in {"nsubj", "nsubjpass"} and lemma_of(token) in PEOPLE:
            phrase = noun_phrase(cast.parse, at)
            return _name_noun(cast, token, phrase, cast.parse.span(phrase))
    return None


def _last_person(cast: Cast, before: Token, but: Speaker | None) -> Speaker | None:
    """Return the person last named before a pronoun, other than one and of no other gender."""
    gender = PRONOUNS.get(before.text.lower(), "")
    for name in reversed(_people_before(cast, before)):
        canonical = _canonical(cast, name)
        fits = not gender or cast.genders.get(canonical, gender) == gender
        if canonical and fits and (but is None or canonical != but.canonical):
            return Speaker(canonical, "person", named=True, role=cast.roles.get(canonical))
    return None


def _name_person(cast: Cast, token: Token, mention: Span) -> Speaker | None:
    parse = cast.parse
    at = bisect_right(parse.names, token.index, key=lambda each: each.first)
    name = next((each for each in parse.names[max(0, at - 1) : at] if token.index < each.last), None)
    if (name is None or name.kind not in PERSONS) and not _is_person(cast, token):
        return None
    words = _name_words(parse, name) if name is not None and name.kind in PERSONS else [token.text]
    if not words:
        return None
    full = cast.full_names.get(words[-1].lower(), " ".join(words))
    if cast.press.find(range(name.first, name.last) if name is not None else [token.index]):
        return None
    cast.full_names.setdefault(words[-1].lower(), full)
    canonical = slug(full)
    role = find_role(parse, token, name)
    if role is not None and canonical not in cast.roles:
        cast.roles[canonical] = role
    speaker = Speaker(canonical, "person", True, mention, role or cast.roles.get(canonical))
    for word in parse.within(speaker.role) if speaker.role is not None else ():
        if lemma_of(word) in PEOPLE:
            cast.nouns[lemma_of(word)] = speaker
    return speaker


def _is_person(cast: Cast, token: Token) -> bool:
    """Tell whether a proper name that was not found to be a person's is one: by its last name, or by its role."""
    if token.pos != "PROPN":
        return False
    roles = children_of(cast.parse, token.index, "appos")
    return token.text.lower() in cast.full_names or any(lemma_of(role) in PEOPLE for role in roles)


def name_label(cast: Cast, head: int) -> Speaker:
    """Return the speaker whom a transcript's label names: "LIND:", "MR. LIND:", "Q:"."""
    token = cast.parse.tokens[head]
    word = token.text.lower()
    mention = Span(token.start, token.end)
    if word in QUESTIONERS:
        return Speaker("questioner", "person", False, mention)
    canonical = slug(cast.full_names.get(word, token.text))
    cast.person = Speaker(canonical, "person", True, mention, cast.roles.get(canonical))
    return cast.person


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


def _name_outlet(cast: Cast, token: Token, phrase: tuple[int, ...], mention: Span) -> Speaker | None:
    key = cast.press.find(phrase) or generic_outlet(cast.parse, phrase, token)
    return Speaker(key, "outlet", True, mention) if key else None


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
        return Speaker(f"{slug(token.text)} (unspecified)", "hearsay", False, mention)
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
