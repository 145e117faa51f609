"""Long runs that do not come to their end: what is said, what is left, and how they go on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.conversion import Outcome, read_document
from kg.inputs import Document
from kg.model import DocumentNumber, Reading
from tests.cli.support import Kg, Result
from tests.loading.support import dump, fr, nl

ROOT = Path(__file__).parents[2]

Broken = Callable[..., Result]


@pytest.fixture
def pages(folder: Path) -> Path:
    """Thirty documents on twenty questions; one is none."""
    place = folder / "pages"
    place.mkdir()
    for number in range(10, 30):
        (place / f"{number}-fr.txt").write_bytes(fr(number, party="groen").data)
    for number in range(10, 19):
        (place / f"{number}-nl.txt").write_bytes(nl(number).data)
    (place / "rubbish.txt").write_text("pancakes\n")
    return place


@pytest.fixture
def broken(folder: Path) -> Iterator[Broken]:
    """Runs ``kg`` in its own process group, with an event of :mod:`tests.cli.interrupting`."""
    # Who starts the tests in the background may have them ignore the signal, and their children would do so too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def call(event: str, *arguments: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "tests.cli.interrupting", event, *arguments],
            cwd=folder,
            env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Result(done.returncode, done.stdout, done.stderr)

    yield call
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read within the test."""
    names: list[str] = []

    def counted(document: Document, number: DocumentNumber | None) -> Reading | Outcome:
        names.append(document.name)
        return read_document(document, number)

    monkeypatch.setattr("kg.bulk.steps.read_document", counted)
    return names


def known(archive: Path) -> int:
    """How many documents an interrupted run has read."""
    db = sqlite3.connect(archive)
    (count,) = db.execute("SELECT count(*) FROM ledger").fetchone()
    db.close()
    return int(count)


