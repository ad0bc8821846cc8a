"""Promise that docs/vault.md says what the code does."""

from __future__ import annotations

from pathlib import Path

from safeconduct.core.vault import COLUMNS, LIMITS, PURPOSES, ROWS_MAX, Field, Quota

PAGE = (Path(__file__).resolve().parents[3] / "docs/vault.md").read_text(encoding="utf-8")


def test_every_purpose_stands_in_the_docs_with_what_it_sees() -> None:
    """The table is the code's, row by row."""
    for purpose in PURPOSES.values():
        fields = ", ".join(field for field in Field if field in purpose.fields)
        exported = "by two people" if purpose.exported else "no"
        assert f"| `{purpose.name}` | {purpose.meaning} | {fields} | {exported} |" in PAGE


def test_the_limits_in_the_docs_are_the_limits() -> None:
    """Sixty an hour, and the others."""
    assert f"more than {LIMITS[Quota.IDENTITIES].count} openings" in PAGE
    assert f"{LIMITS[Quota.CONTACTS].count} an hour" in PAGE
    assert f"{LIMITS[Quota.MESSAGES].count} a minute" in PAGE
    assert f"{LIMITS[Quota.FINGERPRINTS].count:,} an hour" in PAGE
    assert f"At most {ROWS_MAX} people at once and {LIMITS[Quota.EXPORTED_ROWS].count:,} a day" in PAGE
    assert all(f"`{column}`" in PAGE for column in COLUMNS)
