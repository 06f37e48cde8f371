"""Runs tests in Pyodide; bin/pyodide.py mounts what they need.

`/tools` holds the packages of this project's environment, of which the pure ones work here;
`/compiled` those that had to be compiled for Pyodide.
"""

import os
import sys

sys.path[:0] = ["/project"]
sys.path += ["/compiled", "/tools"]
os.chdir("/project")

import pytest

sys.exit(pytest.main(["-p", "no:cacheprovider", *os.environ["TESTS"].split()]))
