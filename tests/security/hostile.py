"""Texts that attack whoever shows them, and articles made of these."""

import json
from pathlib import Path

# Clears the screen, sets the title, colours what follows, in the forms of seven and of eight bits; turns the direction.
STEERING = "\x1b[2J\x1b]0;owned\x07\x1b[31m\x9b31m\u202etxt.exe\u2066 \x7f\x08\x08"
MARKUP = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} [red]x[/red]'
FORMULA = '=HYPERLINK("http://127.0.0.1/","open")'
ACT = (
    "Russian Foreign Minister Sergey Lavrov met Vietnamese Foreign Minister Bui Thanh Son in Hanoi on Monday"
)


def write_articles(path: Path, hostile: str) -> Path:
    """Write JSON lines in which every text that an article can bring is hostile, and one line that is a problem."""
    head = {
        "source": hostile,
        "title": f"Lavrov {hostile}",
        "url": f"javascript:{hostile}",
        "date": "2022-07-06",
    }
    first = f"{ACT}, {hostile} in a talk.\n“We trust {hostile} Vietnam,” Lavrov said. Trade grew to $5.54 billion {hostile}."
    second = f"Russia and Vietnam signed {hostile} an agreement on fisheries {hostile} in Hanoi on Tuesday."
    lines = [
        {"id": hostile, **head, "text": first},
        {"id": f"{hostile}2", **head, "text": second},
        {"id": hostile, "text": ""},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
