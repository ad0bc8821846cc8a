"""Write a track for map programs: each format is one file here and one line in TRACK_FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from safeconduct.adapters.track_files.gpx import to_gpx
from safeconduct.adapters.track_files.kml import to_kml
from safeconduct.core.instructions.sheets.track import Track

TRACK_FORMATS: Mapping[str, Callable[[Track], str]] = {"gpx": to_gpx, "kml": to_kml}

__all__ = ["TRACK_FORMATS", "to_gpx", "to_kml"]
