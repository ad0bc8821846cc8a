"""Find the main clauses that only say how sure the speaker is: "I think that", "there is no sign that", "is likely"."""

from __future__ import annotations

from safeconduct.core.intake.factuality import signatures
from safeconduct.core.intake.factuality.hedges import REPORTED
from safeconduct.core.intake.factuality.judgement import Judgement
from safeconduct.core.intake.factuality.lookup import find_signature
from safeconduct.core.intake.factuality.stance import Climb
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity

_EPISTEMIC = (signatures.LIKELY, signatures.POSSIBLE, signatures.UNLIKELY, signatures.EXCLUDING)
_OWN_VIEW = (signatures.BELIEVING, signatures.GUESSING, signatures.DOUBTING, signatures.DENYING, signatures.EXCLUDING)
_VERDICT = (signatures.CONTENT, signatures.DENYING, signatures.CLEAR)  # "it is true that", "it is false that"
_GRADING_NOUNS = (signatures.CONTENT, signatures.POSSIBLE, signatures.BELIEVING, signatures.DOUBTING)
_OPEN = (signatures.KNOWING, signatures.CLEAR)  # denied, they leave their complement open
_SHOWING = frozenset({"be", "exist", "find", "have", "remain", "see"})  # "there is no sign of", "we see no risk of"


def judge_framed(climb: Climb, head: Token) -> Judgement | None:
    """Return the judgement of what a main clause frames; None where it claims something itself."""
    parse = climb.parse
    for governor in _governors(parse, head):
        signature = find_signature(parse, governor, clausal=True)
        complement = find_complement(parse, governor, head)
        if governor is head and signature is signatures.CANCELLING and (undone := _find_undone(parse, head)):
            return climb.judge(undone.index)
        if complement is None:
            if governor.pos == "ADJ" and signature in _EPISTEMIC:
                return climb.judge_complement(governor.index)
            continue
        if signature in _OPEN and _speaks_for_itself(parse, head) and _is_denied(climb, head):
            return Judgement(Certainty.UNKNOWN, Polarity.QUESTION, (parse.span([governor.index]),))
        if _is_frame(parse, head, governor):
            return climb.judge(complement.index)
    return None


def _find_undone(parse: Parse, head: Token) -> Token | None:
    """Return what a clause says is not done after all: "the raid was called off"."""
    return next((c for c in parse.children(head.index) if c.dep in ("dobj", "nsubjpass")), None)


def find_complement(parse: Parse, governor: Token, head: Token) -> Token | None:
    """Return what completes a predicate: a clause, or what stands after "of"; None where nothing does."""
    hosts = (governor.index,) if governor.pos == "VERB" else (governor.index, head.index)
    for host in hosts:
        for child in parse.children(host):
            if child.dep in ("ccomp", "xcomp") and child.index != governor.index:
                return child
            if child.dep == "acl" and child.tag not in ("VBG", "VBN"):
                return child
    for child in parse.children(governor.index):
        if child.dep == "dobj" and find_signature(parse, governor, clausal=False) is signatures.EXCLUDING:
            return child
        if child.dep == "prep" and child.text.lower() in ("of", "that") and governor.pos != "VERB":
            return next((c for c in parse.children(child.index) if c.dep in ("pobj", "pcomp")), None)
    return None


def _governors(parse: Parse, head: Token) -> list[Token]:
    attached = [
        c for c in parse.children(head.index) if c.dep in ("acomp", "attr", "dobj") and c.pos in ("ADJ", "NOUN")
    ]
    return [*attached, head] if head.lemma in _SHOWING else [head]


def _is_frame(parse: Parse, head: Token, governor: Token) -> bool:
    signature = find_signature(parse, governor, clausal=True)
    if signature is None:
        return False
    if governor.pos == "NOUN":
        return signature in _GRADING_NOUNS
    if governor.pos == "ADJ":
        own = _speaks_for_itself(parse, head)
        return signature in (*_EPISTEMIC, signatures.INCAPABLE) or (
            own and signature in (*_OWN_VIEW, *_VERDICT, signatures.ASKING)
        )
    if any(child.dep == "auxpass" for child in parse.children(head.index)):
        return signature is signatures.BELIEVING or head.lemma in REPORTED
    return head.lemma in ("appear", "seem") or (_speaks_for_itself(parse, head) and signature in _OWN_VIEW)


def _speaks_for_itself(parse: Parse, head: Token) -> bool:
    """Tell whether a clause gives the speaker's own view: its subject is "I", "we" or an empty "it"."""
    return any(
        c.dep in ("nsubj", "expl", "nsubjpass") and c.text.lower() in ("i", "it", "we")
        for c in parse.children(head.index)
    )


def _is_denied(climb: Climb, head: Token) -> bool:
    return climb.judge(head.index).polarity is Polarity.NEGATIVE
