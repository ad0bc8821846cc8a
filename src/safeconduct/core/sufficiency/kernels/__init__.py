"""Hold the hot loops of the replay, compiled by numba.

numba keeps compiled functions on disk and looks only at the file of the outermost one to tell whether they are stale. A
function calls those of other files, so the cache is kept apart for each state of all the sources that are compiled in.
"""

import hashlib
import pkgutil
from collections.abc import Callable
from typing import TypeVar

import numba

F = TypeVar("F", bound=Callable[..., object])

_OWN = ["__init__", *sorted(module.name for module in pkgutil.iter_modules(__path__))]
_SOURCES = [("safeconduct.core.plan.kernels", "struct"), *((__name__, name) for name in _OWN)]
_STATE = hashlib.sha256(b"".join(pkgutil.get_data(where, f"{name}.py") or b"" for where, name in _SOURCES)).hexdigest()
_CACHE = f"{__path__[0]}/__pycache__/{_STATE[:16]}"


def jit(function: F) -> F:
    """Compile a function when it is first called, and keep it on disk.

    numba takes the folder from a setting of the whole process, at the moment of this call: it is set back at once, so
    that other packages' functions stay in their own folders.
    """
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = _CACHE
    try:
        compiled: F = numba.njit(cache=True, nogil=True)(function)
    finally:
        numba.config.CACHE_DIR = before
    return compiled
