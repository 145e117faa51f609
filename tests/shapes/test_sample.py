"""The reference graph of question 7-1668 conforms, and each fault planted in it is found, at the node where it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from kg.model import DocumentNumber
from kg.validation import Report, validate

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
BASE = "https://w3id.org/written-questions/be/senate/"
PROLOGUE = f"""
BASE <{BASE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX lang: <http://publications.europa.eu/resource/authority/language/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wq: <https://w3id.org/written-questions/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
Q, A = "question/7-1668", "question/7-1668/answer"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the reference pages are not beside the project")


@cache
def sample(name: str = "7-1668.expected.ttl") -> Graph:
    return Graph().parse(SAMPLES / name)


def planted(update: str) -> Report:
    graph = Graph()
    for triple in sample():
        graph.add(triple)
    graph.update(PROLOGUE + update)
    return validate(graph)


@pytest.mark.parametrize("name", ["7-1668.expected.ttl", "7-1668.expected-thesaurus.ttl"])
def test_the_sample_conforms_without_a_warning(name: str) -> None:
    report = validate(sample(name))
    assert report.results == ()
    assert (report.conforms, report.questions) == (True, 1)


VIOLATIONS = (
    ("number missing", f"DELETE WHERE {{ <{Q}> wq:number ?n }}", Q),
    ("number doubled", f"INSERT DATA {{ <{Q}> wq:number 1669 }}", Q),
    ("number malformed", f'DELETE DATA {{ <{Q}> wq:number 1668 }} ; INSERT DATA {{ <{Q}> wq:number "1668" }}', Q),
    ("number unlike the identifier", f"DELETE DATA {{ <{Q}> wq:number 1668 }} ; INSERT DATA {{ <{Q}> wq:number 1669 }}", Q),
    ("legislature missing", f"DELETE WHERE {{ <{Q}> wq:legislature ?l }}", Q),
    ("identifier missing", f"DELETE WHERE {{ <{Q}> dcterms:identifier ?i }}", Q),
    ("identifier doubled", f'INSERT DATA {{ <{Q}> dcterms:identifier "7-1669" }}', Q),
    ("empty title", f'INSERT DATA {{ <{Q}> dcterms:title ""@fr }}', Q),
    ("empty text of a point", f'INSERT DATA {{ <{Q}/point/1> wq:text "  "@fr }}', f"{Q}/point/1"),
    ("title twice in a language", f'INSERT DATA {{ <{Q}> dcterms:title "Defensie"@nl }}', Q),
    ("title in a third language", f'INSERT DATA {{ <{Q}> dcterms:title "Defence"@en }}', Q),
    ("a date that is none", f'INSERT DATA {{ <{Q}> wq:dateReminded "2022-02-31"^^xsd:date }}', Q),
    ("answered before sent", f'DELETE WHERE {{ <{Q}> wq:dateAnswered ?d }} ; INSERT DATA {{ <{Q}> wq:dateAnswered "2022-06-01"^^xsd:date }}', Q),
    ("due before sent", f'DELETE WHERE {{ <{Q}> wq:answerDue ?d }} ; INSERT DATA {{ <{Q}> wq:answerDue "2022-06-01"^^xsd:date }}', Q),
    ("reminded before sent", f'INSERT DATA {{ <{Q}> wq:dateReminded "2022-06-01"^^xsd:date }}', Q),
    ("answers another question's point", f"INSERT DATA {{ <{A}/point/1> wq:answersPoint <question/7-1669/point/1> . <question/7-1669/point/1> a wq:QuestionPoint }}", f"{A}/point/1"),
    ("answers an answer point", f"INSERT DATA {{ <{A}/point/1> wq:answersPoint <{A}/point/2> }}", f"{A}/point/1"),
    ("an answer of two questions", f"INSERT DATA {{ <question/7-1669> wq:hasAnswer <{A}> }}", A),
    ("two statuses", f"INSERT DATA {{ <{Q}> wq:status wq:lapsed }}", Q),
    ("an unknown status", f"DELETE WHERE {{ <{Q}> wq:status ?s }} ; INSERT DATA {{ <{Q}> wq:status wq:pending }}", Q),
    ("a status that the dates contradict", f"DELETE WHERE {{ <{Q}> wq:status ?s }} ; INSERT DATA {{ <{Q}> wq:status wq:open }}", Q),
    ("a point without text and sub-points", f"DELETE WHERE {{ <{Q}/point/3> wq:text ?t }}", f"{Q}/point/3"),
    ("a point without position", f"DELETE WHERE {{ <{Q}/point/3> wq:position ?p }}", f"{Q}/point/3"),
    ("two points at one position", f"DELETE WHERE {{ <{Q}/point/6> wq:position ?p }} ; INSERT DATA {{ <{Q}/point/6> wq:position 5 }}", Q),
    ("positions with gaps", f"DELETE WHERE {{ <{A}/point/6> wq:position ?p }} ; INSERT DATA {{ <{A}/point/6> wq:position 7 }}", A),
    ("a string for a thing", f'DELETE WHERE {{ <{Q}> wq:askedBy ?p }} ; INSERT DATA {{ <{Q}> wq:askedBy "Tom Ongena" }}', Q),
    ("related to itself", f"INSERT DATA {{ <{Q}> wq:alsoAskedAs <{Q}> }}", Q),
    ("an original language other than the two", f"DELETE WHERE {{ <{Q}> wq:originalLanguage ?l }} ; INSERT DATA {{ <{Q}> wq:originalLanguage lang:ENG }}", Q),
    ("a topic with two Dutch labels", 'INSERT DATA { <topic/armee> skos:prefLabel "leger"@nl }', "topic/armee"),
)  # fmt: skip
WARNINGS = (
    ("no asker", f"DELETE WHERE {{ <{Q}> wq:askedBy ?p }}", Q),
    ("no addressee", f"DELETE WHERE {{ <{Q}> wq:addressedTo ?p }}", Q),
    ("no title", f"DELETE WHERE {{ <{Q}> dcterms:title ?t }}", Q),
    ("no Dutch title", f'DELETE {{ <{Q}> dcterms:title ?t }} WHERE {{ <{Q}> dcterms:title ?t FILTER(LANG(?t) = "nl") }}', Q),
    ("no Dutch at all", 'DELETE { ?s wq:text ?t } WHERE { ?s wq:text ?t FILTER(LANG(?t) = "nl") }', Q),
    ("no original language", f"DELETE WHERE {{ <{Q}> wq:originalLanguage ?l }}", Q),
    ("no date of sending", f"DELETE WHERE {{ <{Q}> wq:dateSent ?d }}", Q),
    ("no deadline", f"DELETE WHERE {{ <{Q}> wq:answerDue ?d }}", Q),
    ("no date of the question", f"DELETE WHERE {{ <{Q}> wq:dateSubmitted ?d }}", Q),
    ("no label of a post", "DELETE WHERE { <post/ministre-de-la-defense> skos:prefLabel ?l }", "post/ministre-de-la-defense"),
    ("no name of a person", "DELETE WHERE { <person/tom-ongena> foaf:name ?n }", "person/tom-ongena"),
    ("no label of a point", f"DELETE WHERE {{ <{Q}/point/2> wq:label ?l }}", f"{Q}/point/2"),
    ("a point of the answer in French only", f'DELETE {{ <{A}/point/2> wq:text ?t }} WHERE {{ <{A}/point/2> wq:text ?t FILTER(LANG(?t) = "nl") }}', A),
)  # fmt: skip


@pytest.mark.parametrize(
    ("update", "node"), [case[1:] for case in VIOLATIONS], ids=[case[0] for case in VIOLATIONS]
)
def test_a_violation_is_found_where_it_is(update: str, node: str) -> None:
    report = planted(update)
    assert not report.conforms
    assert BASE + node in {str(result.focus) for result in report.violations}
    assert report.malformed() >= {DocumentNumber(7, 1668)}


@pytest.mark.parametrize(
    ("update", "node"), [case[1:] for case in WARNINGS], ids=[case[0] for case in WARNINGS]
)
def test_a_warning_is_no_violation(update: str, node: str) -> None:
    report = planted(update)
    assert report.conforms
    assert BASE + node in {str(result.focus) for result in report.warnings}
    assert report.malformed() == frozenset()
