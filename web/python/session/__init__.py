"""Runs readers' cells: in the browser's Python, and in the build's for exercises and animations."""
