"""A store opened to be written: its readings, its graphs, and what it was told of names.

The readings (:mod:`kg.readings`) are the store's memory; the graphs follow from them, and can be made anew at any time. A
question is settled in the archive only after its graph is written, so that whatever the moment the program is killed at,
each graph is whole, and what is not up to date is known to be.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Oxigraph

from kg.authority import files, importing
from kg.bulk import Settings
from kg.files import replacing
from kg.graph.iris import Iris
from kg.graph.namespaces import BASE
from kg.readings import Archive
from kg.store import EmbeddedStore, StoreError
from kg.store.errors import ENGINE_ERRORS
from kg.store.folder import Folder

_READINGS: Final = "readings.sqlite"
_THESAURUS: Final = "thesaurus.ttl"
_AUTHORITIES: Final = "authorities.toml"
_DUE: Final = "the graph of the thesaurus is due"
_MAKING: Final = "graphs are being made"


class HomeError(StoreError):
    """What is asked of the store does not go with what it holds."""


class Home:
    """A store that this process alone may write."""

    def __init__(self, folder: Folder, archive: Archive) -> None:
        self.folder = folder
        self.archive = archive
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
            known = folder.base
            if known is None:
                folder.begin_with(base or BASE)
            elif base is not None and known != base:
                raise HomeError(
                    f"the IRIs of {path} begin with {known}: give --base {known}, or another store"
                )
            if folder.graphs is None and home.thesaurus is not None:
                archive.remember(_DUE, "1")
            if folder.graphs is None or home.is_half_made:
                archive.touch_all()
            try:
                yield home
            finally:
                home.release()

    @property
    def is_half_made(self) -> bool:
        """Whether all graphs were to be made anew, and that has not come to its end: none of them counts."""
        return self.archive.setting(_MAKING) == "1"

    @property
    def iris(self) -> Iris:
        """How the store's things are named."""
        return Iris(self.folder.base or BASE)

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
                self._engine = self._opened(graphs)
                self.folder.switch(graphs)
            else:
                self._engine = self._opened(graphs)
        return self._engine

    def _opened(self, graphs: Path) -> Oxigraph:
        try:
            return Oxigraph(str(graphs))
        except ENGINE_ERRORS as problem:
            raise self.folder.unusable(graphs, problem) from problem

    @contextmanager
    def asked(self) -> Iterator[EmbeddedStore]:
        """The graphs, to be queried while the block runs."""
        with EmbeddedStore(self.engine, iris=self.iris) as store:
            yield store

    def release(self) -> None:
        """Close the graphs."""
        self._engine = None

    @contextmanager
    def remaking(self) -> Iterator[Oxigraph]:
        """New graphs, empty at first, which take the place of the old ones when the block ends without an error.

        The block fills them with all that there is to be, the thesaurus too.
        """
        self.release()
        self.archive.remember(_MAKING, "1")
        place = self.folder.fresh()
        self._engine = self._opened(place)
        try:
            yield self._engine
        except BaseException:
            self.release()
            shutil.rmtree(place, ignore_errors=True)
            raise
        self.release()
        self.folder.switch(place)
        with self.archive.writing():
            self.archive.remember(_MAKING, "")
            self.archive.remember(_DUE, "")

    # --- what names mean ------------------------------------------------------------------------------------------

    def settings(
        self, thesaurus: Path | None = None, authorities: Sequence[Path] = (), engine: str = "auto"
    ) -> Settings:
        """How pages are read for this store: by the files given, else by those that it was given last.

        The store keeps their contents, so that a page read tomorrow is read as one read today; where they change, every
        question is made anew.

        Raises:
            ThesaurusError: the thesaurus is malformed.
            AuthoritiesError: a file of names is.
            OSError: a file cannot be read.
            StoreError: the store cannot be written.
        """
        if thesaurus is not None:
            self._adopt(_THESAURUS, [thesaurus], lambda: importing.load(thesaurus))
        if authorities:
            self._adopt(_AUTHORITIES, authorities, lambda: files.load(authorities))
        known = self._laid_out(_THESAURUS)
        return Settings(
            base=self.iris.base,
            thesaurus=known[0] if known else None,
            authorities=tuple(self._laid_out(_AUTHORITIES)),
            graphs=True,
            statements=True,
            check=True,
            engine=engine,
        )

    @property
    def thesaurus(self) -> bytes | None:
        """The thesaurus that the store was given."""
        contents = self._contents(_THESAURUS)
        return contents[0].encode() if contents else None

    @property
    def thesaurus_is_due(self) -> bool:
        """Whether the graph of the thesaurus is another than the thesaurus."""
        return self.archive.setting(_DUE) == "1"

    def _contents(self, name: str) -> list[str]:
        return list(json.loads(self.archive.setting(name) or "[]"))

    def _adopt(self, name: str, paths: Sequence[Path], check: Callable[[], object]) -> None:
        """Keep the contents of files; where they are others than before, every question is stale."""
        contents = [path.read_bytes().decode("utf-8", "replace") for path in paths]
        if contents == self._contents(name):
            return
        check()
        with self.archive.writing():
            self.archive.remember(name, json.dumps(contents))
            self.archive.touch_all()
            if name == _THESAURUS:
                self.archive.remember(_DUE, "1")

    def _laid_out(self, name: str) -> list[Path]:
        """What is kept under a name as files, which other processes can read."""
        stem, suffix = name.rsplit(".", 1)
        places = []
        for number, content in enumerate(self._contents(name), start=1):
            place = self.folder.path / f"{stem}-{number}.{suffix}"
            try:
                with replacing(place) as stream:
                    stream.write(content.encode())
            except OSError as problem:
                raise self.folder.unwritable(problem) from problem
            places.append(place)
        return places
