"""Pages in JSON Lines, as crawlers write them."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.inputs import Document, Unreadable, documents

ADDRESS = "https://www.senate.be/www/?MIval=Vragen/SVPrint&LEG=7&NR=90001&LANG=fr"


def write(path: Path, *records: object) -> Path:
    text = "".join(json.dumps(record) + "\n" for record in records)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.ndjson", "pages.jsonl.gz"])
def test_a_page_a_line(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, {"url": ADDRESS, "text": "é"}, {"html": "<p>"})
    assert list(documents([path])) == [
        Document(f"{path}:1", "é".encode(), ADDRESS),
        Document(f"{path}:2", b"<p>"),
    ]


@pytest.mark.parametrize(
    ("record", "time"),
    [
        ({"retrieved": "2024-05-06T07:08:09+00:00"}, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ({"timestamp": "2024-05-06T07:08:09Z"}, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ({"date": "2024-05-06"}, None),  # a day is no instant
        ({"retrieved": "2024-05-06T07:08:09"}, None),  # nor is a time without its zone
        ({"retrieved": 1714979289}, None),  # which clock is not said
    ],
)
def test_when_it_was_got(tmp_path: Path, record: dict[str, object], time: datetime | None) -> None:
    (item,) = documents([write(tmp_path / "p.jsonl", {"text": "x", **record})])
    assert isinstance(item, Document)
    assert item.retrieved == time


@pytest.mark.parametrize("line", ["{", "[]", '"x"', "{}", '{"text": 3}', "null", "[" * 5000])
def test_a_line_without_a_page_is_told_of(tmp_path: Path, line: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(f'{line}\n\n{{"text": "x"}}\n', encoding="utf-8")
    first, second = documents([path])
    assert isinstance(first, Unreadable)
    assert (first.name, first.code) == (f"{path}:1", "unreadable")
    assert second == Document(f"{path}:3", b"x")


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "p.jsonl", {"text": "x" * 1000}, {"text": "x" * 11}, {"text": "x"})
    assert [
        (item.name.rpartition(":")[2], getattr(item, "code", "")) for item in documents([path], limit=10)
    ] == [
        ("1", "too-large"),
        ("2", "too-large"),
        ("3", ""),
    ]
