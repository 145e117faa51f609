"""The folder that pages are kept in: a file for each page, byte by byte as it came, and a sidecar beside it.

The sidecar is written first: should the run end between the two, it is of other bytes than the page, is not believed,
and the page is asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kg.fetching.connection import Answer
from kg.fetching.judging import SETTLED, State, judge
from kg.fetching.targets import Target
from kg.files import replacing
from kg.sidecar import Sidecar, path_of

REJECTED = ".rejected"
"""What the name of a page ends in that was kept aside; it is not read as a page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is there: its state, and what was recorded with it (nothing, where somebody else put it there)."""

    state: State
    data: bytes
    sidecar: Sidecar | None

    @property
    def settled(self) -> bool:
        """Whether it need not be asked for again."""
        return self.state in SETTLED

    @property
    def conditions(self) -> dict[str, str]:
        """The headers with which to ask whether it has changed; none where this copy may be at fault."""
        if self.sidecar is None or self.state is State.INCOMPLETE:
            return {}
        pairs = {"If-None-Match": self.sidecar.etag, "If-Modified-Since": self.sidecar.last_modified}
        return {name: value for name, value in pairs.items() if value and value.isprintable()}


class Folder:
    """A folder of pages."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def kept(self, target: Target) -> Kept | None:
        """The page that is there.

        Raises:
            OSError: it cannot be read.
        """
        page = self._path / target.file_name
        if not page.exists():
            return None
        data = page.read_bytes()
        sidecar = Sidecar.beside(page)
        if sidecar is None or sidecar.sha256 is None or not sidecar.is_of(data):
            return Kept(judge(data, target).state, data, None)
        known = next((state for state in State if state == sidecar.state), None)
        return Kept(known or judge(data, target).state, data, sidecar)

    def keep(self, target: Target, url: str, answer: Answer, state: State, now: datetime) -> None:
        """Keep a page that came."""
        page = self._path / target.file_name
        self._write(page, answer.body, _sidecar(target, url, answer, state, now))
        self._remove(page.with_name(page.name + REJECTED))

    def confirm(self, target: Target, kept: Kept, url: str, answer: Answer, now: datetime) -> None:
        """Record that a page is current; when it came stays as it was."""
        old = kept.sidecar or _sidecar(target, url, replace(answer, body=kept.data), kept.state, now)
        new = replace(
            old,
            checked=now,
            etag=answer.headers.get("etag", old.etag),
            last_modified=answer.headers.get("last-modified", old.last_modified),
            state=kept.state,
        )
        self._write(self._path / target.file_name, None, new)

    def record_missing(self, target: Target, url: str, now: datetime) -> None:
        """Record that there is no such page."""
        sidecar = Sidecar(url=url, address=target.address, checked=now, state=State.MISSING)
        self._write(self._path / target.file_name, None, sidecar)

    def set_aside(self, target: Target, url: str, answer: Answer, now: datetime) -> Path:
        """Keep what came in place of a page where nothing takes it for one; its path."""
        aside = self._path / (target.file_name + REJECTED)
        self._write(aside, answer.body, _sidecar(target, url, answer, State.REJECTED, now))
        return aside

    def _write(self, page: Path, data: bytes | None, sidecar: Sidecar) -> None:
        with replacing(path_of(page)) as stream:
            stream.write(sidecar.as_bytes())
        if data is not None:
            with replacing(page) as stream:
                stream.write(data)

    def _remove(self, page: Path) -> None:
        page.unlink(missing_ok=True)
        path_of(page).unlink(missing_ok=True)


def _sidecar(target: Target, url: str, answer: Answer, state: State, now: datetime) -> Sidecar:
    return Sidecar(
        url=url,
        address=target.address,
        retrieved=now,
        checked=now,
        sha256=sha256(answer.body).hexdigest(),
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        content_type=answer.headers.get("content-type"),
        state=state,
    )
