"""Dates as the pages print them: ``2 juin 2022``, ``1er juillet 2013``, ``2 juni 2022``, ``2/6/2022``."""

from __future__ import annotations

import re
from datetime import date

from kg.reading import lexicon

NUMERIC = r"\d{1,2}/\d{1,2}/\d{4}(?!\d)"
"""A date in figures, day first, not padded (chronology)."""

MONTH = lexicon.either(lexicon.months())
"""The name of a month, in either language."""

WRITTEN = rf"\d{{1,2}}\s*(?:{lexicon.pattern('first_of_month')})?\s+{MONTH}\s+\d{{4}}(?!\d)"
"""A date with the month's name, in either language."""

ANY = rf"(?:{NUMERIC}|{WRITTEN})"

_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WRITTEN = re.compile(
    rf"(\d{{1,2}})\s*(?:{lexicon.pattern('first_of_month')})?\s+({MONTH})\s+(\d{{4}})", re.IGNORECASE
)


def parse(text: str) -> date | None:
    """The date that a text is, or none where it is no date of the calendar (``31/2/2022``)."""
    text = text.strip()
    if match := _NUMERIC.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _WRITTEN.fullmatch(text):
        day, month, year = int(match[1]), lexicon.months()[lexicon.fold(match[2])], int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
