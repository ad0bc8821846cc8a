"""Read channels.toml: every fault at once, each with its line; secrets stand in files of their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from safeconduct.adapters.channels.http_gateway.template import PLACES, list_places
from safeconduct.adapters.channels.map_settings import TABLE, MapSettings, check_map
from safeconduct.adapters.channels.setting_keys import KINDS, NEEDED, RULE_KEYS, Key
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.delivery import ChannelRule, Signal

FILE = "channels.toml"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,19}")
SIGNALS = tuple(one.value for one in (Signal.TAKEN, Signal.DELIVERED, Signal.READ, Signal.FAILED))
SECRETS = {"password_file": "password", "secret_file": "secret"}
CONTACTS = {"mail": "email", "letters": "letter"}


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Hold what is said of one channel: all of it checked, its secret read, its paths whole."""

    name: str
    kind: str
    rule: ChannelRule
    said: Mapping[str, Any]


def read_settings(folder: Path) -> dict[str, ChannelSettings]:
    """Return the channels of an operation by name, in the order of the file.

    Raises:
        InputFaultsError: with every fault of the file, and of the files that it names.
        CannotReadError: where it cannot be read at all.
    """
    return _read_file(folder)[0]


def read_map_settings(folder: Path) -> MapSettings | None:
    """Return where an operation's map is shown; None where nowhere.

    It raises what `read_settings` raises, but does without channels.
    """
    return _read_file(folder, needs_channel=False)[1]


def _read_file(folder: Path, *, needs_channel: bool = True) -> tuple[dict[str, ChannelSettings], MapSettings | None]:
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
        conf = tomllib.loads(text)
    except OSError as error:
        raise CannotReadError(f"{path}: {error.strerror}: docs/channels.md shows what to write") from error
    except ValueError as error:  # not UTF-8, or not TOML
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise InputFaultsError([Fault(FILE, line, "", "", f"not TOML: {error}", "mend the line")]) from None
    reading = _Reading(folder, text.splitlines())
    settings = reading.read_all(conf, needs_channel)
    shown = check_map(conf.get(TABLE), folder, reading.blame_map)
    if reading.faults:
        raise InputFaultsError(reading.faults)
    return settings, shown


