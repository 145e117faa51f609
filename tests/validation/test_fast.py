"""The fast engine gives what pyshacl gives, result for result, and leaves to pyshacl what it may not."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Triple
from rdflib import Dataset, Graph, URIRef

from kg.gathering import data_documents, gather, triples_of
from kg.graph.iris import Iris
from kg.graph.rdflib_terms import from_rdflib
from kg.model import Question
from kg.validation import Engine, Report, ShapesError, load_shapes, validate, validate_triples
from kg.validation.fast import run
from kg.validation.plain import plain_pattern
from kg.validation.plan import Unfit, plan_of
from tests.shapes.test_anything import spoiled
from tests.shapes.test_planted import Fault, faults, graph_with
from tests.strategies import questions

ROOT = Path(__file__).parents[2]
EX = "https://example.org/"
PREFIXES = f"""
@prefix : <{EX}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def unfit(triples: Iterable[Triple], shapes: Path | None = None) -> str | None:
    """Why the fast engine leaves this to pyshacl; none where it does not."""
    try:
        run(tuple(triples), plan_of(load_shapes(shapes)))
    except Unfit as reason:
        return str(reason)
    return None


def alike(triples: Iterable[Triple], shapes: Path | None = None) -> Report:
    """What both engines find, the fast one by itself."""
    found = tuple(triples)
    loaded = load_shapes(shapes)
    run(found, plan_of(loaded))
    fast = validate_triples(found, loaded, engine="shacl-rust")
    reference = validate_triples(found, loaded, engine="pyshacl")
    assert set(fast.results) ^ set(reference.results) == set()
    assert fast == reference
    return fast


def turtle(text: str) -> tuple[Triple, ...]:
    return tuple(
        quad.triple for quad in pyoxigraph.parse(PREFIXES + text, format=pyoxigraph.RdfFormat.TURTLE)
    )


def written(folder: Path, text: str) -> Path:
    file = folder / "own.ttl"
    file.write_text(PREFIXES + text, "utf-8")
    return file


# --- the project's own shapes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.reason)
def test_a_planted_fault(fault: Fault) -> None:
    graph = graph_with(fault.update)
    assert validate(graph, engine="shacl-rust") == validate(graph, engine="pyshacl")


def test_few_planted_faults_are_left_to_pyshacl() -> None:
    left = {fault.reason for fault in faults() if unfit(from_rdflib(graph_with(fault.update)))}
    assert left == {
        *("a date with a time", "a date with a time zone", "a date of a week"),
        *("a number that is no integer", "a position that is no integer"),
        *("a hash that is binary", "a text of no-break and thin spaces"),
    }


def test_the_corpus_and_the_examples() -> None:
    gathered = gather(data_documents([ROOT / "examples", ROOT / "tests" / "corpus"]))
    report = alike(gathered.triples)
    assert report.questions == len(gathered.questions) > 100
    assert len(report.results) > 100


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(questions())
def test_a_generated_question(question: Question) -> None:
    triples = triples_of([question], Iris())
    assert validate_triples(triples) == validate_triples(triples, engine="pyshacl")


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(spoiled())
def test_a_spoiled_graph(graph: Graph) -> None:
    assert validate(graph) == validate(graph, engine="pyshacl")


def test_blank_nodes_keep_together() -> None:
    """What both parts of the engine find of a blank node is told of one."""
    data = """
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix wq: <https://w3id.org/written-questions/ontology#> .
    :q a wq:WrittenQuestion ; wq:askedBy [ a foaf:Person ; foaf:name "", "B"@fr ], [ a foaf:Person ; foaf:name "A" ] ;
        wq:hasPoint [ wq:text "Qui ?"@fr-BE ; wq:position 3 ] .
    """
    report = alike(turtle(data))
    assert {str(result.focus) for result in report.results} == {f"{EX}q", "b1", "b2", "b3"}


# --- other shapes -----------------------------------------------------------------------------------------------------

