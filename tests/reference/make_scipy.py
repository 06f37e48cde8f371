"""Record what SciPy computes, for the tests to compare gdlib with: writes scipy.json beside this.

Everything here is SciPy's own: Newton's method, its minimizers, its test surface, and the special
functions that losses are made of, at ordinary and at extreme arguments. SciPy is in the environment
of the tests:

    .venv/bin/python tests/reference/make_scipy.py
"""

import json
import math
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import minimize, root_scalar, rosen, rosen_der, rosen_hess
from scipy.special import expit, huber, log_expit, log_softmax, logsumexp, softmax

STEPS = 8
ORDINARY = [-3.0, -1.0, -0.5, 0.0, 0.25, 1.0, 2.0, 5.0]
EXTREME = [-1e300, -1e4, -745.0, -37.0, 37.0, 709.0, 1e4, 1e300]

SLOPES = {  # a slope, its own slope, and a start from which Newton's method comes to rest
    "double_well": (lambda t: t * (t * t - 25) / 50, lambda t: (3 * t * t - 25) / 50, 9.0),
    "wavy": (
        lambda t: (t - 5) / 5 + math.sin(t - 5),
        lambda t: 1 / 5 + math.cos(t - 5),
        5.9,
    ),
    "log_cosh": (lambda t: math.tanh(t - 5), lambda t: 1 / math.cosh(t - 5) ** 2, 5.9),
}

SURFACES = {  # a surface and points near its minima
    "bowl": (lambda t: (t[0] ** 2 + 10 * t[1] ** 2) / 2, [(0.3, 0.2)]),
    "rosenbrock": (rosen, [(1.2, 1.2)]),
    "himmelblau": (
        lambda t: (t[0] ** 2 + t[1] - 11) ** 2 + (t[0] + t[1] ** 2 - 7) ** 2,
        [(3.1, 2.1), (-2.7, 3.0), (-3.7, -3.3), (3.5, -1.7)],
    ),
    "beale": (
        lambda t: sum(
            (c - t[0] * (1 - t[1] ** i)) ** 2 for i, c in enumerate((1.5, 2.25, 2.625), start=1)
        ),
        [(2.8, 0.4)],
    ),
    "rastrigin": (
        lambda t: 20 + sum(x**2 - 10 * math.cos(2 * math.pi * x) for x in t),
        [(0.1, -0.1)],
    ),
    "saddle": (
        lambda t: t[0] ** 2 / 2 - t[1] ** 2 / 2 + t[1] ** 4 / 4,
        [(0.1, -0.8), (0.1, 0.8)],
    ),
}


def newton(slope, curvature, start):
    """Return the points that Newton's method visits on its way to a slope of 0."""
    points = [start]
    for n in range(1, STEPS + 1):
        found = root_scalar(
            slope, x0=start, fprime=curvature, method="newton", maxiter=n, xtol=1e-300
        )
        points.append(found.root)
    return points


def minima(surface, starts):
    """Return the minima that are found from points nearby."""
    options = {"xatol": 1e-12, "fatol": 1e-15, "maxiter": 2000}
    return [
        minimize(surface, start, method="Nelder-Mead", options=options).x.tolist()
        for start in starts
    ]


def rosenbrock():
    """Return values, slopes and the largest curvature of Rosenbrock's valley."""
    points = [(x, y) for x in (-1.5, 0.0, 1.0, 2.0) for y in (-1.0, 1.0, 2.0)]
    return {
        "points": points,
        "loss": [rosen(point) for point in points],
        "gradient": [rosen_der(point).tolist() for point in points],
        "curvature": np.linalg.eigvalsh(rosen_hess([1.0, 1.0])).tolist(),
    }


def special(ts):
    """Return the functions that losses are made of."""
    ts = np.array(ts)
    return {
        "t": ts.tolist(),
        "sigmoid": expit(ts).tolist(),
        "binary_cross_entropy_of_1": (-log_expit(ts)).tolist(),
        "binary_cross_entropy_of_0": (-log_expit(-ts)).tolist(),
        "huber": huber(1.0, ts).tolist(),
        # log cosh t = log(eᵗ + e⁻ᵗ) − log 2
        "log_cosh": (logsumexp(np.stack([ts, -ts]), axis=0) - math.log(2)).tolist(),
    }


def categorical(scores):
    """Return the cross-entropies of each class, and the probabilities, for some scores."""
    scores = np.array(scores)
    return {
        "t": scores.tolist(),
        "loss": (-log_softmax(scores)).tolist(),
        "softmax": softmax(scores).tolist(),
    }


def main():
    """Write everything to scipy.json."""
    content = {
        "scipy": scipy.__version__,
        "newton": {name: newton(*curve) for name, curve in SLOPES.items()},
        "minima": {name: minima(*surface) for name, surface in SURFACES.items()},
        "rosenbrock": rosenbrock(),
        "ordinary": special(ORDINARY),
        "extreme": special(EXTREME),
        "categorical": [
            categorical(scores)
            for scores in ([1.0, -2.0, 0.5], [1e4, 0.0, -1e4], [1e300, 0.0, -1e300])
        ],
    }
    lines = json.dumps(content, separators=(", ", ": "))
    Path(__file__).with_name("scipy.json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
