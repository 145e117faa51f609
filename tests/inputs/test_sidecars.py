"""What a sidecar says goes with its page."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
import zipfile
from collections import deque
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from kg.inputs import Document, documents
from kg.sidecar import Sidecar, path_of

TIME = datetime(2024, 5, 6, 12, tzinfo=UTC)
ADDRESS = "https://www.senate.be/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=9001&LANG=fr"


def put(folder: Path, sidecar: bytes) -> Path:
    page = folder / "a.html"
    page.write_bytes(b"page")
    path_of(page).write_bytes(sidecar)
    return page


@pytest.mark.parametrize(
    ("sidecar", "address", "retrieved", "reason"),
    [
        (
            Sidecar(url="u", address=ADDRESS, retrieved=TIME).as_bytes(),
            ADDRESS,
            TIME,
            "the page's own address",
        ),
        (Sidecar(url="u").as_bytes(), "u", None, "else the one that was asked for"),
        (
            Sidecar(url="u", retrieved=TIME, sha256=sha256(b"page").hexdigest()).as_bytes(),
            "u",
            TIME,
            "of these bytes",
        ),
        (Sidecar(url="u", retrieved=TIME, sha256="00").as_bytes(), None, None, "of other bytes"),
        (b"{", None, None, "damaged"),
    ],
)
def test_address_and_time(
    tmp_path: Path, sidecar: bytes, address: str | None, retrieved: datetime | None, reason: str
) -> None:
    page = put(tmp_path, sidecar)
    expected = Document(str(page), b"page", address, retrieved)
    assert list(documents([page])) == [expected], reason
    assert list(documents([tmp_path])) == [expected], "a sidecar is no document itself"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(page, "in/a.html")
        archive.write(path_of(page), "in/a.html.meta.json")
    name = f"{tmp_path}/all.zip/in/a.html"
    assert list(documents([tmp_path / "all.zip"])) == [Document(name, b"page", address, retrieved)], reason
    for packed in ("first.tar", "last.tar.gz"):
        files = [(page, "in/a.html"), (path_of(page), "in/a.html.meta.json")]
        with tarfile.open(tmp_path / packed, "w:gz" if packed.endswith("gz") else "w") as tar:
            for file, member in files if packed.startswith("last") else reversed(files):
                tar.add(file, member)
        name = f"{tmp_path}/{packed}/in/a.html"
        assert list(documents([tmp_path / packed])) == [Document(name, b"page", address, retrieved)], reason


def test_a_sidecar_without_its_page_and_a_page_kept_aside_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "a.html.meta.json").write_bytes(Sidecar(state="missing").as_bytes())
    (tmp_path / "b.html.rejected").write_bytes(b"page")
    assert list(documents([tmp_path])) == []


def tar_of(path: Path, pages: int) -> None:
    """A tar with all its pages before all their sidecars."""
    names = [f"{number:05}-é.txt" for number in range(pages)]
    members = [(name, b"page") for name in names]
    members += [(f"{name}.meta.json", Sidecar(url=f"u/{name}").as_bytes()) for name in names]
    with tarfile.open(path, "w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def test_sidecars_of_a_large_tar_do_not_fill_the_memory(tmp_path: Path) -> None:
    def peak(pages: int) -> int:
        tar_of(tmp_path / "a.tar", pages)
        tracemalloc.start()
        (last,) = deque(documents([tmp_path / "a.tar"]), maxlen=1)
        assert isinstance(last, Document)
        assert last.address == f"u/{pages - 1:05}-é.txt"
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(2_000) < 2 * peak(200)


def test_sidecars_of_a_tar_that_is_cut_go_with_the_pages_before_the_cut(tmp_path: Path) -> None:
    tar_of(tmp_path / "a.tar", 3)
    path = tmp_path / "a.tar"
    path.write_bytes(path.read_bytes()[: 512 * 4 * 4 + 700])
    first, *others = documents([path])
    assert isinstance(first, Document)
    assert first.address == "u/00000-é.txt"
    assert [getattr(other, "code", None) for other in others] == [None, None, "unreadable"]
