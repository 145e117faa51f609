"""The facts of the headings: number, session, dates, language posed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from kg.model import DocumentNumber, Event, EventKind, Fact, Language
from kg.reading import dates
from kg.reading.lexicon import fold, pattern, words
from kg.reading.page import Line, Notes, Rejected
from kg.reading.patterns import compiled

T = TypeVar("T")

_NUMBERS = compiled(rf"{pattern('number_sign')}\s*(\d{{1,2}}\s?-\s?\d{{1,7}})(?!\d)")
_EXTRAORDINARY = compiled(rf"{pattern('extraordinary_session')}\s+(\d{{4}})(?:\s?-\s?(\d{{4}}))?(?![\d-])")
_ORDINARY = compiled(rf"{pattern('session')}\s+(\d{{4}})\s?-\s?(\d{{4}})(?![\d-])")
_DATED = compiled(
    rf"{pattern('dated')}\s+(?P<date>(?:\d|{dates.MONTH})[^:()]{{2,40}}?)\s*(?=[:(]|{pattern('question_heading', Language.NL)}|$)"
)
_RECEIVED = compiled(
    rf"{pattern('answer_heading')}\s+(?P<date>[^:]{{3,40}}?)\s*(?=:|{pattern('answer_heading')}|$)"
)
_BULLETIN = compiled(r"Bulletin\s+(\d{1,2})\s?-")
_BARE = compiled(rf"{pattern('question_heading')}\s+{pattern('number_sign')}\s*(\d{{1,7}})(?![\d-])")
_REMINDED = compiled(rf"\(\s*{pattern('reminded_on')}\s+(?P<date>[^()]{{3,40}})\)")
_POSED = compiled(rf"{pattern('posed_in')}\s+(?P<language>[^\W\d_]+)")

_POSED_MARKS = {lang: compiled(pattern(f"posed_mark.{lang.value}")) for lang in Language}
_POSED_LANGUAGES = {fold(word): lang for lang in Language for word in words(f"posed_language.{lang.value}")}
_ANY_DATE = compiled(dates.ANY)


def document_number(
    lines: Sequence[Line], bulletin: Sequence[Line], given: DocumentNumber | None, notes: Notes
) -> DocumentNumber:
    """The number that the headings print; ``given`` is used where they print none.

    In bulletins of legislatures 1 and 2 it is bare: the legislature is the bulletin's first number.

    Raises:
        Rejected: no number at all, or different ones equally often.
    """
    printed = Counter(
        DocumentNumber.parse(re.sub(r"\s", "", text))
        for line in lines
        for text in _NUMBERS.findall(line.text)
        if re.fullmatch(r"[1-9]\d?\s?-\s?[1-9]\d*", text)
    )
    if not printed:
        printed = _bare_numbers(lines, bulletin)
    if not printed:
        if given is not None:
            return given
        where = lines[0].number if lines else None
        raise Rejected(
            "no-number",
            "the question's number is not where it should be, in the heading; --id gives one",
            where,
        )
    ranked = sorted(printed, key=lambda number: (-printed[number], number))
    if len(ranked) > 1:
        names = ", ".join(str(number) for number in ranked)
        if printed[ranked[0]] == printed[ranked[1]]:
            raise Rejected("no-number", f"the headings give different numbers: {names}", lines[0].number)
        notes.warn(
            "contradiction",
            f"the headings give different numbers: {names}; {ranked[0]} comes most often",
            lines,
        )
    if given is not None and given != ranked[0]:
        notes.warn(
            "contradiction", f"the number given is {given}, the page says {ranked[0]}, which counts", lines
        )
    return ranked[0]


def _bare_numbers(lines: Sequence[Line], bulletin: Sequence[Line]) -> Counter[DocumentNumber]:
    legislature = next((int(match[1]) for line in bulletin if (match := _BULLETIN.match(line.text))), None)
    if legislature is None:
        return Counter()
    return Counter(
        DocumentNumber(legislature, int(text))
        for line in lines
        for text in _BARE.findall(line.text)
        if int(text)
    )


def reminders(lines: Sequence[Line], notes: Notes) -> list[Event]:
    """The reminders that a heading of the bulletin gives: ``(rappel van 2 mei 2005)``."""
    found = []
    for line in lines:
        for match in _REMINDED.finditer(line.text):
            day = dates.parse(match["date"])
            if day is None:
                notes.warn("unreadable-date", f"no date: {match['date']!r}", line)
            found.append(Event(EventKind.REMINDED, day, notes.span(line)))
    return found


def session(lines: Sequence[Line], notes: Notes) -> Fact[str] | None:
    """The session: ``2021-2022``, ``extraordinary-2019``."""
    found: dict[str, Line] = {}
    for line in lines:
        extraordinary = _EXTRAORDINARY.findall(line.text)
        for first, _ in extraordinary:
            found.setdefault(f"extraordinary-{first}", line)
        if not extraordinary:
            for first, last in _ORDINARY.findall(line.text):
                if int(last) == int(first) + 1:
                    found.setdefault(f"{first}-{last}", line)
    return _one(found, notes, "session")


def submitted(heading: Sequence[Line], question_heading: Sequence[Line], notes: Notes) -> Fact[date] | None:
    """The date of the heading: the line with the date, and "du …" / "d.d. …" in the question's heading."""
    found: dict[date, Line] = {}
    for line in heading:
        for text in _ANY_DATE.findall(line.text):
            _take(text, line, found, notes)
    for line in question_heading:
        for match in _DATED.finditer(_REMINDED.sub(" ", line.text)):
            _take(match["date"], line, found, notes)
    return _one(found, notes, "date of the question")


def received(lines: Sequence[Line], notes: Notes) -> Fact[date] | None:
    """The date of the answer's heading ("Réponse reçue le …", "Antwoord ontvangen op …")."""
    found: dict[date, Line] = {}
    for line in lines:
        for match in _RECEIVED.finditer(line.text):
            _take(match["date"], line, found, notes)
    return _one(found, notes, "date of the answer")


def original_language(lines: Sequence[Line], notes: Notes) -> Fact[Language] | None:
    """The language that the question was posed in ("Question posée en …", "Vraag gesteld in het …")."""
    found: dict[Language, Line] = {}
    for line in lines:
        for match in _POSED.finditer(line.text):
            posed = _POSED_LANGUAGES.get(fold(match["language"]))
            if posed is None:
                notes.warn("unknown-label", f"no language that a question is posed in: {match[0]!r}", line)
            else:
                found.setdefault(posed, line)
        for lang, mark in _POSED_MARKS.items():
            if mark.search(line.text):
                found.setdefault(lang, line)
    return _one(found, notes, "language that the question was posed in")


def _take(text: str, line: Line, found: dict[date, Line], notes: Notes) -> None:
    day = dates.parse(text)
    if day is None:
        notes.warn("unreadable-date", f"no date: {text!r}", line)
    else:
        found.setdefault(day, line)


def _one(found: dict[T, Line], notes: Notes, what: str) -> Fact[T] | None:
    if not found:
        return None
    if len(found) > 1:
        shown = ", ".join(sorted(str(value) for value in found))
        notes.warn(
            "contradiction",
            f"the page gives more than one {what}: {shown}; none is taken",
            min(found.values(), key=lambda line: line.number),
        )
        return None
    ((value, line),) = found.items()
    return Fact(value, notes.span(line))
