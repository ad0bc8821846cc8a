"""Make the channels of an operation from what its channels.toml says; a new kind has one line in the table."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from safeconduct.adapters.channels.cursor_on_target import TakMap
from safeconduct.adapters.channels.http_gateway.channel import Gateway, HttpGateway
from safeconduct.adapters.channels.http_gateway.template import fill
from safeconduct.adapters.channels.letter_folder import LetterFolder
from safeconduct.adapters.channels.mail.channel import MailChannel, MailServer
from safeconduct.adapters.channels.settings import read_map_settings, read_settings
from safeconduct.adapters.channels.smpp.channel import SENDER_KINDS, Sender, SmppChannel
from safeconduct.adapters.channels.smpp.session import Centre
from safeconduct.core.basics import CannotReadError
from safeconduct.core.delivery import ChannelRule, Signal

Said = Mapping[str, Any]
Made = HttpGateway | LetterFolder | MailChannel | SmppChannel


def open_channels(folder: Path) -> tuple[dict[str, Made], dict[str, ChannelRule]]:
    """Return the channels of an operation's folder and their rules, by name.

    Raises:
        InputFaultsError: with every fault of channels.toml.
        CannotReadError: where it, or a file of certificates, cannot be read.
    """
    settings = read_settings(folder)
    return (
        {name: MAKERS[one.kind](one.said) for name, one in settings.items()},
        {name: one.rule for name, one in settings.items()},
    )


def open_map(folder: Path, parties: frozenset[str], exercise: bool) -> TakMap | None:
    """Return the map on which an operation's sites and vehicles are shown; None where channels.toml names none.

    `parties` are the ids that never leave. It raises what `open_channels` raises.
    """
    said = read_map_settings(folder)
    return None if said is None else TakMap(parties, exercise, said.folder, said.datagrams, said.server)


def _make_letters(said: Said) -> Made:
    return LetterFolder(said["folder"])


def _make_mail(said: Said) -> Made:
    kept = ("host", "port", "sender", "domain", "subject", "user", "password", "back", "answer_seconds")
    encrypted = said["encryption"] != "none"
    return MailChannel(
        MailServer(
            **_take(said, *kept), tls=_trust(said) if encrypted else None, start_tls=said["encryption"] == "starttls"
        )
    )


def _make_smpp(said: Said) -> Made:
    kept = ("host", "port", "system_id", "password", "system_type", "answer_seconds", "enquire_seconds")
    ton, npi = SENDER_KINDS[said.get("source_is", "number")]
    centre = Centre(**_take(said, *kept), tls=_trust(said) if said["encryption"] == "tls" else None)
    return SmppChannel(centre, Sender(said["source"], ton, npi, said.get("hex_ids", False)))


def _make_gateway(said: Said) -> Made:
    secret = {"secret": said.get("secret", "")}
    kept = _take(said, "url", "form", "id_path", "state_path", "answer_seconds")
    return HttpGateway(
        Gateway(
            **kept,
            body=fill(said["body"], secret),
            headers=fill(said.get("headers", {}), secret),
            status_url=fill(said.get("status_url", ""), secret),
            states={word: Signal(signal) for word, signal in said["states"].items()},
            knows_names=said.get("idempotent", False),
            tls=_trust(said) if "authority_file" in said else None,
        )
    )


MAKERS: Mapping[str, Callable[[Said], Made]] = {
    "http": _make_gateway,
    "letters": _make_letters,
    "mail": _make_mail,
    "smpp": _make_smpp,
}


def _take(said: Said, *keys: str) -> dict[str, Any]:
    return {key: said[key] for key in keys if key in said}


def _trust(said: Said) -> ssl.SSLContext:
    """Return whom a server must be certified by: those that the system trusts, or one authority alone."""
    file: Path | None = said.get("authority_file")
    try:
        return ssl.create_default_context(cafile=None if file is None else str(file))
    except (OSError, ssl.SSLError) as error:
        raise CannotReadError(f"{file}: no certificate of an authority: name a .pem file") from error
