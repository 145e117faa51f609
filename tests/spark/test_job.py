"""What Spark makes of pages, beside what one process makes of the same."""

from __future__ import annotations

import gzip
import json
import os
import signal
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyspark", reason="Spark is not installed (make test-spark)")

from kg.bulk import Settings
from kg.inputs import Document, Unreadable
from kg.readings import Entry
from kg.spark import SparkError, job, steps
from kg.spark.job import Done, convert
from tests.cli.support import Kg, page

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXAMPLES = Path(__file__).parents[2] / "examples"
SETTINGS = Settings(format="nquads")
ODD = "\N{LINE SEPARATOR}"


def lines(folder: Path, *kinds: str) -> list[str]:
    """The lines of some parts of a result, sorted."""
    parts = (part for kind in kinds for part in (folder / kind).glob("part-*"))
    return sorted(line for part in parts for line in part.read_text().removesuffix("\n").split("\n"))


def local(kg: Kg, *arguments: str | Path) -> tuple[list[str], list[str]]:
    """The lines of N-Quads and of the report that one process gives."""
    kg("convert", *arguments, "-o", "local.nq", "--report", "local.jsonl", "--jobs", "1")
    texts = [Path(name).read_text().removesuffix("\n").split("\n") for name in ("local.nq", "local.jsonl")]
    return sorted(texts[0]), sorted(texts[1])


def as_line(text: str, **members: str) -> str:
    return json.dumps({"text": text, **members}) + "\n"


@pytest.fixture
def pages(folder: Path) -> Path:
    """A folder with pages in every form in which they can come."""
    place = folder / "the pages [1] 100%25"
    (place / "ex").mkdir(parents=True)
    for example in EXAMPLES.glob("*.txt"):
        (place / "ex" / example.name).write_bytes(example.read_bytes())
    (place / "é.txt").write_text(page("7-9001"))
    (place / "copy.TXT").write_text(page("7-9001"))
    (place / "newer.htm").write_text(f"<pre>{page('7-9001', second=False)}</pre>")
    (place / "with.txt").write_text(page("7-9002"))
    (place / "with.txt.meta.json").write_text(
        json.dumps({"address": "https://www.senate.be/x?n=2", "retrieved": "2024-05-01T10:00:00Z"})
    )
    (place / "recipe.txt").write_text("A recipe for pancakes\n")
    (place / "notes.md").write_text("not read")
    (place / ".hidden.txt").write_text(page("7-9666"))
    rest = [page(f"7-{number}", answered=f"{number % 28 + 1}/8/2022") for number in range(9100, 9130)]
    (place / "crawl.jsonl").write_text(
        as_line(page("7-9003"), url="https://www.senate.be/x?n=3", retrieved="2024-05-02T10:00:00+02:00")
        + "\n"
        + "".join(map(as_line, rest))
        + "not JSON\r\n"
        + as_line(page("7-9004").replace("vieillissent", f"vieillissent{ODD}"))
        + as_line(
            page("7-9003"), url="https://www.senate.be/x?n=3", retrieved="2024-05-03T10:00:00+02:00"
        ).strip()
    )
    (place / "more.ndjson.gz").write_bytes(gzip.compress(as_line(page("7-9005")).encode()))
    with zipfile.ZipFile(place / "some.zip", "w") as archive:
        archive.writestr("in/a.txt", page("7-9006"))
        archive.writestr("../b.txt", page("7-9007"))
    return place


def test_the_same_lines_as_one_process(spark: SparkSession, kg: Kg, folder: Path, pages: Path) -> None:
    expected, report = local(kg, pages.name)
    done = convert(spark, [Path(pages.name)], folder / "out", SETTINGS)
    assert lines(folder / "out", "questions", "names") == expected
    assert lines(folder / "out", "report") == report
    assert (done.rejected, done.left_out, done.documents) == (3, 0, len(report))
    assert sorted(path.name for path in (folder / "out").iterdir() if path.suffix != ".crc") == [
        "_SUCCESS",
        "names",
        "questions",
        "report",
    ]


def test_in_each_part_the_questions_stand_by_number(spark: SparkSession, folder: Path, pages: Path) -> None:
    convert(spark, [pages], folder / "out", SETTINGS)
    parts = sorted((folder / "out" / "questions").glob("*.nq"))
    assert len(parts) > 2
    for part in parts:
        numbers = [
            tuple(map(int, line.partition("/question/")[2].partition(">")[0].split("/")[0].split("-")))
            for line in part.read_text().splitlines()
            if line.split()[1].endswith("#type>") and line.split()[2].endswith("WrittenQuestion>")
        ]
        assert numbers == sorted(set(numbers))


