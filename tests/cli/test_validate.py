"""``kg validate``."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from tests.cli.support import Kg, page

WRONG = ('wq:dateAnswered "2022-07-19"', 'wq:dateAnswered "2022-05-01"')
"""Answered before it was sent."""


@pytest.fixture
def good(kg: Kg, folder: Path) -> Path:
    """The graph of a page."""
    (folder / "a.txt").write_text(page())
    kg("convert", "a.txt", "-o", "good.ttl")
    (folder / "a.txt").unlink()
    return folder / "good.ttl"


@pytest.fixture
def bad(good: Path) -> Path:
    """The same with an impossible date."""
    text = good.read_text()
    assert text.count(WRONG[0]) == 1
    bad = good.with_name("bad.ttl")
    bad.write_text(text.replace(*WRONG))
    return bad


def test_a_page_and_its_graph_conform(kg: Kg, good: Path) -> None:
    for result in (
        kg("validate", good),
        kg("validate", "-", stdin=page()),
        kg("validate", "-", stdin=good.read_bytes()),
    ):
        assert (result.code, result.err) == (0, "")
        assert "The data conforms." in result.out


def test_a_violation_is_found_and_names_the_node(kg: Kg, bad: Path) -> None:
    result = kg("validate", bad)
    assert result.code == 1
    assert "question/7-9001" in result.out
    assert "does not conform" in result.out


@pytest.mark.parametrize("format", ["text", "json", "csv", "turtle"])
def test_formats_of_the_report(kg: Kg, bad: Path, format: str) -> None:
    result = kg("validate", bad, "-f", format)
    assert result.code == 1
    match format:
        case "json":
            assert json.loads(result.out)["conforms"] is False
        case "csv":
            assert next(iter(csv.DictReader(io.StringIO(result.out))))["questions"] == "7-9001"
        case "turtle":
            report = rdflib.Graph().parse(data=result.out, format="turtle")
            assert report.value(None, rdflib.RDF.type, rdflib.SH.ValidationReport) is not None
        case _:
            assert "Question 7-9001" in result.out


def test_messages_in_the_language_asked_for(kg: Kg, bad: Path) -> None:
    texts = {kg("validate", bad, "--language", language).out for language in ("en", "fr", "nl")}
    assert len(texts) == 3


def test_warnings_count_only_when_strict(kg: Kg, folder: Path) -> None:
    text = (
        page()
        .replace("à la ministre des Jardins publics", "")
        .replace("aan de minister van Openbare Tuinen", "")
    )
    (folder / "a.txt").write_text(text)
    plain, strict = kg("validate", "a.txt", "-q"), kg("validate", "a.txt", "-q", "--strict")
    assert (plain.code, strict.code) == (0, 1)
    assert "warning" in plain.out


def test_data_without_questions_are_not_called_good(kg: Kg, folder: Path) -> None:
    (folder / "empty.ttl").write_text("")
    result = kg("validate", "empty.ttl", "-f", "csv")
    assert result.code == 1
    assert "nothing was checked" in result.err


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [("x.ttl", "@prefix a: <b", "x.ttl:1: error: "), ("x.txt", "pancakes\n", "x.txt:1: error: ")],
)
def test_what_cannot_be_read(kg: Kg, good: Path, name: str, content: str, place: str) -> None:
    (good.parent / name).write_text(content)
    alone, beside = kg("validate", name), kg("validate", name, good)
    assert (alone.code, alone.out) == (3, "")
    assert beside.code == 1
    assert "The data conforms." in beside.out
    for result in (alone, beside):
        assert place in result.err
        assert "Traceback" not in result.err


def test_other_shapes(kg: Kg, good: Path) -> None:
    (good.parent / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        '<urn:s> a sh:NodeShape ; sh:targetClass foaf:Person ; sh:nodeKind sh:Literal ; sh:message "A literal!" .'
    )
    result = kg("validate", good, "--shapes", "own.ttl")
    assert result.code == 1
    assert "A literal!" in result.out


@pytest.mark.parametrize("content", ["@prefix", ""], ids=["malformed", "without shapes"])
def test_unusable_shapes_are_wrong_usage(kg: Kg, good: Path, content: str) -> None:
    (good.parent / "own.ttl").write_text(content)
    result = kg("validate", good, "--shapes", "own.ttl")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert "own.ttl" in result.err


@pytest.mark.parametrize("format", ["text", "json", "csv", "turtle"])
def test_every_engine_gives_the_same_report(kg: Kg, bad: Path, format: str) -> None:
    results = [
        kg("validate", bad, "-v", "-f", format, "--engine", engine)
        for engine in ("auto", "shacl-rust", "pyshacl")
    ]
    assert len({(result.code, result.out) for result in results}) == 1
    assert results[0].code == 1
    assert {result.err for result in results} == {""}


def test_that_pyshacl_stands_in_is_told_to_those_who_ask(kg_process: Kg, kg: Kg, good: Path) -> None:
    text = good.read_text()
    assert text.count("wq:number 9001") == 1
    good.write_text(text.replace("wq:number 9001", "wq:number 09001"))
    expected = kg("validate", good, "--engine", "pyshacl")
    assert expected.err == ""
    assert kg_process("validate", good) == expected
    assert kg_process("validate", good, "-v") == replace(
        expected,
        err='validated by pyshacl: the data have the value "09001"^^<http://www.w3.org/2001/XMLSchema#integer>\n',
    )


def test_a_store_is_held_against_rules_across_documents(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page("7-9001"))
    (folder / "b.txt").write_text(page("7-9002"))
    graph = rdflib.Graph().parse(data=kg("convert", "a.txt", "b.txt").out, format="turtle")
    base = "https://w3id.org/written-questions/be/senate/question/"
    graph.update(
        f"INSERT DATA {{ <{base}7-9002> <https://w3id.org/written-questions/ontology#alsoAskedAs> <{base}7-9001> }}"
    )
    graph.serialize("both.ttl")
    assert kg("load", "both.ttl", "--store", "senate", "-q").code == 0
    report = kg("validate", "--store", "senate")
    assert report.code == 0
    assert "Question 7-9002 is related to" in report.out
    assert report.out.splitlines()[-1].startswith("2 questions ")
    assert kg("validate", "--store", "senate", "--strict").code == 1
    own = folder / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . "
        "[] a sh:NodeShape ; sh:targetSubjectsOf <http://purl.org/dc/terms/title> ; sh:nodeKind sh:IRI ."
    )
    assert "is related to" not in kg("validate", "--store", "senate", "--shapes", own).out
