"""Give the feed of warnings to everybody: what was sent, and nothing else."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import Response

from safeconduct.app.warning_desk import make_digest
from safeconduct.interfaces.api.desk import At

OPEN = APIRouter(tags=["feed"], include_in_schema=False)

KINDS: Final = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
}
CAP, CAP_TYPE = ".cap.xml", "application/cap+xml; charset=utf-8"
NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,79}\.xml$"


@OPEN.get("/feed/{file}")
def show_file(file: Annotated[str, Path(pattern=NAME)], desk: At) -> Response:
    """Give `rss.xml`, `atom.xml`, or an alert that they lead to, byte for byte as it was sent."""
    kind = KINDS.get(file) or (CAP_TYPE if file.endswith(CAP) else None)
    if kind is None:
        raise HTTPException(404, "the feed has no such file")
    try:
        data = (desk.folder / "feed" / file).read_bytes()
    except OSError as error:
        raise HTTPException(404, "the feed has no such file: nothing of it was sent from here") from error
    note = desk.door.state().alerts.get(file.removesuffix(CAP)) if kind == CAP_TYPE else None
    if kind == CAP_TYPE and (note is None or note.digest != make_digest(data)):
        raise HTTPException(404, "the feed has no such file")
    return Response(data, media_type=kind)
