"""Check an alert for what the schema of CAP lets pass."""

from __future__ import annotations

from safeconduct.core.warnings.alert import Alert
from safeconduct.core.warnings.check_area import find_area_faults
from safeconduct.core.warnings.check_references import find_identity_faults
from safeconduct.core.warnings.check_texts import find_text_faults
from safeconduct.core.warnings.check_times import find_time_faults
from safeconduct.core.warnings.faults import AlertFault, Setting


def find_alert_faults(alert: Alert, setting: Setting) -> tuple[AlertFault, ...]:
    """Return everything that is wrong with an alert, in order of where it stands; nothing where it may be asked for.

    What is checked: it is named and refers rightly; its area is there, drawn rightly, inside the theatre and as large
    as the people whom it is said to reach; it holds from now on and not for too long; every language says the same, and
    its headline and instruction say action, place and time as the fields have them; an exercise says so, and a live
    warning does not; no text has an id, code, number, address or link.
    """
    parts = (find_identity_faults, find_time_faults, find_area_faults, find_text_faults)
    return tuple(sorted({fault for part in parts for fault in part(alert, setting)}))
