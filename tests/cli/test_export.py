"""``kg export``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import Kg, page


def test_pages_rdf_and_both_give_the_same(kg: Kg, data: Path) -> None:
    results = [kg("export", *paths) for paths in (["pages"], [data], ["pages", data], ["."])]
    assert {result.out for result in results} == {data.read_text()}
    assert [result.code for result in results] == [0, 0, 0, 0]


def test_one_question_with_the_names_it_uses(kg: Kg, data: Path) -> None:
    (data.parent / "one.txt").write_text(page("7-9002", second=False))
    assert kg("export", data, "--question", "7-9002").out == kg("convert", "one.txt").out


def test_several_questions(kg: Kg, data: Path) -> None:
    assert kg("export", data, "--question", "7-9001", "--question", "7-9002").out == data.read_text()


def test_a_question_that_is_not_there(kg: Kg, data: Path) -> None:
    result = kg("export", data, "--question", "7-1", "-o", "out.ttl")
    assert (result.code, result.err) == (1, "error: not in the data: question 7-1\n")
    assert not (data.parent / "out.ttl").exists()


@pytest.mark.parametrize("format", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_standard_input_is_known_by_how_it_opens(kg: Kg, data: Path, format: str) -> None:
    written = kg("export", data, "-f", format).out
    assert kg("export", "-", stdin=written).out == data.read_text()


def test_what_a_format_cannot_hold_is_said_and_not_written(kg: Kg, folder: Path) -> None:
    (folder / "a.ttl").write_text('<urn:s> <urn:p/> "RDF/XML needs a name at the end of a property" .')
    result = kg("export", "a.ttl", "-o", "out.rdf")
    assert result.code == 2
    assert result.err.startswith("error: ")
    assert not (folder / "out.rdf").exists()
