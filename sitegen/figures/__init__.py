"""Matplotlib figures and animations, converted for pages."""
