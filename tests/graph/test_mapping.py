"""What a question becomes, fact by fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.graph.mapping import names_of, question_triples, to_triples
from kg.graph.names import Names
from kg.graph.ordering import ordered
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    Language,
    Question,
    QuestionPoint,
    Relation,
    RelationKind,
    Source,
    Status,
    Topic,
    View,
)
from tests import strategies

ID = DocumentNumber(7, 9001)
BARE = Question(id=ID)
ME = "question/7-9001"


def both(fr: str | None = None, nl: str | None = None) -> Bilingual:
    return Bilingual(None if fr is None else Fact(fr), None if nl is None else Fact(nl))


def node(tail: str) -> NamedNode:
    return NamedNode(tail if ":" in tail else ns.BASE + tail)


def about(question: Question, subject: str, predicate: NamedNode) -> list[str]:
    """The objects in short: IRIs without the base, literals as N-Triples has them."""
    found = [
        t.object for t in to_triples(question) if t.subject == node(subject) and t.predicate == predicate
    ]
    return [one.value.removeprefix(ns.BASE) if isinstance(one, NamedNode) else str(one) for one in found]


def day(number: int) -> Fact[date]:
    return Fact(date(2022, 6, number))


DAY = "^^<http://www.w3.org/2001/XMLSchema#date>"


def test_a_question_of_which_only_the_number_is_known() -> None:
    me, legislature = node(ME), node("legislature/7")
    assert to_triples(BARE) == [
        Triple(me, ns.TYPE, ns.WRITTEN_QUESTION),
        Triple(me, ns.IDENTIFIER, Literal("7-9001")),
        Triple(me, ns.NUMBER, Literal("9001", datatype=ns.INTEGER)),
        Triple(me, ns.LEGISLATURE, legislature),
        Triple(legislature, ns.TYPE, ns.LEGISLATURE_CLASS),
        Triple(legislature, ns.IDENTIFIER, Literal("7")),
    ]


@pytest.mark.parametrize(
    ("question", "subject", "predicate", "expected", "reason"),
    [
        (replace(BARE, session=Fact("2021-2022")), ME, ns.SESSION, ["session/2021-2022"], "a session"),
        (
            replace(BARE, session=Fact("extraordinary-2019")),
            "session/extraordinary-2019",
            ns.IDENTIFIER,
            ['"extraordinary-2019"'],
            "sessions have an identifier",
        ),
        (replace(BARE, title=both("A", "B")), ME, ns.TITLE, ['"A"@fr', '"B"@nl'], "a title in each language"),
        (replace(BARE, title=both(nl="B")), ME, ns.TITLE, ['"B"@nl'], "a title in one"),
        (replace(BARE, asker=Fact("Tom Ongena")), ME, ns.ASKED_BY, ["person/tom-ongena"], "a senator"),
        (
            replace(BARE, asker=Fact("Tom Ongena")),
            "person/tom-ongena",
            ns.NAME,
            ['"Tom Ongena"'],
            "a plain name",
        ),
        (
            replace(BARE, asker=Fact("Tom Ongena"), asker_iri="http://example.org/1"),
            ME,
            ns.ASKED_BY,
            ["http://example.org/1"],
            "an authority file names the person",
        ),
        (
            replace(BARE, asker=Fact("Ongena"), asker_iri="http://example.org/1"),
            "http://example.org/1",
            ns.NAME,
            ['"Ongena"'],
            "with the name that was read",
        ),
        (replace(BARE, asker=Fact("…")), ME, ns.ASKED_BY, [], "a name without a slug is left out"),
        (
            replace(BARE, affiliation=both("Indépendant", "Onafhankelijke")),
            "affiliation/independant",
            ns.PREF_LABEL,
            ['"Indépendant"@fr', '"Onafhankelijke"@nl'],
            "a translated affiliation is one",
        ),
        (
            replace(BARE, affiliation=both("Open Vld", "Open Vld")),
            "affiliation/open-vld",
            ns.PREF_LABEL,
            ['"Open Vld"@fr', '"Open Vld"@nl'],
            "both languages are tagged, also where they print the same",
        ),
        (
            replace(BARE, addressee=both("ministre de la Défense")),
            ME,
            ns.ADDRESSED_TO,
            ["post/ministre-de-la-defense"],
            "a post",
        ),
        (
            replace(BARE, addressee=both(nl="minister van Defensie")),
            ME,
            ns.ADDRESSED_TO,
            ["post/nl/minister-van-defensie"],
            "a post of which only the Dutch label is known",
        ),
        (
            replace(BARE, topics=(Topic(both("b")), Topic(both(nl="a")), Topic(both("x"), "http://e.eu/1"))),
            ME,
            ns.SUBJECT,
            ["http://e.eu/1", "topic/b", "topic/nl/a"],
            "terms, by IRI",
        ),
        (replace(BARE, topics=(Topic(both("…")),)), ME, ns.SUBJECT, [], "a term without a slug is left out"),
        (
            replace(BARE, topics=(Topic(both("x", "y"), "http://e.eu/1"),)),
            "http://e.eu/1",
            ns.PREF_LABEL,
            ['"x"@fr', '"y"@nl'],
            "a concept of the thesaurus with its labels",
        ),
        (
            replace(BARE, original_language=Fact(Language.NL)),
            ME,
            ns.ORIGINAL_LANGUAGE,
            ["http://publications.europa.eu/resource/authority/language/NLD"],
            "the language posed",
        ),
        (
            replace(BARE, submitted=day(2)),
            ME,
            ns.DATE_SUBMITTED,
            [f'"2022-06-02"{DAY}'],
            "the heading's date",
        ),
        (
            replace(BARE, chronology=Chronology(reminded=(day(9), day(5), day(9)))),
            ME,
            ns.DATE_REMINDED,
            [f'"2022-06-05"{DAY}', f'"2022-06-09"{DAY}'],
            "reminders, each once",
        ),
        (replace(BARE, status=Fact(Status.LAPSED)), ME, ns.STATUS, [ns.WQ + "lapsed"], "a status"),
        (
            replace(
                BARE,
                relations=tuple(
                    Relation(RelationKind.ALSO_ASKED_AS, DocumentNumber(*n))
                    for n in [(7, 10), (7, 9), (6, 11), (7, 9)]
                ),
            ),
            ME,
            ns.ALSO_ASKED_AS,
            ["question/6-11", "question/7-9", "question/7-10"],
            "questions by number, each once",
        ),
        (
            replace(BARE, relations=(Relation(RelationKind.REFERRED_TO, DocumentNumber(5, 1120)),)),
            ME,
            ns.REFERRED_TO,
            ["request/5-1120"],
            "a request for explanations",
        ),
        (
            replace(BARE, relations=(Relation(RelationKind.REFERRED_TO, DocumentNumber(5, 1120)),)),
            "request/5-1120",
            ns.IDENTIFIER,
            ['"5-1120"'],
            "requests have an identifier",
        ),
        (replace(BARE, text=both("A\n\nB")), ME, ns.TEXT, ['"A\\n\\nB"@fr'], "paragraphs stay"),
        (
            replace(BARE, text_incomplete=True),
            ME,
            ns.TEXT_INCOMPLETE,
            ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'],
            "a text that was cut",
        ),
        (BARE, ME, ns.TEXT_INCOMPLETE, [], "a text that was not"),
        (
            replace(BARE, answer=Answer()),
            ME,
            ns.HAS_ANSWER,
            [f"{ME}/answer"],
            "an answer of which nothing is known",
        ),
        (
            replace(BARE, answer=Answer(received=day(3), text_incomplete=True)),
            f"{ME}/answer",
            ns.DATE_RECEIVED,
            [f'"2022-06-03"{DAY}'],
            "the date in the answer's heading",
        ),
        (
            replace(BARE, sources=(Source(View.WEB, Language.FR, ("b", "a")),)),
            "source/7-9001/web-fr",
            ns.SHA256,
            ['"a"', '"b"'],
            "copies of a page have a hash each",
        ),
        (
            replace(BARE, sources=(Source(View.WEB, None, address="https://www.senate.be/?a=1&b=2"),)),
            "source/7-9001/web",
            ns.SOURCE,
            ["https://www.senate.be/?a=1&b=2"],
            "the page's address is an IRI",
        ),
    ],
)
def test_facts(
    question: Question, subject: str, predicate: NamedNode, expected: list[str], reason: str
) -> None:
    assert about(question, subject, predicate) == expected, reason


@pytest.mark.parametrize(
    ("field", "predicate"),
    [
        ("sent", "dateSent"),
        ("due", "answerDue"),
        ("answered", "dateAnswered"),
        ("requalified", "dateRequalified"),
        ("not_published", "dateNotPublished"),
        ("closed", "dateClosed"),
        ("lapsed", "dateLapsed"),
    ],
)
def test_each_event_has_a_date_of_its_own(field: str, predicate: str) -> None:
    once: dict[str, Any] = {field: day(7)}
    question = replace(BARE, chronology=Chronology(**once))
    added = set(question_triples(question)) - set(question_triples(BARE))
    assert added == {Triple(node(ME), NamedNode(ns.WQ + predicate), Literal("2022-06-07", datatype=ns.DATE))}


@pytest.mark.parametrize(
    ("kind", "predicate", "target"),
    [
        (RelationKind.ALSO_ASKED_AS, "alsoAskedAs", "question/7-1"),
        (RelationKind.RESUBMITTED_AS, "resubmittedAs", "question/7-1"),
        (RelationKind.RESUBMISSION_OF, "resubmissionOf", "question/7-1"),
        (RelationKind.REQUALIFIED_AS, "requalifiedAs", "request/7-1"),
        (RelationKind.REQUALIFICATION_OF, "requalificationOf", "request/7-1"),
        (RelationKind.REFERRED_TO, "referredTo", "request/7-1"),
    ],
)
def test_each_relation_has_a_property_of_its_own(kind: RelationKind, predicate: str, target: str) -> None:
    question = replace(BARE, relations=(Relation(kind, DocumentNumber(7, 1)),))
    added = set(question_triples(question)) - set(question_triples(BARE))
    assert added == {Triple(node(ME), NamedNode(ns.WQ + predicate), node(target))}
    # Of a related question nothing is written but the link.
    assert any(t.subject == node(target) for t in to_triples(question)) == kind.to_request


@pytest.mark.parametrize(
    ("moment", "written", "reason"),
    [
        (datetime(2022, 7, 19, 10, 5), "2022-07-19T10:05:00", "no zone is known"),  # noqa: DTZ001
        (datetime(2022, 7, 19, 10, 5, tzinfo=UTC), "2022-07-19T10:05:00Z", "UTC"),
        (
            datetime(2022, 7, 19, 0, 5, tzinfo=timezone(timedelta(hours=2))),
            "2022-07-18T22:05:00Z",
            "other zones become UTC",
        ),
    ],
)
def test_the_time_a_page_was_fetched(moment: datetime, written: str, reason: str) -> None:
    question = replace(BARE, sources=(Source(View.WEB, None, retrieved=moment),))
    triples = {t.object for t in to_triples(question) if t.predicate == ns.RETRIEVED}
    assert triples == {Literal(written, datatype=ns.DATE_TIME)}, reason


def test_points_and_their_links() -> None:
    question = replace(
        BARE,
        points=(
            QuestionPoint("10", "10", 3),
            QuestionPoint("1", "1", 1, both("un"), (QuestionPoint("a", "a", 1, both(nl="een a")),)),
            QuestionPoint("2", None, 2, both("deux")),
        ),
        answer=Answer(
            points=(
                AnswerPoint("1-and-2", "1 et 2", 1, both("oui"), answers=(("10",), ("2",), ("1",))),
                AnswerPoint("3", "3", 2, both("voir 1 et 2"), refers_to=(("1-and-2",),)),
            )
        ),
    )
    point = f"{ME}/point"
    assert about(question, ME, ns.HAS_POINT) == [f"{point}/1", f"{point}/2", f"{point}/10"]
    assert about(question, f"{point}/1", ns.HAS_POINT) == [f"{point}/1/a"]
    assert about(question, f"{point}/1/a", ns.TEXT) == ['"een a"@nl']
    assert about(question, f"{point}/1/a", ns.TYPE) == [ns.WQ + "QuestionPoint"]
    assert about(question, f"{point}/2", ns.LABEL) == []
    assert about(question, f"{point}/10", ns.POSITION) == ['"3"^^<http://www.w3.org/2001/XMLSchema#integer>']
    answer = f"{ME}/answer"
    assert about(question, answer, ns.HAS_POINT) == [f"{answer}/point/1-and-2", f"{answer}/point/3"]
    assert about(question, f"{answer}/point/1-and-2", ns.LABEL) == ['"1 et 2"']
    assert about(question, f"{answer}/point/1-and-2", ns.ANSWERS_POINT) == [
        f"{point}/1",
        f"{point}/2",
        f"{point}/10",
    ]
    assert about(question, f"{answer}/point/3", ns.REFERS_TO_POINT) == [f"{answer}/point/1-and-2"]
    assert about(question, f"{answer}/point/3", ns.TYPE) == [ns.WQ + "AnswerPoint"]


def named(*questions: Question) -> list[str]:
    names = Names()
    for question in questions:
        names.add(names_of(question))
    return [
        str(t).replace(ns.BASE, "").replace(ns.SKOS, "") for t in names.triples() if t.predicate != ns.TYPE
    ]


def test_of_several_spellings_the_smallest_is_preferred_in_each_language() -> None:
    spelled = [
        replace(BARE, affiliation=both("sp.a", "sp.a")),
        replace(BARE, affiliation=both("SP.A")),
        replace(BARE, affiliation=both("Sp.a", "SP.A")),
        replace(BARE, affiliation=both("SP.A")),
    ]
    expected = [
        '<legislature/7> <http://purl.org/dc/terms/identifier> "7"',
        '<affiliation/sp-a> <prefLabel> "SP.A"@fr',
        '<affiliation/sp-a> <prefLabel> "SP.A"@nl',
        '<affiliation/sp-a> <altLabel> "Sp.a"@fr',
        '<affiliation/sp-a> <altLabel> "sp.a"@fr',
        '<affiliation/sp-a> <altLabel> "sp.a"@nl',
    ]
    assert named(*spelled) == named(*reversed(spelled)) == expected


def test_a_person_has_one_name() -> None:
    spelled = [replace(BARE, asker=Fact(name)) for name in ("Sabine de Bethune", "Sabine De Bethune")]
    assert named(*spelled)[1:] == [
        '<person/sabine-de-bethune> <http://xmlns.com/foaf/0.1/name> "Sabine De Bethune"'
    ]


def test_an_authority_s_person_may_have_no_name() -> None:
    assert named(replace(BARE, asker_iri="http://example.org/1")) == named(BARE)


def test_names_come_by_kind_and_then_by_iri() -> None:
    question = replace(
        BARE,
        session=Fact("2021-2022"),
        asker=Fact("Tom Ongena"),
        affiliation=both("Open Vld"),
        addressee=both("ministre"),
        topics=(Topic(both("b")), Topic(both("a"))),
        relations=(Relation(RelationKind.REQUALIFIED_AS, DocumentNumber(7, 5)),),
    )
    names = [t.subject for t in to_triples(question) if t.predicate == ns.TYPE and t.subject != node(ME)]
    tails = (
        "legislature/7 session/2021-2022 person/tom-ongena affiliation/open-vld post/ministre topic/a topic/b"
    )
    assert names == [node(tail) for tail in (*tails.split(), "request/7-5")]


@settings(max_examples=50)
@given(strategies.questions())
def test_no_blank_nodes_one_class_each_and_the_order_in_which_it_is_written(question: Question) -> None:
    triples = to_triples(question)
    assert ordered(reversed(triples), Iris()) == triples
    assert not any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object))
    subjects = {t.subject for t in triples}
    typed = [t.subject for t in triples if t.predicate == ns.TYPE]
    assert len(typed) == len(set(typed)) == len(subjects)


@settings(max_examples=30)
@given(strategies.questions())
def test_another_base_changes_the_base_and_nothing_else(question: Question) -> None:
    def lines(base: str) -> set[str]:
        return {str(t).replace(f"<{base}", "<") for t in to_triples(question, Iris(base))}

    assert lines("https://example.org/senate#") == lines(ns.BASE)


@settings(max_examples=30)
@given(strategies.questions())
def test_the_order_of_what_has_none_does_not_matter(question: Question) -> None:
    shuffled = replace(
        question,
        topics=question.topics[::-1],
        relations=question.relations[::-1],
        points=question.points[::-1],
        sources=question.sources[::-1],
        chronology=replace(question.chronology, reminded=question.chronology.reminded[::-1]),
    )
    assert to_triples(shuffled) == to_triples(question)
