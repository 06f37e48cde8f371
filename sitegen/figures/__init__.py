"""Figures and animations, drawn by Matplotlib and made ready for pages."""
