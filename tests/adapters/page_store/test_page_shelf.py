"""Promise that the pages lie sealed, are found by their code alone, and go when their time is over."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.page_html import ANSWER_BYTES, pack_page, unpack_page
from safeconduct.adapters.page_store import CodeTable, Shelf, Shelves
from safeconduct.core.basics import InputFaultsError, StoreError
from safeconduct.core.instructions.reach import complete_code

CODES = [complete_code(number) for number in range(0, 900_000_000, 50_000_000)]


def make(folder: Path) -> Shelf:
    return Shelves().make(folder / "pages", folder / "pepper")


def test_a_code_gives_its_page_and_no_other(tmp_path: Path) -> None:
    """Each code gives its own page until the time is over; a code without a page gives none."""
    shelf = make(tmp_path)
    assert shelf.put([(code, code.encode()) for code in CODES], 7200.0) == len(CODES) == shelf.count()
    assert [shelf.take(code, 7199.0) for code in CODES] == [code.encode() for code in CODES]
    assert shelf.take(complete_code(7), 0.0) is None
    assert shelf.take(CODES[0], 7200.0) is None
    shelf.put([(CODES[0], b"newer")], 7200.0)
    assert shelf.take(CODES[0], 0.0) == b"newer"
    shelf.close()
    again = Shelves().open(tmp_path / "pages", tmp_path / "pepper")
    assert again.take(CODES[0], 0.0) == b"newer"
    again.close()


def test_the_disk_without_the_pepper_tells_nothing(tmp_path: Path) -> None:
    """No file holds a page, a code or a name that a code alone gives; another pepper finds nothing."""
    shelf = make(tmp_path)
    shelf.put([(code, b"the blue gate at nine") for code in CODES], 7200.0)
    shelf.close()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "pages").iterdir())
    assert b"blue gate" not in kept
    assert not any(code.encode() in kept for code in CODES)
    (tmp_path / "other").write_text("ab" * 32)
    other = Shelves().open(tmp_path / "pages", tmp_path / "other")
    assert [other.take(code, 0.0) for code in CODES] == [None] * len(CODES)
    other.close()


def test_what_is_old_goes_and_is_overwritten(tmp_path: Path) -> None:
    """After the hour of its expiry a page is removed, and its bytes are in the file no more."""
    shelf = make(tmp_path)
    shelf.put([(CODES[0], bytes(3000))], 3600.0)
    file = tmp_path / "pages" / "pages.sqlite"
    (sealed,) = shelf._base.execute("SELECT sealed FROM page").fetchone()
    assert sealed[500:600] in file.read_bytes()
    assert shelf.remove_old(3599.0) == 0
    assert shelf.remove_old(3600.0) == 1
    assert sealed[500:600] not in file.read_bytes()
    shelf.close()


def test_a_page_that_was_changed_is_not_given(tmp_path: Path) -> None:
    """Whoever changes a sealed page, or puts it under another code, is found out."""
    shelf = make(tmp_path)
    shelf.put([(CODES[0], b"one"), (CODES[1], b"two")], 3600.0)
    rows = shelf._base.execute("SELECT name, sealed FROM page").fetchall()
    for (name, _), (_, sealed) in zip(rows, rows[::-1], strict=True):
        shelf._base.execute("UPDATE page SET sealed = ? WHERE name = ?", (sealed, name))
    with pytest.raises(StoreError, match="was changed"):
        shelf.take(CODES[0], 0.0)
    shelf.close()


@pytest.mark.skipif(os.name != "posix", reason="owners are POSIX's")
def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    """Pages, pepper and codes are readable by nobody else."""
    make(tmp_path).close()
    CodeTable().write(tmp_path / "codes.csv", {"P1": CODES[0]})
    for name in ("pages/pages.sqlite", "pepper", "codes.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_shelf_without_its_pepper_is_refused(tmp_path: Path) -> None:
    """A pepper that is gone is never made anew over pages that need it; a file that is none is said."""
    make(tmp_path).close()
    (tmp_path / "pepper").rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="is not there"):
        make(tmp_path)
    (tmp_path / "pepper").write_text("no pepper")
    with pytest.raises(StoreError, match="is no pepper"):
        make(tmp_path)
    with pytest.raises(StoreError, match="holds no pages"):
        Shelves().open(tmp_path / "nowhere", tmp_path / "elsewhere")


def test_codes_come_back_and_faults_are_all_named(tmp_path: Path) -> None:
    """A table is read as it was written; each bad line is a fault that does not repeat the code."""
    file = tmp_path / "codes.csv"
    assert CodeTable().read(file) == {}
    codes = dict(zip(["P1", "ش۲"], CODES, strict=False))
    CodeTable().write(file, codes)
    assert CodeTable().read(file) == codes
    file.write_text(file.read_text() + f"P3,1234567890\nP1,{CODES[3]}\nP4,{CODES[0]}\n,\nP5\n")
    with pytest.raises(InputFaultsError) as told:
        CodeTable().read(file)
    assert [fault.line for fault in told.value.faults] == [4, 5, 6, 8]
    assert not re.search(r"\d{10}", str(told.value))
    file.write_text("who,what\n")
    with pytest.raises(InputFaultsError, match="not a table of codes"):
        CodeTable().read(file)


@settings(max_examples=30)
@given(st.text(max_size=3000))
def test_packed_pages_have_one_length(html: str) -> None:
    """What fits is as long as everything else, and comes back."""
    packed = pack_page(html)
    assert len(packed) % ANSWER_BYTES == 0
    assert unpack_page(packed).decode() == html
