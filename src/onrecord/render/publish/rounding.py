"""How exactly a computed number is shown: as exactly in a sentence as where it is set large. Standard library only."""

from __future__ import annotations

from math import floor, log10


def shown_value(value: float, unit: str = "") -> float:
    """A computed value as it is shown. Percentages have one decimal, multiples two; counts and rates none from 100 on,
    one below, and two digits below 1. A value that this would make a whole number, and that is none, keeps two
    decimals: 9.96 is not 10."""
    if not value:
        return 0.0
    if unit == "times":
        return round(value, 2)
    if unit != "percent" and abs(value) >= 100:
        return float(round(value))
    places = 1
    if unit != "percent" and abs(value) < 1:
        places = 1 - floor(log10(abs(value)))
    made = round(value, places)
    if places == 1 and made == int(made):
        made = round(value, 2)
    return made
