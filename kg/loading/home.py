"""A store opened to be written: its readings, its graphs, and what it was told of names.

The readings (:mod:`kg.readings`) are the store's memory; the graphs follow from them, and can be made anew at any time. A
question is settled in the archive only after its graph is written, so that whatever the moment the program is killed at,
each graph is whole, and what is not up to date is known to be.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Oxigraph

from kg.bulk import Settings
from kg.graph.iris import Iris
from kg.graph.namespaces import BASE
from kg.readings import Archive
from kg.store import EmbeddedStore, StoreError
from kg.store.folder import Folder

_READINGS: Final = "readings.sqlite"
_THESAURUS: Final = "thesaurus.ttl"
_AUTHORITIES: Final = "authorities"

_MAKING: Final = "graphs are being made"
"""The setting that stands while all graphs are made anew: until it is gone, none of them counts."""


class HomeError(StoreError):
    """What is asked of the store does not go with what it holds."""


class Home:
    """A store that this process alone may write."""

    def __init__(self, folder: Folder, archive: Archive) -> None:
        self.folder = folder
        self.archive = archive
        self.thesaurus_is_due = False
        self._engine: Oxigraph | None = None

    @classmethod
    @contextmanager
    def opened(
        cls, path: Path, base: str | None = None, *, on_wait: Callable[[], object] = lambda: None
    ) -> Iterator[Home]:
        """Open a store to be written; make it where there is none.

        Args:
            path: its folder.
            base: what the IRIs begin with; none for what they begin with already, or the project's own.
            on_wait: called when another program has to be waited for.

        Raises:
            HomeError: the store's IRIs begin with something else.
            StoreError: it cannot be opened or written.
            ArchiveError: likewise.
        """
        folder = Folder(path)
        with folder.writing(on_wait), Archive(path / _READINGS) as archive:
            home = cls(folder, archive)
            known = archive.setting("base")
            if known is None:
                archive.remember("base", base or BASE)
            elif base is not None and known != base:
                raise HomeError(
                    f"the IRIs of {path} begin with {known}: give --base {known}, or another store"
                )
            if archive.setting(_MAKING) or (folder.graphs is None):
                archive.touch_all()
            try:
                yield home
            finally:
                home.release()

    @property
    def iris(self) -> Iris:
        """How the store's things are named."""
        return Iris(self.archive.setting("base") or BASE)

    @property
    def engine(self) -> Oxigraph:
        """The graphs.

        Raises:
            StoreError: they cannot be opened.
        """
        if self._engine is None:
            graphs = self.folder.graphs
            if graphs is None:
                graphs = self.folder.fresh()
                self._engine = opened(graphs)
                self.folder.switch(graphs)
            else:
                self._engine = opened(graphs)
        return self._engine

    @contextmanager
    def asked(self) -> Iterator[EmbeddedStore]:
        """The graphs, to be queried."""
        yield EmbeddedStore(self.engine)

    def release(self) -> None:
        """Close the graphs."""
        self._engine = None

    @contextmanager
    def remaking(self) -> Iterator[Oxigraph]:
        """New graphs, empty at first, which take the place of the old ones when the block ends without an error."""
        self.release()
        self.archive.remember(_MAKING, "1")
        place = self.folder.fresh()
        self._engine = opened(place)
        try:
            yield self._engine
        except BaseException:
            self.release()
            shutil.rmtree(place, ignore_errors=True)
            raise
        self.release()
        self.folder.switch(place)
        self.archive.remember(_MAKING, "")

    # --- what names mean ------------------------------------------------------------------------------------------

    def settings(self, thesaurus: Path | None, authorities: Sequence[Path], engine: str = "auto") -> Settings:
        """How pages are read for this store: by the files given, else by those that it was given last.

        The store keeps copies, so that a page read tomorrow is read as one read today; where they change, every question is
        made anew.

        Raises:
            StoreError: a copy cannot be made.
        """
        changed = False
        if thesaurus is not None and self._adopt(_THESAURUS, [thesaurus]):
            self.thesaurus_is_due = changed = True
        if authorities:
            changed |= self._adopt(_AUTHORITIES, authorities)
        if changed:
            self.archive.touch_all()
        kept = sorted(self.folder.path.glob(f"{_AUTHORITIES}-*"))
        return Settings(
            base=self.iris.base,
            thesaurus=self.thesaurus,
            authorities=tuple(kept),
            statements=True,
            check=True,
            engine=engine,
        )

    @property
    def thesaurus(self) -> Path | None:
        """The thesaurus that the store was given."""
        place = self.folder.path / f"{_THESAURUS}"
        return place if place.exists() else None

    def _adopt(self, name: str, files: Sequence[Path]) -> bool:
        """Copy files into the folder; whether they are others than before."""
        try:
            contents = [path.read_bytes() for path in files]
            digest = " ".join(hashlib.sha256(content).hexdigest() for content in contents)
            if self.archive.setting(name) == digest:
                return False
            for old in self.folder.path.glob(f"{_AUTHORITIES}-*" if name == _AUTHORITIES else name):
                old.unlink()
            for place, (path, content) in enumerate(zip(files, contents, strict=True), start=1):
                own = name if name == _THESAURUS else f"{name}-{place:03}{path.suffix}"
                (self.folder.path / own).write_bytes(content)
        except OSError as problem:
            raise StoreError(f"{self.folder.path} cannot be written: {problem}") from problem
        self.archive.remember(name, digest)
        return True


def opened(place: Path) -> Oxigraph:
    """The graphs in a folder, to be written.

    Raises:
        StoreError: they cannot be.
    """
    try:
        return Oxigraph(str(place))
    except OSError as problem:
        raise StoreError(f"{place} cannot be opened as a store: {problem}") from problem
