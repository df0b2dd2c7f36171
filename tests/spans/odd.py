"""Articles written in every odd corner of Unicode, each with an event, a statement and a figure."""

from collections.abc import Iterator
from typing import Any

ODD = {
    "astral": "\U0001f30d\U0001f1fb\U0001f1f3 \U00020000\U0001d49c",
    "combining": "e\u0301\u0323 A\u030a q\u0307\u0323 \u1112\u1161\u11ab",
    "right to left": "شكرا \u05e9\u05c1\u05dc\u05d5\u05dd \u202eabc\u202c \u2067x\u2069",
    "line ends": "a\r\nb\rc\n\r\nd",
    "separators": "a\u2028b\u2029c\u0085d\x0be\x0cf",
    "zero width": "a\u200bb\u200dc\u2060d\ufeffe\u00adf",
    "byte order mark": "\ufeffa",
    "joined emoji": "\U0001f469\u200d\U0001f33e\U0001f44d\U0001f3fd \u263a\ufe0f",
    "other alphabets": "Москва́ 河内 ハノイ 하노이 ฮานอย",
    "signs of markup": "<b>&amp;</b> \\\" ' `${x}` {{ y }} %s \\u0041 ]]> --",
    "control characters": "a\x01b\x02c\x03d\x1be\x7ff\x9bg",
    "ends of the planes": "\ud7ff\ue000\ufdd0\ufffd\uffff\U0001ffff\U0010ffff",
    "full width": "１２３ ＄５ ％ ＡＢＣ ½ ２０２４",
}
"""What stands in each article, by what is odd about it; half characters and the zero character are refused when added."""


def texts() -> dict[str, str]:
    """Return the texts, as they are given to be added."""
    return {name: _text(odd) for name, odd in ODD.items()}


def _text(odd: str) -> str:
    return (
        f"{odd} Russian Foreign Minister Sergey Lavrov met Vietnamese Foreign Minister Bui Thanh Son in Hanoi on Monday. {odd}\r\n\r\n"
        f"“We trust {odd} Vietnam and its people,” Lavrov said. {odd} Trade between Russia and Vietnam grew by 14 percent to $5.54 billion {odd} last year. {odd}"
    )


def spans_in(value: Any) -> Iterator[tuple[int, int, str]]:
    """Yield every span of a plain value, at any depth."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value["start"], value["end"], value["text"]
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)
