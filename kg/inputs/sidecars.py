"""The sidecars in a ``.tar``, which can stand before or after their pages: collected before the pages are read.

They wait in a temporary database, which is on disk once it is large, so that memory does not grow with them.
"""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from kg import sidecar


def members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members of a tar, once, in its order."""
    while (member := archive.next()) is not None:
        # Else the archive keeps them all, for going back.
        archive.members.clear()  # type: ignore[attr-defined]
        yield member


class Sidecars:
    """The sidecars of an archive by the names of their pages; to be used in a ``with`` statement."""

    def __init__(self) -> None:
        # What has no name is temporary, on disk beyond SQLite's cache, and gone once it is closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE sidecar (page BLOB PRIMARY KEY, content BLOB) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def collect(self, archive: tarfile.TarFile) -> None:
        """Take the sidecars of an archive; of several with one name the last, as unpacking would.

        Raises:
            TarError, OSError, EOFError, zlib.error: the archive cannot be read to its end; what came before it is kept.
        """
        for member in members(archive):
            if not member.isfile() or not member.name.endswith(sidecar.SUFFIX):
                continue
            content = archive.extractfile(member)
            if content is not None:
                row = (_key(member.name.removesuffix(sidecar.SUFFIX)), content.read(sidecar.LIMIT))
                self._database.execute("INSERT OR REPLACE INTO sidecar VALUES (?, ?)", row)

    def of(self, page: str) -> sidecar.Sidecar | None:
        """The sidecar of a page; none where there is none that can be read."""
        found = self._database.execute("SELECT content FROM sidecar WHERE page = ?", (_key(page),)).fetchone()
        return None if found is None else sidecar.Sidecar.parse(found[0])


def _key(name: str) -> bytes:
    # A name that is not UTF-8 comes with surrogates, which SQLite's text cannot hold.
    return name.encode("utf-8", "surrogateescape")
