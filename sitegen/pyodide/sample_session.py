"""A sample of readers' programs; prints which modules they load.

node_python.py runs it inside the official Pyodide.
"""

import getpass  # noqa: F401 # as cells.py does
import io
import json
import math
import pkgutil  # noqa: F401 # as page_limits.py does
import rlcompleter  # noqa: F401 # as cells.py does
import symtable  # noqa: F401 # as checking.py does
import sys
import traceback
from xml.etree import ElementTree

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation


def use() -> None:
    """Compute, draw lines and surfaces with formulas, animate, and fail once."""
    rng = np.random.default_rng(0)
    slope, _ = np.linalg.lstsq(rng.normal(size=(9, 2)), rng.normal(size=9))[:2]
    figure, axes = plt.subplots()
    axes.plot(slope, label=r"loss $E = \frac{1}{2}(y - t)^2$")
    axes.contour(np.outer(np.arange(3), np.arange(3)))
    axes.legend()
    figure.add_subplot(projection="3d").plot_surface(*np.mgrid[0:3, 0:3], np.eye(3))
    figure.tight_layout()
    for kind in ("png", "svg"):
        figure.savefig(drawing := io.BytesIO(), format=kind)
    ElementTree.fromstring(drawing.getvalue())  # as animation_writer.py reads frames
    FuncAnimation(figure, lambda n: axes.plot([n], [n]), frames=2).to_jshtml()
    try:
        math.sqrt(-1)
    except ValueError:
        traceback.format_exc()


def loaded_modules() -> list[str]:
    """Return the source files of all modules loaded so far."""
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({file for file in files if file and file.endswith(".py")})


if __name__ == "__main__":
    use()
    print(json.dumps(loaded_modules()))
