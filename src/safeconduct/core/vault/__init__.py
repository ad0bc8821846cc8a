"""Seal who somebody is: what is sealed, for what it may be opened, how often, and how it is erased."""

from safeconduct.core.vault.asks import (
    Allow,
    Ask,
    BeginCase,
    EraseCase,
    Export,
    Fingerprint,
    KeepSealed,
    Lock,
    OfOneCase,
    OpenContact,
    OpenIdentity,
    TagReferences,
    TellStatus,
)
from safeconduct.core.vault.canary import invent_person
from safeconduct.core.vault.door import Door, Facts, Refusal, Role, Spent, Standing, decide, find_spent
from safeconduct.core.vault.erasures import DUE_MILLIS, Erasures
from safeconduct.core.vault.errors import VaultLockedError, VaultRefusedError
from safeconduct.core.vault.exports import (
    COLUMNS,
    ROWS_MAX,
    Approval,
    ExportRequest,
    Objection,
    make_row,
    make_safe,
    object_to_export,
)
from safeconduct.core.vault.identity import CaseId, Contact, Document, Field, Identity, is_id, parse_identity
from safeconduct.core.vault.marks import Mark, list_marks
from safeconduct.core.vault.padding import SIZES, pad, unpad
from safeconduct.core.vault.purposes import PURPOSES, Purpose
from safeconduct.core.vault.quota import LIMITS, Limit, Quota, Running, Window

__all__ = [
    "COLUMNS",
    "DUE_MILLIS",
    "LIMITS",
    "PURPOSES",
    "ROWS_MAX",
    "SIZES",
    "Allow",
    "Approval",
    "Ask",
    "BeginCase",
    "CaseId",
    "Contact",
    "Document",
    "Door",
    "EraseCase",
    "Erasures",
    "Export",
    "ExportRequest",
    "Facts",
    "Field",
    "Fingerprint",
    "Identity",
    "KeepSealed",
    "Limit",
    "Lock",
    "Mark",
    "Objection",
    "OfOneCase",
    "OpenContact",
    "OpenIdentity",
    "Purpose",
    "Quota",
    "Refusal",
    "Role",
    "Running",
    "Spent",
    "Standing",
    "TagReferences",
    "TellStatus",
    "VaultLockedError",
    "VaultRefusedError",
    "Window",
    "decide",
    "find_spent",
    "invent_person",
    "is_id",
    "list_marks",
    "make_row",
    "make_safe",
    "object_to_export",
    "pad",
    "parse_identity",
    "unpad",
]
