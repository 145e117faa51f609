"""A store checked in parts tells what the whole graph tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

import kg
from kg import auditing
from kg.auditing import audit
from kg.validation import joined, load_shapes, validate

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited") / "store"
    kg.load(EXAMPLES, folder)
    return folder


@pytest.fixture(scope="module")
def whole() -> Graph:
    graph = Graph()
    for question in kg.read(EXAMPLES):
        graph += kg.to_graph(question)
    return graph


@pytest.mark.parametrize("at_once", [1, 5, 200])
def test_the_parts_tell_what_the_whole_tells(
    folder: Path, whole: Graph, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "_AT_ONCE", at_once)
    with kg.open_store(folder) as store:
        report = audit(store, load_shapes())
    assert report == validate(whole)
    assert report.questions == 13
    assert len(report.warnings) > 0


def test_a_result_at_a_shared_name_is_one_of_all_its_questions(whole: Graph) -> None:
    report = validate(whole)
    first, *_ = report.results
    one, two = kg.DocumentNumber(7, 1), kg.DocumentNumber(7, 2)
    parts = [
        replace(report, results=(replace(first, questions=(number,)),), questions=1, nodes=2)
        for number in (two, one)
    ]
    together = joined(parts)
    assert [result.questions for result in together.results] == [(one, two)]
    assert (together.questions, together.nodes) == (2, 4)
