"""Members of archives: what is taken, and what is refused."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.inputs import Document, Unreadable, documents

PAGES = {"b/two.html": b"<p>two", "one.txt": b"one", "notes.md": b"left alone", ".hidden.txt": b"left alone"}


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def tarred(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


KINDS: list[tuple[str, Callable[[Path, dict[str, bytes]], None]]] = [
    ("pages.zip", zipped),
    ("pages.tar", tarred),
    ("pages.tar.gz", tarred),
    ("pages.tgz", tarred),
]


def found(path: Path, limit: int = 10_000) -> list[tuple[str, str]]:
    """Name below the archive, and text or error code, of each document."""
    out = []
    for item in documents([path], limit=limit):
        name = item.name.removeprefix(f"{path}").removeprefix("/")
        out.append((name, item.code if isinstance(item, Unreadable) else item.data.decode()))
    return out


@pytest.mark.parametrize(("name", "make"), KINDS)
def test_members_are_taken_as_from_a_folder(
    tmp_path: Path, name: str, make: Callable[[Path, dict[str, bytes]], None]
) -> None:
    make(tmp_path / name, PAGES)
    assert found(tmp_path / name) == [("b/two.html", "<p>two"), ("one.txt", "one")]


@pytest.mark.parametrize(("name", "make"), KINDS)
@pytest.mark.parametrize(
    "member", ["../out.txt", "/etc/passwd.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt"]
)
def test_a_member_outside_the_archive_is_refused_and_the_rest_read(
    tmp_path: Path, name: str, make: Callable[[Path, dict[str, bytes]], None], member: str
) -> None:
    make(tmp_path / name, {member: b"out", "in.txt": b"in"})
    assert [text for _, text in found(tmp_path / name)] == ["unsafe-archive-member", "in"]


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "soft.txt"),
            (tarfile.LNKTYPE, "hard.txt"),
            (tarfile.FIFOTYPE, "pipe.txt"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert found(path) == [(f"{name}.txt", "unsafe-archive-member") for name in ("soft", "hard", "pipe")]
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as zip_archive:
        entry = zipfile.ZipInfo("soft.txt")
        entry.external_attr = 0o120777 << 16
        zip_archive.writestr(entry, "/etc/passwd")
    assert found(path) == [("soft.txt", "unsafe-archive-member")]


@pytest.mark.parametrize(("name", "make"), KINDS)
def test_a_member_that_is_too_large_is_told_of(
    tmp_path: Path, name: str, make: Callable[[Path, dict[str, bytes]], None]
) -> None:
    make(tmp_path / name, {"large.txt": b"x" * 11, "small.txt": b"x"})
    assert found(tmp_path / name, limit=10) == [("large.txt", "too-large"), ("small.txt", "x")]


def test_a_zip_that_says_less_than_it_holds_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "liar.zip"
    zipped(path, {"page.txt": b"x" * 5_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000).to_bytes(4, "little"), (3).to_bytes(4, "little")))
    assert [code for _, code in found(path, limit=10)] in (["unreadable"], ["too-large"], ["xxx"])


def test_an_archive_that_grows_beyond_measure_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        info = tarfile.TarInfo("zeros.bin")
        info.size = 2**28
        stream.write(info.tobuf())
        for _ in range(2**8):
            stream.write(bytes(2**20))
    assert found(path) == [("", "unsafe-archive-member")]


def test_one_compressed_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress(b"page"))
    assert list(documents([path])) == [Document(str(path), b"page")]
    assert [text for _, text in found(path, limit=3)] == ["too-large"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz"])
@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08\x00 cut", b"PK\x03\x04 cut"])
def test_a_damaged_archive_is_told_of(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    told = found(path)
    assert told in ([("", "unreadable")], []) or (name == "a.txt.gz" and data == b"")


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    zipped(tmp_path / "b.zip", {"x.txt": b"x"})
    (tmp_path / "a.txt").write_bytes(b"a")
    assert [item.name.rpartition("/")[2] for item in documents([tmp_path])] == ["a.txt", "x.txt"]
