"""Run in the kernel before a notebook's first cell: how its results reach the page.

Figures come as SVG with our fonts, animations as vector films. In Jupyter and
on Colab, where none of this runs, the same notebook shows the same things in
those programs' own way.
"""

import itertools
import sys
from typing import Any

_numbers = itertools.count()


def _animation_html(animation: Any) -> str:
    import film
    from matplotlib import pyplot as plt

    markup = film.film_html(animation, prefix=f"film-{next(_numbers)}-", alt="")
    plt.close(animation._fig)
    return markup


def set_up() -> None:
    """Prepare the running IPython shell."""
    import figure_font
    import matplotlib as mpl
    from IPython.core.getipython import get_ipython
    from matplotlib.animation import Animation
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    mpl.use("module://matplotlib_inline.backend_inline")
    style: Any = figure_font.register() | {"svg.hashsalt": "gdlib", "svg.fonttype": "path"}
    mpl.rcParams.update(style)
    set_matplotlib_formats("svg", metadata={"Date": None})
    shell: Any = get_ipython()
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(Animation, _animation_html)


def source(folders: list[str]) -> str:
    """Return the line of code that the build executes before the notebook's own cells.

    Args:
        folders: where this module lies, and those that it imports.
    """
    return f"import sys; sys.path += {folders!r}; import kernel_setup; kernel_setup.set_up()"


if __name__ == "__main__":
    sys.exit("kernel_setup is executed inside a notebook's kernel; see docs/hooks/execution.py")
