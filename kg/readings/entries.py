"""What an archive takes in of one document: its reading, or why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from kg.conversion import Outcome
from kg.inputs import Document, Unreadable
from kg.model import DocumentNumber, Reading
from kg.readings.codec import encode


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's reading as bytes, or its outcome as bytes where nothing was read.

    ``key`` tells readings of one question apart: the same bytes from the same address are the same reading. ``source``
    is the view and the language of the page, ``retrieved`` when it was got (ISO 8601 in UTC, or nothing). ``statements`` are
    what RDF says of each of its questions, as N-Triples.
    """

    name: str
    outcome: bytes | None = None
    reading: bytes | None = None
    id: DocumentNumber | None = None
    key: str = ""
    source: str = ""
    retrieved: str = ""
    statements: tuple[tuple[DocumentNumber, bytes], ...] = ()

    def outdoes(self, retrieved: str, name: str) -> bool:
        """Whether of two copies of a page this one counts: the one got later, else the one whose name sorts first.

        Args:
            retrieved: when the other was got.
            name: the other's name.
        """
        return self.retrieved > retrieved or (self.retrieved == retrieved and self.name <= name)


def entry_of(item: Reading | Outcome) -> Entry:
    """The entry of what was read from a document, or of what became of it."""
    if isinstance(item, Outcome):
        return Entry(item.source, outcome=encode(item))
    source = item.source
    return Entry(
        item.document,
        reading=encode(item),
        id=item.id,
        key=" ".join((*source.hashes, source.address or "")),
        source=source.view if source.language is None else f"{source.view}-{source.language}",
        retrieved="" if source.retrieved is None else _in_utc(source.retrieved),
    )


def _in_utc(time: datetime) -> str:
    """A time as a text that sorts; one without a zone is taken for one in UTC."""
    zoned = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return zoned.isoformat(timespec="microseconds")


def digest_of(document: Document | Unreadable, salt: str = "") -> bytes:
    """What tells whether a document, and how it is read, is the same as another time (SHA-256).

    Args:
        document: its name, bytes and metadata all count.
        salt: what else decides how it is read.
    """
    if isinstance(document, Unreadable):
        parts = ["unreadable", document.name, document.code, document.message]
        data = b""
    else:
        parts = ["document", document.name, document.address or "", str(document.retrieved or "")]
        data = document.data
    digest = hashlib.sha256("\0".join([salt, *parts, ""]).encode("utf-8", "surrogatepass"))
    digest.update(data)
    return digest.digest()