def test_the_same_run_gives_the_same_bytes(spark: SparkSession, folder: Path, pages: Path) -> None:
    found = []
    for name in ("one", "two"):
        convert(spark, [pages], folder / name, SETTINGS)
        found.append(
            {file.relative_to(folder / name): file.read_bytes() for file in (folder / name).rglob("part-*")}
        )
    assert found[0] == found[1]


def test_a_worker_that_is_killed_is_started_again(
    spark: SparkSession, kg: Kg, folder: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = folder / "killed"

    def killed_once(
        documents: Iterable[Document | Unreadable], settings: Settings
    ) -> Iterator[tuple[steps.Key, Entry]]:
        found = steps.read(documents, settings)
        yield next(found)
        try:
            marker.open("x").close()
        except FileExistsError:
            yield from found
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    expected, report = local(kg, pages.name)
    monkeypatch.setattr(job, "read", killed_once)
    convert(spark, [Path(pages.name)], folder / "out", SETTINGS)
    assert marker.exists()
    assert lines(folder / "out", "questions", "names") == expected
    assert lines(folder / "out", "report") == report


def test_of_a_run_that_fails_nothing_stays(
    spark: SparkSession, folder: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(entries: Iterable[tuple[steps.Key, Entry]], settings: Settings) -> Iterator[steps.Row]:
        yield from steps.make(entries, settings)
        raise ValueError("no more")

    monkeypatch.setattr(job, "make", failing)
    with pytest.raises(Exception, match="no more"):
        convert(spark, [pages], folder / "out", SETTINGS)
    assert not (folder / "out").exists()


def test_thesaurus_and_authorities_go_along(spark: SparkSession, kg: Kg, folder: Path, pages: Path) -> None:
    (folder / "table.csv").write_text("")
    for place in ("one", "two"):
        (folder / place).mkdir()
    kg("authorities", "learn", pages.name, "-o", "one/names.toml")
    kg("authorities", "learn", EXAMPLES, "-o", "two/names.toml")
    files = (folder / "one" / "names.toml", folder / "two" / "names.toml")
    options = [str(part) for file in files for part in ("--authorities", file)]
    expected, report = local(kg, pages.name, *options)
    convert(spark, [Path(pages.name)], folder / "out", Settings(format="nquads", authorities=files))
    assert lines(folder / "out", "questions", "names") == expected
    assert lines(folder / "out", "report") == report


def test_what_does_not_conform_is_left_out_where_that_is_asked_for(
    spark: SparkSession, kg: Kg, folder: Path
) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(page("7-9001"))
    (folder / "in" / "b.txt").write_text(page("7-9002", answered="1/6/2022"))  # before it was asked
    built = kg("build", "in", "-o", "built.nt", "--report", "built.jsonl")
    done = convert(spark, [Path("in")], folder / "out", Settings(format="nquads", check=True))
    assert built.code == 1
    assert (done.left_out, done.rejected) == (1, 0)
    assert lines(folder / "out", "questions", "names") == sorted(
        (folder / "built.nt").read_text().splitlines()
    )
    assert lines(folder / "out", "report") == sorted((folder / "built.jsonl").read_text().splitlines())
    told = [json.loads(line) for line in lines(folder / "out", "violations")]
    assert {line["id"] for line in told} == {"7-9002"}
    assert all(f"7-9002: violation: {line['message']} ({line['focus']})" in built.err for line in told)


def test_files_by_name_and_places_in_one_another(
    spark: SparkSession, kg: Kg, folder: Path, pages: Path
) -> None:
    (folder / "page.md").write_text(page("7-9008"))
    (folder / "page.md.meta.json").write_text(json.dumps({"retrieved": "2024-05-01T10:00:00Z"}))
    (folder / "lines.JSONL").write_text(as_line(page("7-9009")))
    given = ["page.md", "lines.JSONL", pages.name, f"{pages.name}/with.txt"]
    expected, report = local(kg, *given)
    done = convert(spark, [Path(name) for name in given], str(folder / "out"), SETTINGS)
    assert lines(folder / "out", "questions", "names") == expected
    assert lines(folder / "out", "report") == report
    assert done.documents == len(report)


def test_nothing_to_read_writes_nothing(spark: SparkSession, folder: Path) -> None:
    (folder / "in").mkdir()
    assert convert(spark, [Path("in")], folder / "out", SETTINGS) == Done()
    assert not (folder / "out").exists()


def test_nothing_is_written_over(spark: SparkSession, folder: Path, pages: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "mine").touch()
    with pytest.raises(SparkError, match="is there already"):
        convert(spark, [pages], folder / "out", SETTINGS)
    assert [path.name for path in (folder / "out").iterdir()] == ["mine"]


def test_a_place_that_is_not_there(spark: SparkSession, folder: Path) -> None:
    with pytest.raises(SparkError, match="gone does not exist"):
        convert(spark, [Path("gone")], folder / "out", SETTINGS)
    assert not (folder / "out").exists()
