"""Cut long lists into pages by their keys, so that what is added meanwhile moves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import Annotated

from fastapi import Query

After = Annotated[str, Query(max_length=100, description="The `next` of the page before.")]
Most = Annotated[int, Query(alias="limit", ge=1, le=500)]


def cut_page(keys: Iterable[str], after: str, most: int) -> tuple[list[str], str | None]:
    """Return the keys of a page in order, and after which key the next one begins; None where there is none.

    >>> cut_page(["c", "a", "b"], "", 2), cut_page(["c", "a", "b"], "b", 2)
    ((['a', 'b'], 'b'), (['c'], None))
    """
    page = nsmallest(most + 1, (key for key in keys if key > after))
    return page[:most], page[most - 1] if len(page) > most else None
