"""Hand-written facts of a page, compared with what the library makes of it.

A page ``NAME.txt`` has its facts beside it or in a folder of their own, in ``NAME.expected.json``. Texts are quoted: a string
is one paragraph, a list several; `` [...] `` stands for words left out. What was left out is taken from the page itself,
whose line must hold the words before and after it just once, so that the comparison is with the whole text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from kg.merging import merge
from kg.model import (
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    PointPath,
    Question,
    QuestionPoint,
    Status,
    Text,
)
from kg.reading import read

ELLIPSIS = " [...] "
KEYS = frozenset(
    [
        "id",
        "session",
        "submitted",
        "title",
        "asker",
        "affiliation",
        "addressee",
        "topics",
        "original_language",
        "chronology",
        "status",
        "days_late",
        "relations",
        "text",
        "points",
        "answer",
        "unanswered",
        "text_incomplete",
        "source",
        "warnings",
        "warnings_may",
        "shows",
    ]
)
POINT_KEYS = frozenset(["key", "label", "fr", "nl", "points", "answers", "refers_to"])
ANSWER_KEYS = frozenset(["received", "text", "points", "text_incomplete"])


class _AnyLines:
    """Stands for lines that the quotation does not tell, as its words come several times."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "any lines"


@dataclass(frozen=True)
class Quoted:
    """A quotation looked up: the whole text, and its first and last line (none where its words come several times)."""

    text: str
    lines: tuple[int, int] | None


def normalised(text: str) -> str:
    """NFC, runs of blanks to one blank."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def page_lines(page: Path) -> list[str]:
    """The page's lines, blanks normalised; pages that are not UTF-8 are windows-1252."""
    data = page.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return [normalised(line) for line in re.split(r"\r\n|\r|\n", text)]


def quoted(lines: Sequence[str], quotation: str | Sequence[str]) -> Quoted:
    """Look up a quotation of one or more paragraphs."""
    paragraphs = [_paragraph(lines, p) for p in ([quotation] if isinstance(quotation, str) else quotation)]
    first, last = paragraphs[0].lines, paragraphs[-1].lines
    return Quoted(
        "\n\n".join(paragraph.text for paragraph in paragraphs),
        (first[0], last[1]) if first is not None and last is not None else None,
    )


def _paragraph(lines: Sequence[str], quotation: str) -> Quoted:
    start, ellipsis, end = quotation.partition(ELLIPSIS)
    found = [(number, line) for number, line in enumerate(lines, 1) if start in line and end in line]
    assert found, f"not on the page: {quotation}"
    if not ellipsis:
        return Quoted(quotation, (found[0][0], found[0][0]) if len(found) == 1 else None)
    [(number, line)] = found
    assert line.count(start) == 1, f"beginning is there more than once: {quotation}"
    tail = line[line.index(start) :]
    assert tail.count(end) == 1, f"end is there more than once: {quotation}"
    return Quoted(tail[: tail.index(end) + len(end)], (number, number))


@dataclass(frozen=True)
class Expectation:
    """The facts of one page."""

    page: Path
    facts: Mapping[str, Any]

    @classmethod
    def load(cls, page: Path, expected: Path) -> Expectation:
        facts = json.loads(expected.read_text(encoding="utf-8"))
        if "rejected" not in facts:
            assert set(facts) <= KEYS, f"{expected.name}: unknown {set(facts) - KEYS}"
        return cls(page, facts)

    def facts_of_question(self, *, lines: bool = False) -> dict[str, Any]:
        """The facts in the form of :func:`facts_of`; with ``lines``, where the texts stand in place of the texts."""
        facts, there = self.facts, page_lines(self.page)

        def text(value: str | Sequence[str] | None) -> Any:
            if not value:
                return None
            found = quoted(there, value)
            return (found.lines or _AnyLines()) if lines else found.text

        def both(value: Mapping[str, Any]) -> tuple[Any, Any]:
            return text(value.get("fr")), text(value.get("nl"))

        def points(values: Sequence[Mapping[str, Any]]) -> list[Any]:
            rows = []
            for position, point in enumerate(values, 1):
                assert set(point) <= POINT_KEYS, f"{self.page.name}: unknown {set(point) - POINT_KEYS}"
                label = point["label"]
                rows.append(
                    (
                        point.get("key", label and label.lower()),
                        label,
                        position,
                        *both(point),
                        sorted(point.get("answers", [])),
                        sorted(point.get("refers_to", [])),
                        points(point.get("points", [])),
                    )
                )
            return rows

        answer = facts.get("answer")
        assert answer is None or set(answer) <= ANSWER_KEYS, f"{self.page.name}: {set(answer) - ANSWER_KEYS}"
        return {
            "id": facts["id"],
            "session": facts.get("session"),
            "submitted": facts.get("submitted"),
            "title": both(facts.get("title", {})),
            "asker": facts.get("asker"),
            "affiliation": (facts.get("affiliation", {}).get("fr"), facts.get("affiliation", {}).get("nl")),
            "addressee": both(facts.get("addressee", {})),
            "topics": sorted((fr or "", nl or "") for fr, nl in facts.get("topics", [])),
            "original_language": facts.get("original_language"),
            "chronology": {
                name: value if isinstance(value, str) else sorted(value)
                for name, value in facts.get("chronology", {}).items()
            },
            "status": facts.get("status"),
            "days_late": facts.get("days_late"),
            "relations": sorted((kind, target) for kind, target in facts.get("relations", [])),
            "text": both(facts.get("text", {})),
            "points": points(facts.get("points", [])),
            "answer": None
            if answer is None
            else {
                "received": answer.get("received"),
                "text": both(answer.get("text", {})),
                "points": points(answer.get("points", [])),
                "text_incomplete": answer.get("text_incomplete", False),
            },
            "unanswered": sorted(facts.get("unanswered", [])),
            "text_incomplete": facts.get("text_incomplete", False),
            "source": (facts["source"]["view"], facts["source"]["language"]),
        }


