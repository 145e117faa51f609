"""What a page is, found by reading it as every other page is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg import reading
from kg.fetching.targets import Target
from kg.merging import merge
from kg.model import Question, Reading, Status
from kg.reading import html
from kg.reading.decoding import decode
from kg.reading.page import Notes


class State(StrEnum):
    """What a page shows; see :mod:`kg.sidecar`."""

    ANSWERED = "answered"
    REQUALIFIED = "requalified"
    CLOSED = "closed"
    LAPSED = "lapsed"
    OPEN = "open"
    UNKNOWN = "unknown"
    INCOMPLETE = "incomplete"
    MISSING = "missing"
    REJECTED = "rejected"


SETTLED = frozenset({State.ANSWERED, State.CLOSED, State.LAPSED})
"""A whole page in such a state does not change any more. A requalified question may still be answered in writing."""

_MISSING = re.compile(
    r"n['’]existe pas|n['’]a pas été trouvée?|introuvable|(?:non|pas) trouvée?|aucune? (?:document|question|résultat)"
    r"|bestaat niet|niet gevonden|niet teruggevonden|geen (?:document|vraag|resultaten|resultaat)\b"
    r"|not found|does not exist",
    re.IGNORECASE,
)
_MUCH = 4_000
"""A page with more letters than that is not one that only says that there is nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of a page; for one that was rejected, why."""

    state: State
    why: str = ""


def judge(data: bytes, target: Target) -> Judgement:
    """What the bytes show, that came when a page was asked for."""
    try:
        page = reading.read(data, target.file_name, address=target.address)
        question = merge([page])
    except reading.Rejected as problem:
        if _says_missing(data):
            return Judgement(State.MISSING)
        return Judgement(State.REJECTED, problem.message)
    except Exception as problem:  # one page must never end a run over thousands
        return Judgement(State.REJECTED, f"an error of the program ({type(problem).__name__}: {problem})")
    if page.id != target.number:
        return Judgement(State.REJECTED, f"the page is that of {page.id}")
    if _says_nothing(page):
        return Judgement(State.MISSING)
    if _lacks(question):
        return Judgement(State.INCOMPLETE)
    return Judgement(State(question.status.value) if question.status else State.UNKNOWN)


def _lacks(question: Question) -> bool:
    answered = question.status is not None and question.status.value is Status.ANSWERED
    cut = question.text_incomplete or (question.answer is not None and question.answer.text_incomplete)
    printed = question.answer is not None or question.chronology.not_published is not None
    return cut or (answered and not printed)


def _says_nothing(page: Reading) -> bool:
    """Whether it has the form of a page, with nothing in it."""
    sides = (page.fr, page.nl)
    return not (
        page.asker
        or page.events
        or any(side.title or side.addressee or side.question or side.answer for side in sides)
    )


def _says_missing(data: bytes) -> bool:
    """Whether what a browser shows is little, and says that there is nothing."""
    try:
        text = decode(data, Notes(""))
        if html.is_html(text):
            text = "\n".join(line.text for row in html.read(text).rows for line in row.lines)
    except reading.Rejected:
        return False
    return len(text) <= _MUCH and _MISSING.search(text) is not None
