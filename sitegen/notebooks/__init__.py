"""Notebooks and live cells: executed, rendered, converted to downloads."""
