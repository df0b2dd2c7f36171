"""Agencies are known as outlets and by the credit that their printed stories carry."""

import pytest

from bilateral.trace.agencies import agency_credited, agency_named

BODY = "The two ministers met for an hour and agreed to meet again in the spring.\n" * 8


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("HANOI, Vietnam (AP) \u2014 " + BODY, "AP"),
        ("MOSCOW, June 20 (TASS) - " + BODY, "TASS"),
        ("By A. Writer\nLONDON (Reuters) - " + BODY, "Reuters"),
        (BODY + "\n\u00a9 2023 AFP", "AFP"),
        (BODY + "\nSource: Xinhua", "Xinhua"),
        (
            BODY + "\nCopyright 2023 The Associated Press. All rights reserved. This may not be broadcast.",
            "AP",
        ),
        (BODY, None),
        (BODY + "He told the agency (Reuters) so.\n" + BODY, None),
        (BODY + "\nReuters was first to report the meeting.", None),
        ("", None),
    ],
)
def test_a_story_credits_its_agency_in_its_dateline_or_last_line(text: str, agency: str | None) -> None:
    """A tag in brackets before the story or a line of credit after it counts; a mention does not."""
    assert agency_credited(text) == agency


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [
        ("Reuters", "Reuters"),
        ("www.reuters.com", "Reuters"),
        ("the associated press", "AP"),
        ("River Post", None),
        ("", None),
    ],
)
def test_an_outlet_that_is_an_agency_is_known(outlet: str, agency: str | None) -> None:
    """Names and addresses of agencies lead to one agency each."""
    assert agency_named(outlet) == agency
