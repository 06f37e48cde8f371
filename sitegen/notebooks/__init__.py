"""Notebooks and live cells: prepared, executed, rendered, offered for download."""
