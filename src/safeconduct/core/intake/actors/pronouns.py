"""Tell for whom a pronoun stands, by rule: the speaker's side, or the nearest fitting subject above or before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from safeconduct.core.intake.actors.discourse import Discourse
from safeconduct.core.intake.actors.grammar import SUBJECTS, ancestors_of, participants_of, subject_of
from safeconduct.core.intake.parse import Token

_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SPEAKERS_SIDE = frozenset({"we", "us", "our", "ours", "ourselves"})
_POINTING = frozenset({"those", "ones"})
_PLURAL = ("they", "them", "their", "theirs", "themselves")
_FITTING = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "hers", "himself", "herself"), frozenset({"person"})),
    **dict.fromkeys(
        _PLURAL,
        frozenset({"armed_group", "group", "military", "police", "population", "government", "organisation", "office"}),
    ),
    **dict.fromkeys(
        ("it", "its", "itself"),
        frozenset({"armed_group", "government", "military", "police", "organisation", "office"}),
    ),
}
_FAR = 3  # sentences back


def find_antecedent(discourse: Discourse, pronoun: int) -> tuple[int | None, tuple[str, ...]]:
    """Return the token that a pronoun stands for, and the actors; no actors where the rules find none."""
    token = discourse.parse.tokens[pronoun]
    word = token.text.lower()
    if word in _SPEAKER or word in _SPEAKERS_SIDE:
        return None, _find_speaker(discourse, pronoun, word in _SPEAKERS_SIDE)
    if word in _POINTING:
        return _find_pointed(discourse, token)
    kinds = _FITTING.get(word)
    if kinds is None:
        return None, ()
    for at in _candidates(discourse, token):
        heads = participants_of(discourse.parse, at) if word in _PLURAL else (at,)
        meant = (key for head in heads if head < pronoun for key in discourse.resolve(head))
        keys = tuple(dict.fromkeys(key for key in meant if discourse.kind_of(key) in kinds))
        own = discourse.speakers.get(pronoun)
        if own is not None and own in discourse.mentions and word not in {"it", "its", "they", "them", "their"}:
            keys = tuple(key for key in keys if key not in {mention.key for mention in discourse.mentions[own]})
        if keys:
            return at, keys
    return None, ()


def _find_pointed(discourse: Discourse, token: Token) -> tuple[int | None, tuple[str, ...]]:
    """Return the people named just before "those that ...", in the same sentence."""
    if not any(child.dep in {"relcl", "acl"} for child in discourse.parse.children(token.index)):
        return None, ()
    for mention in discourse.before(token.index):
        if discourse.parse.tokens[mention.head].sentence != token.sentence:
            break
        if discourse.kind_of(mention.key) in {"group", "population", "armed_group"} and not discourse.is_adjective(
            mention
        ):
            if discourse.parse.tokens[mention.head].dep in {"compound", "poss"}:
                continue
            return mention.head, (mention.key,)
    return None, ()


def _find_speaker(discourse: Discourse, pronoun: int, side: bool) -> tuple[str, ...]:
    speaker = discourse.speakers.get(pronoun)
    if speaker is None:
        return ()
    keys = discourse.resolve(speaker)
    if not side:
        return keys[:1]
    found = discourse.side_of(keys[0]) if keys else ""
    return (found,) if found else ()


def _candidates(discourse: Discourse, token: Token) -> Iterator[int]:
    """Go through what a pronoun may stand for, likeliest first (Hobbs 1978: up the tree, then back by sentences)."""
    parse = discourse.parse
    own_subject = None
    verbs = [above for above in ancestors_of(parse, token.index) if above.pos in {"VERB", "AUX"}]
    if verbs and token.dep not in {"poss"} and token.dep not in SUBJECTS:
        own_subject = subject_of(parse, verbs[0].index)
        yield from _objects_before(discourse, token, own_subject)
    for count, verb in enumerate(verbs):
        if count == 0 and token.dep in SUBJECTS:
            continue
        subject = subject_of(parse, verb.index)
        if subject is not None and subject != token.index and subject != own_subject and subject < token.index:
            yield subject
    for back in range(_FAR + 1):
        here = [head for head in _nouns_in(discourse, token, token.sentence - back) if head.index != own_subject]
        yield from (head.index for head in here if head.dep in SUBJECTS)
        yield from (head.index for head in here if head.dep not in SUBJECTS)


def _nouns_in(discourse: Discourse, before: Token, sentence: int) -> list[Token]:
    """Return the nouns of a sentence that mention somebody before a token, nearest first."""
    heads = (discourse.parse.tokens[mention.head] for mention in discourse.before(before.index))
    near = takewhile(lambda head: head.sentence >= sentence, heads)
    return [
        head
        for head in near
        if head.sentence == sentence and head.dep not in {"amod", "compound"} and head.pos != "PRON"
    ]


def _objects_before(discourse: Discourse, token: Token, subject: int | None) -> Iterator[int]:
    for mention in discourse.before(token.index):
        if discourse.parse.tokens[mention.head].sentence != token.sentence:
            return
        if mention.head != subject and discourse.parse.tokens[mention.head].dep in {
            "dobj",
            "pobj",
            "nsubjpass",
            "dative",
        }:
            yield mention.head
