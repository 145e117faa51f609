"""Soft checks: what is possible but seldom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import DocumentNumber, Event, EventKind, Fact, Reading, Source, Span, View
from kg.reading.checks import check, usual_deadline
from kg.reading.page import Notes


def told(
    legislature: int = 7,
    submitted: date | None = None,
    sent: date | None = None,
    due: date | None = None,
) -> list[tuple[str, str]]:
    def at(line: int) -> Span:
        return Span("p", line, line)

    reading = Reading(
        document="p",
        source=Source(View.BILINGUAL_PRINT, None),
        id=DocumentNumber(legislature, 1),
        submitted=Fact(submitted, at(5)) if submitted else None,
        events=(Event(EventKind.SENT, sent, at(34)),) if sent else (),
        due=Fact(due, at(35)) if due else None,
    )
    notes = Notes("p")
    check(reading, notes)
    return [(warning.code, str(warning.span)) for warning in notes.warnings]


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2022, 6, 2), date(2022, 7, 7)),
        (date(2008, 10, 29), date(2008, 11, 27)),
        (date(2016, 10, 3), date(2016, 11, 3)),
    ],
)
def test_usual_deadline(sent: date, due: date) -> None:
    assert usual_deadline(sent) == due
    assert told(sent=sent, due=due) == []


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_usual_deadline_is_the_first_thursday_after_and_28_days(sent: date) -> None:
    thursday = usual_deadline(sent) - timedelta(days=28)
    assert thursday.isoweekday() == 4
    assert 1 <= (thursday - sent).days <= 7


def test_another_deadline_is_told() -> None:
    assert told(sent=date(2022, 6, 2), due=date(2022, 7, 8)) == [("deadline-unusual", "p, line 35")]


@pytest.mark.parametrize(
    ("sent", "due", "reason"),
    [
        (None, date(2022, 7, 8), "no sending date to reckon from"),
        (date(2022, 6, 2), None, "no deadline: it is never filled in"),
    ],
)
def test_nothing_to_compare(sent: date | None, due: date | None, reason: str) -> None:
    assert told(sent=sent, due=due) == [], reason


@pytest.mark.parametrize(
    ("legislature", "submitted", "outside", "reason"),
    [
        (7, date(2019, 7, 4), False, "the first day"),
        (7, date(2019, 7, 3), True, "the day before"),
        (7, date(2024, 5, 27), False, "the last day seen"),
        (7, date(2024, 7, 18), True, "the next legislature's first day"),
        (3, date(2003, 6, 4), True, "before legislature 3"),
        (6, date(2016, 10, 3), False, "in legislature 6"),
        (8, date(2050, 1, 1), False, "no end is known"),
        (2, date(1950, 1, 1), False, "no bounds are known"),
    ],
)
def test_outside_legislature(legislature: int, submitted: date, outside: bool, reason: str) -> None:
    expected = [("outside-legislature", "p, line 5")] if outside else []
    assert told(legislature, submitted) == expected, reason
