"""Tell which actor a common noun stands for: "American troops", "Taliban leaders", "that group", "the military"."""

from __future__ import annotations

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.discourse import (
    Discourse,
    is_definite,
    is_singular,
    lemma_of,
    owner_tokens,
)
from safeconduct.core.intake.actors.grammar import noun_words
from safeconduct.core.intake.actors.names import make_key
from safeconduct.core.intake.parse import Token

_OF = frozenset({"of"})
_SERVING = frozenset({"for", "of", "to", "from", "at", "with"})
_ALREADY_MANY = frozenset({"crew", "diaspora", "military", "people", "personnel", "police", "staff"})
_UNNAMED = frozenset({"extremist", "faction", "gang", "jihadi", "jihadist", "militant"})  # actors without a name too
_OF_THE_LAND = frozenset({"army"})  # "the army" is that of the country in which the text plays
_OTHER_FORCES = frozenset(
    {"allied", "coalition", "foreign", "international", "local", "peacekeeping", "regional", "rival"}
)
_COLLECTIVE_FORCES = frozenset({"army", "force", "military", "navy", "troop"})


def name_nominal(discourse: Discourse, head: int) -> str:
    """Return the key of the actor that a noun stands for, entered into the discourse; "" where it stands for none."""
    token = discourse.parse.tokens[head]
    lemma = lemma_of(token)
    if _is_quantity(discourse, token, lemma) or _is_title(discourse, token):
        return ""
    if lemma in nouns.GOVERNMENTS:
        return _name_government(discourse, token)
    if lemma in nouns.FORCES:
        return _name_force(discourse, token, lemma)
    if lemma in nouns.POLICE:
        return _name_branch(discourse, token, "police", "police")
    if lemma in nouns.OFFICES:
        return _name_office(discourse, token, lemma)
    if lemma in nouns.ARMED:
        return _name_armed(discourse, token, lemma)
    if lemma in nouns.MEMBERS or lemma in nouns.STATE_LEADERS:
        return _name_member(discourse, token, lemma)
    if lemma in nouns.CITIZENS:
        return _name_citizens(discourse, token)
    if lemma in nouns.CIVILIANS:
        return discourse.add("civilians", "civilians", "population")
    if _is_people(token, lemma):
        return _name_people(discourse, token)
    return ""


def owner_of(discourse: Discourse, head: int, prepositions: frozenset[str] = _OF) -> str:
    """Return the key of the actor to whom a noun belongs; "" where none is told."""
    for token in owner_tokens(discourse.parse, head, prepositions):
        keys = discourse.resolve(token.index)
        if keys and discourse.kind_of(keys[0]) != "population":
            return keys[0]
    return ""


def _is_quantity(discourse: Discourse, token: Token, lemma: str) -> bool:
    if lemma not in nouns.QUANTITIES:
        return False
    return any(child.dep == "prep" and child.lemma == "of" for child in discourse.parse.children(token.index))


def _is_title(discourse: Discourse, token: Token) -> bool:
    """Tell whether a word is only the title before a person's name, however the parser hung it."""
    following = token.index + 1
    person = discourse.names.get(following) or next(
        (found for found in discourse.names.values() if found.first == following), None
    )
    return person is not None and person.entry.kind == "person" and token.text[:1].isupper() and token.pos == "PROPN"


def _is_people(token: Token, lemma: str) -> bool:
    if lemma in nouns.PEOPLE or lemma in nouns.PERPETRATORS:
        return True
    return token.tag == "NNS" and token.pos == "NOUN" and token.text.lower().endswith(nouns.PEOPLE_ENDINGS)


def _name_government(discourse: Discourse, token: Token) -> str:
    owner = owner_of(discourse, token.index)
    if owner:
        known = discourse.known[owner]
        if known.kind == "armed_group":
            return owner
        if known.country:
            return discourse.government_of(known.country)
        side = discourse.side_of(owner)
        if side:
            return side
    if token.lemma.lower() == "authority" and (is_singular(token) or not is_definite(discourse.parse, token.index)):
        return ""
    if token.dep in {"compound", "amod"} or not is_definite(discourse.parse, token.index):
        return discourse.government_of(discourse.setting) if discourse.setting else ""
    for mention in discourse.before(token.index):
        same = discourse.parse.tokens[mention.head].lemma.lower() == token.lemma.lower()
        if same and discourse.kind_of(mention.key) == "government":
            return mention.key
    if token.index in discourse.speakers or not discourse.setting:
        return discourse.near_government(token.index)
    return discourse.government_of(discourse.setting)


