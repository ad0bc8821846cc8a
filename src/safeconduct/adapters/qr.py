"""Draw a text as a QR code for a terminal."""

from __future__ import annotations

import io

import segno


def draw_qr(text: str) -> str:
    """Return a QR code in half blocks, dark on light whatever the terminal's colours.

    >>> len(draw_qr("otpauth://totp/x?secret=ABC").splitlines()) > 15
    True
    """
    drawn = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()
