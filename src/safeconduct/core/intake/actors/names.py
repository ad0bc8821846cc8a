"""Find the actors' names in a text: by the gazetteers, by acronyms in brackets, by the parser's names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.armed_groups import ARMED_GROUPS
from safeconduct.core.intake.actors.armed_names import find_armed_name
from safeconduct.core.intake.actors.countries import BY_CODE, COUNTRIES
from safeconduct.core.intake.actors.organisations import HEADS_OF_STATE, ORGANISATIONS
from safeconduct.core.intake.parse import Parse, Token

_LONGEST_NAME = 7  # tokens
_LONGEST_RUN = 50  # tokens with a capital that are looked at for one name: more are a heading, or hostile
_JOINING = frozenset(
    {"of", "the", "for", "al", "el", "ag", "bin", "ibn", "de", "da", "del", "van", "von", "-", "and", "in"}
)
_LOCATING = frozenset(
    {"across", "around", "in", "inside", "into", "near", "outside", "throughout", "toward", "towards"}
)
_BETWEEN_NAMES = frozenset({"of", "for", "and", "in", "the"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Describe what a name stands for."""

    key: str
    name: str
    kind: str  # armed_group, organisation, office, military, person, country, nationality, people, capital, place
    country: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class NameFound:
    """Cover a name: the tokens [first, last), headed by one of them."""

    first: int
    last: int
    head: int
    entry: Entry


