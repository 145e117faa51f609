"""A report is in order, counts, and tells what concerns each question."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import BNode, Identifier

from kg.model import DocumentNumber
from kg.validation import Message, PropertyPath, Report, Result, Severity, validate
from kg.validation.paths import PathKind
from kg.validation.report import result_key

GOOD = Path(__file__).parent.parent / "shapes" / "good.ttl"
BASE = "https://w3id.org/written-questions/be/senate/"
ONE, TWO = DocumentNumber(6, 101), DocumentNumber(6, 102)


def result(
    focus: Identifier | str = "x",
    *questions: DocumentNumber,
    severity: Severity = Severity.VIOLATION,
    path: str | None = None,
    value: Identifier | None = None,
    messages: tuple[Message, ...] = (),
) -> Result:
    return Result(
        severity=severity,
        focus=focus if isinstance(focus, Identifier) else URIRef(BASE + focus),
        shape=URIRef("https://example.org/shape"),
        constraint="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        path=None if path is None else PropertyPath(PathKind.PREDICATE, path),
        value=value,
        messages=messages,
        questions=questions,
    )


IN_ORDER = (
    result("b", DocumentNumber(5, 2)),
    result(BNode("whatever"), DocumentNumber(5, 10)),
    result("a", DocumentNumber(5, 10)),
    result("a", DocumentNumber(5, 10), path="p"),
    result("a", DocumentNumber(5, 10), path="p", severity=Severity.WARNING),
    result("a", DocumentNumber(5, 10), path="q", value=URIRef("y")),
    result("a", DocumentNumber(5, 10), path="q", value=Literal("x")),
    result("a", DocumentNumber(5, 10), path="q", value=Literal("x", lang="fr")),
    result("a", DocumentNumber(5, 10), DocumentNumber(6, 1)),
    result("a"),
)


def test_results_are_ordered_by_question_node_and_path() -> None:
    shuffled = IN_ORDER[::-1][3:] + IN_ORDER[::-1][:3]
    assert tuple(sorted(shuffled, key=result_key)) == IN_ORDER


def test_a_report_is_the_same_whatever_the_order_of_the_graph() -> None:
    triples = sorted(Graph().parse(GOOD))
    graphs = [Graph(), Graph()]
    for graph, order in zip(graphs, (triples, triples[::-1]), strict=True):
        for number, triple in enumerate(order):
            if triples.index(triple) % 7 and number < len(order):
                graph.add(triple)
    first, second = (validate(graph) for graph in graphs)
    assert first == second
    assert len(first.results) == 18


def test_a_report_is_the_same_whatever_blank_nodes_are_called() -> None:
    data = """
    @prefix wq: <https://w3id.org/written-questions/ontology#> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <question/6-1> wq:askedBy [ a foaf:Person ; foaf:name "B", "" ], [ a foaf:Person ; foaf:name "A" ], [ a foaf:Person ] .
    """
    first, second = (validate(Graph().parse(data=data, format="turtle", publicID=BASE)) for _ in range(2))
    assert first == second
    assert [str(found.focus) for found in first.results if isinstance(found.focus, BNode)] == [
        "b1",
        "b1",
        "b2",
        "b2",
        "b3",
    ]


def test_conforming_is_having_no_violation() -> None:
    assert Report().conforms
    assert Report((result(severity=Severity.WARNING), result(severity=Severity.INFO))).conforms
    assert not Report((result(severity=Severity.WARNING), result())).conforms


def test_results_by_severity() -> None:
    violation, warning, info = (result(severity=severity) for severity in Severity)
    report = Report((violation, warning, info))
    assert (report.violations, report.warnings, report.of(Severity.INFO)) == (
        (violation,),
        (warning,),
        (info,),
    )


def test_a_shared_name_stands_under_every_question() -> None:
    shared, own, warning, lost = (
        result("person/a", ONE, TWO),
        result("question/6-102", TWO),
        result("question/6-101", ONE, severity=Severity.WARNING),
        result("topic/y"),
    )
    report = Report((shared, own, warning, lost))
    assert report.by_question() == {ONE: (shared, warning), TWO: (shared, own), None: (lost,)}
    assert list(report.by_question()) == [ONE, TWO, None]
    assert report.malformed() == {ONE, TWO}
    assert Report((warning, own)).malformed() == {TWO}


@pytest.mark.parametrize(
    ("languages", "wanted", "text"),
    [
        (("en", "fr", "nl"), "fr", "fr"),
        (("en", "nl"), "fr", "en"),
        (("fr", "nl"), "en", "fr"),
        ((None, "de"), "nl", None),
        (("de",), "nl", "de"),
        ((), "en", ""),
    ],
)
def test_the_message_of_a_language(languages: tuple[str | None, ...], wanted: str, text: str | None) -> None:
    messages = tuple(Message(str(language), language) for language in languages)
    assert result(messages=messages).message(wanted) == str(text)


@pytest.mark.parametrize(
    ("turtle", "questions", "nodes", "nothing"),
    [
        pytest.param("", 0, 0, True, id="an empty graph"),
        pytest.param("<a> <b> <c> .", 0, 0, True, id="something else altogether"),
        pytest.param(
            "<a> a <http://www.w3.org/2004/02/skos/core#Concept> .", 0, 1, True, id="a thesaurus alone"
        ),
    ],
)
def test_conforming_where_nothing_was_checked(turtle: str, questions: int, nodes: int, nothing: bool) -> None:
    report = validate(Graph().parse(data=turtle, format="turtle", publicID=BASE))
    assert report.conforms
    assert (report.questions, report.nodes, report.nothing_checked) == (questions, nodes, nothing)


def test_a_violation_without_a_question_was_checked() -> None:
    graph = Graph().parse(
        data="<a> <https://w3id.org/written-questions/ontology#number> 1 .", format="turtle", publicID=BASE
    )
    report = validate(graph)
    assert [str(found.shape).rpartition("#")[2] for found in report.results] == ["QuestionByUse"]
    assert (report.conforms, report.nothing_checked) == (False, False)


def test_results_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        result().severity = Severity.INFO  # type: ignore[misc]
