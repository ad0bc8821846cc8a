"""Draw a QR code as an image, of modules that a cheap phone reads from paper."""

from __future__ import annotations

import io

import segno

VERSION_MOST = 25
"""117 modules a side: 0.4 mm each on the 50 mm that a card has; finer ones, cheap cameras blur."""


def draw_qr_image(text: str) -> bytes:
    """Return the code as a PNG, some dots a module: correction M where it fits, so that a crease may cost 15 %, else L.

    Raises:
        ValueError: where the text does not fit.
    """
    for correction in ("m", "l"):
        try:
            code = segno.make(text, error=correction, micro=False, boost_error=False)
        except segno.DataOverflowError:
            continue
        if int(code.version) <= VERSION_MOST:
            drawn = io.BytesIO()
            code.save(drawn, kind="png", border=4, scale=4)
            return drawn.getvalue()
    raise ValueError(f"a text of {len(text)} characters has no room in a QR code that a cheap phone reads")
