"""Run in the kernel before a notebook's first cell: how its results reach the page.

Figures come as SVG with our fonts, animations as vector films. In Jupyter and
on Colab, where none of this runs, the same notebook shows the same things in
those programs' own way.
"""

import itertools
from typing import Any

_numbers = itertools.count()


def _animation_html(animation: Any) -> str:
    from matplotlib import pyplot as plt

    from sitegen.figures import animations

    markup = animations.film_html(animation, prefix=f"film-{next(_numbers)}-", alt="")
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
    formatter.for_type(Animation, _animation_html)


#: The code that the build executes before a notebook's own cells.
SOURCE = "from sitegen.notebooks import kernel_setup; kernel_setup.set_up()"
