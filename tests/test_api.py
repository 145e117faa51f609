"""The functions of ``import kg``."""

from __future__ import annotations

import doctest
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

import kg
from kg.gathering import triples_of
from kg.graph.iris import Iris

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PAGE = EXAMPLES / "7-90214.txt"
WQ = rdflib.Namespace("https://w3id.org/written-questions/ontology#")


def test_all_that_is_offered_is_there() -> None:
    assert [name for name in kg.__all__ if not hasattr(kg, name)] == []


def test_read_a_page() -> None:
    (question,) = kg.read(PAGE)
    assert str(question.id) == "7-90214"
    assert kg.read(str(PAGE)) == [question]


def test_read_a_folder_by_number_each_question_once(tmp_path: Path) -> None:
    for name, source in (("a", "7-90214"), ("b", "5-90133"), ("c", "7-90214")):
        shutil.copy(EXAMPLES / f"{source}.txt", tmp_path / f"{name}.txt")
    (tmp_path / "d.txt").write_text("pancakes\n")
    assert [str(question.id) for question in kg.read(tmp_path)] == ["5-90133", "7-90214"]


def test_read_with_a_thesaurus_and_authorities(tmp_path: Path) -> None:
    eurovoc, own = tmp_path / "eurovoc.tsv", tmp_path / "own.toml"
    eurovoc.write_text(
        "id\tfr\tnl\ten\tbroader\tmicrothesaurus\talt_fr\n9\tcybercriminalité\tcomputercriminaliteit\t\t\t\t\n",
        "utf-8",
    )
    (plain,) = kg.read(PAGE)
    assert plain.asker is not None
    own.write_text(f'[[person]]\nname = "{plain.asker.value}"\niri = "https://example.org/asker"\n', "utf-8")
    (known,) = kg.read(PAGE, thesaurus=eurovoc, authorities=own)
    assert known.asker_iri == "https://example.org/asker"
    labels = {topic.label.fr.value: topic.concept for topic in known.topics if topic.label.fr}
    assert labels["cybercriminalité"] == "http://eurovoc.europa.eu/9"
    assert [topic.concept for topic in plain.topics] == [None] * len(plain.topics)
    with pytest.raises(FileNotFoundError):
        kg.read(PAGE, thesaurus=tmp_path / "missing.ttl")
    with pytest.raises(ValueError, match=r"own\.toml.*not Turtle"):
        kg.read(PAGE, thesaurus=own)


