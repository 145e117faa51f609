"""Shapes are read once, and faults in them are told by file, and line where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.validation import Report, ShapesError, load_shapes, validate

PREFIXES = """@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
NAMED = """
:Named a sh:NodeShape ; sh:targetClass :Thing ;
    sh:property [ sh:path :name ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "no name" ] .
"""
DATA = "@prefix : <https://example.org/> . :a a :Thing ; :b 'x' . :c :knows :d ."


def written(folder: Path, text: str, name: str = "own.ttl") -> Path:
    file = folder / name
    file.write_text(PREFIXES + text, "utf-8")
    return file


def checked(shapes: Path) -> Report:
    return validate(Graph().parse(data=DATA, format="turtle"), shapes)


def test_the_projects_own_shapes_are_read_once() -> None:
    assert load_shapes() is load_shapes()


def test_a_file(tmp_path: Path) -> None:
    report = checked(written(tmp_path, NAMED))
    assert [(str(result.focus), result.severity, result.message("fr")) for result in report.results] == [
        ("https://example.org/a", "info", "no name")
    ]
    assert (report.conforms, report.nodes, report.questions) == (True, 1, 0)


def test_a_folder_is_read_as_one(tmp_path: Path) -> None:
    """Blank nodes of two files stay apart, and what is no RDF is passed over."""
    written(tmp_path, NAMED, "a.ttl")
    written(tmp_path, NAMED.replace(":Named", ":Other").replace(":name", ":other"), "b.ttl")
    (tmp_path / "README.md").write_text("no shapes", "utf-8")
    assert [result.path and result.path.iri for result in checked(tmp_path).results] == [
        "https://example.org/name",
        "https://example.org/other",
    ]


def test_other_formats_by_their_suffix(tmp_path: Path) -> None:
    file = tmp_path / "shapes.nt"
    Graph().parse(data=PREFIXES + NAMED, format="turtle").serialize(file, format="nt", encoding="utf-8")
    assert len(checked(file).results) == 1


@pytest.mark.parametrize(
    ("target", "nodes"),
    [
        pytest.param("sh:targetClass :Thing", 1, id="class"),
        pytest.param("sh:targetNode :d", 1, id="node"),
        pytest.param("sh:targetNode :nowhere", 0, id="a node that the data does not hold"),
        pytest.param("sh:targetSubjectsOf :b", 1, id="subjects"),
        pytest.param("sh:targetObjectsOf :knows", 1, id="objects"),
        pytest.param("a rdfs:Class", 0, id="the shape as a class, without instances"),
        pytest.param("sh:targetClass :Super", 1, id="a class above"),
    ],
)
def test_how_many_nodes_were_checked(tmp_path: Path, target: str, nodes: int) -> None:
    shapes = written(tmp_path, f":Shape a sh:NodeShape ; {target} ; sh:nodeKind sh:IRI .")
    data = Graph().parse(
        data=DATA + " :Thing <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Super .", format="turtle"
    )
    assert validate(data, shapes).nodes == nodes


def test_reports_are_the_same_each_time_also_with_nameless_shapes(tmp_path: Path) -> None:
    file = written(tmp_path, NAMED + NAMED.replace(":Named", ":Other").replace(":name", ":other"))
    assert checked(file) == checked(file)


FAULTS = (
    ("a syntax error", ":Named a sh:NodeShape ;\n sh:targetClass :Thing ;\n sh:property [ .", r"own\.ttl.*line 7"),
    ("no target", ":Named a sh:NodeShape ; sh:nodeKind sh:IRI .", "target.*nothing would be checked"),
    ("nothing at all", "", "nothing would be checked"),
    ("a severity of its own", f"{NAMED} :Named sh:severity :Bad .", "severity.*https://example.org/Bad"),
    ("not well-formed", f"{NAMED} :Named sh:minCount 1 .", "well-formed.*https://example.org/Named"),
    ("a path that is a text", f'{NAMED} :Named sh:property [ sh:path "name" ; sh:minCount 1 ] .', "path"),
    ("a path that has one member", f"{NAMED} :Named sh:property [ sh:path ( :a ) ; sh:minCount 1 ] .", "path"),
    ("a path in itself", f"{NAMED} :Named sh:property [ sh:path _:p ] . _:p sh:inversePath _:p .", "path.*itself"),
    ("a query that is not SPARQL", f'{NAMED} :Named sh:sparql :q . :q sh:select "SELECT $this WHERE {{" .', "https://example.org/q.*line 1.*not SPARQL"),
    ("a query with an unknown prefix", f'{NAMED} :Named sh:sparql :q . :q sh:select "SELECT $this {{ $this x:y 1 }}" .', "https://example.org/q.*prefix"),
    ("a query that SHACL forbids", f'{NAMED} :Named sh:sparql :q . :q sh:select "SELECT $this {{ $this ?p 1 MINUS {{ $this ?p 2 }} }}" .', "MINUS"),
    ("a shape within itself", f"{NAMED} :Named sh:node :Named .", "own.ttl: the shapes cannot be used"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_told(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ShapesError, match=f"(?s)own.ttl.*{message}|{message}") as caught:
        checked(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere.ttl", "no such file"), ("shapes.txt", "RDF format"), ("empty", "no RDF file")],
)
def test_a_path_that_holds_no_shapes(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "shapes.txt").write_text("", "utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ShapesError, match=message) as caught:
        load_shapes(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
