"""Named rules pick one of several values; none picks silently."""

import pytest

from bilateral.reconcile.rules import Rule, pick

VALUES = [
    {"value": 5.54e9, "families": ["a", "b"], "last": "2022-07-06"},
    {"value": 3.6e9, "families": ["c"], "last": "2022-06-01"},
    {"value": 7.1e9, "families": ["d"], "last": "2024-06-20"},
]


@pytest.mark.parametrize(
    ("rule", "picked"),
    [
        ("most-frequent", [5.54e9]),
        ("conservative", [3.6e9]),
        ("latest", [7.1e9]),
        ("all", [5.54e9, 3.6e9, 7.1e9]),
    ],
)
def test_each_rule_picks_its_value(rule, picked):
    """By what most say, by the least claim, by who spoke last; or every value."""
    assert pick("value", VALUES, rule) == picked
    assert pick("value", VALUES[::-1], Rule(rule)) == picked


@pytest.mark.parametrize(
    ("name", "values", "least"),
    [
        ("status", ["actual", "denied"], "denied"),
        ("status", ["signed", "negotiating"], "negotiating"),
        ("when", ["2024-06-20", "2024-06"], "2024-06"),
        ("when", ["2024-06-20", "2024-06-19/2024-06-20"], "2024-06-19/2024-06-20"),
        ("value", [[40, 60], 50], [40, 60]),
        ("mode", ["visit", "phone"], "phone"),
    ],
)
def test_the_conservative_value_claims_least(name, values, least):
    """Smaller numbers, rougher dates, the weaker status; where nothing can be weighed, the first in order."""
    told = [{"value": value, "families": ["a"], "last": None} for value in values]
    assert pick(name, told, Rule.CONSERVATIVE) == [least]


def test_an_unknown_rule_is_refused():
    """A rule must be one of the named choices."""
    with pytest.raises(ValueError, match="newest"):
        pick("value", VALUES, "newest")


@pytest.mark.parametrize("rule", Rule)
def test_no_values_give_none(rule):
    """A field on which nobody speaks has no value under any rule."""
    assert pick("value", [], rule) == []
