"""Reports are written for people and for programs, the same bytes each time, and in Turtle without loss."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate as pyshacl_validate
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg import resources
from kg.validation import WRITERS, Message, PropertyPath, Report, Result, Severity, validate, write
from kg.validation.paths import PathKind

GOOD = Path(__file__).parent.parent / "shapes" / "good.ttl"
BASE = "https://w3id.org/written-questions/be/senate/"
WQ = "https://w3id.org/written-questions/ontology#"
PROLOGUE = f"BASE <{BASE}> PREFIX wq: <{WQ}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


def graph() -> Graph:
    """Two questions with a violation at one, a warning at the other, and a violation at a name that they share."""
    data = Graph().parse(GOOD)
    data.update(
        PROLOGUE
        + """
        DELETE WHERE { <question/6-102> wq:askedBy ?p } ;
        INSERT DATA {
            <question/6-101/point/2> wq:text "Wie \\\\ \\"dan\\"?\\n\\nEn waarom, en waar, en wanneer, en met welke middelen?"@en .
            <post/ministre-de-la-mobilite> skos:prefLabel "ministre"@fr .
            <https://example.org/stray> a skos:Concept ; skos:prefLabel ""@fr .
        } ;
        DELETE WHERE { <question/6-101/point/1> wq:hasPoint <question/6-101/point/1/b> }
        """
    )
    return data


@cache
def report() -> Report:
    return validate(graph())


def written(form: str, language: str = "en", of: Report | None = None) -> str:
    out = io.StringIO(newline="")
    write(of or report(), out, form, language)
    return out.getvalue()


def test_text_is_grouped_by_question_with_the_worst_first() -> None:
    """What is a question's own stands before what it shares with others."""
    assert written("text") == (
        """\
Question 6-101: 3 violations

  violation: https://w3id.org/written-questions/be/senate/question/6-101/point/1/b
      ^wq:hasPoint
      The point belongs to nothing, or to more than one thing: see what leads here by wq:hasPoint.

  violation: https://w3id.org/written-questions/be/senate/question/6-101/point/2
      wq:text "Wie \\ "dan"? En waarom, en waar, en wanneer, en met welke m…"@en
      The text must be tagged as French (fr) or Dutch (nl): see wq:text.

  violation: https://w3id.org/written-questions/be/senate/post/ministre-de-la-mobilite
      skos:prefLabel
      There is more than one preferred label in one language: see skos:prefLabel.

Question 6-102: 1 violation, 1 warning

  violation: https://w3id.org/written-questions/be/senate/post/ministre-de-la-mobilite
      skos:prefLabel
      There is more than one preferred label in one language: see skos:prefLabel.

  warning: https://w3id.org/written-questions/be/senate/question/6-102
      wq:askedBy
      The senator who asks is not known: there is no wq:askedBy.

No question: 1 violation

  violation: https://example.org/stray
      skos:prefLabel ""@fr
      The preferred label is empty or holds nothing but blanks: see skos:prefLabel.

2 questions (27 nodes) checked: 4 violations, 1 warning. The data does not conform.
"""
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Il manque le sénateur qui interroge"), ("nl", "De vraagsteller is niet bekend")],
)
def test_text_and_csv_in_another_language(language: str, text: str) -> None:
    assert text in written("text", language)
    assert text in written("csv", language)


def test_text_of_a_good_graph_and_of_nothing() -> None:
    assert written("text", of=validate(Graph().parse(GOOD))) == (
        "2 questions (26 nodes) checked: no violations, no warnings. The data conforms.\n"
    )
    assert written("text", of=Report()) == "No written question in the data: nothing was checked.\n"


def test_json_holds_everything() -> None:
    content = json.loads(written("json"))
    results = content.pop("results")
    assert content == {"conforms": False, "questions": 2, "nodes": 27, "violations": 4, "warnings": 1}
    assert len(results) == 5
    assert results[0] | {"messages": sorted(results[0]["messages"])} == {
        "questions": ["6-101"],
        "severity": "violation",
        "node": f"{BASE}question/6-101/point/1/b",
        "path": "^wq:hasPoint",
        "value": None,
        "messages": ["en", "fr", "nl"],
        "shape": "https://w3id.org/written-questions/shapes#Point-parent-once",
        "constraint": "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        "query": None,
    }
    assert json.loads(json.dumps(json.loads(written("json", of=Report())))) == {
        "conforms": True,
        "questions": 0,
        "nodes": 0,
        "violations": 0,
        "warnings": 0,
        "results": [],
    }


def test_csv_has_a_row_for_each_result() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert [(row["questions"], row["severity"], row["node"].removeprefix(BASE)) for row in rows] == [
        ("6-101", "violation", "question/6-101/point/1/b"),
        ("6-101", "violation", "question/6-101/point/2"),
        ("6-101 6-102", "violation", "post/ministre-de-la-mobilite"),
        ("6-102", "warning", "question/6-102"),
        ("", "violation", "https://example.org/stray"),
    ]
    assert rows[1]["value"].startswith('Wie \\ "dan"?\n\nEn waarom')


def test_turtle_is_what_pyshacl_reports_with_messages_in_all_languages() -> None:
    shapes = Graph()
    for file in resources.folder("shapes").glob("*.ttl"):
        shapes.parse(file)
    _, reference, _ = pyshacl_validate(graph(), shacl_graph=shapes)
    ours = Graph().parse(data=written("turtle"), format="turtle")
    languages = {
        message.language for message in ours.objects(None, SH.resultMessage) if isinstance(message, Literal)
    }
    assert languages == {"en", "fr", "nl"}
    assert isomorphic(ours, reference)


def test_a_report_in_turtle_conforms_where_it_has_no_results() -> None:
    """SHACL, section 3.6.1.1: warnings count there."""
    assert "sh:conforms true" in written("turtle", of=validate(Graph().parse(GOOD)))
    warnings = Report(report().warnings)
    assert warnings.conforms
    assert "sh:conforms false" in written("turtle", of=warnings)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@given(texts, texts)
def test_turtle_keeps_any_text(value: str, message: str) -> None:
    term = Literal(value, lang="fr")
    result = Result(
        severity=Severity.WARNING,
        focus=URIRef(BASE),
        shape=URIRef(f"{BASE}shape/with.dots"),
        constraint=str(SH.SPARQLConstraintComponent),
        path=PropertyPath(PathKind.INVERSE, parts=(PropertyPath(PathKind.PREDICATE, f"{WQ}a/b"),)),
        value=term,
        messages=(Message(message, "nl"), Message(message)),
    )
    read = Graph().parse(data=written("turtle", of=Report((result,))), format="turtle")
    assert set(read.objects(None, SH.value)) == {term}
    assert set(read.objects(None, SH.resultMessage)) == {Literal(message, lang="nl"), Literal(message)}
    assert set(read.objects(None, SH.inversePath)) == {URIRef(f"{WQ}a/b")}
    assert set(read.subjects(RDF.type, SH.ValidationReport)) != set()


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_bytes_each_time(form: str) -> None:
    assert written(form, of=validate(graph())) == written(form)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(
        ValueError, match="no such format of a report: xml; known are text, json, csv, turtle"
    ):
        written("xml")
