"""Pages → entries in an archive → what is made of each question: two passes, each shared out among processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Final, TypeVar

from kg.bulk.pool import Pool
from kg.bulk.steps import Made, make_batch, read_batch
from kg.graph.formats import Format
from kg.graph.names import Names
from kg.graph.streaming import PieceWriter, piece
from kg.inputs import Document, Unreadable
from kg.readings import Archive, State, digest_of

T = TypeVar("T")

READ_AT_ONCE: Final = 16
"""So many documents make a batch."""

MADE_AT_ONCE: Final = 100
"""So many questions do."""

_KEPT_AT_ONCE: Final = 64
"""So many of either are written to the archive together."""


def read_into(
    archive: Archive,
    documents: Iterable[Document | Unreadable],
    pool: Pool,
    *,
    resume: bool = False,
    discard_older: bool = False,
) -> None:
    """Read documents into an archive whose run has begun.

    Args:
        archive: where the readings go.
        documents: what :func:`kg.inputs.documents` gives; each is in the archive's ledger afterwards.
        pool: who reads them.
        resume: whether what the run that is taken up has read is not read again.
        discard_older: whether a page takes the place of what earlier runs read from the same source.

    Raises:
        ArchiveError: the archive cannot be written.
        WorkerLost: a process was killed.
    """
    way = f"{pool.means.settings.reader} {discard_older}"
    on_their_way: deque[tuple[int, bytes]] = deque()

    def unread() -> Iterator[Document | Unreadable]:
        for place, document in enumerate(documents):
            digest = digest_of(document, way)
            if resume and archive.recall(place, document.name, digest):
                continue
            on_their_way.append((place, digest))
            yield document

    for entries in some(pool.map(read_batch, unread(), READ_AT_ONCE), _KEPT_AT_ONCE):
        with archive.writing():
            for entry in entries:
                archive.enter(*on_their_way.popleft(), entry, discard_older=discard_older)


def made(archive: Archive, pool: Pool) -> Iterator[list[Made]]:
    """What comes of each stale question, by number, some at a time; it is for the caller to settle them."""
    return some(pool.map(make_batch, archive.groups(), MADE_AT_ONCE), _KEPT_AT_ONCE)


def write_made(archive: Archive, pool: Pool, format: Format, out: IO[bytes]) -> Iterator[Made]:
    """Write the questions that are fit, and the names they share; each is given once it is written.

    Args:
        archive: the readings; its questions are settled.
        pool: who makes the questions; its settings say that they are to be written in ``format``.
        format: how to write them.
        out: where to, in UTF-8.

    Raises:
        ArchiveError: the archive cannot be written.
        Unwritable: the format cannot hold one of the terms.
        WorkerLost: a process was killed.
    """
    names = Names()
    with PieceWriter(format, out) as writer:
        for several in made(archive, pool):
            with archive.writing():
                for item in several:
                    archive.settle(item.id, State.HELD if item.fit else State.LEFT_OUT, item.told)
            for item in several:
                if item.fit:
                    writer.add(item.piece)
                    names.add(item.names)
                yield item
        writer.add(piece(names.triples(), format))


def some(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
