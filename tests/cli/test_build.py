"""``kg build``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import Kg, page


def test_the_graph_is_that_of_convert_and_the_summary_tells_of_it(kg: Kg, folder: Path) -> None:
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(page("7-9001"))
    (folder / "pages" / "b.txt").write_text(page("7-9002", second=False))
    result = kg("build", "pages", "-o", "out.ttl")
    assert (result.code, result.out) == (0, "")
    assert (folder / "out.ttl").read_text() == kg("convert", "pages").out
    summary = " ".join(result.err.split())
    for told in (
        "2 documents: 2 converted, 0 converted with warnings, 0 rejected",
        "0 violations",
        "2: 2 answered",
        "Turtle in out.ttl",
        "Answers that came late: 2",
        "7-9001 12 days",
        "Points that the answer leaves out: 1",
        "7-9002 point 2",
        "kg show 7-9002 --data out.ttl",
    ):
        assert told in summary


def test_what_has_violations_is_left_out_and_the_rest_is_written(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page("7-9001"))
    (folder / "b.txt").write_text(page("7-9002", answered="1/5/2022"))
    result = kg("build", "a.txt", "b.txt", "-o", "out.ttl", "--report", "r.jsonl")
    assert result.code == 1
    assert "7-9002: violation: " in result.err
    assert "7-9002: left out" in result.err
    assert (folder / "out.ttl").read_text() == kg("convert", "a.txt").out
    report = [json.loads(line) for line in (folder / "r.jsonl").read_text().splitlines()]
    assert [line["questions"] for line in report] == [
        [{"id": "7-9001", "conforms": True}],
        [{"id": "7-9002", "conforms": False}],
    ]


@pytest.mark.parametrize("engine", ["pyshacl", "shacl-rust"])
def test_every_engine_leaves_the_same_out(kg: Kg, folder: Path, engine: str) -> None:
    (folder / "a.txt").write_text(page("7-9001"))
    (folder / "b.txt").write_text(page("7-9002", answered="1/5/2022"))
    expected = kg("build", ".", "-o", "-")
    assert expected.code == 1
    assert kg("build", ".", "-o", "-", "--engine", engine) == expected


def test_a_graph_on_standard_output_leaves_the_summary_beside_it(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    result = kg("build", "a.txt", "-o", "-")
    assert result.out == kg("convert", "a.txt").out
    assert "Answers that came late" in result.err
    assert kg("build", "a.txt", "-o", "-", "-q").err == ""


def test_rejected_pages_make_exit_1_and_the_rest_is_written(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "b.txt").write_text("pancakes\n")
    result = kg("build", "a.txt", "b.txt", "-o", "out.ttl")
    assert result.code == 1
    assert (folder / "out.ttl").exists()


@pytest.mark.parametrize(("arguments", "code"), [(["b.txt", "-o", "out.ttl"], 3), (["b.txt"], 2)])
def test_nothing_is_written(kg: Kg, folder: Path, arguments: list[str], code: int) -> None:
    (folder / "b.txt").write_text("pancakes\n")
    result = kg("build", *arguments)
    assert (result.code, result.out) == (code, "")
    assert [file.name for file in folder.iterdir()] == ["b.txt"]
