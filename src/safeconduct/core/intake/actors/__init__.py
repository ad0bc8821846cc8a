"""Find who acts in a text."""

from safeconduct.core.intake.actors.find import find_actors
from safeconduct.core.intake.actors.mentions import ActorMentions, Mention

__all__ = ["ActorMentions", "Mention", "find_actors"]
