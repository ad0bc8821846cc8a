"""Write alerts as CAP 1.2, and read those that this software wrote."""

from __future__ import annotations

from safeconduct.adapters.cap_xml.reader import read_cap
from safeconduct.adapters.cap_xml.writer import write_cap
from safeconduct.core.warnings import Alert


class CapXml:
    """Turn alerts into bytes and back; fills the port AlertFormat."""

    def write(self, alert: Alert) -> bytes:
        """Return the same bytes for the same alert."""
        return write_cap(alert)

    def read(self, data: bytes, name: str) -> Alert:
        """Return the alert of its bytes; raise InputFaultsError or CannotReadError."""
        return read_cap(data, name)


__all__ = ["CapXml", "read_cap", "write_cap"]
