"""How what peers read is brought into the form in which ours is scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from attribution import Gold, tally_document
from attribution_crf import join_tags, tag_gold
from attribution_page import write_page
from attribution_peers import from_quotes, from_triples, placer, run_peer, split_lines
from attribution_predictions import Peer, Said, drop_inner, is_quoted, read_peers, tidy, to_attributions, write_peer
from attribution_rules import count_cues, find_quotes, read_text
from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse

TEXT = '"The bridge is shut," Ada Brix said. "Go round by the mill."'
PLAIN = "Ada Brix said that the bridge was shut. According to the mayor, the mill road is open."


@dataclass(frozen=True)
class Word:
    """Stand for a token of a peer: where it starts, and how long it is."""

    idx: int
    text: str

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Triple:
    """Stand for what textacy and sayswho give."""

    speaker: list[Word]
    cue: list[Word]
    content: list[Word]


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch."""
    at, found = start, []
    for word in text[start:end].split(" "):
        found.append(Word(at, word))
        at += len(word) + 1
    return found


def shown(text: str, said: Said) -> tuple[list[str], str]:
    """Return the words of the contents and of the speaker."""
    speaker = text[said.speaker.start : said.speaker.end] if said.speaker else ""
    return [text[span.start : span.end] for span in said.content], speaker


def test_a_triple_becomes_a_direct_quote_with_its_speaker() -> None:
    """Content, cue and speaker cover their first to their last token."""
    triple = Triple(words(TEXT, 22, 30), words(TEXT, 31, 35), words(TEXT, 0, 21))
    (said,) = from_triples([triple], Span)
    assert said.is_direct
    assert shown(TEXT, said) == (['"The bridge is shut,"'], "Ada Brix")


def test_a_quote_without_a_speaker_has_none() -> None:
    """GenderGapTracker writes "" and "(0,0)" where it knows no speaker."""
    quotes = [{"quote_index": "(1,20)", "speaker_index": index, "verb_index": ""} for index in ("", "(0,0)")]
    assert [said.speaker for said in from_quotes(quotes, TEXT, placer(TEXT, TEXT))] == [None, None]


def test_a_quote_is_direct_when_marks_stand_around_it() -> None:
    """Marks count in or just outside the content, also after its closing comma."""
    assert is_quoted(TEXT, [Span(0, 21)])
    assert is_quoted(TEXT, [Span(1, 19)])
    assert not is_quoted(TEXT, [Span(22, 35)])


def test_offsets_of_a_prepared_text_lead_back() -> None:
    """Blanks and marks that a preparation puts in or changes do not shift what lies beyond them."""
    prepared = TEXT.replace('" Ada', ' "  Ada') + ' "'
    place = placer(prepared, TEXT)
    start = prepared.index("Ada Brix")
    assert place(start, start + 8) == Span(22, 30)
    assert place(len(prepared) - 2, len(prepared) - 1) is None


def test_lines_keep_their_places() -> None:
    """A line is where the text has it."""
    text = "One.\n\n  \nTwo three."
    assert [text[start : start + len(line)] for start, line in split_lines(text)] == ["One.", "Two three."]


def test_what_lies_in_another_content_is_left_out() -> None:
    """The outer statement stays, and of two with the same extent the first."""
    outer, inner = Said((Span(0, 20),)), Said((Span(5, 12),))
    assert drop_inner([inner, outer, Said((Span(0, 20),), Span(21, 22))]) == [outer]


def test_tidying_leaves_nothing_of_mere_marks() -> None:
    """Blanks, commas and stops around a content do not count."""
    assert tidy("a , b", 1, 3) is None
    assert tidy(" , so it is. ", 0, 13) == Span(3, 11)


def test_an_error_of_a_peer_counts_as_finding_nothing() -> None:
    """One broken document spoils no other, and is named."""

    def read(text: str) -> list[Said]:
        if text == "bad":
            raise ValueError("odd")
        return [Said((Span(0, 3),))]

    peer = run_peer("made up", (), read, {"one": ("bad", []), "two": ("good", [])})
    assert {name: len(said) for name, said in peer.said.items()} == {"one": 0, "two": 1}
    assert peer.failed == {"one": "ValueError: odd"}


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    """A peer's reading survives its file."""
    peer = Peer("x", {"y": "1"}, 0.5, {"doc": [Said((Span(0, 3), Span(5, 9)), Span(10, 12), None, True)]}, {})
    write_peer(peer, tmp_path)
    assert read_peers(tmp_path) == [peer]


