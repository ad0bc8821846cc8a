"""Promise that one person written otherwise folds alike, and that others mostly do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.vault import Contact, Document, Identity, Mark, list_marks
from safeconduct.core.vault.names import fold_name, fold_number, fold_phone, sound_name

ALIKE = [
    ("Mohammad", "Muhammed", "Mohamed", "Mohammed", "محمد", "مُحَمَّد"),
    ("Ahmad Karimi", "Karimi Ahmed", "احمد کریمی", "أحمد كريمي"),
    ("Abdul Rahman", "Abdulrahman", "Abd al-Rahman", "Abdur Rahman", "عبدالرحمن", "عبد الرحمن"),
    ("Abdullah", "Abd Allah", "Abdollah", "عبدالله"),
    ("Qasim", "Kasem", "قاسم"),
    ("Khadija", "Khadijah", "خدیجه", "خديجة"),
    ("Yusuf", "Youssef", "Yousuf", "یوسف"),
    ("Hussain Noori", "Hossein Nouri", "حسین نوری"),
    ("Gul Agha", "گل آغا", "ګل آغا"),
    ("José da Silva", "JOSE  DA SILVA", "Jose\u0301 da Silva"),
    ("Zarmina Qurbanzada", "زرمینه قربان‌زاده"),
]
DIFFERENT = [
    "Mohammad Karimi",
    "Ahmad Karimi",
    "Abdul Rahim",
    "Khadija Amiri",
    "Hussain Noori",
    "Hassan Nazari",
    "Fatima Sadat",
]


@pytest.mark.parametrize("names", ALIKE)
def test_transliterations_sound_alike(names: tuple[str, ...]) -> None:
    """Latin and Arabic script, Arabic and Persian letters, particles joined or apart."""
    assert len({sound_name(name) for name in names}) == 1, {name: sound_name(name) for name in names}


def test_different_people_sound_different() -> None:
    """Names of other consonants do not meet."""
    assert len({sound_name(name) for name in DIFFERENT}) == len(DIFFERENT)


@pytest.mark.parametrize("fold", [fold_name, fold_phone, fold_number])
@given(text=st.text(max_size=60))
def test_folding_twice_changes_nothing(fold: object, text: str) -> None:
    """A fold is a fold: what it gives it leaves, whatever text comes."""
    assert callable(fold)
    once = fold(text)
    assert fold(once) in (once, "")
    sound_name(text)


@pytest.mark.parametrize(
    "phone",
    [
        "+93 70 012 3456",
        "0093700123456",
        "0700123456",
        "+93 (0)70-012-3456",
        "۰۷۰۰۱۲۳۴۵۶",
        "٠٧٠٠١٢٣٤٥٦",
        "070.012.3456",
    ],
)
def test_a_phone_is_one_however_it_is_written(phone: str) -> None:
    """National or international, in whatever digits."""
    assert fold_phone(phone) == "700123456"


def test_marks_meet_across_organisations() -> None:
    """One wrote Latin letters and a national number, the other Persian ones and an international number."""
    first = Identity(("Ahmad Karimi",), 1990, ("0700123456",), (Document("passport", "P 012-345"),))
    other = Identity(
        ("احمد کریمی",), 1990, None, (Document("p", "p012345"),), contacts=(Contact("sms", "+93700123456"),)
    )
    assert {mark for mark, _ in list_marks(first) & list_marks(other)} == {Mark.SOUND, Mark.PHONE, Mark.DOCUMENT}


def test_nothing_known_gives_no_mark() -> None:
    """Two people of whom nothing is known are not one: no empty mark."""
    assert (
        list_marks(Identity((), 1990, ("112",), (Document("x", "1"),), contacts=(Contact("email", "a1234567@b"),)))
        == set()
    )
    assert list_marks(Identity(names=("؟",), birth_year=1990)) == set()