def convert(page: Path, number: str | None = None) -> Question:
    """The question of one page; ``number`` is that of a page which prints none."""
    given = None if number is None else DocumentNumber.parse(number)
    return merge([read(page.read_bytes(), page.name, number=given)])


def facts_of(question: Question, *, lines: bool = False) -> dict[str, Any]:
    """What a question says, in plain values; with ``lines``, where the texts stand in place of the texts."""

    def text(value: Text | None) -> Any:
        if value is None:
            return None
        if not lines:
            return value.value
        return None if value.span is None else (value.span.first, value.span.last)

    def both(value: Bilingual) -> tuple[Any, Any]:
        return text(value.fr), text(value.nl)

    def points(values: Sequence[QuestionPoint] | Sequence[AnswerPoint]) -> list[Any]:
        rows: list[Any] = []
        for point in values:
            answers = point.answers if isinstance(point, AnswerPoint) else ()
            refers = point.refers_to if isinstance(point, AnswerPoint) else ()
            rows.append(
                (
                    point.key,
                    point.label,
                    point.position,
                    *both(point.text),
                    sorted("/".join(path) for path in answers),
                    sorted("/".join(path) for path in refers),
                    points(point.points),
                )
            )
        return rows

    answer = question.answer
    [source] = question.sources
    return {
        "id": str(question.id),
        "session": _value(question.session),
        "submitted": _value(question.submitted),
        "title": both(question.title),
        "asker": _value(question.asker),
        "affiliation": (_value(question.affiliation.fr), _value(question.affiliation.nl)),
        "addressee": both(question.addressee),
        "topics": sorted(
            (_value(topic.label.fr) or "", _value(topic.label.nl) or "") for topic in question.topics
        ),
        "original_language": _value(question.original_language),
        "chronology": _chronology(question.chronology),
        "status": _value(question.status),
        "days_late": days_late(question),
        "relations": sorted((relation.kind.value, str(relation.target)) for relation in question.relations),
        "text": both(question.text),
        "points": points(question.points),
        "answer": None
        if answer is None
        else {
            "received": _value(answer.received),
            "text": both(answer.text),
            "points": points(answer.points),
            "text_incomplete": answer.text_incomplete,
        },
        "unanswered": sorted("/".join(path) for path in unanswered(question)),
        "text_incomplete": question.text_incomplete,
        "source": (source.view.value, None if source.language is None else source.language.value),
    }


def _value(fact: Fact[Any] | None) -> str | None:
    return None if fact is None else str(fact.value)


def _chronology(chronology: Chronology) -> dict[str, str | list[str]]:
    facts: dict[str, str | list[str]] = {}
    for field in fields(chronology):
        value = getattr(chronology, field.name)
        if field.name == "reminded":
            if value:
                facts["reminded"] = sorted(str(fact.value) for fact in value)
        elif value is not None:
            facts[field.name] = str(value.value)
    return facts


def days_late(question: Question) -> int | None:
    """Days from the deadline to the answer, where it came after it."""
    due = question.chronology.due
    answered = question.chronology.answered or (question.answer.received if question.answer else None)
    if due is None or answered is None:
        return None
    days = (_date(answered) - _date(due)).days
    return days if days > 0 else None


def _date(fact: Fact[date]) -> date:
    return fact.value


def unanswered(question: Question) -> list[PointPath]:
    """Points of the question that no point of a complete answer is linked to, at the highest level."""
    answer = question.answer
    if (
        answer is None
        or answer.text_incomplete
        or question.text_incomplete
        or question.status is None
        or question.status.value is not Status.ANSWERED
    ):
        return []
    linked = _linked(answer.points)
    return _uncovered(question.points, (), linked) if linked else []


def _linked(points: Sequence[AnswerPoint]) -> set[PointPath]:
    paths: set[PointPath] = set()
    for point in points:
        paths.update(point.answers)
        paths |= _linked(point.points)
    return paths


def _uncovered(points: Sequence[QuestionPoint], above: PointPath, linked: set[PointPath]) -> list[PointPath]:
    found: list[PointPath] = []
    for point in points:
        path = (*above, point.key)
        if path in linked:
            continue
        if any(other[: len(path)] == path for other in linked):
            found += _uncovered(point.points, path, linked)
        else:
            found.append(path)
    return found