def _name_force(discourse: Discourse, token: Token, lemma: str) -> str:
    modifiers = {
        child.lemma.lower() for child in discourse.parse.children(token.index) if child.dep in {"amod", "compound"}
    }
    if modifiers & _OTHER_FORCES and not owner_of(discourse, token.index):
        slug = "_".join([*sorted(modifiers & _OTHER_FORCES), _plural(token)])
        return discourse.add(slug, slug.replace("_", " "), "military")
    if "security" in modifiers:
        return _name_branch(discourse, token, "security_forces", "police")
    if lemma not in _COLLECTIVE_FORCES and not owner_of(discourse, token.index):
        if is_definite(discourse.parse, token.index):
            return _name_branch(discourse, token, "military", "military")
        return _name_people(discourse, token)
    return _name_branch(discourse, token, "military", "military")


def _name_branch(discourse: Discourse, token: Token, word: str, kind: str) -> str:
    """Return the military or police of a government: the one named, else the last one spoken of, else the nearest."""
    owner = owner_of(discourse, token.index)
    if owner and discourse.kind_of(owner) == "armed_group":
        return owner
    if owner and discourse.kind_of(owner) == kind:
        return owner
    government = discourse.side_of(owner) if owner else ""
    if owner and discourse.kind_of(government) != "government":
        return discourse.add(f"{owner}_{word}", f"{discourse.known[owner].name} {word}", kind, owner)
    if not government:
        spoken_of = _last_branch(discourse, token, word, kind)
        if spoken_of:
            return spoken_of
        in_quote = token.index in discourse.speakers
        if in_quote or not discourse.setting or not is_definite(discourse.parse, token.index):
            government = discourse.near_government(token.index)
        else:
            government = discourse.government_of(discourse.setting)
    if not government:
        return discourse.add(word, word, kind)
    known = discourse.known[government]
    prefix = discourse.prefix_of(government)
    return discourse.add(f"{prefix}_{word}", f"{known.name} {word}", kind, government, known.country)


def _last_branch(discourse: Discourse, token: Token, word: str, kind: str) -> str:
    """Return the military or police spoken of last, under the same word if there is one; an army is the setting's."""
    last = ""
    for mention in discourse.before(token.index):
        if discourse.kind_of(mention.key) == kind and mention.key.endswith(f"_{word}"):
            last = last or mention.key
            if lemma_of(discourse.parse.tokens[mention.head]) == lemma_of(token):
                return mention.key
    return "" if lemma_of(token) in _OF_THE_LAND else last


def _name_office(discourse: Discourse, token: Token, lemma: str) -> str:
    words = [
        discourse.parse.tokens[at].text.lower()
        for at in noun_words(discourse.parse, token.index)
        if discourse.parse.tokens[at].dep in {"compound", "amod"} and at not in discourse.names
    ]
    fields = [word for word in words if word in nouns.OFFICE_FIELDS]
    if not fields and lemma not in nouns.STANDING_OFFICES:
        return ""
    owner = owner_of(discourse, token.index)
    slug = "_".join([*fields, lemma])
    if not owner:
        for mention in discourse.before(token.index):
            if mention.key.endswith(f"_{slug}"):
                return mention.key
        owner = discourse.near_government(token.index)
    if not owner:
        return discourse.add(slug, slug.replace("_", " "), "office")
    owner = discourse.side_of(owner) or owner
    name = f"{discourse.known[owner].name} {' '.join([*fields, lemma])}"
    return discourse.add(f"{discourse.prefix_of(owner)}_{slug}", name, "office", owner, discourse.known[owner].country)


