"""Let people tell a true instruction and a true gate pass from a forged, old or foreign one."""

from safeconduct.core.trust.armour import (
    BULLETIN_PREFIX,
    INSTRUCTION_PREFIX,
    PASS_PREFIX,
    from_base45,
    from_base64url,
    to_base45,
    to_base64url,
)
from safeconduct.core.trust.bulletin import Bulletin, hear_bulletin, seal_bulletin
from safeconduct.core.trust.card_codes import check_code, derive_secret, list_codes, next_code
from safeconduct.core.trust.gate_pass import GatePass, PassVerdict, brief_operation, check_pass, seal_pass
from safeconduct.core.trust.marks import ADDRESS_SIGNS, KEY_SIGNS, MARK_SIGNS, address, is_hex, mark, name_key
from safeconduct.core.trust.revocations import Revocations
from safeconduct.core.trust.signed import SIGNATURE_BYTES, Reason, Sign, Trust, Verify
from safeconduct.core.trust.signed_instruction import (
    Newest,
    SignedInstruction,
    Verdict,
    check_instruction,
    seal_instruction,
)
from safeconduct.core.trust.used_passes import Use, UsedPasses

__all__ = [
    "ADDRESS_SIGNS",
    "BULLETIN_PREFIX",
    "INSTRUCTION_PREFIX",
    "KEY_SIGNS",
    "MARK_SIGNS",
    "PASS_PREFIX",
    "SIGNATURE_BYTES",
    "Bulletin",
    "GatePass",
    "Newest",
    "PassVerdict",
    "Reason",
    "Revocations",
    "Sign",
    "SignedInstruction",
    "Trust",
    "Use",
    "UsedPasses",
    "Verdict",
    "Verify",
    "address",
    "brief_operation",
    "check_code",
    "check_instruction",
    "check_pass",
    "derive_secret",
    "from_base45",
    "from_base64url",
    "hear_bulletin",
    "is_hex",
    "list_codes",
    "mark",
    "name_key",
    "next_code",
    "seal_bulletin",
    "seal_instruction",
    "seal_pass",
    "to_base45",
    "to_base64url",
]
