"""Tag sources, cues and contents with a conditional random field that is trained on PolNeAR's training part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from attribution import Gold
from attribution_predictions import Said, is_quoted
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis", "pcomp", "csubj", "ROOT"})
CUE_SHARE = 0.15  # of its uses in which a lemma is a cue, to be told to the tagger as one
NEAR = 2  # tokens to either side whose words are features
ITERATIONS = 12


class Tagger(Protocol):
    """Tag one sequence of features."""

    def tag(self, xseq: Any, /) -> list[str]:
        """Return a tag for each item."""
        ...


def split_paragraphs(parse: Parse) -> Iterator[list[Token]]:
    """Go through the tokens of each paragraph: statements cross the ends of sentences, but hardly of paragraphs."""
    block: list[Token] = []
    for token in parse.tokens:
        if block and "\n" in parse.text[block[-1].end : token.start]:
            yield block
            block = []
        block.append(token)
    if block:
        yield block


def tag_gold(tokens: Sequence[Token], gold: Sequence[Gold]) -> list[str]:
    """Return the tags of a paragraph: B-C and I-C for a content, B-D where it goes on, S, K, O."""
    starts = [token.start for token in tokens]
    tags = ["O"] * len(tokens)

    def mark(spans: Sequence[Span], first: str, further: str) -> None:
        begun = False
        for span in spans:
            letter = further if begun else first
            for at, start in enumerate(starts):
                if span.start <= start < span.end and tags[at] == "O":
                    tags[at] = f"B-{letter}" if letter else f"I-{first}"
                    letter = ""
                    begun = True

    inside = Span(tokens[0].start, tokens[-1].end)
    for each in gold:
        mark([span for span in each.content if span.overlaps(inside)], "C", "D")
        mark([span for span in each.cue if span.overlaps(inside)], "K", "K")
        mark([span for span in each.speaker if span.overlaps(inside)], "S", "S")
    return tags


def describe(parse: Parse, tokens: Sequence[Token], cues: frozenset[str]) -> list[list[str]]:
    """Return the features of each token of a paragraph: words and grammar, quote marks, the verb above."""
    inside = _quote_states(tokens)
    with_cue = {token.sentence for token in tokens if token.lemma.lower() in cues}
    rows = []
    for at, token in enumerate(tokens):
        head = parse.tokens[token.head]
        verb, link, way = _verb_above(parse, token)
        row = [
            "bias",
            f"w={token.text.lower()}",
            f"l={token.lemma.lower()}",
            f"p={token.pos}",
            f"t={token.tag}",
            f"d={token.dep}",
            f"s={token.text[-3:].lower()}",
            f"e={token.entity}",
            f"up={token.text[:1].isupper()}",
            f"q={inside[at]}",
            f"h={head.lemma.lower()}",
            f"hp={head.pos}:{token.dep}",
            f"hc={head.lemma.lower() in cues}:{token.dep}",
            f"cue={token.lemma.lower() in cues}:{token.pos}",
            f"sc={token.sentence in with_cue}:{inside[at]}",
            f"v={verb}:{link}:{way}",
            f"vc={verb in cues}:{link}:{way}",
            f"vq={verb in cues}:{link}:{way}:{inside[at]}",
            *(f"a={lemma}:{dep}" for lemma, dep in _cues_above(parse, token, cues)),
            *(f"ch={child.dep}:{child.lemma.lower() in cues}" for child in parse.children(token.index)),
        ]
        row.append(f"depth={min(3, sum(1 for _ in _cues_above(parse, token, cues)))}")
        if at == 0 or tokens[at - 1].sentence != token.sentence:
            row.append(f"first:{inside[at]}:{token.sentence in with_cue}")
        for step in range(-NEAR, NEAR + 1):
            if step == 0:
                continue
            if 0 <= at + step < len(tokens):
                other = tokens[at + step]
                row += [f"{step}l={other.lemma.lower()}", f"{step}p={other.pos}", f"{step}d={other.dep}"]
                row.append(f"{step}c={other.lemma.lower() in cues}")
                row.append(f"{step}q={inside[at + step]}")
            else:
                row.append(f"{step}=none")
        if at:
            row.append(f"bi={tokens[at - 1].lemma.lower()}_{token.lemma.lower()}")
            row.append(f"bp={tokens[at - 1].pos}_{token.pos}")
        if at + 1 < len(tokens):
            row.append(f"bn={token.lemma.lower()}_{tokens[at + 1].lemma.lower()}")
            row.append(f"bpn={token.pos}_{tokens[at + 1].pos}")
        rows.append(row)
    return rows


def _quote_states(tokens: Sequence[Token]) -> list[str]:
    """Tell of each token whether it stands in double quote marks, or is one."""
    states, is_open = [], False
    for token in tokens:
        if token.text in {'"', "``", "''", "“", "”"}:
            opens = token.text in {"“", "``"} or (token.text == '"' and not is_open)
            states.append("open" if opens else "close")
            is_open = opens
        else:
            states.append("in" if is_open else "out")
    return states


def _verb_above(parse: Parse, token: Token) -> tuple[str, str, str]:
    """Return the lemma that a token's clause hangs on, by what, and on which side of it the token is."""
    while token.dep not in CLAUSES and token.head != token.index:
        token = parse.tokens[token.head]
    head = parse.tokens[token.head]
    if head.index == token.index:
        return token.lemma.lower(), "ROOT", ""
    return head.lemma.lower(), token.dep, "<" if token.index < head.index else ">"


