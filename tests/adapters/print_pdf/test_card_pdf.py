"""Promise that a printed card can be read: by a phone, by a person, and in every direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from instruction_town import BOOK, PARTIES
from print_samples import DRILL, ISSUED, OPERATION, PUBLIC, SECRET, ink, make_cards, read_png

from safeconduct.adapters.print_pdf import CardPdf, MissingFontError, SheetPdf
from safeconduct.adapters.print_pdf.fonts import load_fonts
from safeconduct.adapters.print_pdf.qr_image import VERSION_MOST, draw_qr_image
from safeconduct.adapters.trust.signatures import is_signed_by
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.instructions.sheets import Section, Sheet
from safeconduct.core.instructions.words import Direction
from safeconduct.core.trust import Reason, Revocations, Trust, address, check_instruction, from_base45

ARABIC_SCRIPT = ("fa-AF", "ps", "ar")
JOINER = "\u200c"  # zero width non-joiner


@pytest.mark.parametrize("language", ["en", "fa-AF"])
def test_a_phone_reads_the_signed_text_from_the_print(language):
    """Each QR code of a sheet at 150 dots per inch holds the card's own text, genuine under the key that it names."""
    cards = make_cards(language)[2:4]
    [sheet] = CardPdf().draw(cards, 150.0)
    found = zxingcpp.read_barcodes(read_png(sheet), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == len(cards)
    trust = Trust(OPERATION, True, frozenset((PUBLIC,)), Revocations())
    texts = set()
    for card in cards:
        to = address(card.text.instruction.party_id, SECRET)
        for one in found:
            verdict = check_instruction(from_base45(one.text, "I1:"), to, ISSUED + 1, None, trust, is_signed_by)
            if verdict.reason is Reason.GENUINE:
                assert verdict.told is not None
                texts.add(verdict.told.text)
    assert texts == {card.text.instruction.short for card in cards}


def test_a_text_of_four_parts_fits_a_code_that_a_cheap_phone_reads():
    """The longest body of a signed short text fits; one that is longer than any is refused, not made finer."""
    longest = 64 + 150 + 4 * 70 * 3  # signature, what stands beside the text, UTF-8 of four parts
    assert draw_qr_image("I1:" + "A" * (longest * 3 // 2)).startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="no room"):
        draw_qr_image("A" * 1_900)
    assert VERSION_MOST == 25


@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_letters_are_joined(language):
    """The same words with a mark between their letters that keeps them apart are drawn otherwise, and wider."""
    title = BOOK.words[language].say("title-do")
    joined, apart = (_draw_line(text, language) for text in (title, JOINER.join(title)))
    assert joined.shape[1] < 0.95 * apart.shape[1]


@pytest.mark.parametrize(("language", "starts_right"), [("en", False), ("fa-AF", True), ("ps", True), ("ar", True)])
def test_a_card_begins_where_its_language_does(language, starts_right):
    """The steps are on the right half in a right-to-left language; the QR code is on the other."""
    [sheet] = CardPdf().draw(make_cards(language)[2:3], 150.0)
    [code] = zxingcpp.read_barcodes(read_png(sheet), formats=zxingcpp.BarcodeFormat.QRCode)
    middle = read_png(sheet).shape[1] / 2
    assert (code.position.top_right.x < middle) is starts_right


@pytest.mark.parametrize("text", ["B1/3", "23:55", "701 234 5675", "U3YT-X62W"])
def test_numbers_are_not_turned_round(text):
    """A code, a time and a vehicle are drawn in right-to-left text as they are alone, and not from their end."""
    drawn = _draw_line(f"\u2066{text}\u2069", "fa-AF")
    alone, turned = _draw_line(text, "en"), _draw_line(text[::-1], "en")
    assert _likeness(drawn, alone) > max(0.9, 0.15 + _likeness(drawn, turned))


def test_nothing_is_cut_off():
    """In every language the margins of a sheet are white but for the line that is cut along."""
    for language in BOOK.words:
        [sheet] = ink(CardPdf().draw(make_cards(language)[2:4], 72.0))
        margin = sheet.shape[1] // 60
        for side in (sheet[:, :margin], sheet[:, -margin:]):
            assert side.any(axis=1).sum() <= 6


def test_the_same_cards_are_the_same_bytes():
    """Nothing of the clock or the machine is in a PDF."""
    cards = make_cards("fa-AF")[:1]
    assert CardPdf().render(cards) == CardPdf().render(cards)


def test_data_are_never_markup():
    """A name that looks like typst's own language is printed, not run; a card with it says the same as one without."""
    [card] = make_cards("en")[:1]
    hostile = '#panic("run") $x$ *b* \\ `c` ] } "'
    text = replace(card.text, before=(hostile,))
    assert CardPdf().render([replace(card, text=text)]).startswith(b"%PDF")


def test_a_card_without_room_names_its_party():
    """A party with so much to be told that no card holds it is named, and nothing is printed small or cut."""
    first, second = make_cards("en")[:2]
    swollen = replace(second, text=replace(second.text, before=("many words " * 900,)))
    with pytest.raises(InputFaultsError) as caught:
        CardPdf().render([first, swollen])
    assert [(one.value, one.problem) for one in caught.value.faults] == [("P2", "its card has no room")]


def test_streets_go_before_letters_become_too_small():
    """A way of forty streets still has a card: their names give way to the map, and that is said."""
    [card] = make_cards("en")[:1]
    step = replace(card.text.steps[0], streets=("Turn left onto a street of a long name. Follow it for 400 m.",) * 40)
    text = replace(card.text, steps=(step, *card.text.steps[1:]))
    long, short = (
        ink(CardPdf().draw([replace(card, text=one)], 72.0))[0]
        for one in (text, replace(text, steps=(replace(step, streets=(text.instead,)), *text.steps[1:])))
    )
    assert long.any()
    assert abs(int(long.sum()) - int(short.sum())) < 0.2 * short.sum()


def test_a_missing_font_is_named_with_the_remedy(tmp_path):
    """No box is printed in place of a letter."""
    with pytest.raises(MissingFontError, match=r"Noto Sans Arabic.*fonts-noto-core"):
        load_fonts((str(tmp_path),), system=False)


def test_a_card_without_a_seal_has_no_code():
    """It says that it is not signed, and no phone finds a code on it."""
    [sheet] = CardPdf().draw(make_cards("en", sealed=False)[:1], 100.0)
    assert zxingcpp.read_barcodes(read_png(sheet)) == []


def test_every_party_of_the_town_has_a_card_in_every_language():
    """Nobody is left without one for want of room."""
    for language in BOOK.words:
        assert len(make_cards(language, title=DRILL)) == len(PARTIES)


def _draw_line(text: str, language: str):
    """Return a line of a sheet, cut to its ink."""
    direction = Direction.LTR if language == "en" else Direction.RTL
    [drawn] = ink(SheetPdf().draw([Sheet("x", "", [Section("", language, direction, (text,))], False, False)], 300.0))
    dark = drawn[: int(drawn.shape[0] * 0.9)]  # without the number of the page
    rows, columns = np.nonzero(dark.any(axis=1))[0], np.nonzero(dark.any(axis=0))[0]
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _likeness(one, other):
    """Return how the ink of their columns agrees (1 = it is the same), where one lies best on the other."""
    size = max(one.shape[1], other.shape[1]) + 2
    first, second = (np.pad(dark.sum(axis=0), (1, size - 1 - dark.shape[1])) for dark in (one, other))
    return max(np.corrcoef(first, np.roll(second, shift))[0, 1] for shift in (-1, 0, 1))
