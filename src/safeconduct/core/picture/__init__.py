"""Keep one honest picture of the hazard over place and time."""

from safeconduct.core.picture.hazard import HazardRow
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.incident_hazard import forecast_incidents
from safeconduct.core.picture.make import make_picture
from safeconduct.core.picture.past import Past, Scene, remember_incidents
from safeconduct.core.picture.picture import Contradiction, Reading, ReportNote, Spans, ThreatPicture
from safeconduct.core.picture.rows import HazardProfiles, hazard_profiles, hazard_rows
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.view import view_picture
from safeconduct.core.picture.watchers import Watch, Watcher, WatchKind, find_looks
from safeconduct.core.picture.weigh import BUDGET_RATE, REAL_THREAT_RATE, Standing

__all__ = [
    "BUDGET_RATE",
    "REAL_THREAT_RATE",
    "Contradiction",
    "HazardProfiles",
    "HazardRow",
    "Incident",
    "IncidentKind",
    "Past",
    "Reading",
    "ReportNote",
    "Scene",
    "Spans",
    "Standing",
    "Status",
    "ThreatPicture",
    "Watch",
    "WatchKind",
    "Watcher",
    "find_looks",
    "forecast_incidents",
    "hazard_profiles",
    "hazard_rows",
    "make_picture",
    "remember_incidents",
    "view_picture",
]