VALUES = (
    *('"2015-02-28"^^xsd:date', '"2015-02-31"^^xsd:date', '"2015-13-01"^^xsd:date', '"9999-12-31"^^xsd:date'),
    *('"2015-02-28T10:00:00"^^xsd:dateTime', '"2015-02-28T10:00:00Z"^^xsd:dateTime'),
    *("0", "-1", "7", "42", "999999999999999999", "true", "false"),
    *('""', '" "', '"7"', '"abc"', '"ABC"', '"2015-02-28"', '"\\t\\u00A0"', '"a\\"b\\\\c"', '"\U0001f600é"'),
    *(
        '"abc"@fr',
        '"abc"@nl-be',
        '""@en',
        '"x"^^:unknown',
        "[]",
        ":thing",
        "<urn:a:b>",
        "<https://example.org/é>",
    ),
)
BOUNDS = (
    '"2015-02-28"^^xsd:date',
    '"2015-02-28T10:00:00Z"^^xsd:dateTime',
    "7",
    "true",
    '"abc"',
    '"abc"@fr',
    ":thing",
)
CONSTRAINTS = (
    *(f"sh:datatype {kind}" for kind in ("xsd:date", "xsd:dateTime", "xsd:integer", "xsd:boolean", "xsd:string")),
    *("sh:datatype rdf:langString", "sh:datatype :unknown", "sh:class :Thing", "sh:uniqueLang true"),
    *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "BlankNode", "Literal", "BlankNodeOrLiteral", "IRIOrLiteral")),
    *(f"sh:{name} {count}" for name in ("minLength", "maxLength") for count in (1, 3)),
    *(f"sh:{name} {count}" for name in ("minCount", "maxCount") for count in (0, 1, 50)),
    *(f"sh:pattern {pattern}" for pattern in ('"^[a-z]+$"', '"^$"', '"b"', '"^\\\\s*$"', '"\\\\d{2,}|x"', '"[^ -~]"')),
    *(f'sh:languageIn ( "{tags}" )' for tags in ("fr", "nl", 'en" "nl-BE')),
    *(f"sh:hasValue {bound}" for bound in BOUNDS),
    f"sh:in ( {' '.join(BOUNDS)} )",
    *(f"sh:{name} :other" for name in ("equals", "disjoint")),
    *(f"sh:{name} ( [ sh:datatype xsd:date ] [ sh:minLength 3 ] )" for name in ("and", "or", "xone")),
    *("sh:not [ sh:nodeKind sh:IRI ]", "sh:node [ sh:property [ sh:path :name ; sh:minCount 1 ] ]"),
    *("sh:property [ sh:path :name ; sh:minCount 1 ]", "sh:minCount 100 ; sh:severity sh:Info"),
)  # fmt: skip


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_each_constraint_on_each_kind_of_value(tmp_path: Path, constraint: str) -> None:
    shapes = written(
        tmp_path,
        f':S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; {constraint} ; sh:message "{{$this}}"@en ] .',
    )
    each = "".join(f":s{number} a :T ; :p {value} .\n" for number, value in enumerate(VALUES))
    every = f":all a :T ; :p {', '.join(VALUES)} ; :other {', '.join(BOUNDS)} . :thing a :Thing ; :name 1 ."
    alike(turtle(each + every), shapes)


def test_targets_paths_and_closed_shapes(tmp_path: Path) -> None:
    shapes = written(
        tmp_path,
        """
        :A a sh:NodeShape ; sh:targetClass :T ; sh:targetNode :n, :nowhere ; sh:targetSubjectsOf :p ; sh:targetObjectsOf :q ;
            sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
            sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:minCount 1 ],
                [ sh:path [ sh:alternativePath ( :p [ sh:zeroOrMorePath :q ] ) ] ; sh:maxCount 1 ],
                [ sh:path [ sh:oneOrMorePath :p ] ; sh:nodeKind sh:IRI ], [ sh:path [ sh:zeroOrOnePath :p ] ; sh:class :T ],
                [ sh:path :p ; sh:maxCount 3 ; sh:deactivated true ] .
        :Implicit a sh:NodeShape, rdfs:Class ; sh:nodeKind sh:BlankNode .
        """,
    )
    report = alike(
        turtle(
            """
            :a a :T ; :p :b, 3 ; :q :c ; :r 1 . :b :q :a, [] . :n :p :n . :i a :Implicit . :j a :Below .
            :Below rdfs:subClassOf :Implicit . :k a :BelowT . :BelowT rdfs:subClassOf :T .
            """
        ),
        shapes,
    )
    assert len(report.results) > 15


