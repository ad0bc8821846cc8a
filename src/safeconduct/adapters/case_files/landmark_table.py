"""Read landmark.csv and write it."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.adapters.case_files.safe_write import number_text, table_text
from safeconduct.adapters.case_files.tables import Table
from safeconduct.core.network import Landmark

TAGS = ("en", "fa-AF", "ps", "ar", "fr", "es", "uk")


def read_landmarks(table: Table) -> tuple[Landmark, ...]:
    """Return the rows; a name of blanks is a fault of its row."""
    names = table.texts("name")
    for row, name in enumerate(names):
        if name and not name.strip():
            table.add_fault(row, "name", name, "nothing but blanks", "write the name that people know")
    spoken = [table.texts(f"name_{tag}") for tag in TAGS]
    return tuple(
        Landmark(name, x, y, tuple((tag, text) for tag, text in zip(TAGS, texts, strict=True) if text.strip()))
        for name, x, y, *texts in zip(
            names, table.numbers("x_coord"), table.numbers("y_coord"), *spoken, strict=True
        )
    )  # fmt: skip


def landmark_text(landmarks: Sequence[Landmark]) -> str:
    """Return the text of the table, with a column for each language that some name is given in."""
    tags = [tag for tag in TAGS if any(tag in dict(one.names) for one in landmarks)]
    rows = (
        (one.name, number_text(one.x), number_text(one.y), *(dict(one.names).get(tag, "") for tag in tags))
        for one in landmarks
    )
    return table_text(",".join(["name", "x_coord", "y_coord", *(f"name_{tag}" for tag in tags)]), rows)
