"""Turn plus codes and MGRS references into degrees."""

from __future__ import annotations

import math

# Open Location Code, version 2: twenty letters, pairs of latitude and longitude, then a grid of 4 by 5.
_ALPHABET = "23456789CFGHJMPQRVWX"
_PAIRS = 10
_DEGREES = (20.0, 1.0, 0.05, 0.0025, 0.000125)

# WGS 84, and the scale of UTM.
_A, _F, _K0 = 6378137.0, 1 / 298.257223563, 0.9996
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"


def decode_plus_code(code: str) -> tuple[float, float, float] | None:
    """Return longitude, latitude and half the side in metres of a full code's cell; None where it is no code.

    >>> x, y, half = decode_plus_code("8FVC2222+22")
    >>> round(x, 4), round(y, 4), round(half)
    (8.0001, 47.0001, 7)
    """
    letters = code.upper().replace("+", "")
    if code.find("+") != 8 or len(letters) < _PAIRS or any(letter not in _ALPHABET for letter in letters):
        return None
    y, x = -90.0, -180.0
    for pair in range(5):
        y += _ALPHABET.index(letters[2 * pair]) * _DEGREES[pair]
        x += _ALPHABET.index(letters[2 * pair + 1]) * _DEGREES[pair]
    tall = wide = _DEGREES[-1]
    for letter in letters[_PAIRS:15]:
        row, column = divmod(_ALPHABET.index(letter), 4)
        tall, wide = tall / 5, wide / 4
        y, x = y + row * tall, x + column * wide
    if y >= 90 or x >= 180:
        return None
    return x + wide / 2, y + tall / 2, tall / 2 * 111_320


def complete_plus_code(code: str, near_x: float, near_y: float) -> str | None:
    """Return the full code nearest to a point that a short one ("2222+22") stands for."""
    missing = 8 - code.find("+")
    if missing not in (2, 4) or code.find("+") < 0:
        return None
    step = _DEGREES[missing // 2 - 1]
    best: tuple[float, str] | None = None
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            full = _encode_head(near_x + east * step, near_y + north * step, missing) + code.upper()
            if found := decode_plus_code(full):
                away = math.hypot((found[0] - near_x) * math.cos(math.radians(near_y)), found[1] - near_y)
                best = min(best or (away, full), (away, full))
    return best[1] if best else None


def _encode_head(x: float, y: float, letters: int) -> str:
    x, y = (x + 180) % 360, min(max(y + 90, 0.0), 179.999)
    head = ""
    for pair in range(letters // 2):
        head += _ALPHABET[int(y // _DEGREES[pair])] + _ALPHABET[int(x // _DEGREES[pair])]
        x, y = x % _DEGREES[pair], y % _DEGREES[pair]
    return head


def decode_mgrs(zone: int, band: str, square: str, digits: str) -> tuple[float, float, float] | None:
    """Return longitude, latitude and half the side in metres of a grid cell; None where there is no such cell.

    >>> x, y, half = decode_mgrs(31, "U", "DQ", "4825111932")
    >>> round(x, 4), round(y, 4), half
    (2.2945, 48.8582, 0.5)
    """
    columns = _COLUMNS[(zone - 1) % 3]
    if not 1 <= zone <= 60 or band not in _BANDS or square[0] not in columns or square[1] not in _ROWS:
        return None
    half_count = len(digits) // 2
    size = 10.0 ** (5 - half_count)
    easting = (columns.index(square[0]) + 1) * 100_000 + int(digits[:half_count] or 0) * size + size / 2
    row = (_ROWS.index(square[1]) - (5 if zone % 2 == 0 else 0)) % 20 * 100_000
    south = -80.0 + 8 * _BANDS.index(band)
    lowest = _northing(south) + (0 if south >= 0 else 10_000_000) - 100_000
    northing = row + int(digits[half_count:] or 0) * size + size / 2
    northing += max(0.0, math.ceil((lowest - northing) / 2_000_000)) * 2_000_000
    x, y = _from_utm(zone, easting, northing - (0 if south >= 0 else 10_000_000))
    return (x, y, size / 2) if south - 1 <= y <= south + (12 if band == "X" else 8) + 1 else None


def _northing(latitude: float) -> float:
    """Return metres along the central meridian from the equator, scaled as UTM is (the usual series in e^2)."""
    e2 = _F * (2 - _F)
    phi = math.radians(latitude)
    return (_K0 * _A) * (
        (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256) * phi
        - (3 * e2 / 8 + 3 * e2**2 / 32 + 45 * e2**3 / 1024) * math.sin(2 * phi)
        + (15 * e2**2 / 256 + 45 * e2**3 / 1024) * math.sin(4 * phi)
        - (35 * e2**3 / 3072) * math.sin(6 * phi)
    )


def _from_utm(zone: int, easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude; Krüger's series to the third order, below a centimetre within a zone."""
    n = _F / (2 - _F)
    radius = _A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = northing / (_K0 * radius), (easting - 500_000) / (_K0 * radius)
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    for order, factor in enumerate(beta, 1):
        xi0, eta0 = 2 * order * northing / (_K0 * radius), 2 * order * (easting - 500_000) / (_K0 * radius)
        xi -= factor * math.sin(xi0) * math.cosh(eta0)
        eta -= factor * math.cos(xi0) * math.sinh(eta0)
    chi = math.asin(math.sin(xi) / math.cosh(eta))
    delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    phi = chi + sum(factor * math.sin(2 * order * chi) for order, factor in enumerate(delta, 1))
    longitude = 6 * zone - 183 + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))
    return longitude, math.degrees(phi)