def make_key(words: str) -> str:
    """Turn words into a key.

    >>> make_key("al-Qaeda in the Maghreb")
    'al_qaeda_in_the_maghreb'
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in words.replace("’", "").replace("'", "").lower())
    return "_".join(kept.split())


def _normal(words: str) -> str:
    return " ".join(words.replace("’", "'").replace("-", " - ").split()).lower()


def _is_acronym(words: str) -> bool:
    return words.replace(".", "").isupper() and len(words) <= 6


@cache
def _gazetteer() -> dict[str, tuple[Entry, str]]:
    """Return what each name stands for, and how it is written where only that spelling counts ("IS", "US", "WHO")."""
    found: dict[str, tuple[Entry, str]] = {}

    def add(entry: Entry, *names: str) -> None:
        for name in names:
            found.setdefault(_normal(name), (entry, name if _is_acronym(name) else ""))

    for name, aliases, country in ARMED_GROUPS:
        add(Entry(make_key(name), name, "armed_group", country), name, *aliases)
    for name, aliases, kind, part_of in ORGANISATIONS:
        add(Entry(make_key(name), name, kind, part_of=part_of), name, *aliases)
    for land in COUNTRIES:
        government = f"{land.prefix}_government"
        add(Entry(government, land.name, "country", land.code), land.name, *land.other_names)
        add(Entry(government, land.adjective, "nationality", land.code), land.adjective)
        add(Entry(f"{land.prefix}_citizens", f"{land.adjective} citizens", "people", land.code), *land.people)
        if land.capital:
            add(Entry(make_key(land.capital), land.capital, "capital", land.code), land.capital)
    return found


def find_names(parse: Parse) -> tuple[NameFound, ...]:
    """Return the names of a text in its order; none overlaps another.

    >>> from safeconduct.core.intake.parse import Parse, Token
    >>> token = Token(0, 0, 5, "Hamas", "Hamas", "PROPN", "NNP", "ROOT", 0, 0, "ORG")
    >>> find_names(Parse("Hamas", (token,)))[0].entry.key
    'hamas'
    """
    known = _find_known(parse)
    taken = {token for found in known for token in range(found.first, found.last)}
    new = [*_find_new(parse, taken)]
    acronyms = _find_acronyms(parse, [*known, *new])
    inside = {token for found in acronyms for token in range(found.first, found.last)}
    kept = [found for found in [*known, *new] if not inside & set(range(found.first, found.last))]
    return tuple(sorted([*kept, *acronyms], key=lambda found: found.first))


def _head_of(parse: Parse, first: int, last: int) -> int:
    outside = [at for at in range(first, last) if not first <= parse.tokens[at].head < last]
    inside_names = [at for at in outside if parse.tokens[at].pos in {"PROPN", "NOUN", "ADJ", "NUM"}]
    roots = [at for at in range(first, last) if parse.tokens[at].head == at]
    return (inside_names or roots or outside or [last - 1])[-1]


def _find_known(parse: Parse) -> list[NameFound]:
    found: list[NameFound] = []
    at = 0
    while at < len(parse.tokens):
        match = _match_at(parse, at)
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last
    return found


def _match_at(parse: Parse, first: int) -> NameFound | None:
    for last in range(min(first + _LONGEST_NAME, len(parse.tokens)), first, -1):
        words = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
        entry, exact = _gazetteer().get(_normal(words), (None, ""))
        if entry is None or words == words.lower() or (exact and words != exact):
            continue
        last_token = parse.tokens[last - 1]
        if entry.kind == "capital" and last_token.entity == "PERSON" and not _is_located(parse, last_token):
            continue
        if _goes_on(parse, first, last):
            continue
        head = _head_of(parse, first, last)
        return NameFound(first, last, head, _as_people(parse, head, entry))
    return None


def _as_people(parse: Parse, head: int, entry: Entry) -> Entry:
    """Return the people that a bare adjective stands for: "French" is no adjective in "the French left"."""
    token = parse.tokens[head]
    if entry.kind != "nationality" or token.dep in {"amod", "compound", "nmod", "acomp"}:
        return entry
    land = BY_CODE[entry.country]
    if entry.name not in land.people:
        return entry
    return Entry(f"{land.prefix}_citizens", f"{land.adjective} citizens", "people", land.code)


def _goes_on(parse: Parse, first: int, last: int) -> bool:
    """Tell whether a match is only a part of a longer name ("Georgia Brown", "Jordan Army Movement")."""
    token = parse.tokens[last - 1]
    if token.entity == "PERSON" and (
        (last < len(parse.tokens) and parse.tokens[last].entity == "PERSON" and parse.tokens[last].text[:1].isupper())
        or (first > 0 and parse.tokens[first - 1].entity == "PERSON" and parse.tokens[first - 1].text[:1].isupper())
    ):
        return True
    run = [token for token in _run_from(parse, last, set()) if token < len(parse.tokens)]
    return bool(run) and parse.tokens[run[-1]].lemma.lower() in {"movement", "front", "brigade", "militia"}


def _run_from(parse: Parse, first: int, taken: set[int]) -> list[int]:
    """Return the capitalised tokens of one name from a token on, small words between them included."""
    run: list[int] = []
    at = first
    while at < len(parse.tokens) and at not in taken and at < first + _LONGEST_RUN:
        token = parse.tokens[at]
        capital = token.text[:1].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "NUM"}
        if capital and (token.pos != "ADJ" or token.entity or at > first):
            run.append(at)
        elif not (run and token.text.lower() in _JOINING and _joins(parse, at, taken)):
            break
        else:
            run.append(at)
        at += 1
    return run


def _joins(parse: Parse, at: int, taken: set[int]) -> bool:
    """Tell whether a small word holds two halves of one name together."""
    before, after = parse.tokens[at - 1], parse.tokens[at + 1] if at + 1 < len(parse.tokens) else None
    if after is None or at + 1 in taken or after.sentence != before.sentence:
        return False
    if parse.tokens[at].text.lower() in _BETWEEN_NAMES:
        kind = before.lemma.lower()
        joined = parse.tokens[at].text.lower() == "of" and kind in nouns.ORGANISATION_WORDS | nouns.GROUP_WORDS
        return joined and after.text[:1].isupper()
    return after.text[:1].isupper() or after.text == "-" or parse.tokens[at].text == "-"


def _find_new(parse: Parse, taken: set[int]) -> list[NameFound]:
    found: list[NameFound] = []
    located = {token.text for token in parse.tokens if token.pos == "PROPN" and _is_located(parse, token)}
    armed = {name for token in parse.tokens if (name := find_armed_name(parse, token))}
    at = 0
    while at < len(parse.tokens):
        run = (
            _run_from(parse, at, taken) if at not in taken and parse.tokens[at].pos in {"PROPN", "ADJ", "NOUN"} else []
        )
        named = _describe_run(parse, run, located, armed) if run else None
        if named is not None:
            found.append(named)
        at = run[-1] + 1 if run else at + 1
    return found


def _is_located(parse: Parse, token: Token) -> bool:
    """Tell whether the grammar takes a name for a place's: "in X", "the town of X", "they fled from X"."""
    if token.dep != "pobj":
        return False
    preposition = parse.tokens[token.head]
    above = parse.tokens[preposition.head].lemma.lower()
    match preposition.lemma.lower():
        case "of":
            return above in nouns.PLACE_WORDS
        case "from" | "to":
            return above in nouns.MOVING
        case word:
            return word in _LOCATING


