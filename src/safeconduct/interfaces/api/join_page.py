"""Show the page on which a browser makes a passkey, or answers by one."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

OPEN = APIRouter(tags=["operators"])
PARTS = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


@OPEN.get("/join", response_class=HTMLResponse)
def show_join_page() -> HTMLResponse:
    """Give the page; it says nothing of the operation, loads nothing from elsewhere, and keeps nothing."""
    page, policy = _read_page()
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"})


@cache
def _read_page() -> tuple[str, str]:
    """Return the page, and the policy under which its own script and style run and no other."""
    page = files(__package__).joinpath("join.html").read_text(encoding="utf-8")
    allowed = {
        kind: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for kind, text in PARTS.findall(page)
    }
    own = " ".join(f"{kind}-src 'sha256-{digest}';" for kind, digest in sorted(allowed.items()))
    return (
        page,
        f"default-src 'none'; connect-src 'self'; {own} base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
