"""Promise that the arrival benchmark reads its networks as its page says, and that its page is of its figures."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from safeconduct.core.plan.arrival import ArrivalProblem, solve_arrival

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Give the benchmark's modules that need no peer."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return {name: import_module(name) for name in ("arrival_instances", "arrival_engine", "arrival_peers", "ccrp")}


def test_network_is_read_as_the_page_says(modules: dict[str, ModuleType], tmp_path: Path) -> None:
    """Ten gates by seed; free-flow minutes rounded up; whole vehicles a minute, at least one; trips but from gates."""
    folder = tmp_path / "Anaheim"
    folder.mkdir()
    rows = ["\t1\t2\t1799\t5\t0.2\t;", "\t2\t12\t30\t5\t0\t;", "\t12\t1\t6000\t5\t3\t;"]
    (folder / "Anaheim_net.tntp").write_text("<END OF METADATA>\n\n~ head\n" + "\n".join(rows), encoding="utf-8")
    trips = "".join(f"Origin {o}\n1 : {o}.6; 2 : 1.0;\n\n" for o in range(1, 13))
    (folder / "Anaheim_trips.tntp").write_text("<END OF METADATA>\n" + trips, encoding="utf-8")
    problem, penalty = modules["arrival_instances"].read_instance(tmp_path, "Anaheim", 1)
    assert penalty == 240
    assert problem.last_step == 60
    assert problem.travel_steps.tolist() == [1, 0, 3]
    assert problem.capacity[:, 0].tolist() == [29, 1, 100]
    assert len(problem.gate_node) == 10
    home = sorted(set(range(12)) - set(problem.gate_node.tolist()))
    assert problem.supply_node.tolist() == home
    assert problem.supply_people.tolist() == [node + 3 for node in home]


@pytest.mark.parametrize("seed", range(8))
def test_route_planner_is_feasible_but_not_always_best(modules: dict[str, ModuleType], seed: int) -> None:
    """CCRP's plan never costs less than the optimum, and costs it where there is one way only."""
    rng = np.random.default_rng(seed)
    ends = [(int(u), int(v), int(t), int(c)) for u, v, t, c in rng.integers((0, 0, 0, 1), (9, 9, 4, 6), (30, 4))]
    problem = ArrivalProblem.of(9, ends, [(i, 9, 0) for i in range(4)], [8], 25)
    assert modules["ccrp"].plan_routes(problem, 100) >= solve_arrival(problem).cost(100)
    street = ArrivalProblem.of(3, [(0, 1, 2, 3), (1, 2, 1, 2)], [(0, 11, 0)], [2], 25)
    assert modules["ccrp"].plan_routes(street, 100) == solve_arrival(street).cost(100)


def test_page_is_of_the_figures(modules: dict[str, ModuleType]) -> None:
    """docs/benchmarks-arrival.md is what the program writes of benchmarks/results/arrival_engine.json."""
    result = json.loads((ROOT / "benchmarks" / "results" / "arrival_engine.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "benchmarks-arrival.md").read_text(encoding="utf-8")
    assert page == modules["arrival_engine"].word_page(result)
    assert all(row["proven"] and row["equal"] for row in result["rows"])
