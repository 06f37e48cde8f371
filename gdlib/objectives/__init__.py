"""Objective functions, each with its gradient: test functions, and losses over data.

Examples:
    >>> from gdlib.objectives.landscapes import landscape
    >>> landscape("squared_error").minima
    (5.0,)
"""
