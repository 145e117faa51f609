"""The folder of a store: who may use it when, and what it says when it is none."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import StoreError, folder
from kg.store.folder import DamagedError, Folder

ROOT = Path(__file__).parents[2]

HOLD = """\
import sys
from pathlib import Path
from kg.store.folder import Folder

with getattr(Folder(Path(sys.argv[1])), sys.argv[2])():
    print("held", flush=True)
    sys.stdin.readline()
"""


def let_go(process: subprocess.Popen[str]) -> None:
    """Wait until the process has let the store go."""
    if process.poll() is None:
        process.communicate("\n")


@contextmanager
def held(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process reads or writes the store while the block runs, or until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path, how],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            let_go(process)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that graphs were written to."""
    place = tmp_path / "store"
    with Folder(place).writing():
        graphs = Folder(place).fresh()
        graphs.mkdir()
        Folder(place).begin_with("https://example.org/")
        Folder(place).switch(graphs)
    return place


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as error, Folder(path).reading():
        pass
    return str(error.value)


def test_several_may_read_at_a_time(path: Path) -> None:
    with held(path, "reading"), Folder(path).reading(), Folder(path).reading():
        assert Folder(path).graphs == path / "graphs-1"


def test_a_reader_waits_a_little_for_a_writer_then_it_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(path, "writing") as writer:
        monkeypatch.setattr(folder, "TO_READ", 0.01)
        assert refused(path) == (f"{path} is being loaded by another program; ask again when it has finished")
        monkeypatch.setattr(folder, "TO_READ", 600)
        monkeypatch.setattr("kg.store.folder.time.sleep", lambda _: let_go(writer))
        with Folder(path).reading():
            pass


@pytest.mark.parametrize("how", ["reading", "writing"])
def test_a_writer_says_that_it_waits_and_then_has_the_store_alone(
    path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "TO_WRITE", 0.01)
    waited = threading.Event()
    with held(path, how) as other:

        def waiting() -> None:
            waited.set()
            let_go(other)

        with Folder(path).writing(waiting):
            assert waited.is_set()
            monkeypatch.setattr(folder, "TO_READ", 0.01)
            assert "is being loaded" in refused(path)
    with Folder(path).reading():
        pass


def test_the_lock_of_a_process_that_was_killed_is_free(path: Path) -> None:
    with held(path, "writing") as other:
        other.kill()
        other.wait()
        with Folder(path).writing(pytest.fail):
            pass


def test_two_that_make_a_store_at_once_leave_one_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "TO_WRITE", 0.01)
    path = tmp_path / "store"
    with held(path, "writing") as other, Folder(path).writing(lambda: let_go(other)):
        pass
    assert (path / "lock").read_bytes() == b"a store of written questions\n"
    assert Folder(path).graphs is None


def test_what_an_interrupted_run_left_is_removed_by_the_next_writer(path: Path) -> None:
    (path / "graphs-7").mkdir()
    (path / "graphs-7" / "LOG").write_text("")
    (path / ".current.x.part").write_text("")
    with Folder(path).reading():
        assert len(list(path.iterdir())) == 6
    with Folder(path).writing():
        pass
    assert sorted(place.name for place in path.iterdir()) == ["base", "current", "graphs-1", "lock"]


def test_new_graphs_take_the_place_of_the_old(path: Path) -> None:
    new = Folder(path).fresh()
    assert new == path / "graphs-2"
    new.mkdir()
    assert Folder(path).graphs == path / "graphs-1"
    Folder(path).switch(new)
    assert Folder(path).graphs == new
    assert not (path / "graphs-1").exists()


def test_there_is_no_store(tmp_path: Path) -> None:
    message = f"no store in {tmp_path / 'a'}: 'kg load PATH --store {tmp_path / 'a'}' makes one"
    assert refused(tmp_path / "a") == message
    (tmp_path / "a").mkdir()
    assert refused(tmp_path / "a") == message


@pytest.mark.parametrize("name", ["notes.txt", "lock"])
def test_a_folder_of_another_program_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match=r"holds other things than a store; name a new or an empty folder"):
        Folder(tmp_path)
    (tmp_path / "lock").write_text("")
    (tmp_path / "more").write_text("")
    with pytest.raises(StoreError, match=r"holds other things than a store"):
        Folder(tmp_path)


def test_a_writer_that_was_killed_at_once_left_a_store(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("")
    with Folder(tmp_path).writing():
        assert Folder(tmp_path).graphs is None


@pytest.mark.parametrize("name", ["graphs-9", "/etc", "graphs-/../..", "", "\xff\n\x00"])
def test_of_a_damaged_store_what_can_be_made_anew_is_removed(path: Path, name: str) -> None:
    (path / "current").write_text(name, encoding="latin-1")
    (path / "readings.sqlite").write_text("kept")
    with pytest.raises(
        DamagedError, match=f"the store is damaged; 'kg load --store {path}' makes its graphs anew"
    ):
        Folder(path).graphs  # noqa: B018
    with Folder(path).writing():
        assert Folder(path).graphs is None
    assert sorted(place.name for place in path.iterdir()) == ["base", "lock", "readings.sqlite"]


def test_a_base_that_is_none(path: Path) -> None:
    assert Folder(path).base == "https://example.org/"
    (path / "base").write_text("oops")
    with pytest.raises(StoreError, match=r"store/base holds no IRI: the store is damaged"):
        Folder(path).base  # noqa: B018


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_without_permissions(path: Path) -> None:
    path.chmod(0o500)
    (path / "lock").chmod(0o400)
    try:
        with Folder(path).reading():
            assert Folder(path).graphs is not None
        with (
            pytest.raises(StoreError, match=r"store cannot be written: Permission denied"),
            Folder(path).writing(),
        ):
            pass
        path.chmod(0)
        with pytest.raises(StoreError, match="no permission"):
            Folder(path)
    finally:
        path.chmod(0o700)
