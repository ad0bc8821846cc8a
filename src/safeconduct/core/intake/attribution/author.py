"""Find what the writer states about a threat in the writer's own name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from safeconduct.core.intake.attribution.cues import Form, lemmas
from safeconduct.core.intake.attribution.drafts import Draft, join_spans
from safeconduct.core.intake.attribution.phrases import children_of, content_spans, lemma_of
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import QuoteType

ACTS = lemmas(
    "abduct ambush arrest assassinate attack besiege blockade bomb bombard burn capture clash close collide control "
    "cooperate detain detonate encircle execute explode fight fire hijack hit injure invade kidnap kill launch "
    "loot mine murder overrun plunder raid ransack retreat rob seize shell shoot storm strike surround "
    "threaten torch wound"
)  # after PLOVER's material conflict and FrameNet's Attack, Killing, Hostile_encounter
HARMS = lemmas(
    "ambush assault attack battle blast blow clash explosion fire gunfire missile raid rocket shell shot strike"
)  # what is traded, launched, staged
ARMED = lemmas(
    "airstrike army artillery attacker blast bomb bomber brigade drone explosion faction fighter force gang gunman "
    "insurgent jihadist militant militia mine missile mortar police rebel rocket shell sniper soldier terrorist troop"
)
ACTORS = frozenset({"ORG", "NORP"})


def draft_author(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Return a draft for each sentence of the writer's own that tells of a hostile act by somebody named or armed."""
    found = []
    heads = {draft.head for draft in drafts}
    contents = join_spans(span for draft in drafts for span in draft.content)
    for sentence in _sentences(parse):
        if _belongs_to_others(sentence, heads, contents):
            continue
        roots = [token for token in sentence if token.head == token.index and token.tag.startswith("VB")]
        if len(roots) == 1 and _tells_of_harm(parse, roots[0]):
            content = content_spans(parse, [token.index for token in sentence])
            found.append(Draft(content, QuoteType.AUTHOR, Form.CLAUSE))
    return found


def _sentences(parse: Parse) -> list[list[Token]]:
    sentences: dict[int, list[Token]] = {}
    for token in parse.tokens:
        sentences.setdefault(token.sentence, []).append(token)
    return list(sentences.values())


def _belongs_to_others(sentence: Sequence[Token], heads: Set[int | None], contents: Sequence[Span]) -> bool:
    """Tell whether somebody else's words or frame reach into a sentence."""
    if any(token.index in heads for token in sentence):
        return True
    before = bisect_left(contents, sentence[-1].end, key=lambda span: span.start)
    return (before > 0 and contents[before - 1].end > sentence[0].start) or sentence[-1].text in {"?", ":"}


def _tells_of_harm(parse: Parse, root: Token) -> bool:
    """Tell whether a clause, as a fact, lets somebody named or armed do harm, or trade it."""
    verbs = [root, *children_of(parse, root.index, "conj")]
    if any(child.tag == "MD" for verb in verbs for child in parse.children(verb.index)):
        return False
    objects = [token for verb in verbs for token in children_of(parse, verb.index, "dobj")]
    if not any(lemma_of(verb) in ACTS for verb in verbs) and not any(lemma_of(each) in HARMS for each in objects):
        return False
    before = [token for token in map(parse.tokens.__getitem__, parse.subtree(root.index)) if token.index < root.index]
    return any(token.entity in ACTORS or lemma_of(token) in ARMED for token in before)
