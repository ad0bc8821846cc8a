"""Serve a vault on a Unix socket: who speaks is told by the kernel, one frame at a time."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safeconduct.adapters.vault.frames import read_frame, write_frame
from safeconduct.adapters.vault.peer import find_peer
from safeconduct.adapters.vault.service import Answer, Service, refuse
from safeconduct.core.basics import SafeconductError
from safeconduct.core.vault import Limit, Role, Window

SOCKET_PATH_MAX: Final = 100  # the kernel's limit is 107 bytes
CONNECTIONS_MAX: Final = 32  # of one role: none holds another up
IDLE_SECONDS: Final = 30.0
FRAME_SECONDS: Final = 5.0  # from the first byte of a frame to its last
HOUSE_SECONDS: Final = 5.0
REFUSED: Final = Limit(600, 3_600_000)  # more in an hour are answered slowly, so that nobody fills the disk with them
SLOW_SECONDS: Final = 1.0


class Server:
    """Listen for one service, until it is locked."""

    def __init__(self, service: Service, path: Path, roles: Mapping[int, Role], group: int | None = None) -> None:
        """Bind the socket, mode 0660; `roles` names the system users that are answered.

        Raises:
            SafeconductError: where the path is too long, or cannot be bound.
        """
        if len(os.fsencode(path)) > SOCKET_PATH_MAX:
            raise SafeconductError(f"{path}: too long for a socket; name a shorter one with --socket")
        self._service, self._path, self._roles = service, path, dict(roles)
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._places = {role: threading.BoundedSemaphore(CONNECTIONS_MAX) for role in Role}
        self._stopping = threading.Event()
        self._refused, self._counting = Window(), threading.Lock()
        part = path.with_name(f".{path.name}")
        try:
            part.unlink(missing_ok=True)
            self._listening.bind(os.fspath(part))
            part.chmod(0o660)
            if group is not None:
                os.chown(part, -1, group)
            self._listening.listen(CONNECTIONS_MAX)
            part.replace(path)  # whoever sees it is answered; that of a keyd that was killed goes
        except OSError as error:
            raise SafeconductError(f"cannot listen at {path}: {error.strerror}") from error

    def stop(self, *_signal: object) -> None:
        """Answer nobody any more."""
        self._service.locked.set()
        self._stopping.set()

    def serve(self) -> None:
        """Answer until somebody locks; then nothing is left in the folder that answers."""
        threading.Thread(target=self._keep_house, daemon=True).start()
        self._listening.settimeout(0.1)
        try:
            while not self._stopping.is_set():
                try:
                    connection, _ = self._listening.accept()
                except TimeoutError:
                    continue
                role = self._roles.get(find_peer(connection))
                if role is None or not self._places[role].acquire(blocking=False):
                    connection.close()
                    continue
                threading.Thread(target=self._attend, args=(connection, role), daemon=True).start()
        finally:
            self._listening.close()
            self._path.unlink(missing_ok=True)
            self._service.lock()

    def _keep_house(self) -> None:
        while not self._service.locked.is_set():
            self._service.keep_house()
            self._service.locked.wait(HOUSE_SECONDS)

    def _attend(self, connection: socket.socket, role: Role) -> None:
        try:
            with connection:
                while self._answer_one(connection, role):
                    pass
        except OSError:
            pass  # who speaks has gone
        finally:
            self._places[role].release()
            if self._service.locked.is_set():
                self._stopping.set()  # not before who asked to lock has the answer

    def _answer_one(self, connection: socket.socket, role: Role) -> bool:
        """Answer a frame; tell whether another may follow."""
        try:
            said = read_frame(_Reader(connection).read)
        except ValueError:
            self._send(connection, self._service.refuse_frame())
            return False
        if said is None:
            return False
        answer = self._service.answer(role, said)
        self._send(connection, answer)
        return not self._service.locked.is_set()

    def _send(self, connection: socket.socket, answer: Answer) -> None:
        if not answer["ok"] and self._is_flood():
            time.sleep(SLOW_SECONDS)
        connection.settimeout(FRAME_SECONDS)
        try:
            frame = write_frame(answer)
        except ValueError:
            frame = write_frame(refuse("broken", "the answer is too long"))
        connection.sendall(frame)

    def _is_flood(self) -> bool:
        now = time.monotonic_ns() // 1_000_000
        with self._counting:
            flood = not self._refused.may_take(REFUSED, now)
            if not flood:
                self._refused = self._refused.take(REFUSED, now)
        return flood


class _Reader:
    """Read from a connection: wait long for a frame to begin, and not long for it to end."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._deadline: float | None = None

    def read(self, size: int) -> bytes:
        pieces, missing = [], size
        while missing:
            left = IDLE_SECONDS if self._deadline is None else self._deadline - time.monotonic()
            if left <= 0:
                break
            self._connection.settimeout(left)
            try:
                piece = self._connection.recv(min(missing, 65_536))
            except TimeoutError:
                break
            if not piece:
                break
            self._deadline = self._deadline or time.monotonic() + FRAME_SECONDS
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)