@pytest.mark.parametrize("constraint", ["lessThan", "lessThanOrEquals"])
def test_comparisons_of_each_kind_of_value(tmp_path: Path, constraint: str) -> None:
    shapes = written(
        tmp_path,
        f":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; sh:{constraint} :other ] .",
    )
    values, bounds = ([one for one in some if "dateTime" not in one] for some in (VALUES, BOUNDS))
    alike(turtle(f":all a :T ; :p {', '.join(values)} ; :other {', '.join(bounds)} ."), shapes)


def test_comparisons_of_a_shape_with_several_targets(tmp_path: Path) -> None:
    shapes = written(
        tmp_path,
        """
        :A a sh:NodeShape ; sh:targetClass :T ; sh:property :before .
        :before a sh:PropertyShape ; sh:path :start ; sh:lessThan :end ; sh:targetSubjectsOf :also ; sh:severity sh:Warning .
        """,
    )
    data = ':a a :T ; :start 2, 3, "x" ; :end 3 . :b a :Below ; :start 1 ; :end 1 . :Below rdfs:subClassOf :T . :c :also 1 ; :start 9 ; :end 8 .'
    report = alike(turtle(data), shapes)
    assert [str(result.focus)[-1] for result in report.results] == ["a", "a", "b", "c"]


LEFT = (
    ("a SPARQL constraint", ':S sh:sparql :q . :q sh:select "SELECT $this WHERE { $this :p 1 }" ; sh:prefixes :d . :d sh:declare [ sh:prefix "" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .', "SPARQL constraint"),
    ("flags", ':S sh:property [ sh:path :p ; sh:pattern "A" ; sh:flags "i" ] .', "sh:flags"),
    ("a pattern of Python's", r':S sh:property [ sh:path :p ; sh:pattern "^(?=a)" ] .', "pattern"),
    ("a pattern that counts letters", r':S sh:property [ sh:path :p ; sh:pattern "\\w" ] .', "pattern"),
    ("a possessive pattern", r':S sh:property [ sh:path :p ; sh:pattern "a++" ] .', "pattern"),
    ("a bound", ":S sh:property [ sh:path :p ; sh:minInclusive 1 ] .", "sh:minInclusive"),
    ("a length of nothing", ":S sh:property [ sh:path :p ; sh:minLength 0 ] .", "sh:minLength 0"),
    ("a literal that is selected", ':S sh:targetNode "text" ; sh:nodeKind sh:IRI .', "select a literal"),
    ("classes", ":S sh:nodeKind sh:IRI . :T rdfs:subClassOf :U .", "classes"),
    ("a number written in another way", ':S sh:property [ sh:path :p ; sh:hasValue "007"^^xsd:integer ] .', "007"),
    ("a comparison inside", ":S sh:node [ sh:property [ sh:path :p ; sh:lessThan :q ] ] .", "part of other shapes"),
    ("a comparison of a named node", ":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:lessThan :q ] .", "selects nodes"),
    ("a comparison switched off", ":S sh:deactivated true ; sh:property [ sh:path :p ; sh:lessThan :q ] .", "deactivated"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in LEFT], ids=[case[0] for case in LEFT])
def test_shapes_that_are_left_to_pyshacl(tmp_path: Path, text: str, reason: str) -> None:
    shapes = written(tmp_path, f":S a sh:NodeShape ; sh:targetClass :T . {text}")
    data = turtle(':t a :T ; :p 1, "a", "b\\u0301" ; :q 0 . :n :p 2 ; :q 1 .')
    assert reason in (unfit(data, shapes) or "")
    assert validate_triples(data, shapes) == validate_triples(data, shapes, engine="pyshacl")


def test_recursive_shapes_are_told_as_ever(tmp_path: Path) -> None:
    shapes = written(tmp_path, ":S a sh:NodeShape ; sh:targetClass :T ; sh:node :S .")
    with pytest.raises(ShapesError, match="the shapes cannot be used"):
        validate_triples(turtle(":t a :T ."), shapes)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^[0-9]{4}-[0-9]{2}$",
        r"^(?:a|b)*\.x?$",
        "[^\\s\u00a0\u2000-\u200d]",
        "é+",
        r"\d{2,3}",
        "[a-z_.+*-]",
    ],
)
def test_patterns_that_are_read_alike(pattern: str) -> None:
    assert plain_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w",
        r"\bx",
        r"\Z",
        "(?=a)",
        "(?i)a",
        "(?P<n>a)",
        r"(a)\1",
        "a++",
        "a{,3}",
        "[a--b]",
        "[a&&b]",
        "[[a]]",
        "(",
        "a**",
        "[]a]",
        "{",
    ],
)
def test_patterns_that_may_be_read_in_another_way(pattern: str) -> None:
    assert not plain_pattern(pattern)


