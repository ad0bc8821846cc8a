"""Write how good forecasts were: one page of HTML with the hit curve, the deciles and the scores over time."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.adapters.calibration_html.charts import draw_deciles, draw_hits, draw_scores
from safeconduct.adapters.html_page import load_template
from safeconduct.adapters.html_page.words import percent
from safeconduct.core.picture.forecast.replay import Replay, word_drift


class HtmlCalibration:
    """Render scores as one page."""

    def __init__(self) -> None:
        """Load the template; every value is escaped."""
        self._template = load_template("calibration_html/calibration.html.j2")

    def render(self, name: str, live: bool, scored: Replay, word_day: Callable[[float], str]) -> str:
        """Return the page; `word_day` words a time in days."""
        return self._template.render(
            name=name,
            live=live,
            source=f"Source: {scored.events:,} events in {scored.cells:,} cells",
            headline=f"Forecasts against what happened: {scored.gain:.2f} nats per event above uniform",
            says=_summarise(scored, word_day),
            drifting=scored.drift_since is not None and scored.drift_until is None,
            figures=(draw_hits(scored), draw_deciles(scored), draw_scores(scored, word_day)),
        )


def _summarise(scored: Replay, word_day: Callable[[float], str]) -> tuple[str, ...]:
    periods, step = len(scored.periods), scored.step
    return (
        word_drift(scored, word_day),
        f"{periods:,} {'period' if periods == 1 else 'periods'} of {step:g} {'day' if step == 1 else 'days'} from "
        f"{word_day(scored.periods[0].begin)} on, each forecast from its past alone; {scored.baseline:,} before "
        "them say what score is usual.",
        f"The total of {percent(scored.covered)} of the periods lay in its 90 % interval.",
        f"The upper bound (95 %) is not refuted in {percent(scored.bound_held)} of the cells. All bounds together are "
        f"{scored.bound_over_seen:.1f} times what happened.",
    )


__all__ = ["HtmlCalibration"]
