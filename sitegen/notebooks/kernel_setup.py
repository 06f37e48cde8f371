"""Sets up the kernel before a notebook's first cell: the formats of figures and animations.

Figures are displayed as SVG with our fonts, animations as `<gd-film>`. In Jupyter and
on Colab this does not run: the same notebook uses their default formats.
"""

import functools
import itertools
from collections.abc import Iterator
from typing import Any


def _animation_html(numbers: Iterator[int], animation: Any) -> str:
    from matplotlib import pyplot as plt

    from sitegen.figures import animations

    markup = animations.animation_html(animation, prefix=f"film-{next(numbers)}-", alt="")
    plt.close(animation._fig)
    return markup


def set_up() -> None:
    """Prepare the running IPython shell."""
    import matplotlib as mpl
    from IPython.core.getipython import get_ipython
    from matplotlib.animation import Animation
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    from sitegen.figures import fonts

    mpl.use("module://matplotlib_inline.backend_inline")
    style: Any = fonts.register() | {"svg.hashsalt": "gdlib", "svg.fonttype": "path"}
    mpl.rcParams.update(style)
    set_matplotlib_formats("svg", metadata={"Date": None})
    shell: Any = get_ipython()
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(Animation, functools.partial(_animation_html, itertools.count()))


#: The code that the build executes before a notebook's own cells.
SOURCE = "from sitegen.notebooks import kernel_setup; kernel_setup.set_up()"
