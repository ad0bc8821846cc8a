"""Say what went wrong as application/problem+json (RFC 9457), without a traceback and without anybody's data."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from safeconduct.core.basics import (
    CannotReadError,
    DeniedError,
    Fault,
    InputFaultsError,
    MixedError,
    SafeconductError,
    StoreError,
)
from safeconduct.core.vault import VaultLockedError, VaultRefusedError

MEDIA_TYPE: Final = "application/problem+json"
VAULT_REFUSES: Final[Mapping[str, int]] = {"quota": 429, "case": 404, "erased": 410, "purpose": 422, "fields": 422}
"""What a refusal of the vault is called over HTTP, by its code; 409 where it is none of these."""


class Found(BaseModel):
    """Name one fault of what was sent, never the value that stands there."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    where: str
    problem: str


class Problem(BaseModel):
    """Say what went wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    type: str
    title: str
    status: int
    detail: str
    faults: list[Found] = []


PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    "default": {"description": "What went wrong", "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}
}


def say_problem(
    status: int, detail: str, faults: list[Found] | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of a problem."""
    said = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, faults=faults or []
    )
    return JSONResponse(said.model_dump(), status, dict(headers or {}), MEDIA_TYPE)


def answer_problems(api: FastAPI) -> None:
    """Answer every error of the tree by its kind, and what FastAPI itself finds wrong in the same form."""

    @api.exception_handler(SafeconductError)
    def answer_ours(_: Request, error: SafeconductError) -> JSONResponse:
        return answer_error(error)

    @api.exception_handler(RequestValidationError)
    def answer_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return say_problem(422, "what was sent does not fit", [_find(one) for one in error.errors()])

    @api.exception_handler(HTTPException)
    def answer_http(_: Request, error: HTTPException) -> JSONResponse:
        return say_problem(error.status_code, error.detail, headers=error.headers)


def answer_error(error: SafeconductError) -> JSONResponse:
    """Return the answer to an error of the tree, by its kind."""
    match error:
        case DeniedError():
            return say_problem(403, str(error))
        case InputFaultsError():
            return say_problem(422, "what was sent does not fit", [_name(fault) for fault in error.faults])
        case MixedError():
            return say_problem(409, str(error))
        case StoreError():  # one with a cause comes from a disk or server that refuses; else what was sent does not fit
            return say_problem(409 if error.__cause__ is None else 503, str(error))
        case VaultRefusedError():
            status = VAULT_REFUSES.get(error.code, 409)
            wait = {"Retry-After": str(max(1, error.wait_seconds))} if status == 429 else {}
            return say_problem(status, str(error), headers=wait)
        case VaultLockedError():
            return say_problem(503, "the vault is locked: who keeps it starts keyd")
        case CannotReadError():
            return say_problem(503, str(error))
        case _:
            return say_problem(503, "the service cannot do this now")


def _name(fault: Fault) -> Found:
    return Found(where=f"{fault.file}.{fault.column}".strip("."), problem=f"{fault.problem}; {fault.remedy}")


def _find(one: Mapping[str, Any]) -> Found:
    place = [str(part) for part in one["loc"]]
    if one["type"] == "extra_forbidden":  # the field's name is what somebody sent, too
        return Found(where=".".join(place[:-1]), problem="a field that nobody knows")
    return Found(where=".".join(place), problem=str(one["msg"]))
