"""``kg load``, and what other commands say of its store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.store.folder import Folder
from kg.validation import Report, validate_triples
from tests.cli.support import Kg, page
from tests.loading.support import dump, fr, graphs, nl

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pages(folder: Path) -> Path:
    """Two pages; the second is of another question."""
    place = folder / "pages"
    place.mkdir()
    (place / "a.txt").write_text(page("7-9001"))
    (place / "b.txt").write_text(page("7-9002", second=False))
    return place


@pytest.fixture
def store(kg: Kg, pages: Path, folder: Path) -> Path:
    """A store with both."""
    assert kg("load", pages, "--store", "store").code == 0
    return folder / "store"


@pytest.mark.usefixtures("pages")
def test_what_was_loaded_is_counted_and_the_same_again_changes_nothing(kg: Kg, folder: Path) -> None:
    first = kg("load", "pages", "--store", "store")
    assert (first.code, first.out) == (0, "")
    assert first.err.splitlines() == [
        "2 documents: 2 converted, 0 converted with warnings, 0 rejected.",
        "2 questions made anew; the store holds 2 questions.",
    ]
    before = dump(folder / "store")
    again = kg("load", "pages/b.txt", "--store", "store")
    assert again.err.splitlines()[-1] == "no question has changed; the store holds 2 questions."
    assert kg("load", "--store", "store").err == "no question has changed; the store holds 2 questions.\n"
    assert kg("load", "pages", "--store", "store", "-q").err == ""
    assert dump(folder / "store") == before
    assert kg("convert", "pages", "-f", "nt").out == kg("export", "--store", "store", "-f", "nt").out


def test_a_page_replaces_what_the_same_source_said(kg: Kg, pages: Path, store: Path) -> None:
    (pages / "b.txt").write_text(page("7-9002"))
    result = kg("load", "pages/b.txt", "--store", "store", "--replace")
    assert result.err.splitlines()[-1] == "1 question made anew; the store holds 2 questions."
    before = dump(store)
    assert kg("load", "pages", "--store", "other").code == 0
    assert dump(store.with_name("other")) == before


@pytest.mark.parametrize("engine", ["pyshacl", "shacl-rust"])
def test_every_engine_leaves_the_same_out(
    kg: Kg, pages: Path, folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "b.txt").write_text(page("7-9002", answered="1/5/2022"))
    expected = kg("load", "pages", "--store", "expected", "--jobs", "1")
    assert expected.code == 1
    assert "7-9002: left out" in expected.err
    asked = []

    def validated(*args: Any, engine: str, **others: Any) -> Report:
        asked.append(engine)
        return validate_triples(*args, engine=engine, **others)

    monkeypatch.setattr("kg.validation.validate_triples", validated)
    assert kg("load", "pages", "--store", "store", "--jobs", "1", "--engine", engine) == expected
    assert set(asked) == {engine}
    assert dump(folder / "store") == dump(folder / "expected")


def test_questions_are_taken_out(kg: Kg, store: Path) -> None:
    result = kg("load", "--remove", "7-9001", "--remove", "7-5", "--store", "store")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == ["7-5: not in the store", "1 question removed."]
    assert sorted(graphs(store)) == ["7-9002", "names"]
    assert kg("load", "--remove", "7-9002", "--store", "store").code == 0
    assert dump(store) == b""


def test_what_does_not_conform_is_left_out_each_time_it_is_given(kg: Kg, pages: Path, store: Path) -> None:
    (pages / "b.txt").write_text(page("7-9002", answered="1/5/2022"))
    for _ in range(2):
        result = kg("load", "pages", "--store", "store", "--replace", "--report", "r.jsonl")
        assert result.code == 1
        assert "7-9002: violation: " in result.err
        assert "7-9002: left out\n" in result.err
        assert "1 question left out; the store holds 1 question." in result.err
        report = (store.parent / "r.jsonl").read_text().splitlines()
        assert ['"conforms": true' in line for line in report] == [True, False]
    assert sorted(graphs(store)) == ["7-9001", "names"]
    (pages / "b.txt").write_text(page("7-9002"))
    result = kg("load", "pages", "--store", "store", "--replace")
    assert (result.code, sorted(graphs(store))) == (0, ["7-9001", "7-9002", "names"])


@pytest.mark.usefixtures("pages")
def test_the_same_store_and_report_however_many_processes(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.bulk.pool.WORTH", 1)
    monkeypatch.setattr("kg.bulk.converting.READ_AT_ONCE", 1)
    (folder / "pages" / "c.txt").write_text("pancakes\n")
    told = {}
    for jobs in ("1", "2", "3"):
        result = kg("load", "pages", "--store", jobs, "--jobs", jobs, "--report", f"{jobs}.jsonl")
        told[jobs] = (result, dump(folder / jobs), (folder / f"{jobs}.jsonl").read_bytes())
    assert told["1"][0].code == 1
    assert told["1"] == told["2"] == told["3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pages", "--remove", "7-1", "--store", "s"], "--remove takes questions out: give no PATH with it."),
        (["pages"], "load where?"),
        (
            ["pages", "--store", "pages"],
            "pages holds other things than a store; name a new or an empty folder",
        ),
        (["pages", "--store", "pages/a.txt"], "is a file"),
        (["nowhere", "--store", "s"], "'nowhere' does not exist"),
    ],
)
def test_wrong_usage(kg: Kg, pages: Path, arguments: list[str], said: str) -> None:
    result = kg("load", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())
    assert sorted(place.name for place in pages.iterdir()) == ["a.txt", "b.txt"]


def test_nothing_to_read(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text("pancakes\n")
    assert kg("load", "a.txt", "--store", "store").code == 3
    (folder / "empty").mkdir()
    result = kg("load", "empty", "--store", "store")
    assert result.code == 3
    assert "nothing to read in empty" in result.err


def test_a_store_keeps_its_base(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    base = "https://example.org/"
    assert kg("load", "a.txt", "--store", "store", "--base", base).code == 0
    assert f"<{base}question/7-9001>".encode() in dump(folder / "store")
    assert kg("load", "a.txt", "--store", "store").err.splitlines()[-1].startswith("no question has changed")
    result = kg("load", "a.txt", "--store", "store", "--base", "https://example.com/")
    assert result.code == 2
    assert (
        "the IRIs of store begin with https://example.org/: give --base https://example.org/, or another"
        in result.err
    )


# --- several at once -------------------------------------------------------------------------------------------------


@contextmanager
def starting(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """``kg`` as a process that goes on beside the test."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def test_a_second_load_says_that_it_waits_and_both_come_to_their_end(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fr.txt").write_bytes(fr(1).data)
    (folder / "nl.txt").write_bytes(nl(1).data)
    assert kg("load", "fr.txt", "--store", "store").code == 0
    with ExitStack() as first:
        first.enter_context(Folder(folder / "store").writing())
        with starting(folder, "load", "nl.txt", "--store", "store") as second:
            assert second.stderr is not None
            said = "store is used by another program: waiting until it has finished\n"
            assert second.stderr.readline() == said
            # What is asked meanwhile is told so.
            monkeypatch.setattr("kg.store.folder.TO_READ", 0.01)
            result = kg("query", "late-answers", "--store", "store")
            assert (result.code, result.out) == (2, "")
            assert "store is being loaded by another program; ask again when it has finished" in result.err
            first.close()
            assert second.wait() == 0
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert kg("load", "fr.txt", "nl.txt", "--store", "other").code == 0
    assert dump(folder / "store") == dump(folder / "other")


