"""Somebody else's words are told from the outlet's own prose."""

import pytest

from bilateral.trace.quoting import others_words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we agree” twice.", ["“we agree”"]),
        ('He said "we agree" twice.', ['"we agree"']),
        ("No words of others here.", []),
        ("A stray mark” closes nothing.", []),
        ("“We agree.\n“We sign.”\nThey left.", ["“We agree.", "“We sign.”"]),
        ("“We agree.\nThen we sign,” he said.", ["“We agree.", "Then we sign,”"]),
        ('"We agree.\nThen we sign," he said. It "rained".', ['"We agree.', 'Then we sign,"', '"rained"']),
        ("“We agree.\nThe minister left.", ["“We agree."]),
        (
            "He left.\nWe need a deal! — Ann Lee (@annlee) May 3, 2019\nThey met.",
            ["We need a deal! — Ann Lee (@annlee) May 3, 2019"],
        ),
        (
            "We need a deal!\n— Ann Lee (@annlee) May 3, 2019",
            ["We need a deal!", "— Ann Lee (@annlee) May 3, 2019"],
        ),
        (
            "ANN LEE: You agreed? BO KIM: We did. ANN LEE: When?",
            ["ANN LEE: You agreed? BO KIM: We did. ANN LEE: When?"],
        ),
        ("HANOI: The ministers met.", []),
        ("", []),
    ],
)
def test_the_words_of_others_are_found(text: str, quoted: list[str]) -> None:
    """Quotations, over several paragraphs too, posts and transcripts are others' words; prose is not."""
    assert [text[start:end] for start, end in others_words(text)] == quoted
