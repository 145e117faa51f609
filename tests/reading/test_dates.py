"""Dates as the pages print them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import dates

MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("2 juin 2022", date(2022, 6, 2), "French"),
        ("2 juni 2022", date(2022, 6, 2), "Dutch"),
        ("1er juillet 2013", date(2013, 7, 1), "the first of a month"),
        ("1 juillet 2013", date(2013, 7, 1), "the first of a month, without er"),
        ("12 aôut 2010", date(2010, 8, 12), "misspelt on a page that was seen"),
        ("2/6/2022", date(2022, 6, 2), "figures, not padded, day first"),
        ("02/06/2022", date(2022, 6, 2), "figures, padded"),
        ("29 février 2012", date(2012, 2, 29), "leap day"),
        (" 2 JUIN 2022 ", date(2022, 6, 2), "capitals, blanks around it"),
    ],
)
def test_parse(text: str, expected: date, reason: str) -> None:
    assert dates.parse(text) == expected, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/2/2022", "no day of the calendar"),
        ("29 février 2022", "no leap year"),
        ("13/13/2022", "no month"),
        ("0/6/2022", "no day"),
        ("2/6/22", "two figures"),
        ("2/6/20222", "five figures"),
        ("2 brumaire 2022", "no month's name"),
        ("juin 2022", "no day"),
        ("2 juin", "no year"),
        ("2-6-2022", "no date of these pages"),
        ("le 2 juin 2022", "a word before it"),
        ("2/6/0000", "no year of the calendar"),
        ("", "nothing"),
    ],
)
def test_no_date(text: str, reason: str) -> None:
    assert dates.parse(text) is None, reason


@given(st.dates(date(1831, 1, 1), date(2999, 12, 31)), st.sampled_from(["fr", "nl"]))
def test_every_date_is_read_as_it_is_printed(day: date, language: str) -> None:
    written = f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
    figures = f"{day.day}/{day.month}/{day.year}"
    assert dates.parse(written) == dates.parse(figures) == day
    found = re.findall(dates.ANY, f"{written} {figures}", re.IGNORECASE)
    assert found == [written, figures]


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert dates.parse(text) is None or any(char.isdigit() for char in text)
