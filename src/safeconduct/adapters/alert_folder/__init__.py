"""Keep an operation's alerts in a folder, and show those that were sent as a feed."""

from safeconduct.adapters.alert_folder.feed_folder import FeedFolder
from safeconduct.adapters.alert_folder.kept_alerts import KeptAlerts

__all__ = ["FeedFolder", "KeptAlerts"]
