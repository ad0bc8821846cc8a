"""Draw propositions and testimonies for the tests of belief."""

from __future__ import annotations

from hypothesis import strategies as st

from safeconduct.core.picture.belief import Proposition, SourceClass, Testimony

NAMES = ("", "mayor", "patrol", "embassy", "radio")

testimonies = st.builds(
    Testimony,
    origin=st.sampled_from(NAMES),
    affirms=st.booleans(),
    outlet=st.sampled_from(("radio", "wire", "channel")),
    letter=st.sampled_from(("", *"ABCDEF")),
    source_class=st.sampled_from(SourceClass),
)
words = st.lists(testimonies, max_size=8)


def told(said: list[Testimony], prior: float | None = None) -> Proposition:
    """Put testimonies into one proposition."""
    return Proposition("attack at the gate", tuple(said), prior)
