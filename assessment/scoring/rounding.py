"""Exact numbers inside, two decimals outside: rounded half up, once, at the end.

98.785 is a tie that occurs (SCORING of the domain, section 3): half up gives 98.79, which is what was published; half
even, and ``round`` on floats, give 98.78. Sums and means are therefore :class:`~fractions.Fraction` until shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import lcm

MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
_DIGITS = 60


def rounded(value: Fraction, places: int = 2, mode: str = "half_up") -> Decimal:
    """Round once to ``places`` decimals.

    :param mode: a key of :data:`MODES`.
    :raises KeyError: for an unknown mode.
    """
    # Scaled to an integer and a remainder first, so that a tie is seen as the tie it is and no division rounds twice.
    scaled = value * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if mode == "half_up":
        up = 2 * rest >= scaled.denominator
    elif mode == "half_even":
        up = 2 * rest > scaled.denominator or (2 * rest == scaled.denominator and whole % 2 == 1)
    else:
        up = {"down": False}[mode]
    sign = -1 if scaled < 0 else 1
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(sign * (whole + up)).scaleb(-places)


def mean(values: Iterable[Fraction]) -> Fraction | None:
    """Mean of the values; None when there are none: an empty group has no score, not a zero."""
    found = list(values)
    if not found:
        return None
    over = lcm(*(one.denominator for one in found))  # one fraction at the end: many sums of fractions take their time
    return Fraction(sum(one.numerator * (over // one.denominator) for one in found), over * len(found))


def shown(value: Fraction | Decimal | None) -> str | None:
    """Write with two decimals for people and JSON: ``39.53``; None stays None."""
    if value is None:
        return None
    return str(rounded(value if isinstance(value, Fraction) else Fraction(value)))
