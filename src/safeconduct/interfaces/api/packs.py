"""Keep answers that follow from a plan and its case alone, packed, so that many pages cost little."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

KEPT = 24
"""So much is kept; answers of a large case are a megabyte or two."""

LEVEL = 6
JSON = "application/json"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Pack:
    """Hold an answer's JSON, the same compressed, and a name that any change of it changes."""

    body: bytes
    small: bytes
    etag: str

    @classmethod
    def of(cls, said: BaseModel) -> Pack:
        """Pack an answer."""
        body = said.model_dump_json(by_alias=True).encode()
        return cls(body, gzip.compress(body, LEVEL, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:32]}"')


class Packs:
    """Keep some of them, and what they are made from; who asks for one that is being made waits, others do not."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self._making: dict[tuple[str, ...], threading.Lock] = {}  # by what is being made

    def find(self, name: tuple[str, ...], make: Callable[[], BaseModel]) -> Pack:
        """Return the answer of a name, which is made where it is not kept."""
        return self.recall(("pack", *name), lambda: Pack.of(make()))

    def recall(self, name: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Return what was made under a name, which is made where it is not kept."""
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
                held: Made = self._held[name]
                return held
            making = self._making.setdefault(name, threading.Lock())
        with making:
            with self._lock:
                if name in self._held:  # made while this one waited
                    made: Made = self._held[name]
                    return made
            try:
                found = self._keep(name, make())
            finally:
                with self._lock:
                    self._making.pop(name, None)
            return found

    def names(self) -> list[tuple[str, ...]]:
        """Return under which names something is kept."""
        with self._lock:
            return list(self._held)

    def _keep(self, name: tuple[str, ...], made: Made) -> Made:
        with self._lock:
            self._held[name] = made
            if len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made


def answer_pack(request: Request, pack: Pack) -> Response:
    """Return an answer, compressed where that is understood; 304 to who has it."""
    headers = {"ETag": pack.etag, "Vary": "Accept-Encoding"}
    known = request.headers.get("if-none-match", "")
    if pack.etag in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(pack.small, media_type=JSON, headers={**headers, "Content-Encoding": "gzip"})
    return Response(pack.body, media_type=JSON, headers=headers)
