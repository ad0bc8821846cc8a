"""Promise how an instruction key and the secret of addresses are kept."""

from __future__ import annotations

import pytest

from safeconduct.adapters.trust.instruction_key import KEY, SECRET, InstructionKeyFiles
from safeconduct.core.basics import StoreError

FILES = InstructionKeyFiles()


def test_a_key_is_read_as_it_was_made_by_its_owner_alone(tmp_path):
    """The same key and secret come back, from files that nobody else may read; its signatures hold."""
    assert FILES.read(tmp_path) is None
    made = FILES.make(tmp_path)
    read = FILES.read(tmp_path)
    assert read is not None
    assert (read.public_key, read.secret) == (made.public_key, made.secret)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in (KEY, SECRET)] == [0o600, 0o600]
    assert FILES.verify(made.public_key, b"body", read.sign(b"body"))
    assert not FILES.verify(made.public_key, b"another", read.sign(b"body"))


def test_a_new_key_takes_the_place_of_the_old_and_leaves_the_secret(tmp_path):
    """The old key's secret half is nowhere in the folder; parties keep their addresses."""
    old = FILES.make(tmp_path)
    held = (tmp_path / KEY).read_text()
    new = FILES.make(tmp_path)
    assert new.public_key != old.public_key
    assert new.secret == old.secret
    assert all(held not in file.read_text() for file in tmp_path.iterdir())
    assert sorted(file.name for file in tmp_path.iterdir()) == [KEY, SECRET]


@pytest.mark.parametrize("name", [KEY, SECRET])
@pytest.mark.parametrize("harm", ["shared", "damaged", "short"])
def test_a_file_that_was_open_to_others_or_damaged_is_not_used(tmp_path, name, harm):
    """What others may have read, or what is no key, signs nothing and addresses nobody."""
    FILES.make(tmp_path)
    if harm == "shared":
        (tmp_path / name).chmod(0o644)
    else:
        (tmp_path / name).write_text("no key" if harm == "damaged" else "00")
    with pytest.raises(StoreError, match=name):
        FILES.read(tmp_path)


def test_without_the_secret_no_key_is_read(tmp_path):
    """A lost secret is said, and not made anew behind anybody's back."""
    FILES.make(tmp_path)
    (tmp_path / SECRET).unlink()
    with pytest.raises(StoreError, match="lost"):
        FILES.read(tmp_path)


@pytest.mark.parametrize("key", ["", "00" * 32, "ff" * 32, "AB" * 32, "x" * 64, "00" * 31])
def test_what_is_no_key_signed_nothing(key):
    """Points of small order, capitals, and other texts verify nothing."""
    assert not FILES.verify(key, b"body", bytes(64))