@pytest.mark.parametrize(
    ("event", "jobs"), [("start", "2"), ("read=14", "2"), ("read=29", "1"), ("make=9", "2")], ids=str
)
@pytest.mark.usefixtures("pages")
def test_a_conversion_that_is_interrupted_goes_on(
    kg: Kg, broken: Broken, read: list[str], folder: Path, event: str, jobs: str
) -> None:
    result = broken(event, "convert", "pages", "-o", "out.nt", "--report", "r.jsonl", "--jobs", jobs)
    assert (result.code, result.out) == (130, "")
    assert "what was read is kept in .out.nt.readings: --resume goes on from there" in result.err
    archive = folder / ".out.nt.readings"
    assert sorted(file.name for file in folder.iterdir() if not file.name.startswith(archive.name)) == [
        "pages"
    ]
    count = known(archive)
    again = kg("convert", "pages", "-o", "out.nt", "--report", "r.jsonl", "--resume", "--jobs", "1")
    assert again.code == 1
    assert len(read) == 30 - count
    assert count == {"start": 0, "read=14": 12, "read=29": 28, "make=9": 30}[event]
    whole = kg("convert", "pages", "-o", "whole.nt", "--report", "whole.jsonl", "--jobs", "1")
    assert (folder / "out.nt").read_bytes() == (folder / "whole.nt").read_bytes()
    assert (folder / "r.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()
    assert again.err == whole.err
    assert sorted(file.name for file in folder.iterdir()) == [
        "out.nt",
        "pages",
        "r.jsonl",
        "whole.jsonl",
        "whole.nt",
    ]


@pytest.mark.parametrize("more", [[], ["--resume"]], ids=["anew", "resume"])
@pytest.mark.usefixtures("pages")
def test_two_conversions_to_one_file(
    kg: Kg, folder: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.bulk.LONG", 1)
    arguments = ["convert", "pages", "-o", "out.nt", "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.interrupting", "wait=14", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "waiting\n"
        second = kg(*arguments, *more)
        assert (second.code, second.out) == (2, "")
        assert second.err == (
            "error: out.nt is being written by another 'kg convert': wait until it has finished, or name another file\n"
        )
        elsewhere = kg("convert", "pages", "-o", "whole.nt", "--jobs", "1")
        out, err = first.communicate("\n")
    assert (first.returncode, out, err) == (elsewhere.code, "", elsewhere.err)
    assert (folder / "out.nt").read_bytes() == (folder / "whole.nt").read_bytes()
    assert sorted(file.name for file in folder.iterdir()) == ["out.nt", "pages", "whole.nt"]


@pytest.mark.usefixtures("pages")
def test_a_conversion_that_was_killed_keeps_nobody_out(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.bulk.LONG", 1)
    arguments = ["convert", "pages", "-o", "out.nt", "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.interrupting", "wait=14", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "waiting\n"
        first.kill()
        first.wait()
    assert (folder / ".out.nt.readings-lock").exists()
    assert kg(*arguments, "--resume").code == 1
    assert sorted(file.name for file in folder.iterdir()) == ["out.nt", "pages"]


@pytest.mark.parametrize(("event", "jobs"), [("read=14", "2"), ("make=9", "1")], ids=str)
@pytest.mark.usefixtures("pages")
def test_a_load_that_is_interrupted_goes_on(
    kg: Kg, broken: Broken, read: list[str], folder: Path, event: str, jobs: str
) -> None:
    result = broken(event, "load", "pages", "--store", "store", "--jobs", jobs)
    assert (result.code, result.out) == (130, "")
    assert "the store is whole, and 'kg load --resume' with the same PATH goes on from there" in result.err
    count = known(folder / "store" / "readings.sqlite")
    assert count == {"read=14": 12, "make=9": 30}[event]
    again = kg("load", "pages", "--store", "store", "--resume", "--jobs", "1", "--report", "r.jsonl")
    assert again.code == 1
    assert len(read) == 30 - count
    assert kg("load", "pages", "--store", "whole", "--jobs", "1", "--report", "whole.jsonl").code == 1
    assert dump(folder / "store") == dump(folder / "whole")
    assert (folder / "r.jsonl").read_bytes() == (folder / "whole.jsonl").read_bytes()


@pytest.mark.usefixtures("pages")
def test_a_build_without_a_store_leaves_nothing(broken: Broken, folder: Path) -> None:
    result = broken("read=14", "build", "pages", "-o", "out.nt", "--jobs", "2")
    assert (result.code, result.out) == (130, "")
    assert "--resume" not in result.err
    assert [file.name for file in folder.iterdir()] == ["pages"]


@pytest.mark.usefixtures("pages")
def test_a_process_that_is_killed(broken: Broken, kg: Kg, read: list[str], folder: Path) -> None:
    said = "error: one of the processes was ended from outside, perhaps for want of memory; with fewer of them (--jobs 1)"
    result = broken("lose=12", "convert", "pages", "-o", "out.nt", "--jobs", "2")
    assert result.code == 2
    assert said in result.err
    assert not (folder / "out.nt").exists()
    assert "--resume goes on from there" in result.err
    count = known(folder / ".out.nt.readings")
    assert kg("convert", "pages", "-o", "out.nt", "--resume", "--jobs", "1").code == 1
    assert 0 < count == 30 - len(read)
    result = broken("lose=12", "load", "pages", "--store", "store", "--jobs", "2")
    assert result.code == 2
    assert said in result.err
    assert kg("load", "pages", "--store", "store", "--resume", "--jobs", "1").code == 1
    assert kg("load", "pages", "--store", "whole", "--jobs", "1").code == 1
    assert dump(folder / "store") == dump(folder / "whole")


def test_nothing_is_kept_of_a_run_that_came_to_its_end(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.bulk.LONG", 1)
    (folder / "a.txt").write_text("pancakes\n")
    assert kg("convert", "a.txt", "-o", "out.nt").code == 3
    assert [file.name for file in folder.iterdir()] == ["a.txt"]
    assert kg("convert", "a.txt", "--resume").code == 2
    (folder / "b.txt").write_bytes(fr(1).data)
    # There is nothing to take up, which is as well.
    assert kg("convert", "b.txt", "-o", "out.nt", "--resume").code == 0
    assert sorted(file.name for file in folder.iterdir()) == ["a.txt", "b.txt", "out.nt"]


# --- full disks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 4096, 60_000, 120_000])
@pytest.mark.parametrize("event", ["full", "full-anew"])
@pytest.mark.usefixtures("pages")
def test_a_load_onto_a_full_disk(kg: Kg, broken: Broken, folder: Path, event: str, size: int) -> None:
    assert kg("load", "pages", "--store", "store", "--jobs", "1", "-q").code == 1
    before = dump(folder / "store")
    (folder / "new").mkdir()
    for number in range(10, 50):
        (folder / "new" / f"{number}.txt").write_bytes(
            fr(number, answer="Trois cents arbres ont été plantés. " * 40).data
        )
    result = broken(f"{event}={size}", "load", "new", "--store", "store", "--jobs", "1")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: store")
    assert dump(folder / "store") == before or size > 60_000
    assert kg("load", "new", "--store", "store", "--jobs", "1").code == 0
    assert kg("load", "pages", "new", "--store", "whole", "--jobs", "1", "-q").code == 1
    assert dump(folder / "store") == dump(folder / "whole")


@pytest.mark.parametrize("size", [0, 60_000])
@pytest.mark.usefixtures("pages")
def test_a_conversion_onto_a_full_disk(kg: Kg, broken: Broken, folder: Path, size: int) -> None:
    (folder / "out.nt").write_text("old")
    result = broken(f"full={size}", "convert", "pages", "-o", "out.nt", "--jobs", "1")
    assert (result.code, result.out) == (2, "")
    assert (folder / "out.nt").read_text() == "old"
    assert kg("convert", "pages", "-o", "out.nt", "--resume", "--jobs", "1").code == 1
    assert kg("convert", "pages", "-o", "whole.nt", "--jobs", "1").code == 1
    assert (folder / "out.nt").read_bytes() == (folder / "whole.nt").read_bytes()
    assert sorted(file.name for file in folder.iterdir()) == ["out.nt", "pages", "whole.nt"]
