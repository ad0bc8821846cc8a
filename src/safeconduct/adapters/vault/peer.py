"""Tell who is at the other end of a Unix socket, by the kernel's word."""

from __future__ import annotations

import socket
from struct import Struct
from typing import Final

_CREDENTIALS: Final = Struct("3i")  # process, user, group


def find_peer(connection: socket.socket) -> int:
    """Return the system user at the other end (unix(7), SO_PEERCRED)."""
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _process, user, _group = _CREDENTIALS.unpack(told)
    return int(user)
