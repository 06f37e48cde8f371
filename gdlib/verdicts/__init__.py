"""Classification of runs: whether a run converged, oscillates or diverges, from which step on.

Examples:
    >>> from gdlib import landscape, record, verdict
    >>> parabola = landscape("squared_error")
    >>> str(verdict(record(parabola.loss, parabola.gradient, t=-5.0, lr=2.0), parabola).kind)
    'oscillates'
"""
