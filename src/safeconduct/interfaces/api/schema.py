"""Give the OpenAPI of the service to who is logged in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from safeconduct.interfaces.api.desk import At, Who

PROVED = APIRouter(tags=["operation"])


@PROVED.get("/openapi.json")
def openapi(request: Request, desk: At, who: Who) -> dict[str, Any]:
    """Say which endpoints there are, what each takes and what it answers; the same for every operation."""
    desk.door.read(who)
    schema: dict[str, Any] = request.app.openapi()
    return schema
