"""Hand a NamedTuple of arrays to the kernels as one pointer.

A tuple of sixty arrays passed by value makes every kernel slow to compile; a structure reference does not.
"""

from __future__ import annotations

from typing import Any

import numba
from numba import types
from numba.experimental import structref


@structref.register
class BundleType(types.StructRef):  # type: ignore[misc]
    """Type a bundle of arrays and scalars by the names and types of its fields."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Take literals for what they are."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class Bundle(structref.StructRefProxy):  # type: ignore[misc]
    """Stand for a bundle on the Python side; its arrays are those of the NamedTuple it was made from."""


structref.define_boxing(BundleType, Bundle)
_MAKERS: dict[Any, Any] = {}


def bundle(values: Any) -> Any:
    """Return a NamedTuple's fields as one reference that kernels can read by name; nested NamedTuples too."""
    parts = tuple(bundle(v) if hasattr(v, "_fields") else v for v in values)
    kind = BundleType(tuple((n, numba.typeof(p)) for n, p in zip(values._fields, parts, strict=True)))
    if kind not in _MAKERS:
        names = ", ".join(f"a{i}" for i in range(len(parts)))
        body = "".join(f"    b.{n} = a{i}\n" for i, n in enumerate(values._fields))
        space: dict[str, Any] = {"new": structref.new, "kind": kind}
        exec(f"def make({names}):\n    b = new(kind)\n{body}    return b\n", space)
        _MAKERS[kind] = numba.njit(space["make"])
    return _MAKERS[kind](*parts)
