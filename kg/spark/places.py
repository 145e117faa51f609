"""Folders and files as Hadoop's file systems know them: of this machine, of HDFS, of an object store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from pyspark.sql import SparkSession

from kg.spark import SparkError

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How an address begins, and no path of this machine."""

_AT_ONCE: Final = 32
"""So many files are renamed at a time: in an object store each is copied."""

_GLOB: Final = re.compile(r"([\[\]{}*?\\])")


@dataclass(frozen=True, slots=True)
class Place:
    """A file or a folder.

    Attributes:
        shown: as it was given, for messages and reports.
        root: the same in full, as the names of what is found below it begin.
        is_file: whether it is a file.
    """

    shown: str
    root: str
    is_file: bool

    @property
    def pattern(self) -> str:
        """The place for a reader that takes patterns."""
        return _GLOB.sub(r"\\\1", self.root)

    def beside(self, suffix: str) -> Place:
        """The file whose name is that of this one and a suffix."""
        return Place(self.shown + suffix, self.root + suffix, is_file=True)

    def name_of(self, found: str) -> str | None:
        """What a file of this place is called in messages and reports; none where it is of another place.

        Args:
            found: its name in full.
        """
        if found == self.root:
            return self.shown
        if self.is_file or not found.startswith(self.root.rstrip("/") + "/"):
            return None
        rest = found[len(self.root.rstrip("/")) + 1 :]
        return rest if self.shown == "." else f"{self.shown.rstrip('/')}/{rest}"


class Hadoop:
    """The file systems that a session reaches."""

    def __init__(self, spark: SparkSession) -> None:
        jvm: Any = spark._jvm
        self._Path = jvm.org.apache.hadoop.fs.Path
        self._configuration = spark._jsc.hadoopConfiguration()

    def place(self, shown: str, given: str) -> Place:
        """A place that is there.

        Args:
            shown: as the person wrote it.
            given: its address; for a path of this machine, with ``file:`` before it.

        Raises:
            SparkError: there is nothing.
        """
        system, path = self._at(given)
        if not system.exists(path):
            raise SparkError(f"{shown} does not exist")
        status = system.getFileStatus(path)
        return Place(shown, status.getPath().toString(), bool(status.isFile()))

    def exists(self, address: str) -> bool:
        """Whether something is there."""
        system, path = self._at(address)
        return bool(system.exists(path))

    def is_free(self, address: str) -> bool:
        """Whether nothing is there, or an empty folder."""
        system, path = self._at(address)
        return not system.exists(path) or (
            system.getFileStatus(path).isDirectory() and not system.listStatus(path)
        )

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none where there is no folder."""
        system, path = self._at(folder)
        if not system.exists(path):
            return []
        return sorted(status.getPath().getName() for status in system.listStatus(path))

    def move(self, pairs: Iterable[tuple[str, str]], folder: str) -> None:
        """Rename files into a folder, which is made.

        Args:
            pairs: where each file is, and the name that it gets.
            folder: where they go.

        Raises:
            SparkError: one of them cannot be moved.
        """
        system, target = self._at(folder)
        system.mkdirs(target)

        def one(pair: tuple[str, str]) -> None:
            if not system.rename(self._Path(pair[0]), self._Path(f"{folder}/{pair[1]}")):
                raise SparkError(f"{folder}/{pair[1]} cannot be written")

        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for _ in threads.map(one, pairs):
                pass

    def touch(self, address: str) -> None:
        """Make an empty file."""
        system, path = self._at(address)
        system.create(path).close()

    def remove(self, address: str) -> None:
        """Remove a folder with all that is in it, where it is there."""
        system, path = self._at(address)
        system.delete(path, True)

    def _at(self, address: str) -> tuple[Any, Any]:
        path = self._Path(address)
        return path.getFileSystem(self._configuration), path
