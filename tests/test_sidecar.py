"""What is recorded beside a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kg.sidecar import Sidecar, path_of

WHOLE = Sidecar(
    url="http://localhost/a",
    address="https://www.senate.be/a",
    retrieved=datetime(2024, 5, 6, 12, tzinfo=UTC),
    checked=datetime(2024, 5, 7, 1, 2, 3, tzinfo=UTC),
    sha256="00",
    etag='W/"é"',
    last_modified="Tue, 19 Jul 2022 10:00:00 GMT",
    content_type="text/html",
    state="open",
)


@pytest.mark.parametrize("sidecar", [WHOLE, Sidecar()])
def test_what_is_written_is_read_again(sidecar: Sidecar) -> None:
    assert Sidecar.parse(sidecar.as_bytes()) == sidecar


def test_times_are_written_in_utc() -> None:
    summer = timezone(timedelta(hours=2))
    sidecar = Sidecar(retrieved=datetime(2024, 5, 6, 14, tzinfo=summer))
    assert b'"retrieved": "2024-05-06T12:00:00Z"' in sidecar.as_bytes()


@pytest.mark.parametrize(
    ("data", "expected", "reason"),
    [
        (b"{}", Sidecar(), "nothing is known"),
        (b'{"url": "a", "more": 1}', Sidecar(url="a"), "members of others"),
        (b'{"url": 1, "sha256": null}', Sidecar(), "members of another type"),
        (b'{"retrieved": "2024-05-06"}', Sidecar(), "a day is no instant"),
        (b'{"retrieved": "2024-05-06T12:00:00"}', Sidecar(), "nor is a time without its zone"),
        (b'{"retrieved": "yesterday"}', Sidecar(), "no time"),
        (b'{"retrieved": "0001-01-01T00:00:00+14:00"}', Sidecar(), "before all time in UTC"),
        (
            b'{"retrieved": "2024-05-06T14:00:00+02:00"}',
            Sidecar(retrieved=datetime(2024, 5, 6, 12, tzinfo=UTC)),
            "another zone",
        ),
        (b"", None, "empty"),
        (b"[]", None, "no object"),
        (b'{"url": "a"', None, "cut"),
        (b"\xff", None, "no text"),
        (b"[" * 100_000, None, "nested beyond measure"),
    ],
)
def test_reading(data: bytes, expected: Sidecar | None, reason: str) -> None:
    assert Sidecar.parse(data) == expected, reason


def test_it_is_of_its_own_bytes_only() -> None:
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert Sidecar(sha256=digest).is_of(b"a")
    assert not Sidecar(sha256=digest).is_of(b"b")
    assert Sidecar().is_of(b"b")


def test_where_it_is(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    assert path_of(page) == tmp_path / "a.html.meta.json"
    assert Sidecar.beside(page) is None
    path_of(page).write_bytes(WHOLE.as_bytes())
    assert Sidecar.beside(page) == WHOLE
    path_of(page).unlink()
    path_of(page).mkdir()
    assert Sidecar.beside(page) is None