def test_a_load_waits_for_who_reads(folder: Path, store: Path) -> None:
    (folder / "c.txt").write_text(page("7-9003"))
    with ExitStack() as reading:
        reading.enter_context(Folder(store).reading())
        with starting(folder, "load", "c.txt", "--store", "store") as load:
            assert load.stderr is not None
            assert "waiting until it has finished" in load.stderr.readline()
            assert len(graphs(store)) == 3
            reading.close()
            assert load.wait() == 0
    assert len(graphs(store)) == 4


# --- damage ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("readings.sqlite", "junk" * 1000, "store/readings.sqlite: file is not a database"),
        ("lock", "mine", "store holds other things than a store"),
        ("base", "mine", "store/base holds no IRI: the store is damaged"),
    ],
)
def test_a_damaged_store_is_told_of(kg: Kg, store: Path, name: str, content: str, said: str) -> None:
    (store / name).write_text(content)
    result = kg("load", "pages", "--store", "store")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {said}")


def test_a_store_of_another_version_is_told_of(kg: Kg, store: Path) -> None:
    db = sqlite3.connect(store / "readings.sqlite")
    db.execute("UPDATE readings SET data = x'90'")
    db.execute("UPDATE questions SET stale = 1")
    db.commit()
    result = kg("load", "--store", "store")
    assert result.code == 2
    assert "what is kept of a page was not written by this version of the program" in result.err
    db.execute("PRAGMA user_version = 99")
    db.close()
    result = kg("load", "--store", "store")
    assert result.code == 2
    assert "was made by another version of this program (format 99, here 2)" in result.err
    # It can still be asked.
    assert kg("query", "late-answers", "--store", "store").code == 0


@pytest.mark.parametrize("what", ["graphs", "current"])
def test_graphs_that_are_gone_are_made_anew(kg: Kg, store: Path, what: str) -> None:
    before = dump(store)
    place = store / ("graphs-1" if what == "graphs" else "current")
    place.rename(store.with_name("elsewhere"))
    result = kg("query", "late-answers", "--store", "store")
    assert result.code == 2
    if what == "graphs":
        assert "the store is damaged; 'kg load --store store' makes its graphs anew" in result.err
    assert kg("load", "--store", "store").code == 0
    assert dump(store) == before


def test_graphs_that_are_damaged_are_told_of_and_can_be_made_anew(kg: Kg, store: Path) -> None:
    before = graphs(store)
    for place in (store / "graphs-1").iterdir():
        place.write_bytes(b"junk")
    for arguments in (
        ["query", "late-answers", "--store", "store"],
        ["load", "--remove", "7-9001", "--store", "store"],
    ):
        result = kg(*arguments)
        assert (result.code, result.out) == (2, "")
        assert "store/graphs-1 cannot be opened as a store: " in result.err
        assert "Without this folder, 'kg load --store store' makes it anew" in result.err
    shutil.rmtree(store / "graphs-1")
    assert kg("load", "--store", "store").code == 0
    assert {name: text for name, text in graphs(store).items() if name != "7-9001"} == {
        name: text for name, text in before.items() if name != "7-9001"
    }
