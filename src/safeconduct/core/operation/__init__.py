"""Run an operation by its record: who may what, who may move, what was seen, what waits, what two people release."""

from safeconduct.core.operation.adopting import Adopted, list_plans
from safeconduct.core.operation.asking import find_refusal
from safeconduct.core.operation.corridors import Contact, CorridorNow, HolderNow, MovementNotice, list_corridors
from safeconduct.core.operation.draft import Operator, Reply
from safeconduct.core.operation.holdings import Holding, list_holdings
from safeconduct.core.operation.kind import Kind
from safeconduct.core.operation.kinds import KINDS, find_fault
from safeconduct.core.operation.means import FlightState, MeansNow, VehicleState, find_means
from safeconduct.core.operation.orders import EVERYBODY, Level, Order, find_order
from safeconduct.core.operation.registry import Backlog, Case, Entry, SameFingerprint, count_backlog, find_same
from safeconduct.core.operation.releases import Release, approve
from safeconduct.core.operation.replans import Proposal, find_outdated
from safeconduct.core.operation.roles import PERMISSIONS, Role, UseCase, may
from safeconduct.core.operation.sent_alerts import SentNote, find_standing
from safeconduct.core.operation.sightings import PlaceNow, Seen, Sighting, find_sighting, list_places
from safeconduct.core.operation.state import SYSTEM, Refusal, State, advance, find_roles

__all__ = [
    "EVERYBODY",
    "KINDS",
    "PERMISSIONS",
    "SYSTEM",
    "Adopted",
    "Backlog",
    "Case",
    "Contact",
    "CorridorNow",
    "Entry",
    "FlightState",
    "HolderNow",
    "Holding",
    "Kind",
    "Level",
    "MeansNow",
    "MovementNotice",
    "Operator",
    "Order",
    "PlaceNow",
    "Proposal",
    "Refusal",
    "Release",
    "Reply",
    "Role",
    "SameFingerprint",
    "Seen",
    "SentNote",
    "Sighting",
    "State",
    "UseCase",
    "VehicleState",
    "advance",
    "approve",
    "count_backlog",
    "find_fault",
    "find_means",
    "find_order",
    "find_outdated",
    "find_refusal",
    "find_roles",
    "find_same",
    "find_sighting",
    "find_standing",
    "list_corridors",
    "list_holdings",
    "list_places",
    "list_plans",
    "may",
]
