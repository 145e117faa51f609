"""``kg convert --engine spark``: what is said; what comes of it is tested in tests/spark."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import spark
from tests.cli.support import Kg, page

SPARK = ("--engine", "spark")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in", *SPARK], "--engine spark writes a folder: name it with -o."),
        (["-", *SPARK, "-o", "out"], "--engine spark reads files and folders, not standard input."),
        (["in", *SPARK, "-o", "out", "-f", "turtle"], "--engine spark writes N-Quads only"),
        (["in", *SPARK, "-o", "out", "--jobs", "2"], "--jobs means nothing with --engine spark"),
        (["in", *SPARK, "-o", "out", "--resume"], "--resume means nothing with --engine spark"),
        (["in", *SPARK, "-o", "out", "--report", "r"], "--report means nothing with --engine spark"),
        (["in", *SPARK, "-o", "out", "--id", "7-1"], "--id means nothing with --engine spark"),
        (["gone", *SPARK, "-o", "out"], "'gone' does not exist"),
        (["in", "--check", "-o", "out.nq"], "--master and --check are for --engine spark"),
        (["in", "--master", "yarn", "-o", "out.nq"], "--master and --check are for --engine spark"),
        (["s3a://crawl/pages", "-o", "out.nq"], "s3a://crawl/pages is an address; only --engine spark reads"),
    ],
)
def test_wrong_usage(kg: Kg, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(page())
    result = kg("convert", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.split())
    assert [file.name for file in folder.iterdir()] == ["in"]


def test_a_file_whose_name_looks_like_an_address_is_a_file(kg: Kg, folder: Path) -> None:
    (folder / "ab:").mkdir()
    (folder / "ab:" / "a.txt").write_text(page())
    assert kg("convert", "ab:/a.txt").code == 0


def test_without_spark_it_is_said_what_to_install(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(page())
    monkeypatch.setattr(spark, "find_spec", lambda _: None)
    result = kg("convert", "a.txt", *SPARK, "-o", "out")
    said = "error: Spark is not installed: pip install 'written-questions[spark]'\n"
    assert (result.code, result.out, result.err) == (2, "", said)