def _name_armed(discourse: Discourse, token: Token, lemma: str) -> str:
    """Return the armed group meant by "the group", "that militia", "rebels"; indefinite groups are nobody's name."""
    for child in discourse.parse.children(token.index):
        if child.dep in {"compound", "amod"} and child.index in discourse.names:
            key = discourse.resolve(child.index)
            if key and discourse.kind_of(key[0]) == "armed_group":
                return key[0]  # "Houthi rebels"
    folk = lemma in nouns.ARMED_FOLK
    modifies = token.dep in {"compound", "amod", "poss"} or (token.tag == "NNP" and folk)
    if not (is_definite(discourse.parse, token.index) or folk or modifies):
        if lemma in _UNNAMED and not is_singular(token):
            slug = "_".join([*_telling_words(discourse, token), _plural(token)])
            return discourse.add(slug, slug.replace("_", " "), "group")
        return ""
    latest = ""
    for mention in discourse.before(token.index):
        if discourse.kind_of(mention.key) != "armed_group":
            continue
        if mention.key.endswith(lemma) or lemma in discourse.known[mention.key].titles:
            return mention.key
        latest = latest or mention.key
    if latest and not discourse.known[latest].titles:
        # "the rebels" after "the Free Lagoon Army": from here on the word is that group's
        discourse.known[latest].titles.add(lemma)
    if not latest and folk:
        latest = _only_group_of_land(discourse)
    if latest:
        return latest
    if folk and not modifies:
        plural = _plural(token)
        return discourse.add(plural, plural, "armed_group")
    return ""


def _only_group_of_land(discourse: Discourse) -> str:
    """Return the armed group that the text will name, where it names one and that is at home where the text plays."""
    groups = {found.entry.key: found for found in discourse.names.values() if found.entry.kind == "armed_group"}
    if len(groups) != 1:
        return ""
    found = next(iter(groups.values()))
    if not discourse.setting or found.entry.country != discourse.setting:
        return ""
    return next(iter(discourse.resolve(found.head)), "")


def _plural(token: Token) -> str:
    text = token.text.lower()
    if token.tag in {"NNS", "NNPS"} or lemma_of(token) in _ALREADY_MANY:
        return text
    return text + "s" if not text.endswith("man") else text[:-3] + "men"


def _name_member(discourse: Discourse, token: Token, lemma: str) -> str:
    person = _person_of_role(discourse, token)
    if person:
        discourse.known[person].titles.add(lemma)
        return person
    owner = owner_of(discourse, token.index, _SERVING if lemma in nouns.SPOKESPEOPLE else _OF)
    definite = is_definite(discourse.parse, token.index)
    if is_singular(token):
        if definite and not owner:
            return _latest_role(discourse, token, lemma)
        return _name_one(discourse, token, owner)
    if not owner:
        owner = _owner_of_same(discourse, token, lemma)
    return _name_many(discourse, token, lemma, owner)


def _person_of_role(discourse: Discourse, token: Token) -> str:
    """Return the person whose role a noun says by apposition: "the militia's commander, Nabil Touma"."""
    beside = [child.index for child in discourse.parse.children(token.index) if child.dep == "appos"]
    if token.dep in {"appos", "compound"}:
        beside.append(token.head)
    for at in beside:
        if at in discourse.names and discourse.names[at].entry.kind == "person":
            key = discourse.names[at].entry.key  # the name may have asked for its role first
            if key in discourse.known or discourse.resolve(at):
                return key
    return ""


def _latest_role(discourse: Discourse, token: Token, lemma: str) -> str:
    for mention in discourse.before(token.index):
        known = discourse.known[mention.key]
        if known.kind == "person" and lemma in known.titles:
            return mention.key
        if lemma_of(discourse.parse.tokens[mention.head]) == lemma and known.kind in {"person", "role"}:
            return mention.key
    return ""


def _name_one(discourse: Discourse, token: Token, owner: str) -> str:
    """Name an unnamed person after the words of the role: "the former head of X in Y" is former_head_x_y."""
    far = any(child.dep == "prep" and child.lemma in {"of", "for"} for child in discourse.parse.children(token.index))
    words = list(noun_words(discourse.parse, token.index, far=far))
    if far:
        words += _place_after(discourse, words[-1])
    kept = [
        discourse.parse.tokens[at]
        for at in words
        if discourse.parse.tokens[at].pos not in {"DET", "ADP", "PUNCT", "PART", "NUM", "PRON", "CCONJ"}
    ]
    if len(kept) < 2 and not owner:
        return ""
    if owner and discourse.kind_of(owner) == "government":
        kept = [word for word in kept if owner not in discourse.resolve(word.index)]
        name = " ".join(word.text for word in kept)
        return discourse.add(f"{discourse.prefix_of(owner)}_{make_key(name)}", name, "person", owner)
    name = " ".join(word.text for word in kept)
    return discourse.add(make_key(name), name, "person", owner)


