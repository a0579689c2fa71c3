"""Distributions that projections are predicted with: mixtures of negative binomials, and Student's. Standard library.

A count whose mean is itself gamma distributed with shape ``size`` is negative binomial: variance ``mean + mean**2 /
size`` (Greenwood and Yule 1920). The smaller the size, the more the counts come in clumps; deaths in conflicts do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

_MOST_TERMS = 500
_EXACT = 1e-10


@dataclass(frozen=True, slots=True)
class Counts:
    """A negative binomial distribution: its mean and size, both above 0, and its weight in a mixture."""

    mean: float
    size: float
    weight: float = 1.0

    def log_likelihood(self, count: float) -> float:
        """The logarithm of the probability of a count; of one that is no whole number the smooth extension."""
        mean, size = self.mean, self.size
        return (
            lgamma(count + size) - lgamma(size) - lgamma(count + 1)
            - size * log1p(mean / size) + count * (log(mean) - log(mean + size))
        )  # fmt: skip

    def at_most(self, count: int) -> float:
        """The probability of ``count`` or fewer: the regularised incomplete beta function at (size, count + 1)."""
        return regularised_beta(self.size / (self.size + self.mean), self.size, count + 1.0)


def quantile(mixture: Sequence[Counts], probability: float) -> int:
    """The smallest count that a mixture (weights summing to 1) stays at or below with at least this probability."""

    def reached(count: int) -> bool:
        return sum(one.weight * one.at_most(count) for one in mixture) >= probability - _EXACT

    if reached(0):
        return 0
    below, above = 0, max(1, int(sum(one.weight * one.mean for one in mixture)))
    while not reached(above):
        below, above = above, 2 * above
    while above - below > max(1, above // 10_000):  # four digits: no prediction of this kind has more
        middle = (below + above) // 2
        if reached(middle):
            above = middle
        else:
            below = middle
    return above


def student_quantile(probability: float, freedom: int) -> float:
    """The quantile of Student's t distribution for a probability above a half and some degrees of freedom."""
    below, above = 0.0, 1.0

    def beyond(t: float) -> float:
        return 0.5 * regularised_beta(freedom / (freedom + t * t), freedom / 2, 0.5)

    while beyond(above) > 1 - probability:
        above *= 2
    for _ in range(50):
        middle = (below + above) / 2
        below, above = (middle, above) if beyond(middle) > 1 - probability else (below, middle)
    return above


def regularised_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by the continued fraction of DLMF 8.17.22.

    Raises ``ArithmeticError`` where 500 terms do not settle it.
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly the mirror image does not
        return 1.0 - regularised_beta(1.0 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction by Lentz's method (Thompson and Barnett 1986), even and odd terms in turn."""
    tiny = 1e-300
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1) or tiny)
    value = d
    for m in range(1, _MOST_TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / (1.0 + term * d or tiny)
            c = 1.0 + term / c or tiny
            step = c * d
            value *= step
        if abs(step - 1.0) < _EXACT:
            return value
    raise ArithmeticError(f"the incomplete beta function at {x}, {a}, {b} did not settle")
