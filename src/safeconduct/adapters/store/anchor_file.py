"""Read and write anchors: what attests, outside a store, what its newest events were."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.record import Anchor, DeviceId, EventId

FORMAT = "safeconduct-anchors"
LINE_HEAD = "SCA1"


class AnchorFile:
    """Keep anchors as JSON; fills the port AnchorFiles."""

    def read(self, file: Path) -> tuple[Anchor, ...]:
        """Return the anchors of a file, or of one that holds their lines; raise InputFaultsError or CannotReadError."""
        try:
            text = file.read_text(encoding="utf-8")
            if text.lstrip().startswith(LINE_HEAD):
                return _read_lines(file.name, text)
            said = json.loads(text)
        except (OSError, ValueError) as error:
            raise CannotReadError(
                f"{file}: no JSON that can be read: {error}: take the file as it was written"
            ) from None
        rows = said.get("anchors") if isinstance(said, dict) and said.get("format") == FORMAT else None
        if not isinstance(rows, list):
            raise CannotReadError(f"{file}: no anchors: safeconduct verify --write-anchor FILE writes them")
        anchors, faults = [], []
        for number, row in enumerate(rows, 1):
            try:
                anchors.append(_read_anchor(row))
            except (KeyError, TypeError, ValueError):
                what = "not an anchor"
                faults.append(
                    Fault(file.name, 0, f"anchors[{number}]", str(row), what, "take the file as it was written")
                )
        if faults:
            raise InputFaultsError(faults)
        return tuple(anchors)

    def word(self, anchor: Anchor) -> str:
        """Return an anchor as one line, for a QR code on paper; `read` takes a file of such lines.

        >>> AnchorFile().word(Anchor(EventId(DeviceId("k3xw"), 7), bytes([1, 2]), bytes([255])))
        'SCA1:k3xw:7:0102:ff'
        """
        ident = anchor.ident
        return f"{LINE_HEAD}:{ident.device}:{ident.number}:{anchor.digest.hex()}:{anchor.signature.hex()}"

    def write(self, file: Path, anchors: Sequence[Anchor]) -> None:
        """Write anchors into a file, in one step; raise SafeconductError where the disk refuses."""
        rows = [
            {
                "device": anchor.ident.device,
                "number": anchor.ident.number,
                "digest": anchor.digest.hex(),
                "signature": anchor.signature.hex(),
            }
            for anchor in anchors
        ]
        write_files(file.parent, {file.name: json.dumps({"format": FORMAT, "anchors": rows}, indent=1) + "\n"})


def _read_lines(name: str, text: str) -> tuple[Anchor, ...]:
    anchors, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            head, device, at, digest, signature = line.strip().split(":")
            if head != LINE_HEAD or not (device and digest):
                raise ValueError
            row = {"device": device, "number": int(at), "digest": digest, "signature": signature}
            anchors.append(_read_anchor(row))
        except ValueError:
            faults.append(Fault(name, number, "", line[:20], "no line of an anchor", "read the QR code again"))
    if faults:
        raise InputFaultsError(faults)
    return tuple(anchors)


def _read_anchor(row: dict[str, Any]) -> Anchor:
    if not isinstance(row["device"], str) or type(row["number"]) is not int:
        raise TypeError
    digest, signature = bytes.fromhex(row["digest"]), bytes.fromhex(row["signature"])
    return Anchor(EventId(DeviceId(row["device"]), row["number"]), digest, signature)
