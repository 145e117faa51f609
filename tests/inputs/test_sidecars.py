"""What a sidecar says goes with its page."""

from __future__ import annotations

import zipfile
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


def test_a_sidecar_without_its_page_and_a_page_kept_aside_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "a.html.meta.json").write_bytes(Sidecar(state="missing").as_bytes())
    (tmp_path / "b.html.rejected").write_bytes(b"page")
    assert list(documents([tmp_path])) == []
