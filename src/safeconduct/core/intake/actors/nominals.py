"""Tell which actor a common noun stands for: "American troops", "Taliban leaders", "that group", "the military"."""

from __future__ import annotations

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.discourse import Discourse, is_definite, is_singular, lemma_of
from safeconduct.core.intake.actors.grammar import noun_words
from safeconduct.core.intake.actors.names import make_key
from safeconduct.core.intake.actors.people import OF, name_people, owner_of, plural_of, telling_words
from safeconduct.core.intake.actors.states import name_branch, name_force, name_government, name_office
from safeconduct.core.intake.parse import Token

_SERVING = frozenset({"for", "of", "to", "from", "at", "with"})
_UNNAMED = frozenset({"extremist", "faction", "gang", "jihadi", "jihadist", "militant"})  # actors without a name too


def name_nominal(discourse: Discourse, head: int) -> str:
    """Return the key of the actor that a noun stands for, entered into the discourse; "" where it stands for none."""
    token = discourse.parse.tokens[head]
    lemma = lemma_of(token)
    if _is_quantity(discourse, token, lemma) or _is_title(discourse, token):
        return ""
    if lemma in nouns.GOVERNMENTS:
        return name_government(discourse, token)
    if lemma in nouns.FORCES:
        return name_force(discourse, token, lemma)
    if lemma in nouns.POLICE:
        return name_branch(discourse, token, "police", "police")
    if lemma in nouns.OFFICES:
        return name_office(discourse, token, lemma)
    if lemma in nouns.ARMED:
        return _name_armed(discourse, token, lemma)
    if lemma in nouns.MEMBERS or lemma in nouns.STATE_LEADERS:
        return _name_member(discourse, token, lemma)
    if lemma in nouns.CITIZENS:
        return _name_citizens(discourse, token)
    if lemma in nouns.CIVILIANS:
        return discourse.add("civilians", "civilians", "population")
    if _is_people(token, lemma):
        return name_people(discourse, token)
    return ""


def _is_quantity(discourse: Discourse, token: Token, lemma: str) -> bool:
    if lemma not in nouns.QUANTITIES:
        return False
    return any(child.dep == "prep" and child.lemma == "of" for child in discourse.parse.children(token.index))


def _is_title(discourse: Discourse, token: Token) -> bool:
    """Tell whether a word is only the title before a person's name, however the parser hung it."""
    following = token.index + 1
    person = discourse.names.get(following) or discourse.by_first.get(following)
    return person is not None and person.entry.kind == "person" and token.text[:1].isupper() and token.pos == "PROPN"


def _is_people(token: Token, lemma: str) -> bool:
    if lemma in nouns.PEOPLE or lemma in nouns.PERPETRATORS:
        return True
    return token.tag == "NNS" and token.pos == "NOUN" and token.text.lower().endswith(nouns.PEOPLE_ENDINGS)


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
            slug = "_".join([*telling_words(discourse, token), plural_of(token)])
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
        plural = plural_of(token)
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


def _name_member(discourse: Discourse, token: Token, lemma: str) -> str:
    person = _person_of_role(discourse, token)
    if person:
        discourse.known[person].titles.add(lemma)
        return person
    owner = owner_of(discourse, token.index, _SERVING if lemma in nouns.SPOKESPEOPLE else OF)
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
    plural = plural_of(token)
    telling = [word for word in telling_words(discourse, token) if word != "government"]
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
    return name_people(discourse, token)
