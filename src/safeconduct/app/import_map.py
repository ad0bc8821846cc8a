"""Import a street map and keep it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safeconduct.app.ports import MapImporter, MapStore
from safeconduct.core.basics import CannotReadError
from safeconduct.core.network import ImportedMap

_OWN_FILES = frozenset({"node.csv", "link.csv", "zone.csv", "map.json"})


def import_map(importers: Sequence[MapImporter], maps: MapStore, file: Path, out: Path) -> ImportedMap:
    """Write the map of `file` to the folder `out` and return it; the first importer that knows the file reads it.

    Nothing is written unless the whole map was read. Raises CannotReadError where the file is missing or of no known
    kind, or where `out` holds something other than an earlier map; and what the importer raises.
    """
    if not file.exists():
        raise CannotReadError(f"{file}: no such file; check the name")
    _check_free(out)
    importer = next((importer for importer in importers if importer.reads(file)), None)
    if importer is None:
        known = "; ".join(importer.name for importer in importers)
        raise CannotReadError(f"{file.name}: not a kind of map that is known; give one of: {known}")
    imported = importer.read(file)
    maps.write(imported, out)
    return imported


def _check_free(out: Path) -> None:
    """Refuse a folder in which something else lives: a case has node.csv and link.csv too, and would be spoiled."""
    if out.exists() and not out.is_dir():
        raise CannotReadError(f"{out}: a file, and it is kept; give --out a folder")
    if out.is_dir():
        others = sorted(entry.name for entry in out.iterdir() if entry.name not in _OWN_FILES)
        if others or (any(out.iterdir()) and not (out / "map.json").exists()):
            what = f"holds {', '.join(others[:3])}" if others else "holds tables that are no imported map"
            raise CannotReadError(f"{out}: {what}, and is kept as it is; give --out a new folder")
