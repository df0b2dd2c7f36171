"""Measures in a terminal and as comma-separated values, and the commands that print them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from rich.console import Console

import bilateral
from bilateral.cli import cli
from bilateral.show.tables import csv_text, print_balance, print_series


@pytest.fixture
def call(built_record):
    """Return a function that runs a command on the record of the sample and returns what it prints."""

    def run(*arguments):
        done = CliRunner().invoke(cli, [*arguments, "--record", str(built_record)])
        assert done.exit_code == 0, done.output
        return done.output

    return run


def shown(function, made):
    """Return what a function prints."""
    console = Console(width=100, file=io.StringIO())
    function(made, console)
    return console.file.getvalue()


def test_a_series_is_printed_with_what_it_counts_and_how(built_record):
    """The names of the two, a row for all, the version of the scores, and what was left out."""
    series = bilateral.series(built_record, "Russia", "Vietnam")
    words = shown(print_series, series)
    assert "Russia and Vietnam" in words
    assert "in all" in words
    assert series.scores in words
    for status, ids in series.left_out.apart.items():
        assert any(line.startswith(f"{len(ids)} ") and status in line for line in words.splitlines())


def test_a_balance_is_printed_by_partner_and_by_domain(built_record):
    """Shares with names, and a line for each domain of agreements."""
    balance = bilateral.balance(built_record, "Vietnam")
    words = shown(print_balance, balance)
    assert "Russia" in words
    assert all(f"agreements: {domain}" in words for domain in balance.whole.domains)


def test_nothing_to_count_is_said_in_a_sentence(built_record):
    """No table of nothing."""
    assert "holds no event" in shown(print_series, bilateral.series(built_record, "Chad", "Peru"))
    assert "holds no event" in shown(print_balance, bilateral.balance(built_record, "Chad"))


@pytest.mark.parametrize("command", [("series", "RUS", "VNM"), ("balance", "VNM")])
def test_json_and_csv_name_the_entries_of_every_number(call, command):
    """The same numbers in both; every row of events has as many ids as it counts."""
    assert json.loads(call(*command, "--json"))["scores"]
    rows = list(csv.DictReader(io.StringIO(call(*command, "--csv"))))
    assert rows
    assert all(float(row["count"]) == len(row["entries"].split()) for row in rows)


def test_csv_of_nothing_is_empty():
    """No head without a row."""
    assert not csv_text([])


def test_the_options_reach_the_measure(call):
    """Stretch, weight, rule, status and period stand in the result as asked for."""
    options = ("--by", "quarter", "--weight", "families", "--rule", "latest", "--status", "planned", "--since", "2020", "--until", "2023", "--as-of", "2024-01-01")  # fmt: skip
    assert json.loads(call("series", "RUS", "VNM", "--json", *options))["options"] == {
        "by": "quarter",
        "weight": "families",
        "rule": "latest",
        "statuses": ["planned"],
        "since": "2020",
        "until": "2023",
        "known": "2024-01-01",
    }
