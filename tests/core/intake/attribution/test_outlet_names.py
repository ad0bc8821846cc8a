"""Which names are outlets'."""

from __future__ import annotations

import pytest

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.attribution.outlets import OUTLETS, find_outlet
from safeconduct.core.intake.attribution.press import find_press


def test_every_way_to_write_an_outlet_leads_to_it() -> None:
    """Each alias of the table is found under its canonical name, with an article or without."""
    for key, aliases in OUTLETS.items():
        for alias in aliases:
            assert find_outlet(alias) == key
            assert alias.lower().startswith("the ") or find_outlet(f"the {alias}") == key


@pytest.mark.parametrize("name", ["the harbour police", "Northern Alliance", "time", "the post", "Ruth Adler", "sun"])
def test_other_names_are_no_outlets(name: str) -> None:
    """Bodies, people and common words are not taken for outlets."""
    assert find_outlet(name) == ""


def test_short_forms_and_the_newspaper_mean_an_outlet_named_before(parser: SpacyParser) -> None:
    """ "The Herald" is the Valley Herald where the text names one, and "the newspaper" the one named last."""
    text = "The Valley Herald wrote of shots. The Herald named no source. Holt told the newspaper nothing."
    parse = parser.parse(text)
    press = find_press(parse)
    herald = next(token.index for token in parse.tokens if token.text == "Herald" and token.start > 20)
    newspaper = next(token.index for token in parse.tokens if token.text == "newspaper")
    assert press.find([herald - 1, herald]) == "valley_herald"
    assert press.find([newspaper - 1, newspaper]) == "valley_herald"
