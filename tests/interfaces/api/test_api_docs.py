"""Promise that docs/api.md says what the service does."""

from __future__ import annotations

import re
from pathlib import Path

from api_site import SERVICES

from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.api.guard import BODY_BYTES_MAX, BUNDLE_BYTES_MAX

PAGE = (Path(__file__).resolve().parents[3] / "docs/api.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(GET|POST) (/[^`]*)` \| ([^|]*) \|", re.MULTILINE)


def list_fields(schema, said):
    """Return what an endpoint takes by name: query parameters, and the fields of a JSON body."""
    names = {one["name"] for one in said.get("parameters", []) if one["in"] == "query"}
    body = said.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        names |= set(schema["components"]["schemas"][body["schema"]["$ref"].rsplit("/", 1)[1]]["properties"])
    return names


def test_every_endpoint_stands_in_the_docs_with_what_it_takes(tmp_path):
    """The table's rows are the endpoints of the OpenAPI, no more and no fewer, each with its fields."""
    schema = build_api(SERVICES, tmp_path).openapi()
    there = {
        (method.upper(), path): list_fields(schema, said)
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    }
    told = {(method, path): set(re.findall(r"`(\w+)", takes)) for method, path, takes in ROW.findall(PAGE)}
    assert told == there


def test_the_limits_in_the_docs_are_the_limits():
    """Of bodies and bundles."""
    assert f"at most {BODY_BYTES_MAX // 1024} KiB, bundles at most {BUNDLE_BYTES_MAX // 1024**2} MiB" in PAGE
