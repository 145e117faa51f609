"""The folder of a store on disk: what lies where in it, and who may use it when.

``base`` holds what the IRIs begin with; ``lock`` is held by those who read the store or by the one who writes it; ``current`` names the folder in it that holds the
graphs, so that a new one takes the old one's place at once. Whoever loads keeps more beside them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import ReadWriteLock, Timeout

from kg.files import replacing
from kg.store.errors import StoreError

_LOCK: Final = "lock"
_CURRENT: Final = "current"
_BASE: Final = "base"
_PREFIX: Final = "graphs-"
_PATIENCE: Final = 0.5
"""So many seconds are waited before it is said that something is waited for."""


class Folder:
    """A store's folder."""

    def __init__(self, path: Path) -> None:
        """Look at the folder.

        Raises:
            StoreError: it is a file, or holds other things than a store.
        """
        self.path = path
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file; a store is a folder")
        if path.is_dir() and not (path / _LOCK).exists() and any(path.iterdir()):
            raise StoreError(f"{path} holds other things than a store; name a new or an empty folder")

    @property
    def base(self) -> str | None:
        """What the IRIs of the store begin with; none where nothing was ever loaded."""
        return self._read(_BASE)

    def begin_with(self, base: str) -> None:
        """Let the IRIs of the store begin with this."""
        self._write(_BASE, base)

    @property
    def graphs(self) -> Path | None:
        """The folder that holds the graphs; none where nothing was ever loaded."""
        name = self._read(_CURRENT)
        if name is None:
            return None
        if not name.startswith(_PREFIX) or "/" in name or not (self.path / name).is_dir():
            raise StoreError(f"{self.path / _CURRENT} does not name a folder of graphs: the store is damaged")
        return self.path / name

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Nobody writes the store while the block runs.

        Raises:
            StoreError: somebody does now, or there is no store.
        """
        if not (self.path / _LOCK).exists():
            raise StoreError(f"no store in {self.path}: 'kg load PATH --store {self.path}' makes one")
        lock = self._lock()
        try:
            lock.acquire_read(timeout=_PATIENCE)
        except Timeout as problem:
            raise StoreError(
                f"{self.path} is being loaded by another program; ask again when it has finished"
            ) from problem
        try:
            yield
        finally:
            lock.release()
            lock.close()

    @contextmanager
    def writing(self, on_wait: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Nobody else reads or writes the store while the block runs; the folder is made where it is missing.

        Args:
            on_wait: called when others have to be waited for.

        Raises:
            StoreError: the folder cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = self._lock()
            try:
                lock.acquire_write(timeout=_PATIENCE)
            except Timeout:
                on_wait()
                lock.acquire_write()
        except OSError as problem:
            raise StoreError(f"{self.path} cannot be written: {problem}") from problem
        try:
            self._clean()
            yield
        finally:
            lock.release()
            lock.close()

    def fresh(self) -> Path:
        """A new folder for graphs, which :meth:`switch` makes the current one."""
        current = self.graphs
        number = 1 if current is None else int(current.name.removeprefix(_PREFIX)) + 1
        place = self.path / f"{_PREFIX}{number}"
        shutil.rmtree(place, ignore_errors=True)
        return place

    def switch(self, graphs: Path) -> None:
        """Let a folder that :meth:`fresh` gave be the current one; the old one is removed."""
        self._write(_CURRENT, graphs.name)
        self._clean()

    def _clean(self) -> None:
        """Remove what an interrupted run has left."""
        current = self.graphs
        for place in self.path.glob(f"{_PREFIX}*"):
            if place != current:
                shutil.rmtree(place, ignore_errors=True)
        for place in self.path.glob(".*.part"):
            with suppress(OSError):
                place.unlink()

    def _read(self, name: str) -> str | None:
        try:
            return (self.path / name).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as problem:
            raise StoreError(f"{self.path / name} cannot be read: {problem}") from problem

    def _write(self, name: str, text: str) -> None:
        try:
            with replacing(self.path / name) as stream:
                stream.write(f"{text}\n".encode())
        except OSError as problem:
            raise StoreError(f"{self.path} cannot be written: {problem}") from problem

    def _lock(self) -> ReadWriteLock:
        return ReadWriteLock(os.fspath(self.path / _LOCK), is_singleton=False)
