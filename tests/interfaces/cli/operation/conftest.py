"""Give an exercise with an operator in every role, each at a terminal of their own."""

from __future__ import annotations

import pytest
from api_site import make_operation
from harbour_desk import Harbour


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Harbour:
    """Give an exercise; tests use ids of their own."""
    folder = tmp_path_factory.mktemp("harbour") / "op"
    make_operation(folder)
    return Harbour(folder)
