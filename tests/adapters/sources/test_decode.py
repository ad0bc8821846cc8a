"""Hold how bytes become text: a guess is always said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.sources.decode import decode_text
from safeconduct.core.basics import CannotReadError

GERMAN = "Grüße aus München, sagte der Sprecher heute früh im Hafen. Die Straße ist für alle geschlossen."
UKRAINIAN = "Північні ворота зачинені, сказав речник сьогодні вранці в порту."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marked_text_is_read_without_a_word(encoding: str) -> None:
    """A byte-order mark, or UTF-8, leaves no doubt."""
    decoded = decode_text(UKRAINIAN.encode(encoding))
    assert decoded.text.lstrip("\ufeff") == UKRAINIAN
    assert decoded.cautions == ()


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "iso-8859-1"), (UKRAINIAN, "koi8-u"), ("دروازه بسته", "cp1256")]
)
def test_declared_encoding_is_taken(text: str, encoding: str) -> None:
    """What the sender declares counts where the bytes allow it."""
    assert decode_text(text.encode(encoding, "replace"), encoding).cautions == ()


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (UKRAINIAN, "cp1251")])
def test_undeclared_encoding_is_guessed_and_said(text: str, encoding: str) -> None:
    """The operator is told to check names and figures."""
    decoded = decode_text(text.encode(encoding))
    assert decoded.text == text
    assert "guessed" in decoded.cautions[0]


def test_wrong_declaration_is_said() -> None:
    """A declaration that means nothing leaves UTF-8 to be tried."""
    decoded = decode_text(UKRAINIAN.encode(), "gb18030-or-so")
    assert (decoded.text, decoded.cautions) == (
        UKRAINIAN, ("declared as 'gb18030-or-so', an encoding that is not known",),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["utf-7", "rot13", "zip", "punycode", "unicode_escape", "idna", "base64"])
def test_codec_that_is_no_encoding_of_text_is_not_used(name: str) -> None:
    """Python knows codecs that unpack, execute escapes, or take quadratic time."""
    assert decode_text(b"the \\u0041 gate", name).text == "the \\u0041 gate"


def test_mixed_encodings_are_read_and_said() -> None:
    """A paragraph pasted from elsewhere does not spoil the rest."""
    data = ("The gate — shut. " * 30).encode() + "it’s".encode("cp1252")
    decoded = decode_text(data)
    assert decoded.text.endswith("shut. it’s")
    assert decoded.cautions[0].startswith("mixed encodings")


def test_wide_text_without_a_mark_is_read() -> None:
    """Windows writes UTF-16 so."""
    assert decode_text("The gate is shut.".encode("utf-16-le")).text == "The gate is shut."


def test_binary_file_is_refused() -> None:
    """Random bytes with NULs are no text."""
    with pytest.raises(CannotReadError, match="not a text"):
        decode_text(bytes(range(256)) * 4 + b"\0" * 50)


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "cp1252", "big5", "utf-16", "nonsense"]))
def test_any_bytes_give_text_or_our_error(data: bytes, declared: str) -> None:
    """Nothing else is raised."""
    try:
        assert isinstance(decode_text(data, declared).text, str)
    except CannotReadError:
        assert 0 in data
