"""Dates, encodings and languages as sources give them."""

import datetime as dt

import pytest

from bilateral.collect.dates import parse_date
from bilateral.collect.decode import decode
from bilateral.collect.language import foreign_language


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-07-06", (2022, 7, 6)),
        ("2022-07-06T23:59:00-11:00", (2022, 7, 6)),
        ("2022/7/6 10:00", (2022, 7, 6)),
        ("2022.07.06", (2022, 7, 6)),
        ("20220706", (2022, 7, 6)),
        (20220706, (2022, 7, 6)),
        ("20220706T101500Z", (2022, 7, 6)),
        ("Wed, 06 Jul 2022 10:15:00 GMT", (2022, 7, 6)),
        ("6 July 2022", (2022, 7, 6)),
        ("July 6th, 2022 at noon", (2022, 7, 6)),
        ("Sept. 6, 2022", (2022, 9, 6)),
        (dt.datetime(2022, 7, 6, 23, tzinfo=dt.UTC), (2022, 7, 6)),
    ],
)
def test_a_date_is_the_day_as_written(written: object, day: tuple[int, int, int]) -> None:
    """The day counts in the source's own time zone."""
    assert parse_date(written) == dt.date(*day)


@pytest.mark.parametrize(
    "written",
    ["", "2022", "July 2022", "2022-13-01", "2022-02-30", "06/07/2022", "31 June 2022", True, 3.5, None, []],
)
def test_what_names_no_single_day_is_no_date(written: object) -> None:
    """Half dates, impossible and ambiguous ones are not guessed at."""
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Café".encode(), "utf-8"),
        ("Café".encode("utf-8-sig"), "utf-8"),
        ("Café".encode("utf-16"), "utf-16-le"),
        ("The café opened on Monday".encode("cp1252"), "windows-1252"),
    ],
)
def test_text_is_decoded_by_what_it_shows(data: bytes, encoding: str) -> None:
    """Byte order marks and valid UTF-8 decide; sparse Western letters are taken for Windows-1252."""
    found = decode(data)
    assert found is not None
    assert found.encoding == encoding
    assert "Café" in found.text.title()
    assert "\ufeff" not in found.text


@pytest.mark.parametrize(
    "data",
    [
        "Café – and “more”".encode()[:-1],  # UTF-8 with its end torn off
        "Привет всем".encode("cp1251"),
        b"\xff\xfea",
        b"\x81\x8d\x8f",
    ],
)
def test_nothing_is_decoded_by_force(data: bytes) -> None:
    """Damaged UTF-8 and other alphabets' bytes do not come out as Western letters."""
    assert decode(data) is None


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "Hanoi, Vietnam",
        "Lavrov meets Bui Thanh Son in Hanoi",
        "President Joko Widodo, Prabowo Subianto, Retno Marsudi",
        "Shr 16 cts vs nine cts. Net 2,281,000 vs 1,319,000.",
    ],
)
def test_in_doubt_a_text_is_english(text: str) -> None:
    """Short texts full of names and figures are kept."""
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Präsident reist am Donnerstag nach Hanoi.", "de"),
        ("Vladimir Poutine est arrivé jeudi à Hanoï pour une visite d'État.", "fr"),
        ("Президент прибыл в Ханой с государственным визитом.", "ru"),
        (
            "Read this page in English. "
            + "Tổng thống đã đến Hà Nội vào thứ Năm để thăm cấp nhà nước. " * 80,
            "vi",
        ),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    """A sentence is enough, and an English notice before it hides nothing."""
    assert foreign_language(text) == language
