"""The table of measurements: its rows at a small size, how it is written, and what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import rows
from benchmarks.rows import ROWS, Bench, Row

FAST = Row("one", "1.0 s against 3.0 s", 3, least=2)
LARGE = Row("two", "20 MB against 10 MB", 2, most=1.3)


def test_every_row_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_TIMES", 1)
    small = Bench(tmp_path, 5)
    found = [row for measure in ROWS for row in measure(small)]
    assert [row.work.partition(",")[0].partition(" (")[0] for row in found] == [
        "pages → N-Quads",
        "pages → N-Quads in two processes against one",
        "peak memory of convert",
        "validation of 1 questions",
        "pages → validated",
        "peak memory of load",
        "loading one changed page into a store of 5 questions",
        "the library's slowest query in rdflib",
        "the slowest in the store",
    ]
    assert all(row.ratio > 0 for row in found)
    assert small.statements(5).stat().st_size > 100_000
    assert small.turtle(1).read_bytes().startswith(b"@prefix")


def test_the_table_says_what_is_asked_and_what_is_not_met() -> None:
    assert bench.table([FAST, LARGE]) == (
        "| work | measured | ratio | asked |\n"
        "| --- | --- | --- | --- |\n"
        "| one | 1.0 s against 3.0 s | 3.0 | at least 2 |\n"
        "| two | 20 MB against 10 MB | 2.0 | at most 1.3: **not met** |"
    )


def test_the_table_is_put_between_its_marks() -> None:
    text = "# A\n\n<!-- table -->\nold\n<!-- end of the table -->\n\nB\n"
    assert bench.with_table(text, "new \\1") == (
        "# A\n\n<!-- table -->\nnew \\1\n<!-- end of the table -->\n\nB\n"
    )


def test_the_readme_has_the_marks() -> None:
    text = bench.README.read_text(encoding="utf-8")
    assert bench.with_table(text, "another") != text


def test_a_ratio_that_is_not_met_is_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fast(bench: Bench) -> list[Row]:
        assert bench == Bench(tmp_path, 7)
        return [FAST]

    def large(_: Bench) -> list[Row]:
        return [LARGE]

    monkeypatch.setattr(bench, "ROWS", (fast, large))
    arguments = ["-n", "7", "--folder", str(tmp_path)]
    assert bench.main([*arguments, "--only", "fast"]) == 0
    assert bench.main(arguments) == 1
    assert capsys.readouterr().out.endswith("| 2.0 | at most 1.3: **not met** |\n")