def test_peers_are_scored_as_ours() -> None:
    """A right content and speaker count in all four scores; a wrong speaker only in two."""
    gold = [Gold((Span(0, 21),), (Span(22, 30),), is_direct=True)]
    right = tally_document(to_attributions([Said((Span(0, 21),), Span(22, 30), None, True)], TEXT), gold, TEXT)
    wrong = tally_document(to_attributions([Said((Span(0, 21),), Span(45, 50), None, True)], TEXT), gold, TEXT)
    assert [tally.matched for tally in right.values()] == [1, 1, 1, 1]
    assert [tally.matched for tally in wrong.values()] == [1, 0, 1, 0]


def test_rules_read_a_clause_and_according_to(parser: SpacyParser) -> None:
    """A verb's clause is what its subject says; "according to" frames its sentence."""
    found = read_text(parser.parse(PLAIN), frozenset({"say"}))
    assert [shown(PLAIN, said) for said in found] == [
        (["that the bridge was shut"], "Ada Brix"),
        (["the mill road is open"], "the mayor"),
    ]


def test_rules_go_on_with_a_quote_of_the_same_paragraph(parser: SpacyParser) -> None:
    """A quote without a cue belongs to the statement before it."""
    (said,) = read_text(parser.parse(TEXT), frozenset({"say"}))
    assert shown(TEXT, said)[1] == "Ada Brix"
    assert shown(TEXT, said)[0][-1] == '"Go round by the mill."'


def test_a_quote_ends_with_its_paragraph(parser: SpacyParser) -> None:
    """A mark that is never closed swallows nothing of the next paragraph."""
    text = '"Open and never shut.\n\nThen "shut" again.'
    assert [text[q.start : q.end] for q in find_quotes(parser.parse(text))] == ['"shut"']


def test_cue_words_are_counted(parser: SpacyParser) -> None:
    """A lemma is a cue when it is one often and mostly."""
    text = " ".join(["She said so. He walked."] * 4)
    starts = [at for at in range(len(text)) if text.startswith("said", at)]
    gold = [Gold((Span(at + 5, at + 7),), (), cue=(Span(at, at + 4),)) for at in starts]
    assert count_cues([(parser.parse(text), gold)]) == {"say"}


def test_tags_lead_back_to_the_attribution(parser: SpacyParser) -> None:
    """An interrupted content, its cue and its source are one attribution, tagged and read back."""
    parse: Parse = parser.parse(TEXT)
    gold = [Gold((Span(0, 21), Span(37, 60)), (Span(22, 30),), is_direct=True, cue=(Span(31, 35),))]
    tags = tag_gold(parse.tokens, gold)
    assert {"B-C", "I-C", "B-D", "B-S", "I-S", "B-K"} <= set(tags)
    (said,) = join_tags(TEXT, parse.tokens, tags)
    assert (said.content, said.speaker, said.cue) == (gold[0].content, Span(22, 30), Span(31, 35))


def test_the_page_says_where_others_are_better() -> None:
    """Who is faster or finds more is named."""
    score = {"f1": 50.0, "interval": [40.0, 60.0], "precision": 50.0, "recall": 50.0}
    better = {**score, "f1": 51.0}
    row = {"versions": {"a": "1"}, "with speaker": score, "direct": score, "direct with speaker": score}
    ours = {"system": "safeconduct", "documents_per_second": 1.0, "all": score, **row}
    peer = {"system": "peer", "documents_per_second": 2.0, "all": better, "failed": {"d": "ValueError: odd"}, **row}
    head = {"machine": "m", "load": 1, "part": "dev", "documents": 1, "attributions": 2}
    page = write_page({**head, "rows": [ours, peer]})
    assert "Better than ours: peer in all, peer in speed." in page
    assert "ValueError: odd" in page
