"""Runs `pyodide py-compile` inside Pyodide: its Python compiles what it will load itself.

node_python.py mounts `/tools`, the packages of the build, and `/work`, which holds the modules.
"""

import sys

sys.path.append("/tools")

from pyodide_build.cli.py_compile import main

main(["/work/modules.zip", "--silent", "--compression-level", "0"], standalone_mode=False)