@pytest.mark.parametrize(
    "value",
    [
        *(
            '"2015-W05-4"^^xsd:date',
            '"2015-02-28Z"^^xsd:date',
            '"0000-01-01"^^xsd:date',
            '"four"^^xsd:integer',
        ),
        *('"007"^^xsd:integer', '"1"^^xsd:boolean', '"2015-02-28T24:00:00"^^xsd:dateTime', "1.50", "1e0"),
        *('"x"^^xsd:unheard', '"<a/>"^^rdf:XMLLiteral', '"a\\n"', '"a\\u001Cb"@fr'),
    ],
)
def test_values_that_are_left_to_pyshacl(value: str) -> None:
    assert unfit(turtle(f":a :b {value} .")) is not None


def test_a_time_that_a_comparison_would_tell_of(tmp_path: Path) -> None:
    shapes = written(
        tmp_path, ":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; sh:lessThan :q ] ."
    )
    data = turtle(
        ':t a :T ; :p "2015-02-28T10:00:00+00:00"^^xsd:dateTime ; :q "2015-02-28T10:00:00Z"^^xsd:dateTime .'
    )
    assert "a time is compared" in (unfit(data, shapes) or "")
    report = validate_triples(data, shapes)
    assert [str(result.value) for result in report.results] == ["2015-02-28T10:00:00+00:00"]


def test_a_class_below_without_a_name(tmp_path: Path) -> None:
    shapes = written(
        tmp_path, ":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; sh:lessThan :q ] ."
    )
    data = turtle(":t a _:c ; :p 2 ; :q 1 . _:c rdfs:subClassOf :T .")
    assert "nameless" in (unfit(data, shapes) or "")
    assert len(validate_triples(data, shapes).results) == 1


# --- which engine -----------------------------------------------------------------------------------------------------


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "kg.validation"]


@pytest.mark.parametrize("engine", list(Engine))
def test_nothing_is_said_where_the_engine_did_it_all(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kg.validation")
    assert validate_triples(turtle(":a :b 1 ."), engine=engine).nothing_checked
    assert said(caplog) == []


def test_pyshacl_where_the_other_is_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "shacl_rust", None)
    caplog.set_level(logging.INFO, "kg.validation")
    graph = graph_with(faults()[0].update)
    assert validate(graph) == validate(graph, engine="pyshacl")
    assert said(caplog) == ["validated by pyshacl: shacl-rust is not installed"]


def test_pyshacl_where_the_other_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Panic(BaseException):
        """As pyo3 raises it."""

    def validate_file(*_args: object, **_options: object) -> None:
        raise Panic("index out of bounds")

    broken = ModuleType("shacl_rust")
    broken.validate_file = validate_file  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shacl_rust", broken)
    caplog.set_level(logging.INFO, "kg.validation")
    assert validate_triples(turtle(":a :b 1 .")).results == ()
    assert said(caplog) == ["validated by pyshacl: shacl-rust has failed: index out of bounds"]


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ValueError, match="'rudof' is not a valid Engine"):
        validate_triples((), engine="rudof")


def test_an_iri_that_is_none_is_left_to_pyshacl() -> None:
    graph = Graph()
    graph.add((URIRef(f"{EX}a b"), URIRef(f"{EX}p"), URIRef(f"{EX}c")))
    assert validate(graph).results == ()


def test_datasets_and_generators() -> None:
    graph, dataset = graph_with(faults()[0].update), Dataset()
    for number, triple in enumerate(graph):
        dataset.graph(URIRef(f"{EX}{number % 2}")).add(triple)
    assert validate(dataset) == validate(graph) == validate_triples(iter(from_rdflib(graph)))


def test_pyshacl_leaves_shapes_as_they_were(tmp_path: Path) -> None:
    loaded = load_shapes(written(tmp_path, ":S a sh:NodeShape ; sh:targetClass :T ; sh:nodeKind sh:IRI ."))
    before = set(loaded.graph)
    validate_triples(turtle(":t a :T ."), loaded, engine="pyshacl")
    assert set(loaded.graph) == before
    plan_of(loaded)
