"""The whole way of one real page, from its text to the answers of the library's questions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib

from tests.cli.support import Kg

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
PAGE = SAMPLES / "7-1668.txt"
NOT_COMPARED = {
    rdflib.URIRef("https://w3id.org/written-questions/ontology#sha256"),
    rdflib.URIRef("http://purl.org/dc/terms/source"),
}

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the real page is not part of the project")


def triples(text: str) -> set[tuple[object, ...]]:
    """The triples that are compared; of texts, blanks alone make no difference."""
    found: set[tuple[object, ...]] = set()
    for subject, predicate, value in rdflib.Graph().parse(data=text, format="turtle"):
        if predicate in NOT_COMPARED:
            continue
        if isinstance(value, rdflib.Literal):
            found.add((subject, predicate, " ".join(value.split()), value.language, value.datatype))
        else:
            found.add((subject, predicate, value))
    return found


def test_the_graph_is_the_expected_one_triple_for_triple(kg: Kg) -> None:
    result = kg("convert", PAGE)
    assert (result.code, result.err) == (
        0,
        "1 document: 1 converted, 0 converted with warnings, 0 rejected.\n",
    )
    assert triples(result.out) == triples((SAMPLES / "7-1668.expected.ttl").read_text(encoding="utf-8"))


def test_it_conforms_without_a_warning(kg: Kg) -> None:
    result = kg("validate", PAGE, "--strict", "-f", "json")
    report = json.loads(result.out)
    assert (result.code, report["conforms"], report["results"]) == (0, True, [])


def test_its_answer_is_12_days_late(kg: Kg) -> None:
    (row,) = csv.DictReader(io.StringIO(kg("query", "late-answers", "--data", PAGE, "-f", "csv").out))
    assert (row["number"], row["daysLate"]) == ("7-1668", "12")


def test_all_its_points_are_answered(kg: Kg) -> None:
    result = kg("query", "unanswered-points", "--data", PAGE, "-f", "csv")
    assert (result.code, len(result.out.splitlines())) == (0, 1)


def test_it_is_built_and_shown(kg: Kg, folder: Path) -> None:
    built = kg("build", PAGE, "-o", "out.ttl")
    assert built.code == 0
    assert "Points that the answer leaves out: none" in built.err
    assert (folder / "out.ttl").read_bytes().decode() == kg("convert", PAGE).out
    shown = kg("show", "7-1668", "--data", "out.ttl")
    assert shown.code == 0
    assert "2022-07-19, 12 days late" in shown.out
