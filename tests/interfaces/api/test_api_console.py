"""Promise that the console's files are served as what they are, under a strict policy, and nothing beside them."""

from __future__ import annotations

import re

import pytest
from api_site import SERVICES, TestClient
from fastapi import FastAPI
from fastapi.responses import Response

from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.api.console import ANEW, FOREVER, POLICY, read_file
from safeconduct.interfaces.api.guard import Guard
from safeconduct.interfaces.api.problems import answer_problems


@pytest.fixture
def built(tmp_path):
    """Give a small console that was built, behind what stands before every endpoint."""
    root = tmp_path / "console"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html>")
    (root / "assets/index-CR3r0cFO.js").write_text("export {}")
    (root / "assets/worker-CZtFQQIV.mjs").write_text("export {}")
    (root / "assets/notes.txt").write_text("nothing to serve")
    (tmp_path / "operation.db").write_text("secret")
    api = FastAPI()
    api.add_middleware(Guard)
    answer_problems(api)

    @api.get("/console/{path:path}")
    def show(path: str) -> Response:
        return read_file(root, path or "index.html")

    return TestClient(api)


def test_files_are_what_they_are_and_kept_as_long_as_they_hold(built):
    """Scripts are JavaScript; what has a digest in its name is kept for ever, the page is asked for anew."""
    page = built.get("/console/")
    assert (page.headers["content-type"], page.headers["cache-control"]) == ("text/html; charset=utf-8", ANEW)
    for name in ("index-CR3r0cFO.js", "worker-CZtFQQIV.mjs"):
        script = built.get(f"/console/assets/{name}")
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        assert script.headers["cache-control"] == FOREVER
    for answer in (page, script):
        assert answer.headers["content-security-policy"] == POLICY
        assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == (
            "nosniff",
            "no-referrer",
        )


def test_the_policy_lets_nothing_run_that_was_not_built():
    """No inline script or style, no eval, no other address than this one; no frame around it."""
    assert POLICY.startswith("default-src 'none'")
    assert not re.search(r"unsafe|\*|https?:", POLICY)
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.parametrize(
    "path",
    [
        "../operation.db", "%2e%2e/operation.db", "assets/../../operation.db", "assets/notes.txt", "assets",
        "assets//x.js", "nothing.js", ".hidden.js", "assets/%00.js", "/etc/passwd",
    ],
)  # fmt: skip
def test_nothing_else_is_served(built, path):
    """Names that lead out, unknown endings, folders, hidden files: 404, in the common form."""
    answer = built.get(f"/console/{path}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_browser_is_sent_to_the_console(tmp_path):
    """`/` leads there; where it was not built that is said, with what builds it."""
    client = TestClient(build_api(SERVICES, tmp_path), follow_redirects=False)
    assert client.get("/").headers["location"] == client.get("/console").headers["location"] == "/console/"
    answer = client.get("/console/")
    assert answer.status_code in (200, 404)
    if answer.status_code == 404:
        assert "make console" in answer.json()["detail"]