def _cues_above(parse: Parse, token: Token, cues: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Go through the cue words above a token, and by what the branch with the token hangs on each."""
    while token.head != token.index:
        head = parse.tokens[token.head]
        if head.lemma.lower() in cues:
            yield head.lemma.lower(), token.dep
        token = head


def join_tags(text: str, tokens: Sequence[Token], tags: Sequence[str]) -> list[Said]:
    """Return the attributions of a paragraph's tags: each content with the nearest cue, and the source nearest to that.

    A content that goes on after an interruption belongs to the content before it.
    """
    chunks = list(_chunks(tags))
    contents: list[list[tuple[int, int]]] = []
    for kind, first, last in chunks:
        if kind == "D" and contents:
            contents[-1].append((first, last))
        elif kind in "CD":
            contents.append([(first, last)])
    cues = [chunk[1:] for chunk in chunks if chunk[0] == "K"]
    sources = [chunk[1:] for chunk in chunks if chunk[0] == "S"]

    def span(piece: tuple[int, int] | None) -> Span | None:
        return Span(tokens[piece[0]].start, tokens[piece[1]].end) if piece else None

    found = []
    for pieces in contents:
        cue = _nearest(pieces, cues, tokens)
        source = _nearest([cue] if cue else pieces, sources, tokens)
        content = tuple(Span(tokens[first].start, tokens[last].end) for first, last in pieces)
        found.append(Said(content, span(source), span(cue), is_quoted(text, content)))
    return found


def _chunks(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    start, kind = 0, "O"
    for at, tag in enumerate([*tags, "O"]):
        here = tag[2:] or "O"
        same = tag.startswith("I-") and (here == kind or (here == "C" and kind == "D"))
        if not same:
            if kind != "O":
                yield kind, start, at - 1
            start, kind = at, here


def _nearest(
    pieces: Sequence[tuple[int, int]], among: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> tuple[int, int] | None:
    """Return the nearest chunk, one of a sentence that the pieces touch before any other."""
    sentences = {tokens[at].sentence for piece in pieces for at in piece}

    def cost(chunk: tuple[int, int]) -> tuple[bool, int]:
        gaps = [max(first - chunk[1], chunk[0] - last, 0) for first, last in pieces]
        return tokens[chunk[0]].sentence not in sentences, min(gaps)

    return min(among, key=cost, default=None)


def train(documents: Sequence[tuple[Parse, Sequence[Gold]]], cues: frozenset[str], model: Path) -> None:
    """Train the tagger and write it to a file; what is there already is kept."""
    if model.exists():
        return
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)  # averaged perceptron: minutes, not hours
    trainer.set_params({"max_iterations": ITERATIONS, "feature.minfreq": 2})
    for parse, gold in documents:
        for tokens in split_paragraphs(parse):
            trainer.append(describe(parse, tokens, cues), tag_gold(tokens, gold))
    model.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(model))


def read_text(parse: Parse, tagger: Tagger, cues: frozenset[str]) -> list[Said]:
    """Return what the tagger finds in a text."""
    found = []
    for tokens in split_paragraphs(parse):
        found += join_tags(parse.text, tokens, tagger.tag(describe(parse, tokens, cues)))
    return found
