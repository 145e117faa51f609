"""``kg convert --engine spark``, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.spark import missing
from tests.cli.support import Kg, page

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

SPARK = ("--engine", "spark", "--master", "local[2,4]")


def test_a_folder_to_a_folder(kg_process: Kg, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(page("7-9001"))
    (folder / "in" / "b.txt").write_text(page("7-9002", answered="1/6/2022"))  # before it was asked
    (folder / "in" / "c.txt").write_text("A recipe for pancakes\n")
    result = kg_process("convert", "in", *SPARK, "--check", "-o", "out")
    assert (result.code, result.out, result.err.splitlines()) == (
        1,
        "",
        [
            "3 documents: 2 converted, 0 converted with warnings, 1 rejected.",
            "1 question left out, with violations: see out/violations",
        ],
    )
    report = [
        json.loads(line)
        for part in (folder / "out" / "report").glob("*.jsonl")
        for line in part.read_text().splitlines()
    ]
    assert sorted((line["source"], line["status"], line["questions"]) for line in report) == [
        ("in/a.txt", "converted", [{"id": "7-9001", "conforms": True}]),
        ("in/b.txt", "converted", [{"id": "7-9002", "conforms": False}]),
        ("in/c.txt", "rejected", []),
    ]
    assert (folder / "out" / "_SUCCESS").exists()
    assert kg_process("validate", "out/questions", "out/names").code == 0


def test_what_goes_wrong_is_one_sentence(kg_process: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "out").mkdir()
    (folder / "out" / "mine").touch()
    (folder / "c.txt").write_text("A recipe for pancakes\n")
    known = "Spark knows yarn, spark://HOST:PORT, k8s://URL and local[N]"
    for arguments, code, said in [
        (
            ["a.txt", *SPARK, "-o", "out"],
            2,
            "out is there already: name a folder that is not, or that is empty",
        ),
        (["c.txt", *SPARK, "-o", "rejected"], 3, "nothing could be read; see rejected/report"),
        (["a.txt", "--engine", "spark", "--master", "far", "-o", "x"], 2, f"'far' is no cluster: {known}"),
    ]:
        result = kg_process("convert", *arguments)
        assert (result.code, result.out, result.err) == (code, "", f"error: {said}\n")
