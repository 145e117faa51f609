"""Files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.files import replacing


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"old")
    with replacing(page) as stream:
        stream.write(b"new")
        stream.flush()
        assert page.read_bytes() == b"old"
        assert [file.name for file in tmp_path.iterdir() if not file.name.startswith(".")] == ["page.html"]
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("page.html", b"new")]


def test_an_interrupt_leaves_nothing_beside(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "page.html") as stream:
            stream.write(b"ha")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_name(tmp_path: Path) -> None:
    page = tmp_path / ("x" * 255)
    with replacing(page) as stream:
        stream.write(b"new")
    assert page.read_bytes() == b"new"
