"""The number format of gdlib's printed lines, implemented without gdlib."""


def decimals(number):
    """Return three decimals, with an exponent from a million."""
    return f"{number:.3f}" if abs(number) < 1e6 else f"{number:.3e}"