def _describe_run(parse: Parse, run: list[int], located: set[str], armed: set[str]) -> NameFound | None:
    """Tell what a name outside the gazetteers stands for; None where it is no actor's."""
    body = list(run)
    titled = False
    while len(body) > 1 and parse.tokens[body[0]].text.lower() in nouns.TITLES:
        body.pop(0)
        titled = True
    tokens = [parse.tokens[at] for at in body]
    if all(token.entity in {"DATE", "TIME", "LANGUAGE", "EVENT"} for token in tokens):
        return None
    last_word = tokens[-1].text.lower()
    words = parse.text[tokens[0].start : tokens[-1].end]
    if any(token.text.lower() in nouns.OUTLET_WORDS for token in tokens):
        return None
    if last_word in nouns.OFFICES:
        return None  # "the Foreign Ministry" is named after the government whose it is
    kind = _kind_of(parse, body, titled, last_word)
    if not titled and kind in {"", "organisation"} and words.lower().removeprefix("the ") in armed:
        kind = "armed_group"
    if kind in {"person", "organisation"} and len(body) == 1 and not titled and tokens[0].text in located:
        kind = "place"
    if not kind:
        return None
    if kind == "person":
        surname = HEADS_OF_STATE.get(tokens[-1].text)
        if surname is not None and (len(tokens) == 1 or surname[0] == words):
            entry = Entry(make_key(surname[0]), surname[0], "person", surname[1])
            return NameFound(body[0], body[-1] + 1, _head_of(parse, body[0], body[-1] + 1), entry)
    return NameFound(body[0], body[-1] + 1, _head_of(parse, body[0], body[-1] + 1), Entry(make_key(words), words, kind))


def _kind_of(parse: Parse, body: list[int], titled: bool, last_word: str) -> str:
    tokens = [parse.tokens[at] for at in body]
    entities = [token.entity for token in tokens if token.entity]
    if len(body) > 1 and last_word in nouns.GROUP_WORDS:
        return "armed_group"
    if len(body) > 1 and last_word in nouns.ORGANISATION_WORDS:
        return "organisation"
    if titled or tokens[-1].text in HEADS_OF_STATE:
        return "person" if tokens[-1].pos == "PROPN" else ""
    if "PERSON" in entities or _has_role(parse, body):
        return "person"
    if {"GPE", "LOC", "FAC"} & set(entities):
        return "place"
    if "ORG" in entities and tokens[-1].pos == "PROPN":
        return "organisation"
    return ""


def _has_role(parse: Parse, body: list[int]) -> bool:
    """Tell whether a role stands in apposition to a name ("Tesfa Moll, the founder")."""
    head = _head_of(parse, body[0], body[-1] + 1)
    roles = [child for child in parse.children(head) if child.dep == "appos"]
    token = parse.tokens[head]
    if token.dep == "appos":
        roles.append(parse.tokens[token.head])
    return any(role.lemma.lower() in nouns.MEMBERS for role in roles) and parse.tokens[head].pos == "PROPN"


def _find_acronyms(parse: Parse, named: list[NameFound]) -> list[NameFound]:
    """Return the later uses of acronyms that the text itself explains: "the Northern Front (NF)"."""
    explained: dict[str, Entry] = {}
    for found in named:
        at = found.last
        if at + 2 < len(parse.tokens) and parse.tokens[at].text == "(" and parse.tokens[at + 2].text == ")":
            acronym = parse.tokens[at + 1].text
            if acronym.isupper() and len(acronym) > 1 and found.entry.kind in {"armed_group", "organisation", "office"}:
                explained[acronym] = found.entry
    return [
        NameFound(token.index, token.index + 1, token.index, explained[token.text])
        for token in parse.tokens
        if token.text in explained
    ]
