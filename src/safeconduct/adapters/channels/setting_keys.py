"""List what may stand in channels.toml: for each kind of channel its keys, what each must be, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """Say what a key must hold."""

    what: type  # str, float, int, bool, dict or list
    required: bool = False
    least: float = 0.0
    one_of: tuple[str, ...] = ()

    def find_problem(self, value: Any) -> str:
        """Return what is wrong with a value; "" where nothing is.

        >>> Key(int, least=1).find_problem(0), Key(str, one_of=("sms",)).find_problem("fax")
        ('less than 1', 'not one of sms')
        """
        wanted = (int, float) if self.what is float else self.what
        if not isinstance(value, wanted) or (isinstance(value, bool) and self.what is not bool):
            return f"not {_WORDS[self.what]}"
        if isinstance(value, int | float) and not isinstance(value, bool) and value < self.least:
            return f"less than {self.least:g}"
        if self.what is str and not value:
            return "empty"
        return f"not one of {', '.join(self.one_of)}" if self.one_of and value not in self.one_of else ""


_WORDS: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}

NEEDED, TEXT, FLAG, TABLE = Key(str, required=True), Key(str), Key(bool), Key(dict)
PORT, SECONDS = Key(int, required=True, least=1), Key(float, least=0.01)

RULE_KEYS: Mapping[str, Key] = {
    "contact": TEXT,
    "wait_seconds": SECONDS,
    "tries": Key(int, least=1),
    "retry_seconds": SECONDS,
    "retry_seconds_max": SECONDS,
    "ask_seconds": SECONDS,
    "per_second": SECONDS,
    "burst": Key(float, least=1),
    "window": Key(int, least=1),
    "cost": Key(float, least=0),
}
"""What every channel may say; the defaults are those of core/delivery's ChannelRule."""

KINDS: Mapping[str, Mapping[str, Key]] = {
    "letters": {"folder": NEEDED},
    "mail": {
        "host": NEEDED,
        "port": PORT,
        "sender": NEEDED,
        "domain": NEEDED,
        "subject": TEXT,
        "user": TEXT,
        "password_file": TEXT,
        "encryption": Key(str, required=True, one_of=("none", "tls", "starttls")),
        "authority_file": TEXT,
        "back": TEXT,
        "answer_seconds": SECONDS,
        "idempotent": FLAG,
    },
    "smpp": {
        "host": NEEDED,
        "port": PORT,
        "system_id": NEEDED,
        "password_file": NEEDED,
        "system_type": TEXT,
        "source": NEEDED,
        "source_is": Key(str, one_of=("number", "name", "short code")),
        "encryption": Key(str, required=True, one_of=("none", "tls")),
        "authority_file": TEXT,
        "hex_ids": FLAG,
        "answer_seconds": SECONDS,
        "enquire_seconds": SECONDS,
    },
    "http": {
        "url": NEEDED,
        "body": Key(dict, required=True),
        "form": FLAG,
        "headers": TABLE,
        "secret_file": TEXT,
        "authority_file": TEXT,
        "id_path": TEXT,
        "state_path": TEXT,
        "states": Key(dict, required=True),
        "status_url": TEXT,
        "idempotent": FLAG,
        "answer_seconds": SECONDS,
    },
}
