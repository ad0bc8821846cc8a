"""Serve the built console with invented answers, so that it can be looked at and tested without an operation.

`python tests/interfaces/web/console_stub.py --port 8765 --parties 8000 --links 34000` serves it by hand. Each part has
a module `console_stub_PART.py` with `GETS` and `POSTS`: pattern of a path -> what is answered.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "src/safeconduct/interfaces/web/console"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PARTS = ("work", "core", "plan", "sufficiency")
TOKEN = "invented-token"

Asked = Mapping[str, str]
Answer = Callable[["Stub", Sequence[str], Asked, Any], Any]
"""Take the stub, the groups of the pattern, the query and the body; give JSON, or (status, JSON)."""


class Stub:
    """Hold an invented operation, and what was posted to it."""

    def __init__(self, parties: int = 60, links: int = 400, exercise: bool = True) -> None:
        """Make one of a size."""
        self.parties, self.links, self.exercise = parties, links, exercise
        self.now_millis = int(time.time() * 1000) // 3_600_000 * 3_600_000
        self.posted: list[tuple[str, Any, str]] = []  # path, body, idempotency key
        self.done: dict[str, Any] = {}  # answers by idempotency key
        self.events: list[dict[str, Any]] = []
        self.seen_ids: list[str] = []  # Last-Event-ID of each stream
        self.memory: dict[str, Any] = {}  # what a part keeps between requests
        self.closing = Event()
        self.gets: list[tuple[re.Pattern[str], Answer]] = []
        self.posts: list[tuple[re.Pattern[str], Answer]] = []
        for part in PARTS:
            module = import_module(f"console_stub_{part}")
            self.gets += [(re.compile(pattern), answer) for pattern, answer in module.GETS.items()]
            self.posts += [(re.compile(pattern), answer) for pattern, answer in module.POSTS.items()]

    def tell(self, *parts: str, kind: str = "order.stopped") -> None:
        """Say on the stream that parts of the state changed."""
        self.events.append({"seq": len(self.events) + 1, "kinds": [kind], "parts": list(parts)})

    def answer(self, method: str, path: str, query: Asked, body: Any, key: str) -> tuple[int, Any]:
        """Return status and JSON."""
        if method == "POST" and key and key in self.done:
            return 201, self.done[key]
        for pattern, answer in self.posts if method == "POST" else self.gets:
            if found := pattern.fullmatch(path):
                if method == "POST":
                    self.posted.append((path, body, key))
                said = answer(self, [unquote(one or "") for one in found.groups()], query, body)
                status, said = said if isinstance(said, tuple) else (201 if method == "POST" else 200, said)
                if key and status < 300:
                    self.done[key] = said
                return status, said
        return 404, {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is no such thing"}


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: Stub

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path.startswith("/console/"):
            self._send_file(where.path.removeprefix("/console/") or "index.html")
        elif where.path == "/stream":
            self._stream()
        else:
            self._say("GET", where.path, where.query, None)

    def do_POST(self) -> None:
        where = urlsplit(self.path)
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"null")
        self._say("POST", where.path, where.query, body)

    def _say(self, method: str, path: str, query: str, body: Any) -> None:
        if path != "/login" and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            status, said = 401, {"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "log in"}
        else:
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            status, said = self.stub.answer(method, path, asked, body, self.headers.get("Idempotency-Key", ""))
        content = gzip.compress(json.dumps(said).encode(), 1)
        self.send_response(status)
        kind = "application/problem+json" if status >= 400 else "application/json"
        for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_file(self, name: str) -> None:
        found = BUILT / name
        if not found.is_file() or not found.resolve().is_relative_to(BUILT):
            self.send_error(404)
            return
        content = found.read_bytes()
        kind = "text/javascript" if found.suffix in (".js", ".mjs") else mimetypes.guess_type(name)[0]
        self.send_response(200)
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        self.stub.seen_ids.append(self.headers.get("Last-Event-ID", ""))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        sent = int(self.headers.get("Last-Event-ID") or len(self.stub.events))
        try:
            self.wfile.write(b": still here\n\n")
            while not self.stub.closing.wait(0.05):
                for event in self.stub.events[sent:]:
                    line = f"id: {event['seq']}\nevent: changed\ndata: {json.dumps(event)}\n\n"
                    self.wfile.write(line.encode())
                sent = len(self.stub.events)
                self.wfile.flush()
        except OSError:
            return


@contextmanager
def serve(stub: Stub, port: int = 0) -> Iterator[str]:
    """Serve in a thread; give the address of the console."""
    handler = type("Answering", (_Answering,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/console/"
    finally:
        stub.closing.set()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--port", type=int, default=8765)
    wanted.add_argument("--parties", type=int, default=60)
    wanted.add_argument("--links", type=int, default=400)
    wanted.add_argument("--live", action="store_true")
    given = wanted.parse_args()
    with serve(Stub(given.parties, given.links, not given.live), given.port) as served:
        print(f"{served} (operator: any id, digits: 123456)", flush=True)
        Event().wait()
