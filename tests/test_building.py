"""The main job: what conforms goes in, the rest is told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.building import build
from kg.gathering import triples_of
from kg.graph.iris import Iris
from kg.model import Bilingual, Chronology, DocumentNumber, Fact, Question

GOOD = Question(
    id=DocumentNumber(7, 1),
    title=Bilingual(Fact("Titre"), Fact("Titel")),
    asker=Fact("Anna Voorbeeld"),
    chronology=Chronology(sent=Fact(date(2022, 6, 2)), answered=Fact(date(2022, 7, 19))),
)
LATE = replace(
    GOOD,
    id=DocumentNumber(7, 2),
    chronology=Chronology(sent=Fact(date(2022, 6, 2)), due=Fact(date(2022, 6, 1))),
)


def test_all_conform() -> None:
    built = build([GOOD])
    assert built.questions == (GOOD,)
    assert list(built.triples) == triples_of([GOOD], Iris())
    assert (built.left_out, built.report.conforms) == ({}, True)
    assert len(built.report.warnings) > 0


def test_what_does_not_conform_is_left_out_with_its_violations() -> None:
    built = build([GOOD, LATE])
    assert built.questions == (GOOD,)
    assert list(built.triples) == triples_of([GOOD], Iris())
    assert list(built.left_out) == [LATE.id]
    assert [str(result.focus) for result in built.left_out[LATE.id]] == [Iris().question(LATE.id)]


def test_a_violation_at_a_shared_name_leaves_out_all_that_use_it(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        '<urn:s> a sh:NodeShape ; sh:targetClass foaf:Person ; sh:message "Not Anna."@en ;'
        ' sh:property [ sh:path foaf:name ; sh:pattern "^(?!Anna)" ] .'
    )
    other = replace(GOOD, id=DocumentNumber(7, 3), asker=Fact("Bert Voorbeeld"))
    built = build([GOOD, replace(GOOD, id=DocumentNumber(7, 2)), other], shapes=shapes)
    assert built.questions == (other,)
    assert [str(id) for id in built.left_out] == ["7-1", "7-2"]


def test_another_base() -> None:
    iris = Iris("https://example.org/")
    built = build([GOOD, LATE], iris)
    assert built.questions == (GOOD,)
    assert list(built.triples) == triples_of([GOOD], iris)
