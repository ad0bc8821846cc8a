"""Find attributions by the grammar alone, as PolNeAR's authors' baseline does: a cue verb, its clause, its subject.

The cue words are counted in the training part, the rest is fixed: a verb's clausal complement or the quote in its
sentence is the content, its subject is the source, "according to" frames the rest of its sentence, and a quote without
a cue goes on with the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from attribution import Gold
from attribution_predictions import Said, drop_inner, is_quoted, tidy
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token

CUE_COUNT = 3  # a cue lemma stands that often as a cue in the training part
CUE_SHARE = 0.2  # and in at least this share of its uses; chosen on the training part
QUOTE_WORDS = 5  # a shorter quote without a cue is a name or a turn of phrase
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OPENING, CLOSING = '"“', '"”'


def count_cues(documents: Iterable[tuple[Parse, Sequence[Gold]]], share: float = CUE_SHARE) -> frozenset[str]:
    """Return the lemmas that are cues in annotated documents often enough, and in a share of their uses."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for parse, gold in documents:
        spans = [span for each in gold for span in each.cue]
        inside = {token.index for span in spans for token in parse.within(span)}
        for token in parse.tokens:
            if token.pos in {"VERB", "NOUN", "ADP"}:
                uses[token.lemma.lower()] += 1
                cues[token.lemma.lower()] += token.index in inside
    return frozenset(lemma for lemma, n in cues.items() if n >= CUE_COUNT and n >= share * uses[lemma])


def read_text(parse: Parse, cues: frozenset[str]) -> list[Said]:
    """Return what the rules find in a text, outermost statements only."""
    quotes = list(find_quotes(parse))
    found: list[Said] = []
    for token in parse.tokens:
        if token.lemma.lower() == "accord":
            found += _read_according(parse, token)
        elif token.pos in {"VERB", "NOUN", "AUX"} and token.lemma.lower() in cues:
            found += _read_cue(parse, token, quotes)
    return add_quotes_left(parse, drop_inner(found), quotes)


def add_quotes_left(parse: Parse, found: Sequence[Said], quotes: Sequence[Span]) -> list[Said]:
    """Give a long quote that no cue has to whoever was quoted last: in that one's paragraph the statement goes on."""
    kept = sorted(found, key=lambda said: said.content[0].start)
    for quote in quotes:
        words = parse.text[quote.start : quote.end].split()
        if len(words) < QUOTE_WORDS or any(span.overlaps(quote) for said in kept for span in said.content):
            continue
        before = [at for at, said in enumerate(kept) if said.content[0].start < quote.start]
        last = kept[before[-1]] if before else None
        if last and last.is_direct and "\n" not in parse.text[last.content[0].start : quote.start]:
            kept[before[-1]] = replace(last, content=(*last.content, quote))
        else:
            more = Said((quote,), last.speaker if last else None, None, is_direct=True)
            kept.insert(len(before), more)
    return kept


def find_quotes(parse: Parse) -> Iterator[Span]:
    """Go through the stretches between double quote marks, the marks included, none across a paragraph's end."""
    start: int | None = None
    for token in parse.tokens:
        if start is not None and "\n" in parse.text[start : token.start]:
            start = None
        if start is not None and token.text in CLOSING:
            yield Span(start, token.end)
            start = None
        elif token.text in OPENING:
            start = token.start


def _read_cue(parse: Parse, cue: Token, quotes: Sequence[Span]) -> Iterator[Said]:
    """Read a cue's complement, or the quote that stands in its sentence; a noun's only where it is a clause."""
    quotes = [q for q in quotes if not q.start <= cue.start < q.end]  # what it stands in is another's statement
    source = next((parse.span(parse.subtree(c.index)) for c in _subjects(parse, cue)), None)
    kinds = {"acl", "ccomp"} if cue.pos == "NOUN" else {"ccomp"}
    clauses = [child for child in parse.children(cue.index) if child.dep in kinds]
    if cue.pos == "NOUN":
        clauses = [clause for clause in clauses if any(c.dep == "mark" for c in parse.children(clause.index))]
    if not clauses and cue.pos == "VERB" and source:
        clauses = [child for child in parse.children(cue.index) if child.dep == "xcomp" and child.pos == "VERB"]
    content: tuple[Span, ...] = ()
    if clauses:
        content = _without(parse, parse.subtree(clauses[0].index), cue, source)
    elif cue.pos == "VERB" and source:
        content = tuple(q for q in quotes if parse.sentences_of(q) == parse.sentences_of(Span(cue.start, cue.end)))[:1]
    elif cue.pos == "VERB" and cue.head != cue.index and cue.dep == "parataxis":
        content = _without(parse, parse.subtree(cue.head), cue, source)
    if content:
        content = _to_marks(content, quotes)
        yield Said(content, source, Span(cue.start, cue.end), is_quoted(parse.text, content))


def _to_marks(content: tuple[Span, ...], quotes: Sequence[Span]) -> tuple[Span, ...]:
    """Widen a single piece to the quote that holds it, which may run over several sentences."""
    if len(content) != 1:
        return content
    return tuple(q for q in quotes if q.start <= content[0].start and content[0].end <= q.end)[:1] or content


def _subjects(parse: Parse, cue: Token) -> list[Token]:
    """Return a verb's subject, or that of the verb that it is joined to or an auxiliary of."""
    while True:
        found = [child for child in parse.children(cue.index) if child.dep in SUBJECTS]
        if found or cue.dep not in {"conj", "xcomp"} or cue.head == cue.index:
            return found
        cue = parse.tokens[cue.head]


def _without(parse: Parse, indices: Sequence[int], cue: Token, source: Span | None) -> tuple[Span, ...]:
    """Return the pieces of a clause that the cue and the source leave."""
    cue_words = {cue.index, *(child.index for child in parse.children(cue.index) if child.dep in {"aux", "neg"})}
    if source:
        cue_words |= {token.index for token in parse.within(source)}
    pieces: list[list[int]] = []
    for index in indices:
        if index in cue_words:
            continue
        if pieces and not cue_words & set(range(pieces[-1][-1], index)):
            pieces[-1].append(index)
        else:
            pieces.append([index])
    spans = [tidy(parse.text, parse.tokens[p[0]].start, parse.tokens[p[-1]].end) for p in pieces]
    return tuple(span for span in spans if span)


def _read_according(parse: Parse, cue: Token) -> Iterator[Said]:
    """Read "according to SOURCE": the content is the sentence's rest."""
    to = next((child for child in parse.children(cue.index) if child.text.lower() == "to"), None)
    name = next((child for child in parse.children(to.index) if child.dep == "pobj"), None) if to else None
    sentence = parse.sentences_of(Span(cue.start, cue.end))
    if name is None or sentence is None:
        return
    source = parse.span(parse.subtree(name.index))
    before = tidy(parse.text, sentence.start, cue.start)
    after = tidy(parse.text, source.end, sentence.end)
    content = max((piece for piece in (before, after) if piece), key=lambda s: s.end - s.start, default=None)
    if content:
        yield Said((content,), source, Span(cue.start, cue.end), is_quoted(parse.text, (content,)))
