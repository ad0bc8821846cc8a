"""Say who may what: one table of roles, and which use cases need a second person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Name what an operator is trusted with."""

    DUTY_OFFICER = "duty officer"
    CASEWORKER = "caseworker"
    MOVEMENT_PLANNER = "movement planner"
    ANALYST = "analyst"
    GATE = "gate"
    APPROVER = "approver"
    AUDITOR = "auditor"


class UseCase(StrEnum):
    """Name what operators do; every door asks for one of these."""

    INVITE_OPERATOR = "invite operator"
    END_OPERATOR = "end operator"
    ADD_DEVICE = "add device"
    CLOSE_DEVICE = "close device"
    JOIN_ELSEWHERE = "join elsewhere"
    REGISTER_PARTY = "register party"
    DECIDE_CASE = "decide case"
    ERASE_PERSON = "erase person"
    OPEN_IDENTITY = "open identity"
    REPORT_PLACE = "report place"
    ADOPT_PLAN = "adopt plan"
    SET_ORDER = "set order"
    STOP = "stop"
    DEAL_SHARES = "deal shares"
    PROMISE_UNITS = "promise units"
    AGREE_PASSAGE = "agree passage"
    REPORT_MEANS = "report means"
    ASK_RELEASE = "ask release"
    APPROVE_RELEASE = "approve release"
    SEND_WARNING = "send warning"
    CANCEL_WARNING = "cancel warning"
    SEND_MESSAGE = "send message"
    CHECK_IN = "check in"
    NAME_KEY = "name key"
    INSTRUCT = "instruct"
    ISSUE_PASS = "issue pass"
    USE_PASS = "use pass"
    REVOKE = "revoke"
    READ_STATE = "read state"
    READ_LOG = "read log"
    MAKE_ANCHOR = "make anchor"
    DRIVE_EXERCISE = "drive exercise"


_EVERYBODY = frozenset(Role)
_OFFICER = frozenset({Role.DUTY_OFFICER})
_DESK = frozenset({Role.DUTY_OFFICER, Role.CASEWORKER})
_PLAN = frozenset({Role.DUTY_OFFICER, Role.MOVEMENT_PLANNER})
_KEEPERS = frozenset({Role.DUTY_OFFICER, Role.AUDITOR})

PERMISSIONS: Mapping[UseCase, frozenset[Role]] = {
    UseCase.INVITE_OPERATOR: _OFFICER,
    UseCase.END_OPERATOR: _OFFICER,
    UseCase.ADD_DEVICE: _OFFICER,
    UseCase.CLOSE_DEVICE: _OFFICER,
    UseCase.JOIN_ELSEWHERE: _EVERYBODY,
    UseCase.REGISTER_PARTY: _DESK,
    UseCase.DECIDE_CASE: _DESK,
    UseCase.ERASE_PERSON: _DESK,
    UseCase.OPEN_IDENTITY: frozenset({Role.CASEWORKER}),
    UseCase.REPORT_PLACE: frozenset({Role.DUTY_OFFICER, Role.ANALYST, Role.MOVEMENT_PLANNER, Role.GATE}),
    UseCase.ADOPT_PLAN: _PLAN,
    UseCase.SET_ORDER: _PLAN,
    UseCase.STOP: _EVERYBODY - {Role.AUDITOR},
    UseCase.DEAL_SHARES: _PLAN,
    UseCase.PROMISE_UNITS: _PLAN | {Role.GATE},
    UseCase.AGREE_PASSAGE: _PLAN,
    UseCase.REPORT_MEANS: _PLAN | {Role.GATE},
    UseCase.ASK_RELEASE: _PLAN | {Role.CASEWORKER},
    UseCase.APPROVE_RELEASE: frozenset({Role.APPROVER}),
    UseCase.SEND_WARNING: _PLAN | {Role.APPROVER},
    UseCase.CANCEL_WARNING: _PLAN | {Role.APPROVER},
    UseCase.SEND_MESSAGE: _PLAN | {Role.CASEWORKER},
    UseCase.CHECK_IN: frozenset({Role.DUTY_OFFICER, Role.CASEWORKER, Role.GATE}),
    UseCase.NAME_KEY: _OFFICER,
    UseCase.INSTRUCT: _PLAN | {Role.CASEWORKER},
    UseCase.ISSUE_PASS: _PLAN | {Role.CASEWORKER},
    UseCase.USE_PASS: frozenset({Role.GATE}),
    UseCase.REVOKE: _PLAN | {Role.CASEWORKER},
    UseCase.READ_STATE: _EVERYBODY,
    UseCase.READ_LOG: _KEEPERS,
    UseCase.MAKE_ANCHOR: _KEEPERS,
    UseCase.DRIVE_EXERCISE: _PLAN,
}


def may(roles: frozenset[Role], use_case: UseCase) -> bool:
    """Tell whether any of these roles is trusted with a use case.

    >>> may(frozenset({Role.GATE}), UseCase.STOP), may(frozenset({Role.GATE}), UseCase.SET_ORDER)
    (True, False)
    """
    return not roles.isdisjoint(PERMISSIONS[use_case])
