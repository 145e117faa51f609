"""``kg query``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg import queries
from tests.cli.support import Kg

FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown")


def test_a_query_of_the_library_on_a_graph_and_on_pages(kg: Kg, data: Path) -> None:
    for path in (data, "pages"):
        result = kg("query", "unanswered-points", "--data", path)
        assert (result.code, result.err) == (0, "")
        (row,) = csv.DictReader(io.StringIO(result.out))
        assert (row["number"], row["point"]) == ("7-9002", "2")


def test_several_data_come_together(kg: Kg, data: Path) -> None:
    result = kg("query", "late-answers", "--data", "pages/a.txt", "--data", "pages/b.txt", "-f", "csv")
    assert [row["daysLate"] for row in csv.DictReader(io.StringIO(result.out))] == ["12", "12"]
    assert data.exists()


@pytest.mark.parametrize("format", FORMATS)
def test_formats(kg: Kg, data: Path, format: str) -> None:
    result = kg("query", "late-answers", "--data", data, "-f", format)
    assert result.code == 0
    assert "7-9001" in result.out
    if format == "json":
        assert json.loads(result.out)["results"]["bindings"][0]["daysLate"]["value"] == "12"


def test_parameters(kg: Kg, data: Path) -> None:
    counts = [
        len(kg("query", "late-answers", "--data", data, "-p", f"days={days}").out.splitlines())
        for days in (12, 13)
    ]
    assert counts == [3, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-query", "--data", "data.ttl"], "no-such-query"),
        (["late-answers"], "--data"),
        (["late-answers", "--data", "gone.ttl"], "gone.ttl"),
        (["late-answers", "--data", "data.ttl", "-p", "days"], "days"),
        (["late-answers", "--data", "data.ttl", "-p", "days=many"], "many"),
        (["late-answers", "--data", "data.ttl", "-p", "dayz=1"], "dayz"),
        (["late-answers", "--data", "data.ttl", "-p", "days=1", "-p", "days=2"], "days"),
        (["late-answers", "--data", "data.ttl", "-f", "yaml"], "yaml"),
        (["broken.rq", "--data", "data.ttl"], "broken.rq"),
        ([], "NAME"),
    ],
)
def test_wrong_usage(kg: Kg, data: Path, arguments: list[str], message: str) -> None:
    (data.parent / "broken.rq").write_text("SELECT ?x WHERE {")
    result = kg("query", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err


def test_a_query_of_ones_own(kg: Kg, data: Path) -> None:
    (data.parent / "own.rq").write_text(
        "PREFIX wq: <https://w3id.org/written-questions/ontology#>\n"
        "SELECT (COUNT(?question) AS ?count) WHERE { ?question a wq:WrittenQuestion }"
    )
    assert kg("query", "own.rq", "--data", data, "-f", "csv").out == "count\r\n2\r\n"


def test_the_library_is_listed_with_summaries_and_parameters(kg: Kg) -> None:
    result = kg("query", "--list")
    assert result.code == 0
    text = " ".join(result.out.split())
    assert len(queries.library()) > 6
    for query in queries.library():
        named = ", ".join(f"{it.name} (required)" if it.required else it.name for it in query.parameters)
        assert f"{query.name} {query.summary} -p {named}" in text


def test_one_query_is_described_by_its_help(kg: Kg) -> None:
    result = kg("query", "late-answers", "--help")
    assert result.code == 0
    text = " ".join(result.out.split())
    wanted = queries.find("late-answers")
    for told in (
        wanted.summary,
        wanted.description,
        *(parameter.description for parameter in wanted.parameters),
    ):
        assert told in text


def test_a_service_that_does_not_answer(kg: Kg, data: Path) -> None:
    (data.parent / "own.rq").write_text("SELECT ?s { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }")
    result = kg("query", "own.rq", "--data", data)
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("error: ")


def test_a_graph_is_written_as_rdf(kg: Kg, data: Path) -> None:
    (data.parent / "own.rq").write_text(
        "CONSTRUCT { ?s a <urn:t> } WHERE { ?s a <http://xmlns.com/foaf/0.1/Person> }"
    )
    result = kg("query", "own.rq", "--data", data)
    assert result.code == 0
    assert "anna-voorbeeld> a <urn:t> ." in result.out
