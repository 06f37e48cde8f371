"""Validation of arguments: conversion to floats, checks, and the messages of their errors.

Examples:
    >>> from gdlib.validation.checks import check_positive
    >>> check_positive("lr", -0.1)
    Traceback (most recent call last):
        ...
    ValueError: lr must be greater than 0, got -0.1
"""
