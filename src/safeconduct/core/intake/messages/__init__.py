"""Read field messages: texts, radio logs, e-mails, chats and forms."""

from safeconduct.core.intake.messages.layout import Layout, Style, find_layout
from safeconduct.core.intake.messages.reader import read_message
from safeconduct.core.intake.messages.sites import name_sites

__all__ = ["Layout", "Style", "find_layout", "name_sites", "read_message"]
