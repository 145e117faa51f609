"""pyshacl is used without its side effects, and compares values as SPARQL does."""

from __future__ import annotations

import itertools
import logging
import threading
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl.constraints.core import property_pair_constraints as pairs
from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef, term

from kg.validation import Report, ShapesError, load_shapes, validate
from kg.validation.comparing import precedes

EX = "https://example.org/"
PREFIXES = f"""
@prefix : <{EX}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ORDER = """
:Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:property :start-before-end, :name-there .
:start-before-end sh:path :start ; sh:lessThanOrEquals :end ; sh:message "order"@en .
:name-there sh:path :name ; sh:minCount 1 ; sh:message "name"@en .
"""


def checked(tmp_path: Path, data: str | Graph, shapes: str) -> Report:
    file = tmp_path / "shapes.ttl"
    file.write_text(PREFIXES + shapes, "utf-8")
    graph = Graph().parse(data=PREFIXES + data, format="turtle") if isinstance(data, str) else data
    return validate(graph, file)


def state() -> tuple[object, ...]:
    return (
        rdflib.NORMALIZE_LITERALS,
        term._toPythonMapping[XSD.boolean],
        pairs.LessThanConstraintComponent._compare_lt,
        pairs.LessThanOrEqualsConstraintComponent._compare_ltoe,
        str(Literal("01", datatype=XSD.integer)),
        Literal("1", datatype=XSD.boolean).value,
        tuple(logging.getLogger("pyshacl-validate").handlers),
    )


@pytest.mark.parametrize(
    "shapes",
    [
        pytest.param(ORDER, id="good shapes"),
        pytest.param(":Thing a sh:NodeShape ; sh:targetClass", id="a syntax error"),
        pytest.param(":Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:minCount 1 .", id="not well-formed"),
        pytest.param(":Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:node :Thing .", id="recursive"),
        pytest.param(":Thing a sh:NodeShape .", id="no target"),
    ],
)
@pytest.mark.parametrize("normalize", [True, False])
def test_rdflib_is_left_as_it_was(
    tmp_path: Path, shapes: str, normalize: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normalize)
    before = state()
    try:
        checked(tmp_path, ":a a :Thing .", shapes)
    except ShapesError:
        assert shapes != ORDER
    assert state() == before


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(
            '"2020-04-18"^^xsd:date', '"2010-02-31"^^xsd:date', id="the limit is none, and sorts before"
        ),
        pytest.param(
            '"2010-01-01"^^xsd:date', '"2010-02-31"^^xsd:date', id="the limit is none, and sorts after"
        ),
        pytest.param('"2010-02-31"^^xsd:date', '"2020-04-18"^^xsd:date', id="the value is none"),
        pytest.param('"2010-02-31"^^xsd:date', '"2010-02-31"^^xsd:date', id="both are none, and the same"),
        pytest.param('"2010-01-01"^^xsd:date', '"2010-01-02T00:00:00"^^xsd:dateTime', id="a date and a time"),
        pytest.param('"2010-01-01T00:00:00"^^xsd:dateTime', '"2010-01-02"^^xsd:date', id="a time and a date"),
        pytest.param('"2010-01-01"^^xsd:date', '"2010-01-02"', id="a date and a text"),
        pytest.param('"1 janvier"@fr', '"2010-01-02"^^xsd:date', id="a text with a language and a date"),
        pytest.param('"2010-01-01"^^xsd:date', ":b", id="a date and a thing"),
        pytest.param(":b", '"2010-01-01"^^xsd:date', id="a thing and a date"),
        pytest.param('"x"^^:unknown', '"y"^^:unknown', id="an unknown type"),
        pytest.param("[]", '"2010-01-01"^^xsd:date', id="a blank node"),
    ],
)
def test_what_cannot_be_compared_is_reported_beside_all_else(
    tmp_path: Path, start: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    """SHACL, section 4.5.4: a result also where the two values cannot be compared."""
    graph = Graph().parse(data=f"{PREFIXES} :a a :Thing ; :start {start} ; :end {end} .", format="turtle")
    caplog.clear()
    report = checked(tmp_path, graph, ORDER)
    assert [(str(result.focus), result.message()) for result in report.results] == [
        (f"{EX}a", "name"),
        (f"{EX}a", "order"),
    ]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


LITERALS = (
    *(Literal(text, datatype=XSD.date) for text in ("2022-02-28", "2022-03-01", "2022-02-31", "0999-12-31")),
    *(Literal(text, datatype=XSD.dateTime) for text in ("2022-02-28T10:00:00", "2022-02-28T11:00:00", "2022-02-31T10:00:00")),
    *(Literal(text, datatype=XSD.integer) for text in ("1", "2", "two")),
    *(Literal(text, datatype=XSD.decimal) for text in ("1.0", "1.5")),
    Literal("1.5e0", datatype=XSD.double),
    Literal("true", datatype=XSD.boolean),
    *(Literal(text) for text in ("", "a", "b", "2022-02-28")),
    *(Literal(text, datatype=XSD.string) for text in ("a", "c")),
    Literal("a", lang="fr"),
    Literal("b", lang="nl"),
    Literal("a", datatype=URIRef(f"{EX}unknown")),
    URIRef(f"{EX}thing"),
)  # fmt: skip


@pytest.mark.parametrize("equal", [True, False])
def test_values_compare_as_in_another_sparql_engine(equal: bool) -> None:
    """But for what that engine compares beyond SPARQL 1.1: a term that has no value with itself."""
    store = pyoxigraph.Store()
    sign = "<=" if equal else "<"
    differing = []
    for left, right in itertools.product(LITERALS, repeat=2):
        answer = store.query(f"ASK {{ FILTER({left.n3()} {sign} {right.n3()}) }}")
        if left is right and (not isinstance(left, Literal) or left.value is None or left.language):
            assert not precedes(left, right, equal=equal)
        elif bool(answer) != precedes(left, right, equal=equal):
            differing.append(f"{left.n3()} {sign} {right.n3()}: {bool(answer)}")
    assert differing == []


def test_ill_typed_numbers_are_reported(tmp_path: Path) -> None:
    shapes = """
    :Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:property :n .
    :n sh:path :n ; sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxInclusive 9 ; sh:message "n"@en .
    """
    report = checked(tmp_path, ':a a :Thing ; :n "four"^^xsd:integer, "5", 5, 10, :b .', shapes)
    assert sorted((str(result.value), result.constraint.rpartition("#")[2]) for result in report.results) == [
        ("10", "MaxInclusiveConstraintComponent"),
        ("5", "DatatypeConstraintComponent"),
        ("5", "MaxInclusiveConstraintComponent"),
        ("5", "MinInclusiveConstraintComponent"),
        ("four", "DatatypeConstraintComponent"),
        ("four", "MaxInclusiveConstraintComponent"),
        ("four", "MinInclusiveConstraintComponent"),
        (f"{EX}b", "DatatypeConstraintComponent"),
        (f"{EX}b", "MaxInclusiveConstraintComponent"),
        (f"{EX}b", "MinInclusiveConstraintComponent"),
    ]


def test_values_with_backslashes_go_into_messages_as_they_are(tmp_path: Path) -> None:
    shapes = """
    :Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:sparql :query .
    :query sh:select "SELECT $this ?value WHERE { $this <https://example.org/name> ?value }" ;
        sh:message "{$this} has {?value}, {?other}"@en .
    """
    report = checked(tmp_path, r':a a :Thing ; :name "\\1 {?this} \\d" .', shapes)
    assert [result.message() for result in report.results] == [rf"{EX}a has \1 {{?this}} \d, {{?other}}"]


def test_nothing_is_printed_or_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = Graph()
    data.add((URIRef(f"{EX}a"), RDF.type, URIRef(f"{EX}Thing")))
    with caplog.at_level(logging.DEBUG):
        checked(tmp_path, data, ORDER)
        with pytest.raises(ShapesError):
            checked(tmp_path, data, ":Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:minCount 1 .")
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.levelno > logging.DEBUG] == []


def test_the_graph_is_left_as_it_was(tmp_path: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(data=f"<{EX}a> a <{EX}Thing> .", format="turtle")
    before = (set(graph), sorted(graph.namespaces()))
    assert not checked(tmp_path, graph, ORDER).conforms
    assert (set(graph), sorted(graph.namespaces())) == before


def test_all_graphs_of_a_dataset_count(tmp_path: Path) -> None:
    dataset = Dataset()
    thing = URIRef(f"{EX}a")
    dataset.graph(URIRef(f"{EX}g1")).add((thing, RDF.type, URIRef(f"{EX}Thing")))
    dataset.graph(URIRef(f"{EX}g2")).add((thing, URIRef(f"{EX}name"), Literal("A")))
    assert checked(tmp_path, dataset, ORDER).results == ()
    assert checked(tmp_path, dataset, ORDER).nodes == 1
    assert not dataset.default_union


def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(PREFIXES + ORDER, "utf-8")
    shapes = load_shapes(file)
    before = state()
    reports: dict[int, Report] = {}

    def work(number: int) -> None:
        data = f"{PREFIXES} :a{number} a :Thing ; :start 2 ; :end {number} ."
        reports[number] = validate(Graph().parse(data=data, format="turtle"), shapes)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: len(report.results) for number, report in reports.items()} == {
        0: 2,
        1: 2,
        2: 1,
        3: 1,
        4: 1,
    }
    assert state() == before
