"""Cells of text in tables that a spreadsheet may open: none of them is taken for a formula.

A spreadsheet takes a cell that begins with one of a few characters for a formula and runs it. The text of an article
is anybody's, so each cell of text that begins so is put behind an apostrophe (after OWASP, "CSV Injection"); so is one
that begins with an apostrophe itself, which makes the rule to undo it plain: where a cell of text begins with an
apostrophe, take that one away. Numbers and dates are left as they are.
"""

# The full-width forms are taken for the same by spreadsheets set to an East Asian language.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")  # noqa: RUF001 -- see above


def guard(text: str) -> str:
    """Return the text as a cell that is no formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguard(cell: str) -> str:
    """Return the text that a cell holds."""
    return cell.removeprefix("'")