def test_read_a_page_without_a_number(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8").replace(" n° 7-90214", "").replace(" nr. 7-90214", "")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(kg.NothingRead) as problem:
        kg.read(tmp_path / "a.txt")
    assert [error.code for outcome in problem.value.outcomes for error in outcome.errors] == ["no-number"]
    assert [str(question.id) for question in kg.read(tmp_path / "a.txt", number="7-90214")] == ["7-90214"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.txt"):
        kg.read(tmp_path / "gone.txt")
    with pytest.raises(kg.NothingRead, match="no pages in"):
        kg.read(tmp_path)
    with pytest.raises(ValueError, match="for one page only"):
        kg.read(tmp_path, number="7-1")
    with pytest.raises(ValueError, match="not the number of a question"):
        kg.read(PAGE, number="1668")


def test_the_graph_of_a_question() -> None:
    (question,) = kg.read(PAGE)
    graph = kg.to_graph(question)
    iri = rdflib.URIRef("https://w3id.org/written-questions/be/senate/question/7-90214")
    assert graph.value(iri, WQ.number) == rdflib.Literal(90214)
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    other = kg.to_graph(question, base="https://example.org/")
    assert (
        rdflib.URIRef("https://example.org/question/7-90214"),
        rdflib.RDF.type,
        WQ.WrittenQuestion,
    ) in other
    with pytest.raises(ValueError, match="base"):
        kg.to_graph(question, base="https://example.org")


def test_validate() -> None:
    graph = kg.to_graph(kg.read(PAGE)[0])
    assert kg.validate(graph).conforms
    iri = next(graph.subjects(rdflib.RDF.type, WQ.WrittenQuestion))
    graph.set((iri, WQ.dateAnswered, rdflib.Literal(date(1999, 1, 1))))
    report = kg.validate(graph)
    assert not report.conforms
    assert {str(result.focus) for result in report.violations} == {str(iri)}


def test_validate_against_other_shapes(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        kg.validate(rdflib.Graph(), tmp_path / "gone.ttl")


def test_query_any_target(tmp_path: Path) -> None:
    (question,) = kg.read(PAGE)
    graph = kg.to_graph(question)
    graph.serialize(tmp_path / "a.ttl")
    store = kg.open_store()
    store.load(triples_of([question], Iris()))
    targets = (question, [question], graph, store, PAGE, str(tmp_path / "a.ttl"), tmp_path)
    results = [kg.query("late-answers", target) for target in targets]
    assert [row["daysLate"] for row in results[0]] == [12]
    assert all(result == results[0] for result in results)


def test_rows_hold_what_python_has_for_the_values(tmp_path: Path) -> None:
    (row,) = kg.query("late-answers", PAGE, lang="nl")
    assert row["answered"] == date(2022, 4, 26)
    assert row["number"] == "7-90214"
    assert row["question"] == "https://w3id.org/written-questions/be/senate/question/7-90214"
    assert type(row["question"]) is str
    assert "Ziekenhuizen" in row["title"]
    assert row["page"] is None
    query = tmp_path / "own.rq"
    query.write_text(
        'SELECT ?a ?b ?c ?d ?e { BIND(2.5 AS ?a) BIND(true AS ?b) BIND("x"@fr AS ?c) BIND("2022-02-31"^^<'
        'http://www.w3.org/2001/XMLSchema#date> AS ?d) BIND("y"^^<urn:t> AS ?e) }'
    )
    (values,) = kg.query(str(query), rdflib.Graph())
    assert values == {"a": Decimal("2.5"), "b": True, "c": "x", "d": "2022-02-31", "e": "y"}
    assert {type(values[name]) for name in "cde"} == {str}


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("late-answerz", {}, "did you mean late-answers"),
        ("late-answers", {"day": 3}, "no parameter 'day'"),
        ("late-answers", {"days": "many"}, "not a whole number"),
    ],
)
def test_wrong_queries(name: str, parameters: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kg.query(name, PAGE, **parameters)


def test_a_query_without_rows(tmp_path: Path) -> None:
    (tmp_path / "ask.rq").write_text("ASK { ?s ?p ?o }")
    with pytest.raises(ValueError, match="gives no rows"):
        kg.query(str(tmp_path / "ask.rq"), PAGE)


def test_a_target_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        kg.query("late-answers", tmp_path / "gone.ttl")
    (tmp_path / "bad.ttl").write_text("@prefix")
    with pytest.raises(kg.NothingRead, match=r"bad\.ttl"):
        kg.query("late-answers", tmp_path / "bad.ttl")


def test_a_store_in_a_folder_keeps_what_it_is_given(tmp_path: Path) -> None:
    outcomes = kg.load(PAGE, tmp_path / "store")
    assert [(outcome.state, [str(id) for id in outcome.questions]) for outcome in outcomes] == [
        ("converted", ["7-90214"])
    ]
    with kg.open_store(tmp_path / "store") as store:
        assert [row["number"] for row in kg.query("late-answers", store)] == ["7-90214"]


def test_nothing_to_load(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("pancakes")
    with pytest.raises(kg.NothingRead, match="not a Senate written question"):
        kg.load(tmp_path / "a.txt", tmp_path / "store")


def test_the_examples_of_the_documentation_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    for module in (kg, kg.api):
        results = doctest.testmod(module)
        assert (results.failed, results.attempted > 0) == (0, True)
