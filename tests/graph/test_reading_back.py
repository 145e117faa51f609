"""Triples back to questions: what was written comes back, and what others wrote does no harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.canonical import canonical
from kg.graph.formats import FORMATS, Unwritable, format_named, parse, write
from kg.graph.iris import Iris
from kg.graph.mapping import Triple, names_of, question_triples, to_triples
from kg.graph.names import Names
from kg.graph.ordering import ordered
from kg.graph.reading_back import questions
from kg.model import (
    AnswerPoint,
    Bilingual,
    DocumentNumber,
    Fact,
    Question,
    QuestionPoint,
    Source,
    View,
)
from tests import strategies

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
ID = DocumentNumber(7, 9001)
HEAD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wq: <https://w3id.org/written-questions/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/written-questions/be/senate/> .
<question/7-9001> a wq:WrittenQuestion .
"""


def turtle(text: str) -> list[Triple]:
    return parse((HEAD + text).encode(), format_named("turtle"), name="test.ttl")


def both(fr: str | None = None, nl: str | None = None) -> Bilingual:
    return Bilingual(None if fr is None else Fact(fr), None if nl is None else Fact(nl))


@settings(max_examples=100)
@given(strategies.questions())
def test_what_was_written_comes_back(question: Question) -> None:
    assert questions(to_triples(question)) == [canonical(question)]


@settings(max_examples=20)
@given(strategies.questions(), st.sampled_from(list(FORMATS)))
def test_what_was_written_comes_back_through_every_format(question: Question, name: str) -> None:
    out = io.BytesIO()
    write(to_triples(question), FORMATS[name], out)
    assert questions(parse(out.getvalue(), FORMATS[name], name="test")) == [canonical(question)]


@settings(max_examples=20)
@given(strategies.questions())
def test_the_base_need_not_be_told(question: Question) -> None:
    iris = Iris("https://example.org/senate#")
    triples = to_triples(question, iris)
    assert questions(triples) == questions(triples, iris) == [canonical(question, iris)]
    assert questions(triples, Iris()) == []


@settings(max_examples=20)
@given(st.lists(strategies.questions(), max_size=3, unique_by=lambda question: question.id))
def test_many_questions_come_back_by_number_from_triples_in_any_order(several: list[Question]) -> None:
    names = Names()
    triples = []
    for question in several:
        names.add(names_of(question))
        triples += question_triples(question)
    triples += names.triples()
    found = questions(reversed(triples))
    assert [question.id for question in found] == sorted(question.id for question in several)
    again = {triple for question in found for triple in question_triples(question)}
    assert again == {triple for question in several for triple in question_triples(question)}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the reference graphs are not here")
@pytest.mark.parametrize("name", ["7-1668.expected.ttl", "7-1668.expected-thesaurus.ttl"])
def test_the_reference_graph_comes_back_and_is_mapped_to_itself(name: str) -> None:
    triples = parse((SAMPLES / name).read_bytes(), format_named("turtle"), name=name)
    (question,) = questions(triples)
    assert to_triples(question) == ordered(triples, Iris())
    assert question.chronology.answered == Fact(date(2022, 7, 19))
    assert [point.key for point in question.points] == ["1", "2", "3", "4", "5", "6"]
    assert question.answer is not None
    assert [point.answers for point in question.answer.points] == [((str(n),),) for n in range(1, 7)]
    assert [bool(topic.concept) for topic in question.topics] == ["thesaurus" in name] * 7


BARE = Question(id=ID)


def title(question: Question) -> object:
    return question.title.fr and question.title.fr.value