def _place_after(discourse: Discourse, last: int) -> list[int]:
    """Return an "in" and the place after it, where they follow a role at once: the parser may hang them on the verb."""
    tokens = discourse.parse.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].lemma != "in":
        return []
    at = last + 2
    while at < len(tokens) and (tokens[at].entity in {"GPE", "LOC"} or tokens[at].text == "the"):
        at += 1
    return list(range(last + 1, at)) if at > last + 2 else []


def _owner_of_same(discourse: Discourse, token: Token, lemma: str) -> str:
    """Return to whom the last people of the same word belonged: "Officials" after "U.S. officials"."""
    if any(child.dep == "nummod" for child in discourse.parse.children(token.index)):
        return ""
    for mention in discourse.before(token.index):
        if lemma_of(discourse.parse.tokens[mention.head]) == lemma and discourse.known[mention.key].part_of:
            return discourse.known[mention.key].part_of
    return ""


def _name_many(discourse: Discourse, token: Token, lemma: str, owner: str) -> str:
    plural = _plural(token)
    telling = [word for word in _telling_words(discourse, token) if word != "government"]
    if not owner:
        slug = "_".join([*telling, plural])
        return discourse.add(slug, slug.replace("_", " "), "group")
    known = discourse.known[owner]
    if known.kind == "person":
        leads = known.titles & nouns.STATE_LEADERS or known.country
        side = discourse.side_of(owner)
        if (lemma in nouns.SOLDIERLY or "military" in telling) and side:
            return _name_many_of_military(discourse, side, plural)
        if leads and discourse.kind_of(side) == "government":
            prefix = f"{discourse.prefix_of(side)}_presidential"
            return discourse.add(f"{prefix}_{plural}", f"{known.name}'s {plural}", "group", side)
        return discourse.add(f"{owner}_{plural}", f"{known.name}'s {plural}", "group", owner)
    if known.kind == "government" and (lemma in nouns.SOLDIERLY or "military" in telling):
        return _name_many_of_military(discourse, owner, plural)
    slug = "_".join([discourse.prefix_of(owner), *telling, plural])
    return discourse.add(slug, slug.replace("_", " "), "group", owner)


def _name_many_of_military(discourse: Discourse, government: str, plural: str) -> str:
    known = discourse.known[government]
    prefix = discourse.prefix_of(government)
    military = discourse.add(f"{prefix}_military", f"{known.name} military", "military", government, known.country)
    return discourse.add(f"{military}_{plural}", f"{known.name} military {plural}", "group", military)


def _name_citizens(discourse: Discourse, token: Token) -> str:
    owner = owner_of(discourse, token.index)
    if owner and discourse.known[owner].country:
        land = discourse.prefix_of(discourse.government_of(discourse.known[owner].country))
        return discourse.add(
            f"{land}_citizens", f"{land} citizens", "population", country=discourse.known[owner].country
        )
    return _name_people(discourse, token)


def _telling_words(discourse: Discourse, token: Token) -> list[str]:
    """Return the modifiers that make another group of people; those of a name are left out."""
    words = []
    for child in discourse.parse.children(token.index):
        inside_name = (
            child.entity in {"GPE", "NORP", "PERSON", "ORG", "CARDINAL", "DATE"} or child.index in discourse.names
        )
        if inside_name or discourse.mentions.get(child.index):
            continue
        if child.dep == "compound" or (child.dep == "amod" and child.lemma.lower() in nouns.TELLING):
            words.append(child.text.lower())
    return words


def _name_people(discourse: Discourse, token: Token) -> str:
    owner = owner_of(discourse, token.index, frozenset())
    plural = _plural(token)
    if is_singular(token) and plural != token.text.lower():
        return ""
    telling = _telling_words(discourse, token)
    land = discourse.known[owner].country if owner else ""
    prefix = [discourse.prefix_of(owner)] if owner else []
    slug = "_".join([*prefix, *telling, plural])
    return discourse.add(slug, slug.replace("_", " "), "population", country=land)
