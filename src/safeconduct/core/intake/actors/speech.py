"""Find who speaks in the quote marks of a text, as far as pronouns need it: "we" in a quote is the speaker's side."""

from __future__ import annotations

from bisect import bisect_left

from safeconduct.core.intake.parse import Parse, Token

_OPENING = {"“": "”", "«": "»", "„": "“"}
_SPEAKING = frozenset(
    {
        "acknowledge", "add", "admit", "announce", "answer", "argue", "ask", "caution", "claim", "comment",
        "concede", "confirm", "continue", "declare", "emphasise", "emphasize", "explain", "insist", "note",
        "recall", "remark", "reply", "report", "say", "state", "stress", "tell", "testify", "tweet", "warn",
        "write",
    }
)  # fmt: skip


def find_quotes(parse: Parse) -> tuple[tuple[int, int], ...]:
    """Return the quotes of a text as [first, last) tokens, the marks included; an open quote ends at its line's end."""
    quotes: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for token in parse.tokens:
        new_line = token.index > 0 and "\n" in parse.text[parse.tokens[token.index - 1].end : token.start]
        if opened is not None and new_line:
            quotes.append((opened, token.index))
            opened = None
        if opened is None and token.text in {*_OPENING, '"'}:
            opened, closing = token.index, _OPENING.get(token.text, '"')
        elif opened is not None and token.text == closing:
            quotes.append((opened, token.index + 1))
            opened = None
    if opened is not None:
        quotes.append((opened, len(parse.tokens)))
    return tuple(quotes)


def find_speakers(parse: Parse) -> dict[int, int]:
    """Return, for every token in a quote, the token that heads its speaker; quotes without one are left out."""
    quotes = find_quotes(parse)
    quoted = {at for first, last in quotes for at in range(first, last)}
    verbs = [
        token.index
        for token in parse.tokens
        if token.index not in quoted and token.pos == "VERB" and token.lemma in _SPEAKING
    ]
    speakers: dict[int, int] = {}
    for first, last in quotes:
        speaker = _speaker_of(parse, first, last, verbs)
        if speaker is not None:
            speakers.update(dict.fromkeys(range(first, last), speaker))
    return speakers


def _speaker_of(parse: Parse, first: int, last: int, verbs: list[int]) -> int | None:
    """Return the subject of the nearest verb of speech of the line: after the quote in its sentence, before, after."""
    start = parse.text.rfind("\n", 0, parse.tokens[first].start) + 1
    end = parse.text.find("\n", parse.tokens[last - 1].start)
    end = len(parse.text) if end < 0 else end
    place = bisect_left(verbs, first)
    around = [parse.tokens[verb] for verb in verbs[max(0, place - 1) : place + 1]]
    before = [verb for verb in around if verb.index < first and start <= verb.start]
    later = [verb for verb in around if verb.index >= last and verb.start < end]
    after = [verb for verb in later if verb.sentence == parse.tokens[last - 1].sentence]
    for verb in (*after, *before, *later):
        subject = _subject(parse, verb)
        if subject is not None:
            return subject
    return None


def _subject(parse: Parse, verb: Token) -> int | None:
    own = [child.index for child in parse.children(verb.index) if child.dep == "nsubj"]
    if own:
        return own[0]
    if verb.dep == "conj":
        return _subject(parse, parse.tokens[verb.head])
    return None
