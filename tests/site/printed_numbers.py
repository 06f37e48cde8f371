"""How gdlib's lines write a number, told without gdlib."""


def decimals(number):
    """Return three decimals; with an exponent from a million on."""
    return f"{number:.3f}" if abs(number) < 1e6 else f"{number:.3e}"
