"""Serve the console's built files, under a policy that lets nothing run but what was built."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import RedirectResponse, Response

OPEN = APIRouter(tags=["console"], include_in_schema=False)

KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""What is served, by the ending of its name; nothing else is."""

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",  # the map sets styles of its elements one by one, which no policy forbids
        "worker-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",  # a guard scans passes
}
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
FOREVER, ANEW = "public, max-age=31536000, immutable", "no-cache"
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
NOT_BUILT = "the console is not built here: make console builds it"


@OPEN.get("/")
def go_to_console() -> RedirectResponse:
    """Send a browser to the console."""
    return RedirectResponse("/console/", 307)


@OPEN.get("/console")
def go_into_console() -> RedirectResponse:
    """Send a browser to the console."""
    return RedirectResponse("/console/", 307)


@OPEN.get("/console/{path:path}")
def show_file(path: Annotated[str, Path(max_length=300)]) -> Response:
    """Give a file of the console; it holds nothing of any operation."""
    root = files("safeconduct.interfaces").joinpath("web", "console")
    if not root.joinpath("index.html").is_file():
        raise HTTPException(404, NOT_BUILT)
    return read_file(root, path or "index.html")


def read_file(root: Traversable, path: str) -> Response:
    """Return a file below a folder; raise 404 for any other name, and for what leads out of it."""
    parts = path.split("/")
    kind = KINDS.get("." + parts[-1].rsplit(".", 1)[-1])
    file = root
    for part in parts:
        if not NAME.fullmatch(part):
            raise HTTPException(404, "there is no such file")
        file = file.joinpath(part)
    if kind is None or not file.is_file():
        raise HTTPException(404, "there is no such file")
    keep = FOREVER if len(parts) > 1 and HASHED.search(parts[-1]) else ANEW
    return Response(file.read_bytes(), headers={**HEADERS, "Cache-Control": keep, "Content-Type": kind})