@dataclass(slots=True)
class _Reading:
    folder: Path
    lines: list[str]
    faults: list[Fault] = field(default_factory=list)

    def read_all(self, conf: Mapping[str, Any], needs_channel: bool) -> dict[str, ChannelSettings]:
        found = {}
        for key in conf.keys() - {"channel", TABLE}:
            self._fault("", key, conf[key], "not known here", "write each channel as a table [channel.NAME]")
        tables = conf.get("channel", {})
        if not isinstance(tables, dict) or (needs_channel and not tables):
            self._fault("", "channel", None, "no channel", "write a table [channel.NAME] for each channel")
            return {}
        for name, said in tables.items():
            table = f"channel.{name}"
            if not NAME.fullmatch(name):
                self._fault(table, "", name, "no name of a channel", "use 1 to 20 small letters, digits, - and _")
            elif not isinstance(said, dict):
                self._fault("", "channel", said, "not a table", f"write [{table}] on a line of its own")
            elif (one := self._read(name, table, said)) is not None:
                found[name] = one
        return found

    def blame_map(self, key: str, value: object, problem: str, remedy: str) -> None:
        """Record a fault of the map's table."""
        self._fault(TABLE, key, value, problem, remedy)

    def _read(self, name: str, table: str, said: Mapping[str, Any]) -> ChannelSettings | None:
        kind = said.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            self._fault(table, "kind", kind, "no such kind of channel", f"write one of {', '.join(sorted(KINDS))}")
            return None
        before = len(self.faults)
        keys: Mapping[str, Key] = {"kind": NEEDED, **RULE_KEYS, **KINDS[kind]}
        for key in sorted(said.keys() - keys.keys()):
            self._fault(table, key, said[key], f"a channel of kind {kind} has no such key", f"write {', '.join(keys)}")
        for key, rule in keys.items():
            if key not in said:
                if rule.required:
                    self._fault(table, key, None, "missing", "add it; docs/channels.md says what it is")
            elif problem := rule.find_problem(said[key]):
                self._fault(table, key, said[key], problem, "docs/channels.md says what it is")
        if len(self.faults) > before:
            return None
        if kind == "http":
            self._check_gateway(table, said)
        whole = {key: value for key, value in said.items() if key not in RULE_KEYS}
        whole |= self._read_files(table, said)
        return ChannelSettings(name, kind, _make_rule(kind, said), whole)

    def _check_gateway(self, table: str, said: Mapping[str, Any]) -> None:
        for key in ("body", "status_url", "headers"):
            allowed = PLACES | {"secret"}
            for place in sorted(list_places(said.get(key, "")) - allowed):
                known = ", ".join(f"{{{one}}}" for one in sorted(allowed))
                self._fault(table, key, f"{{{place}}}", "nothing stands for this", f"write one of {known}")
        for needed in ("to", "text"):
            if needed not in list_places(said["body"]):
                self._fault(table, "body", None, f"{{{needed}}} is nowhere", "say where the gateway wants it")
        for word, signal in said["states"].items():
            if signal not in SIGNALS:
                self._fault(table, "states", f"{word} = {signal}", "no state", f"write one of {', '.join(SIGNALS)}")
        for key in ("url", "status_url"):
            if key in said and not _is_private(said[key]):
                self._fault(table, key, said[key], "not encrypted", "write an address that begins with https://")

    def _read_files(self, table: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return secrets as they stand in their files, and paths from the operation's folder."""
        found: dict[str, Any] = {}
        for key, name in SECRETS.items():
            if key in said:
                found[name] = self._read_secret(table, key, said[key])
        for key in ("folder", "back", "authority_file"):
            if key in said:
                found[key] = self.folder / said[key]
        if "back" in found and self.folder.resolve().is_relative_to(found["back"].resolve()):
            self._fault(
                table, "back", said["back"], "holds the operation's own files, and what is no mail is removed from it",
                "name a folder for mail alone",
            )  # fmt: skip
        return found

    def _read_secret(self, table: str, key: str, name: str) -> str:
        file = self.folder / name
        try:
            if file.stat().st_mode & 0o077:
                self._fault(table, key, name, "others can read it", f"chmod 600 {name}")
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            self._fault(table, key, name, "cannot be read", "write the secret into this file, on one line")
            return ""
        if not text or "\n" in text:
            self._fault(table, key, name, "no secret on one line", "write the secret into this file, on one line")
        return text

    def _fault(self, table: str, key: str, value: object, problem: str, remedy: str) -> None:
        column = ".".join(one for one in (table, key) if one)
        shown = "" if value is None else str(value)
        self.faults.append(Fault(FILE, find_line(self.lines, table, key), column, shown, problem, remedy))


def find_line(lines: list[str], table: str, key: str) -> int:
    """Return the line that sets a key of a table, else the one that opens the table; 0 where there is none.

    >>> find_line(["[channel.sms]", 'kind = "smpp"'], "channel.sms", "kind")
    2
    """
    at, opened = "", 0
    for number, line in enumerate(lines, 1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            at = header[1]
            if at in (table, f"{table}.{key}"):
                opened = number
        elif at == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return opened


def _is_private(url: str) -> bool:
    """Tell whether nobody on the way reads what is sent to an address: it is encrypted, or stays on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))


def _make_rule(kind: str, said: Mapping[str, Any]) -> ChannelRule:
    places = list_places(said.get("status_url", ""))
    rule = ChannelRule(
        contact=CONTACTS.get(kind, "sms"),
        idempotent=kind == "letters" or said.get("idempotent", False),
        asks=kind == "smpp" or "id" in places,
        asks_by_name=not places.isdisjoint({"name", "reference"}),
    )
    return replace(rule, **{key: said[key] for key in RULE_KEYS if key in said})
