"""A quantity's value and unit in the scheme of figures: whole currencies, parts of a whole in percent."""

import re

from bilateral.model import Quantity
from bilateral.read.quantities.conversions import dimension

_MINOR = {"cent": "USD", "penny": "GBP"}
# The annotation scheme takes "dozens" for two dozen at least.
_DOZENS = 24.0
Value = float | tuple[float, float]


def figure_value(quantity: Quantity) -> tuple[Value, str | None]:
    """Return the value and the unit that a figure shows for the quantity.

    A part of a whole becomes a percentage with one decimal ("two-thirds": 66.7), cents become a hundredth of
    their currency (US dollars, where none is named), and money or counted things taken per something keep
    their own unit alone ("10 dollars an ounce": USD).
    """
    value, unit = quantity.value, quantity.unit
    if is_part(quantity):
        assert not isinstance(value, tuple)
        return round(value * 100, 1), "percent"
    if quantity.span.text.lower().startswith("dozens") and value == _DOZENS / 2:
        value = _DOZENS
    if unit is None:
        return value, None
    head = unit.split(" per ")[0]
    if head in _MINOR:
        return _divided(value, 100.0), _MINOR[head]
    if head != unit and (dimension(unit) is None or dimension(unit) == "money"):
        return value, head
    return value, unit


def _divided(value: Value, by: float) -> Value:
    return (value[0] / by, value[1] / by) if isinstance(value, tuple) else value / by


def is_part(quantity: Quantity) -> bool:
    """Say whether the quantity is a part of a whole written as a fraction."""
    value = quantity.value
    if quantity.unit is not None or isinstance(value, tuple) or not 0 < value < 1:
        return False
    return bool(re.search(r"[a-z½⅓⅔¼¾⅕⅛/\u2044]", quantity.span.text.lower()))
