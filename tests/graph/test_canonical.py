from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from kg.graph.canonical import canonical
from kg.graph.iris import Iris
from kg.graph.mapping import question_triples, to_triples
from kg.graph.reading_back import questions
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    PageWarning,
    Question,
    QuestionPoint,
    Relation,
    RelationKind,
    Source,
    Span,
    Topic,
    View,
)
from tests import strategies

BARE = Question(id=DocumentNumber(7, 9001))


def both(fr: str | None = None, nl: str | None = None) -> Bilingual:
    return Bilingual(None if fr is None else Fact(fr), None if nl is None else Fact(nl))


@settings(max_examples=30)
@given(strategies.questions())
def test_the_canonical_form_has_the_same_graph_and_is_its_own(question: Question) -> None:
    plain = canonical(question)
    assert canonical(plain) == plain
    assert question_triples(plain) == question_triples(question)


SPAN = Span("page.txt", 1, 1)


@pytest.mark.parametrize(
    ("given_", "expected", "reason"),
    [
        (
            replace(BARE, session=Fact("2021-2022", SPAN), warnings=(PageWarning("truncated", "cut", SPAN),)),
            replace(BARE, session=Fact("2021-2022")),
            "spans and warnings are not compared",
        ),
        (
            replace(BARE, topics=(Topic(both("b")), Topic(both("a")), Topic(both("b")), Topic(both("…")))),
            replace(BARE, topics=(Topic(both("a")), Topic(both("b")))),
            "terms are a set of those with an IRI",
        ),
        (
            replace(BARE, topics=(Topic(both("sida", "aids")), Topic(both("SIDA")))),
            replace(BARE, topics=(Topic(both("SIDA", "aids")),)),
            "terms with the same IRI are one",
        ),
        (
            replace(BARE, asker=Fact("Tom Ongena"), asker_iri=Iris().person("Tom Ongena")),
            replace(BARE, asker=Fact("Tom Ongena")),
            "an authority's IRI that is the usual one says nothing more",
        ),
        (
            replace(BARE, asker=Fact("…"), affiliation=both("…"), addressee=both("…")),
            BARE,
            "names without a slug",
        ),
        (
            replace(
                BARE, chronology=Chronology(reminded=tuple(Fact(date(2022, 6, day)) for day in (9, 5, 9)))
            ),
            replace(BARE, chronology=Chronology(reminded=tuple(Fact(date(2022, 6, day)) for day in (5, 9)))),
            "reminders are a set",
        ),
        (
            replace(
                BARE,
                relations=tuple(Relation(RelationKind.ALSO_ASKED_AS, DocumentNumber(7, n)) for n in (10, 9)),
            ),
            replace(
                BARE,
                relations=tuple(Relation(RelationKind.ALSO_ASKED_AS, DocumentNumber(7, n)) for n in (9, 10)),
            ),
            "relations are by number",
        ),
        (
            replace(BARE, points=(QuestionPoint("10", None, 2), QuestionPoint("9", None, 1))),
            replace(BARE, points=(QuestionPoint("9", None, 1), QuestionPoint("10", None, 2))),
            "points are by position",
        ),
        (
            replace(BARE, sources=(Source(View.WEB, None, ("b", "a")), Source(View.PRINT, None))),
            replace(BARE, sources=(Source(View.PRINT, None), Source(View.WEB, None, ("a", "b")))),
            "sources are by IRI, their hashes sorted",
        ),
    ],
)
def test_canonical(given_: Question, expected: Question, reason: str) -> None:
    assert canonical(given_) == expected, reason
    assert questions(to_triples(given_)) == [expected], reason


def test_links_of_answer_points_are_in_the_order_of_what_they_lead_to() -> None:
    points = (QuestionPoint("b", None, 1), QuestionPoint("a", None, 2))
    answer = AnswerPoint("1", "1", 1, answers=(("a",), ("b",)))
    made = canonical(replace(BARE, points=points, answer=Answer(points=(answer,))))
    assert made.answer is not None
    assert made.answer.points[0].answers == (("b",), ("a",))
