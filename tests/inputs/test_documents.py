"""Files, folders and standard input as documents."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from kg.inputs import STDIN, Document, Unreadable, documents, name_of


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())


def taken(*paths: Path, folder: Path) -> list[str]:
    return [str(Path(item.name).relative_to(folder)) for item in documents(paths)]


@pytest.mark.parametrize(
    ("name", "expected", "reason"),
    [
        ("a.txt", True, "text"),
        ("a.html", True, "HTML"),
        ("a.htm", True, "HTML, short suffix"),
        ("A.HTM", True, "suffixes in capitals, as old archives have them"),
        ("deep/er/a.txt", True, "folders below"),
        ("README.md", False, "notes beside the pages"),
        ("a.ttl", False, "RDF is no page"),
        ("a.txt~", False, "an editor's copy"),
        ("page", False, "no suffix"),
        (".a.txt", False, "hidden file"),
        (".git/a.txt", False, "hidden folder"),
    ],
)
def test_what_a_folder_gives(tmp_path: Path, name: str, expected: bool, reason: str) -> None:
    write(tmp_path, name)
    assert taken(tmp_path, folder=tmp_path) == ([name] if expected else []), reason


def test_a_folder_is_sorted_by_path_whatever_the_order_of_creation(tmp_path: Path) -> None:
    write(tmp_path, "c.txt", "b/z.txt", "a.txt", "b/a.txt", "b.txt")
    assert taken(tmp_path, folder=tmp_path) == ["a.txt", "b/a.txt", "b/z.txt", "b.txt", "c.txt"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "README.md", ".hidden")
    assert taken(tmp_path / "README.md", tmp_path / ".hidden", folder=tmp_path) == ["README.md", ".hidden"]


def test_paths_keep_their_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt")
    assert taken(tmp_path / "b.txt", tmp_path / "a.txt", folder=tmp_path) == ["b.txt", "a.txt"]


def test_a_file_reached_twice_is_given_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert taken(tmp_path / "b.txt", tmp_path, tmp_path / "b.txt", folder=tmp_path) == ["b.txt", "a.txt"]


def test_bytes_are_given_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n\x00")
    assert list(documents([tmp_path / "a.txt"])) == [Document(str(tmp_path / "a.txt"), b"\xff\r\n\x00")]


def test_standard_input_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    given = list(documents([STDIN, tmp_path, STDIN], stdin=io.BytesIO(b"page")))
    assert given == [Document("<stdin>", b"page"), Document(str(tmp_path / "a.txt"), b"a.txt")]


@pytest.mark.parametrize(
    ("size", "code", "reason"),
    [(10, None, "at the limit"), (11, "too-large", "one byte more")],
)
def test_the_size_limit(tmp_path: Path, size: int, code: str | None, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * size)
    for given in (
        *documents([tmp_path / "a.txt"], limit=10),
        *documents([STDIN], limit=10, stdin=io.BytesIO(b"x" * size)),
    ):
        assert (given.code if isinstance(given, Unreadable) else None) == code, reason


def test_suffixes_without_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"x" * 11)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    given = list(documents([tmp_path], suffixes={".ttl", ".txt"}, unlimited={".ttl"}, limit=10))
    assert [isinstance(item, Document) for item in given] == [True, False]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").chmod(0)
    first, second = documents([tmp_path])
    assert first == Unreadable(str(tmp_path / "a.txt"), "unreadable", "cannot be read: Permission denied")
    assert isinstance(second, Document)


def test_a_link_to_nowhere_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (given,) = documents([tmp_path])
    assert isinstance(given, Unreadable)
    assert given.code == "unreadable"
    assert "No such file" in given.message


def test_a_pipe_in_a_folder_is_passed_over_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert list(documents([tmp_path])) == []


def test_a_link_to_its_own_folder_ends(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    assert taken(tmp_path, folder=tmp_path) == ["in/a.txt"]


def test_names_that_are_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(b"x")
    (given,) = documents([tmp_path])
    assert given.name == name_of(path) == f"{tmp_path}/caf\N{REPLACEMENT CHARACTER}.txt"


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    given = documents([tmp_path])
    next(given)
    (tmp_path / "b.txt").unlink()
    assert isinstance(next(given), Unreadable)
