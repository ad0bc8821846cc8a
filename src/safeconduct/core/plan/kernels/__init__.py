"""Hold the hot loops of planning, compiled by numba.

numba keeps compiled kernels on disk and looks only at the file of the outermost one to tell whether they are stale. A
kernel calls kernels of other files, so the cache is kept apart for each state of all the sources.
"""

import hashlib
import pkgutil

import numba

_SOURCES = sorted(module.name for module in pkgutil.iter_modules(__path__))
_STATE = hashlib.sha256(b"".join(pkgutil.get_data(__name__, f"{name}.py") or b"" for name in _SOURCES)).hexdigest()
numba.config.CACHE_DIR = f"{__path__[0]}/__pycache__/{_STATE[:16]}"
