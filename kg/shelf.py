"""Values laid aside: in memory while they are few, on disk when they are many, so that memory does not grow with them."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Generic, TypeVar, cast

T = TypeVar("T")

IN_MEMORY = 2**25
"""So many bytes are held in memory before a temporary file is used."""


def spooled() -> IO[bytes]:
    """A temporary file that is in memory as long as it is small, and gone when it is closed."""
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))


@dataclass(slots=True)
class Shelf(Generic[T]):
    """Lays values aside and gives them back, in any order and as often as asked."""

    _file: IO[bytes] = field(default_factory=spooled)
    _end: int = 0

    def put(self, value: T) -> int:
        """Lay a value aside; where it lies."""
        place = self._end
        self._file.seek(place)
        self._file.write(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        self._end = self._file.tell()
        return place

    def get(self, place: int) -> T:
        """The value that lies at a place that :meth:`put` gave."""
        self._file.seek(place)
        return cast(T, pickle.load(self._file))  # noqa: S301 - written by this process, in a file that nobody else can open

    def __del__(self) -> None:
        """Let the temporary file go."""
        self._file.close()
