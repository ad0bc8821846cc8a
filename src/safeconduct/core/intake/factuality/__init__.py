"""Judge how surely a claim is put, and whether it is affirmed, denied or asked."""

from safeconduct.core.intake.factuality.claim import judge_claim
from safeconduct.core.intake.factuality.judgement import Judgement
from safeconduct.core.intake.factuality.stance import judge_event

__all__ = ["Judgement", "judge_claim", "judge_event"]
