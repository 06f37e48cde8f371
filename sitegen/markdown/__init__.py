"""Transforms the text of a page: values, formulas, custom elements."""
