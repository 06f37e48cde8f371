"""Runs `pyodide py-compile` inside Pyodide, so that the bytecode fits its Python.

node_python.py mounts `/tools`, the packages of the build, which is on PYTHONPATH, and `/work`, the
modules to compile.
"""

from pyodide_build.cli.py_compile import main

main(["/work/modules.zip", "--silent", "--compression-level", "0"], standalone_mode=False)
