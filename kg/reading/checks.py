"""Soft checks of a reading: what is possible but seldom, and worth a look."""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import EventKind, Reading
from kg.reading.page import Notes

# First and last days of the legislatures, as questions were submitted in them.
LEGISLATURES: dict[int, tuple[date, date]] = {
    3: (date(2003, 6, 5), date(2007, 6, 27)),
    4: (date(2007, 6, 28), date(2010, 6, 30)),
    5: (date(2010, 7, 1), date(2014, 5, 31)),
    6: (date(2014, 7, 3), date(2019, 6, 30)),
    7: (date(2019, 7, 4), date(2024, 6, 30)),
    8: (date(2024, 7, 18), date(9999, 12, 31)),
}
_THURSDAY = 3
_TERM = timedelta(days=28)


def usual_deadline(sent: date) -> date:
    """The first Thursday after the sending date, plus 28 days (observed on pages of 2005 to 2023)."""
    until_thursday = (_THURSDAY - sent.weekday() - 1) % 7 + 1
    return sent + timedelta(days=until_thursday) + _TERM


def check(reading: Reading, notes: Notes) -> None:
    """Warn of an unusual deadline and of a date outside the legislature."""
    sent = next((e for e in reading.events if e.kind is EventKind.SENT and e.date), None)
    if sent and sent.date and reading.due and reading.due.value != usual_deadline(sent.date):
        notes.warn(
            "deadline-unusual",
            f"the deadline {reading.due.value} is not the usual one for a question sent on {sent.date}"
            f" ({usual_deadline(sent.date)})",
            reading.due.span,
        )
    bounds = LEGISLATURES.get(reading.id.legislature)
    if bounds and reading.submitted and not bounds[0] <= reading.submitted.value <= bounds[1]:
        notes.warn(
            "outside-legislature",
            f"{reading.submitted.value} is outside legislature {reading.id.legislature}",
            reading.submitted.span,
        )
