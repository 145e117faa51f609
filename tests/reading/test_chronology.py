"""What happened to a question, and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import EventKind
from kg.reading import chronology
from kg.reading.page import Notes
from kg.reading.parts import Columns
from tests.reading.pages import ANSWERED, DUE, SENT, lines

SENT_ON, DUE_ON, ANSWERED_ON = date(2016, 10, 3), date(2016, 11, 3), date(2016, 11, 2)


def read(*texts: str, doubled: bool = True, whole: bool = True) -> tuple[chronology.Chronology, list[str]]:
    notes = Notes("p")
    found = chronology.read(Columns(both=lines(*texts)), notes, doubled=doubled, whole=whole)
    return found, [warning.code for warning in notes.warnings]


def events(found: chronology.Chronology) -> list[tuple[str, date | None]]:
    return [(event.kind.value, event.date) for event in found.events]


@pytest.mark.parametrize(
    ("texts", "expected", "due", "reason"),
    [
        ([SENT, DUE, ANSWERED] * 2, [("sent", SENT_ON), ("answered", ANSWERED_ON)], DUE_ON, "printed twice"),
        ([SENT, DUE] * 2, [("sent", SENT_ON)], DUE_ON, "open"),
        (["3/10/2016 Envoi question"] * 2, [("sent", SENT_ON)], None, "French, with a blank"),
        (["3/10/2016 | Envoi question |"] * 2, [("sent", SENT_ON)], None, "with bars"),
        (
            ["3/10/2016Envoi question (Fin du délai de réponse: 3/11/2016)"] * 2,
            [("sent", SENT_ON)],
            DUE_ON,
            "the deadline on the event's line",
        ),
        (
            [SENT, "(Einde van de antwoordtermijn: 3/11/2016 )"] * 2,
            [("sent", SENT_ON)],
            DUE_ON,
            "a blank before the bracket",
        ),
        (
            [SENT, "10/11/2016Rappel", "10/12/2016Rappel"] * 2,
            [("sent", SENT_ON), ("reminded", date(2016, 11, 10)), ("reminded", date(2016, 12, 10))],
            None,
            "two reminders",
        ),
        (
            [SENT, "5/1/2017Dossier gesloten"] * 2,
            [("sent", SENT_ON), ("closed", date(2017, 1, 5))],
            None,
            "closed",
        ),
        (
            [SENT, "5/1/2017Herkwalificatie", "7/1/2017Antwoord"] * 2,
            [("sent", SENT_ON), ("requalified", date(2017, 1, 5)), ("answered", date(2017, 1, 7))],
            None,
            "requalified and later answered",
        ),
        ([], [], None, "nothing"),
    ],
)
def test_understood(
    texts: list[str], expected: list[tuple[str, date]], due: date | None, reason: str
) -> None:
    found, codes = read(*texts)
    assert (events(found), found.due.value if found.due else None) == (expected, due), reason
    assert (found.understood, codes) == (True, []), reason


@pytest.mark.parametrize(
    ("texts", "expected", "due", "codes", "reason"),
    [
        (
            [SENT, DUE, ANSWERED, SENT, DUE, "4/11/2016Antwoord"],
            [("sent", SENT_ON), ("answered", None)],
            DUE_ON,
            ["contradiction"],
            "the columns disagree on a date: it happened, the day is not taken",
        ),
        (
            [SENT, DUE, SENT, "(Einde van de antwoordtermijn: 4/11/2016)"],
            [("sent", SENT_ON)],
            None,
            ["contradiction"],
            "the columns disagree on the deadline",
        ),
        (
            [SENT, DUE, ANSWERED, SENT, DUE],
            [("sent", SENT_ON), ("answered", ANSWERED_ON)],
            DUE_ON,
            ["contradiction"],
            "one column lacks an event",
        ),
        (
            [SENT, ANSWERED, "5/12/2016Antwoord"] * 2,
            [("sent", SENT_ON), ("answered", ANSWERED_ON), ("answered", date(2016, 12, 5))],
            None,
            ["repeated-event"],
            "two answers: the first counts",
        ),
        (
            [SENT, "31/2/2017Antwoord"] * 2,
            [("sent", SENT_ON), ("answered", None)],
            None,
            ["unreadable-date"],
            "an event on no day",
        ),
        (
            [ANSWERED, DUE, SENT, SENT, DUE, ANSWERED],
            [("sent", SENT_ON), ("answered", ANSWERED_ON)],
            DUE_ON,
            ["layout-irregular"],
            "the columns order the events differently",
        ),
    ],
)
def test_doubtful(
    texts: list[str], expected: list[tuple[str, date | None]], due: date | None, codes: list[str], reason: str
) -> None:
    found, told = read(*texts)
    assert (events(found), found.due.value if found.due else None, told) == (expected, due, codes), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3/10/2016Vergeten", "a label that is not known"),
        ("3/10/2016", "no label"),
        ("Verzending vraag", "no date"),
        ("Bonjour", "something else"),
    ],
)
def test_a_line_that_is_not_understood_is_told_once(text: str, reason: str) -> None:
    found, codes = read(SENT, text, SENT, text)
    assert not found.understood, reason
    assert set(codes) == {"unknown-label"}, reason
    assert events(found) == [("sent", SENT_ON)], reason


def test_events_keep_the_line_of_the_first_column() -> None:
    found, _ = read(SENT, DUE, ANSWERED, SENT, DUE, ANSWERED)
    assert [str(event.span) for event in found.events] == ["p, line 1", "p, line 3"]
    assert found.due is not None
    assert str(found.due.span) == "p, line 2"


def test_columns_told_apart_by_the_layout_are_compared_too() -> None:
    notes = Notes("p")
    both = Columns(fr=lines(SENT, DUE), nl=lines(SENT, "(Einde van de antwoordtermijn: 4/11/2016)", first=5))
    found = chronology.read(both, notes, doubled=False)
    assert (events(found), found.due) == ([("sent", SENT_ON)], None)
    assert [warning.code for warning in notes.warnings] == ["contradiction"]


_days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
_labels = {EventKind.SENT: "Verzending vraag", EventKind.REMINDED: "Rappel", EventKind.ANSWERED: "Antwoord"}


@given(st.lists(st.tuples(st.sampled_from(list(_labels)), _days), unique=True, max_size=6))
def test_every_event_of_a_list_printed_twice_is_read_in_order(printed: list[tuple[EventKind, date]]) -> None:
    texts = [f"{day.day}/{day.month}/{day.year}{_labels[kind]}" for kind, day in printed]
    found, codes = read(*texts, *texts)
    assert sorted(events(found)) == sorted((kind.value, day) for kind, day in printed)
    days = [event.date for event in found.events if event.date]
    assert days == sorted(days)
    assert set(codes) <= {"repeated-event"}


@pytest.mark.parametrize(
    ("texts", "expected", "due", "codes", "reason"),
    [
        (
            [SENT, DUE, ANSWERED, SENT, "(Einde van de antwoordtermijn: 3/11"],
            [("sent", SENT_ON), ("answered", ANSWERED_ON)],
            DUE_ON,
            [],
            "cut within the second column: what it lacks, and half a date, contradict nothing",
        ),
        (
            [SENT, DUE, ANSWERED, SENT],
            [("sent", SENT_ON), ("answered", ANSWERED_ON)],
            DUE_ON,
            [],
            "cut after a line of the second column",
        ),
        (
            [SENT, DUE, ANSWERED, "4/10/2016Verzending vraag"],
            [("answered", ANSWERED_ON), ("sent", None)],
            DUE_ON,
            ["contradiction"],
            "what the second column does say counts all the same",
        ),
        (
            [SENT, "(Einde van de"],
            [("sent", SENT_ON)],
            None,
            [],
            "cut within the first column: the last line gives no date",
        ),
    ],
)
def test_cut(
    texts: list[str], expected: list[tuple[str, date | None]], due: date | None, codes: list[str], reason: str
) -> None:
    found, told = read(*texts, whole=False)
    assert (events(found), found.due.value if found.due else None, told) == (expected, due, codes), reason


def test_nothing_is_left_of_a_chronology_cut_in_its_first_date() -> None:
    found, told = read("3/10/20", whole=False)
    assert (events(found), found.due, told) == ([], None, [])
