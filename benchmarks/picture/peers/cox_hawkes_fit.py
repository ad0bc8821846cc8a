"""Fit BSTPP's Cox-Hawkes process by variational inference and write the posterior's means: run in BSTPP's environment.

Example: .cache/peers-bstpp/bin/python benchmarks/picture/peers/cox_hawkes_fit.py training.npz posterior.npz

BSTPP is pinned to a JAX that needs numpy 1, so that it cannot run beside the rest.
"""

from __future__ import annotations

import sys

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import numpyro.distributions as dist
import pandas as pd
from shapely import box, unary_union

mpl.use("Agg")  # BSTPP shows a plot of its loss

STEPS, RATE, DRAWS = 3000, 0.02, 200


def main() -> None:
    """Fit on the training part and write what a forecast needs."""
    from bstpp.main import Hawkes_Model

    given = np.load(sys.argv[1])
    rows, columns = np.nonzero(given["mask"])
    x, y, h = given["x0"] + columns * given["h"], given["y0"] + rows * given["h"], given["h"]
    region = gpd.GeoDataFrame({"geometry": [unary_union(box(x, y, x + h, y + h))]})
    events = pd.DataFrame(given["events"], columns=["X", "Y", "T"])
    model = Hawkes_Model(
        events,
        region,
        float(given["end"]),
        cox_background=True,
        a_0=dist.Normal(1, 10),  # these four priors are those of BSTPP's own demonstration
        alpha=dist.Beta(20, 60),
        beta=dist.HalfNormal(2.0),
        sigmax_2=dist.HalfNormal(0.25),
    )
    model.run_svi(num_steps=STEPS, lr=RATE, num_samples=DRAWS, plot_loss=False)
    draws = {name: np.asarray(values, dtype=float) for name, values in model.samples.items()}
    # The background to come: each draw's mean over the training period, since a Gaussian process says no more of later.
    level = np.exp(draws["a_0"].reshape(-1, 1)) * np.exp(draws["f_t"]).mean(axis=1, keepdims=True)
    np.savez(
        sys.argv[2],
        background=(level * np.exp(draws["f_xy"])).mean(axis=0),  # per unit square and fiftieth of the training period
        bounds=model.args["A_"],
        alpha=draws["alpha"].mean(),
        beta=draws["beta"].mean(),
        variance=draws["sigmax_2"].mean(),
    )


if __name__ == "__main__":
    main()
