"""``kg show``."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.sheet import NOT_ANSWERED
from tests.cli.support import Kg


def test_a_page_a_folder_and_a_graph_show_the_same(kg: Kg, data: Path) -> None:
    results = [
        kg("show", "pages/a.txt"),
        kg("show", "7-9001", "--data", "pages"),
        kg("show", "7-9001", "--data", data),
    ]
    assert [(result.code, result.err) for result in results] == [(0, "")] * 3
    assert "12 days late" in results[0].out
    assert {result.out for result in results} == {results[0].out}


def test_a_point_that_the_answer_leaves_out_says_so(kg: Kg, data: Path) -> None:
    assert NOT_ANSWERED in kg("show", "7-9002", "--data", data).out
    assert NOT_ANSWERED not in kg("show", "7-9001", "--data", data).out


def test_the_output_fits_a_plain_pipe(kg: Kg, data: Path) -> None:
    text = kg("show", "7-9001", "--data", data).out
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_one_language(kg: Kg, data: Path) -> None:
    text = kg("show", "7-9001", "--data", data, "--language", "nl").out
    assert "Hoeveel bomen" in text
    assert "Combien" not in text


def test_lines_are_those_of_the_page(kg: Kg, data: Path) -> None:
    text = kg("show", "pages/a.txt", "--lines").out
    assert "Anna Voorbeeld (Groen)  [line 9]" in text
    rdf = kg("show", "7-9001", "--data", data, "--lines")
    assert "line 9" not in rdf.out
    assert "RDF does not keep the lines" in rdf.err


def test_a_folder_shows_each_question(kg: Kg, data: Path) -> None:
    text = kg("show", "pages").out
    assert text.index("Question 7-9001") < text.index("Question 7-9002")
    assert data.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["7-1", "--data", "data.ttl"], 1, "error: not in the data: question 7-1"),
        (["7-1"], 2, "Say so with --data PATH"),
        (["gone.txt"], 2, "'gone.txt' does not exist"),
        (["pages", "--data", "data.ttl"], 2, "name a question by its number"),
        (["7-1", "--data", "gone.ttl"], 2, "'gone.ttl' does not exist"),
    ],
)
@pytest.mark.usefixtures("data")
def test_what_cannot_be_shown(kg: Kg, arguments: list[str], code: int, message: str) -> None:
    result = kg("show", *arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
