"""Show sites and vehicles to those who look at a TAK map; people are on no such map, in no form.

Source: MITRE MP090284, Cursor-on-Target message router user's guide (event schema 2.0).
"""

from __future__ import annotations

import socket
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import SafeconductError
from safeconduct.core.operation.marks import Mark, Thing

UNKNOWN_METRES = "9999999.0"
DATAGRAM_BYTES = 1_400
CONNECT_SECONDS = 10.0


TYPES: Mapping[Thing, str] = {
    Thing.TRANSIT_POINT: "b-m-p-w",
    Thing.CHECKPOINT: "b-m-p-c",
    Thing.GATE: "b-m-p-c",
    Thing.AIRHEAD: "a-n-G-I-B-A",
    Thing.VEHICLE: "a-n-G-E-V",
}
"""Types of event: map points and neutral things on the ground."""


def write_event(mark: Mark, parties: frozenset[str], exercise: bool) -> bytes:
    """Return a mark as an event.

    Raises:
        SafeconductError: for the id of a party, whatever it is called, and for a place that is none.
    """
    if mark.ident in parties or mark.thing not in TYPES:
        raise SafeconductError("people are shown on no map: sites and vehicles alone may leave by this channel")
    if not (-90 <= mark.lat <= 90 and -180 <= mark.lon <= 180):
        raise SafeconductError(f"{mark.ident} lies nowhere on earth: look at its latitude and longitude")
    event = ET.Element(
        "event",
        version="2.0",
        uid=f"safeconduct.{mark.thing.value.replace(' ', '-')}.{mark.ident}",
        type=TYPES[mark.thing],
        how="m-s" if exercise else "h-e",
        time=_write_time(mark.seen_millis),
        start=_write_time(mark.seen_millis),
        stale=_write_time(mark.stale_millis),
    )
    precision = UNKNOWN_METRES if mark.precision_metres is None else f"{mark.precision_metres:.1f}"
    ET.SubElement(
        event,
        "point",
        lat=f"{mark.lat:.6f}",
        lon=f"{mark.lon:.6f}",
        hae=UNKNOWN_METRES,
        ce=precision,
        le=UNKNOWN_METRES,
    )
    detail = ET.SubElement(event, "detail")
    name = f"{mark.ident}: {mark.belief}" if mark.belief else mark.ident
    ET.SubElement(detail, "contact", callsign=f"EXERCISE {name}" if exercise else name)
    if mark.belief:
        told = "never reported" if mark.told_millis is None else f"reported {_write_time(mark.told_millis)}"
        ET.SubElement(detail, "remarks").text = f"Believed {mark.belief}; {told}"
    written: bytes = ET.tostring(event, encoding="utf-8", xml_declaration=True)
    return written


@dataclass(frozen=True, slots=True)
class TakMap:
    """Put marks where TAK clients find them: in a folder, to a datagram address, or to a server."""

    parties: frozenset[str]  # ids that never leave
    exercise: bool
    folder: Path | None = None
    datagrams: tuple[str, int] | None = None  # a host or a multicast group, and its port
    server: tuple[str, int] | None = None

    def show(self, marks: Iterable[Mark]) -> int:
        """Show marks, all or none of them, and return how many.

        Raises:
            SafeconductError: where one of them is a party, or the system refuses.
        """
        listed = list(marks)
        events = [write_event(mark, self.parties, self.exercise) for mark in listed]
        try:
            if self.folder is not None:
                names = [_name_file(mark) for mark in listed]
                write_files(self.folder, {name: event.decode() for name, event in zip(names, events, strict=True)})
            if self.datagrams is not None:
                _send_datagrams(self.datagrams, events)
            if self.server is not None:
                with socket.create_connection(self.server, timeout=CONNECT_SECONDS) as line:
                    line.sendall(b"".join(events))
        except OSError as error:
            raise SafeconductError(f"the map is not reached: {error.strerror}: look at its address") from error
        return len(events)


def _name_file(mark: Mark) -> str:
    """Return the name of a mark's file; no id leads out of the folder.

    >>> _name_file(Mark(Thing.GATE, "../G 1", 0.0, 0.0, 0, 1))
    'gate-..%2FG%201.cot'
    """
    return f"{mark.thing.value.replace(' ', '-')}-{quote(mark.ident, safe='')}.cot"


def _send_datagrams(to: tuple[str, int], events: Iterable[bytes]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        for event in events:
            if len(event) > DATAGRAM_BYTES:
                raise SafeconductError("an event is too long for one datagram: shorten the id")
            line.sendto(event, to)


def _write_time(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
