"""The folder of a store on disk: what lies where in it, and who may use it when.

``lock`` is held by those who read the store or by the one who writes it, and tells a store from other folders; ``base``
holds what the IRIs begin with; ``current`` names the folder in it that holds the graphs, so that a new one takes the old
one's place at once. Whoever loads keeps more beside them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from os import SEEK_END
from pathlib import Path
from typing import IO, Final

from portalocker import AlreadyLocked, LockException, LockFlags, lock

from kg.files import replacing
from kg.graph.iris import Iris
from kg.store.errors import StoreError

_LOCK: Final = "lock"
_CURRENT: Final = "current"
_BASE: Final = "base"
_PREFIX: Final = "graphs-"
_MARK: Final = b"a store of written questions\n"
"""What ``lock`` holds."""

TO_READ: Final = 5.0
"""So many seconds a reader waits for a load to finish: enough for that of a few pages."""

TO_WRITE: Final = 0.5
"""So many seconds a writer waits before it is said that something is waited for."""

_STEP: Final = 0.05
"""So many seconds pass between two looks at a lock."""


class DamagedError(StoreError):
    """The graphs of a store are gone."""


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
        try:
            if path.is_dir() and any(path.iterdir()) and not self._is_store():
                raise StoreError(f"{path} holds other things than a store; name a new or an empty folder")
        except PermissionError as problem:
            raise StoreError(f"{path} cannot be read: no permission") from problem

    def _is_store(self) -> bool:
        try:
            mark = (self.path / _LOCK).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return False
        # A writer that was killed at once has not come to the mark.
        return mark == _MARK or (not mark and len(list(self.path.iterdir())) == 1)

    @property
    def base(self) -> str | None:
        """What the IRIs of the store begin with; none where nothing was ever loaded.

        Raises:
            StoreError: it cannot be told.
        """
        base = self._read(_BASE)
        try:
            return None if base is None else Iris(base).base
        except ValueError as problem:
            raise StoreError(
                f"{self.path / _BASE} holds no IRI: the store is damaged ({problem})"
            ) from problem

    def begin_with(self, base: str) -> None:
        """Let the IRIs of the store begin with this."""
        self._write(_BASE, base)

    @property
    def graphs(self) -> Path | None:
        """The folder that holds the graphs; none where nothing was ever loaded.

        Raises:
            DamagedError: it is not there.
            StoreError: it cannot be told.
        """
        name = self._read(_CURRENT)
        if name is None:
            return None
        if not name.startswith(_PREFIX) or "/" in name or not (self.path / name).is_dir():
            raise DamagedError(
                f"{self.path / _CURRENT} does not name a folder of graphs: the store is damaged;"
                f" 'kg load --store {self.path}' makes its graphs anew from what the pages said"
            )
        return self.path / name

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Nobody writes the store while the block runs.

        Raises:
            StoreError: somebody does now, or there is no store.
        """
        try:
            stream = (self.path / _LOCK).open("rb")
        except FileNotFoundError as problem:
            raise StoreError(
                f"no store in {self.path}: 'kg load PATH --store {self.path}' makes one"
            ) from problem
        except OSError as problem:
            raise StoreError(f"{self.path} cannot be read: {problem.strerror}") from problem
        with stream:
            try:
                free = _locked(stream, LockFlags.SHARED, TO_READ)
            except OSError as problem:
                raise StoreError(f"{self.path} cannot be read: {problem}") from problem
            if not free:
                raise StoreError(
                    f"{self.path} is being loaded by another program; ask again when it has finished"
                )
            yield

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
            stream = (self.path / _LOCK).open("ab", buffering=0)
        except OSError as problem:
            raise self.unwritable(problem) from problem
        with stream:
            try:
                if not _locked(stream, LockFlags.EXCLUSIVE, TO_WRITE):
                    on_wait()
                    _locked(stream, LockFlags.EXCLUSIVE)
                if not stream.seek(0, SEEK_END):
                    stream.write(_MARK)
            except OSError as problem:
                raise self.unwritable(problem) from problem
            self._clean()
            yield

    def unwritable(self, problem: Exception) -> StoreError:
        """The error that says that the folder cannot be written, and why."""
        if isinstance(problem, StoreError):
            return problem
        reason = getattr(problem, "strerror", None) or problem
        return StoreError(f"{self.path} cannot be written: {reason}")

    def unusable(self, graphs: Path, problem: Exception) -> StoreError:
        """The error that says that the graphs cannot be opened, why, and what to do."""
        if isinstance(problem, StoreError):
            return problem
        return StoreError(
            f"{graphs} cannot be opened as a store: {problem}. Without this folder, 'kg load --store {self.path}' makes it"
            " anew from what the pages said"
        )

    def fresh(self) -> Path:
        """A new folder for graphs, which :meth:`switch` makes the current one."""
        taken = [int(number) for place in self._all() if (number := place.name[len(_PREFIX) :]).isdecimal()]
        return self.path / f"{_PREFIX}{max(taken, default=0) + 1}"

    def switch(self, graphs: Path) -> None:
        """Let a folder that :meth:`fresh` gave be the current one; the old one is removed.

        Raises:
            StoreError: the folder cannot be written.
        """
        self._write(_CURRENT, graphs.name)
        self._clean()

    def _clean(self) -> None:
        """Remove what an interrupted run has left; of a damaged store all that can be made anew."""
        try:
            current = self.graphs
        except DamagedError:
            current = None
            (self.path / _CURRENT).unlink()
        for place in self._all():
            if place != current:
                shutil.rmtree(place, ignore_errors=True)
        for place in self.path.glob(".*.part"):
            with suppress(OSError):
                place.unlink()

    def _read(self, name: str) -> str | None:
        try:
            return (self.path / name).read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise StoreError(f"{self.path / name} cannot be read: {problem.strerror}") from problem

    def _write(self, name: str, text: str) -> None:
        try:
            with replacing(self.path / name) as stream:
                stream.write(f"{text}\n".encode())
        except OSError as problem:
            raise self.unwritable(problem) from problem

    def _all(self) -> list[Path]:
        return list(self.path.glob(f"{_PREFIX}*"))


def _locked(stream: IO[bytes], flag: LockFlags, patience: float | None = None) -> bool:
    """Whether the lock could be had within so many seconds, or at last; it is let go when the stream is closed.

    Raises:
        OSError: where the file is, nothing can be locked.
    """
    last = None if patience is None else time.monotonic() + patience
    while True:
        try:
            lock(stream, flag if last is None else flag | LockFlags.NON_BLOCKING)
        except AlreadyLocked:
            if last is not None and time.monotonic() > last:
                return False
            time.sleep(_STEP)
        except LockException as problem:
            raise OSError(f"it cannot be locked ({problem})") from problem
        else:
            return True
