"""List ways to break the town's plan, one rule each, and odd ways that break none."""

from judge_town import WAYS, Way

from judge_ways import claims, edges, flights, movement, order, rides, vehicles, waiting

__all__ = ["WAYS", "Way", "claims", "edges", "flights", "movement", "order", "rides", "vehicles", "waiting"]
