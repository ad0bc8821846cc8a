"""Make it hard to read this process's memory: no core dump, no debugger, no swap, another user."""

from __future__ import annotations

import ctypes
import grp
import os
import pwd
import resource
from collections.abc import Sequence
from contextlib import suppress

from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError

PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 4, 38
MCL_CURRENT, MCL_FUTURE = 1, 2


def forbid_dumps() -> None:
    """Leave no core, let no process of the same user look in (prctl(2)), and gain no rights by running programs."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def lock_memory() -> bool:
    """Keep all memory out of swap; tell whether the system allows it. Call it before rights are given up."""
    with suppress(ValueError, OSError):  # a container's root may not
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    soft, _hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if soft != resource.RLIM_INFINITY:  # a later allocation would fail in the middle of an answer
        return False
    return bool(ctypes.CDLL(None, use_errno=True).mlockall(MCL_CURRENT | MCL_FUTURE) == 0)


def become(user: str, groups: Sequence[int] = ()) -> None:
    """Give up all rights but this user's and these groups', for good; dumps are forbidden anew: the kernel forgets.

    Raises:
        SafeconductError: where this process has no right to become somebody.
    """
    entry = find_user(user)
    if os.geteuid() == entry.pw_uid:
        return
    if os.geteuid() != 0:
        raise SafeconductError(f"only root can become {user}")
    os.setgroups(list(groups))
    os.setresgid(entry.pw_gid, entry.pw_gid, entry.pw_gid)
    os.setresuid(entry.pw_uid, entry.pw_uid, entry.pw_uid)
    forbid_dumps()


def find_user(user: str) -> pwd.struct_passwd:
    """Return a user of this system; raise InputFaultsError where there is none."""
    try:
        return pwd.getpwnam(user)
    except KeyError:
        raise InputFaultsError([Fault("user", 0, "", user, "no user of this system", "make one")]) from None


def find_group(group: str) -> int:
    """Return the number of a group of this system; raise InputFaultsError where there is none."""
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        raise InputFaultsError([Fault("group", 0, "", group, "no group of this system", "make one")]) from None