@pytest.mark.parametrize(
    ("text", "what", "expected", "reason"),
    [
        ("", lambda q: q, BARE, "a class is all there is"),
        (
            "<question/x> a wq:WrittenQuestion . [] a wq:WrittenQuestion .",
            lambda q: q,
            BARE,
            "others are no questions",
        ),
        (
            '<question/7-9001> dcterms:title "b"@fr, "a"@fr, "c"@en, "d" .',
            title,
            "a",
            "of two titles the smallest",
        ),
        ("<question/7-9001> dcterms:title <x> .", title, None, "a thing is no text"),
        (
            '<question/7-9001> wq:dateSubmitted "2022-02-31"^^xsd:date, "20220201"^^xsd:date, "x", 5 .',
            lambda q: q.submitted,
            None,
            "none of these is a date",
        ),
        (
            '<question/7-9001> wq:dateSubmitted "2022-02-31"^^xsd:date, "2022-02-28"^^xsd:date .',
            lambda q: q.submitted,
            Fact(date(2022, 2, 28)),
            "the one that is a date",
        ),
        (
            "<question/7-9001> wq:status wq:lost, wq:open, wq:answered .",
            lambda q: q.status.value,
            "answered",
            "a status",
        ),
        ("<question/7-9001> wq:status wq:lost .", lambda q: q.status, None, "no status of the list"),
        (
            "<question/7-9001> wq:session <session/2021-2022> .",
            lambda q: q.session,
            Fact("2021-2022"),
            "by its IRI",
        ),
        ("<question/7-9001> wq:session <http://x.org/s> .", lambda q: q.session, None, "an unknown session"),
        (
            "<question/7-9001> wq:originalLanguage <http://x.org/en> .",
            lambda q: q.original_language,
            None,
            "another language",
        ),
        (
            "<question/7-9001> wq:alsoAskedAs <request/7-1>, <question/x> .",
            lambda q: q.relations,
            (),
            "no questions",
        ),
        (
            "<question/7-9001> wq:askedBy <person/x> .",
            lambda q: (q.asker, q.asker_iri),
            (None, Iris().person("x")),
            "unnamed",
        ),
        (
            "<question/7-9001> prov:wasDerivedFrom <source/7-9001/x> .",
            lambda q: q.sources,
            (),
            "a page whose view is not known",
        ),
        (
            (
                '<question/7-9001> prov:wasDerivedFrom <source/7-9001/web> . <source/7-9001/web> wq:view "web" ;'
                ' wq:retrieved "2022-13-01T00:00:00"^^xsd:dateTime, "yesterday"^^xsd:dateTime .'
            ),
            lambda q: q.sources,
            (Source(View.WEB, None),),
            "a page fetched at no time",
        ),
        (
            "<question/7-9001> wq:hasPoint <question/7-9001/point/1>, <question/7-1/point/2>, <x>, [] .",
            lambda q: q.points,
            (QuestionPoint("1", None, 1),),
            "points of others, and what is no point",
        ),
        (
            (
                "<question/7-9001> wq:hasPoint <question/7-9001/point/1> ."
                "<question/7-9001/point/1> wq:hasPoint <question/7-9001/point/1> ; wq:position 1 ."
            ),
            lambda q: q.points,
            (QuestionPoint("1", None, 1),),
            "a point of itself",
        ),
        (
            (
                "<question/7-9001> wq:hasPoint <question/7-9001/point/1>, <question/7-9001/point/2>, <question/7-9001/point/3> ."
                '<question/7-9001/point/1> wq:position "first" . <question/7-9001/point/2> wq:position 5, 6 .'
            ),
            lambda q: [(point.key, point.position) for point in q.points],
            [("2", 5), ("1", 6), ("3", 7)],
            "points without a position come last",
        ),
        (
            (
                "<question/7-9001> wq:hasAnswer <question/7-9001/answer> ."
                "<question/7-9001/answer> wq:hasPoint <question/7-9001/answer/point/1> ."
                "<question/7-9001/answer/point/1> wq:answersPoint <question/7-9001/answer/point/1>, <question/7-1/point/1> ."
            ),
            lambda q: q.answer.points,
            (AnswerPoint("1", None, 1),),
            "links to what is no point of the question",
        ),
        (
            "<question/7-9001> wq:textIncomplete 1, false, true .",
            lambda q: q.text_incomplete,
            True,
            "one says so",
        ),
        (
            '<question/7-9001> wq:textIncomplete 1, "yes" .',
            lambda q: q.text_incomplete,
            False,
            "none says so",
        ),
    ],
)
def test_a_malformed_graph_gives_what_can_be_understood(
    text: str, what: Callable[[Question], object], expected: object, reason: str
) -> None:
    (question,) = questions(turtle(text))
    assert what(question) == expected, reason


def test_formats_that_cannot_hold_a_text_say_so() -> None:
    question = replace(BARE, title=both("a\x00b"))
    with pytest.raises(Unwritable, match=r"U\+0000"):
        write(to_triples(question), format_named("rdfxml"), io.BytesIO())
