"""Make exercise cases of any size on any street map: invented people, threats and means, marked as such."""

from safeconduct.core.exercise.make import make_exercise
from safeconduct.core.exercise.options import ExerciseOptions, find_option_faults
from safeconduct.core.exercise.summary import summarise_exercise

__all__ = ["ExerciseOptions", "find_option_faults", "make_exercise", "summarise_exercise"]
