"""Whatever question the mapping writes, the shapes are quiet on it, but for what the question itself has wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.graph.formats import to_rdflib
from kg.graph.iris import Iris
from kg.graph.mapping import names_of, question_triples
from kg.graph.names import Names
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    PointPath,
    Question,
    QuestionPoint,
    Status,
)
from kg.validation import Severity, validate
from tests.strategies import questions

P = TypeVar("P", QuestionPoint, AnswerPoint)

QUIET = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
INVISIBLE = re.compile("[\\s\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]*")
MAY_BE_WRONG = {
    *(f"Question-sent-before-{event}" for event in ("due", "answered", "reminded", "not-published", "closed", "lapsed")),
    *("Question-status-agrees", "Answer-dateReceived-after-sent"),
    *(f"Question-{relation}-itself" for relation in ("alsoAskedAs", "resubmittedAs", "resubmissionOf")),
    *("AnswerPoint-refersToPoint-itself", "Point-content", "Point-label-form"),
    *("Text-not-empty", "Question-title-not-empty", "Labelled-prefLabel-not-empty", "Labelled-altLabel-not-empty"),
    "Person-name-form",
}  # fmt: skip


def graph_of(*found: Question) -> Graph:
    names, triples = Names(), []
    for question in found:
        names.add(names_of(question))
        triples += question_triples(question, Iris())
    return to_rdflib([*triples, *names.triples()])


def seen(text: Fact[str] | None) -> Fact[str] | None:
    return None if text is None or INVISIBLE.fullmatch(text.value) else text


def readable(text: Bilingual) -> Bilingual:
    return Bilingual(seen(text.fr), seen(text.nl))


def with_content(points: Sequence[P], above: PointPath = ()) -> tuple[P, ...]:
    """Points that have a text or sub-points, a label that shows, and do not refer to themselves."""
    mended: list[P] = []
    for point in points:
        path = (*above, point.key)
        below = with_content(point.points, path)
        text = readable(point.text)
        full = replace(
            point,
            points=below,
            text=text if text or below else Bilingual(Fact("texte")),
            label=None if point.label is None or INVISIBLE.fullmatch(point.label) else point.label,
        )
        if isinstance(full, AnswerPoint):
            full = replace(full, refers_to=tuple(other for other in full.refers_to if other != path))
        mended.append(full)
    return tuple(mended)


def possible(question: Question) -> Question:
    """The same question with dates that can be, and nothing in it that is empty or leads to itself."""
    dates = question.chronology
    sent = dates.sent.value if dates.sent else date.min

    def later(fact: Fact[date] | None) -> Fact[date] | None:
        return None if fact is None else Fact(max(fact.value, sent))

    chronology = Chronology(
        sent=dates.sent,
        due=later(dates.due),
        reminded=tuple(Fact(max(fact.value, sent)) for fact in dates.reminded),
        answered=later(dates.answered),
        requalified=dates.requalified,
        not_published=later(dates.not_published),
        closed=later(dates.closed),
        lapsed=later(dates.lapsed),
    )
    answer = question.answer and Answer(
        later(question.answer.received),
        readable(question.answer.text),
        with_content(question.answer.points),
        question.answer.text_incomplete,
    )
    return replace(
        question,
        chronology=chronology,
        answer=answer,
        status=question.status and Fact(status_of(chronology, answer, question.status.value)),
        relations=tuple(relation for relation in question.relations if relation.target != question.id),
        title=readable(question.title),
        text=readable(question.text),
        points=with_content(question.points),
        asker=seen(question.asker),
        affiliation=readable(question.affiliation),
        addressee=readable(question.addressee),
        topics=tuple(
            replace(topic, label=readable(topic.label)) for topic in question.topics if readable(topic.label)
        ),
    )


def status_of(dates: Chronology, answer: Answer | None, otherwise: Status) -> Status:
    if dates.answered or answer:
        return Status.ANSWERED
    if dates.requalified:
        return Status.REQUALIFIED
    if dates.closed or dates.not_published:
        return Status.CLOSED
    return Status.LAPSED if dates.lapsed else otherwise


@QUIET
@given(questions())
def test_a_question_that_can_be_conforms(question: Question) -> None:
    report = validate(graph_of(possible(question)))
    assert report.violations == ()
    assert {number for result in report.results for number in result.questions} <= {question.id}
    assert report.questions == 1


@QUIET
@given(questions())
def test_of_any_question_only_its_own_faults_are_found(question: Question) -> None:
    report = validate(graph_of(question))
    found = {str(result.shape).rpartition("#")[2] for result in report.of(Severity.VIOLATION)}
    assert found <= MAY_BE_WRONG


@QUIET
@given(st.lists(questions(), max_size=3))
def test_questions_together_are_judged_as_alone(drawn: list[Question]) -> None:
    """But for labels of names that they share, which are chosen among what all of them print."""
    found = [
        replace(question, id=DocumentNumber(7, number)) for number, question in enumerate(drawn, start=1)
    ]
    together = validate(graph_of(*found))
    alone = [result for question in found for result in validate(graph_of(question)).results]
    own = {result for result in together.results if "/question/" in str(result.focus)}
    assert own == {result for result in alone if "/question/" in str(result.focus)}
    assert together.questions == len(found)
