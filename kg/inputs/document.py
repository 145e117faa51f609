"""A document that was got hold of, or could not be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from kg.sidecar import Sidecar


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: its name, for messages and reports, and its bytes.

    ``address`` and ``retrieved`` are what a crawler or a sidecar recorded: where the page is, and when it was got.
    """

    name: str
    data: bytes
    address: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read. ``code`` is one of the error codes of docs/warnings.md."""

    name: str
    code: str
    message: str


def from_stream(stream: IO[bytes], name: str, limit: int | None) -> Document | Unreadable:
    """All that a stream holds, unless it is more than ``limit`` bytes."""
    data = stream.read() if limit is None else stream.read(limit + 1)
    if limit is not None and len(data) > limit:
        return too_large(name, limit)
    return Document(name, data)


def with_sidecar(document: Document | Unreadable, sidecar: Sidecar | None) -> Document | Unreadable:
    """The document with the address and the time that its sidecar has, unless that is of other bytes."""
    if sidecar is None or isinstance(document, Unreadable) or not sidecar.is_of(document.data):
        return document
    return replace(document, address=sidecar.address or sidecar.url, retrieved=sidecar.retrieved)


def too_large(name: str, limit: int) -> Unreadable:
    """The outcome of a document of more than ``limit`` bytes."""
    return Unreadable(name, "too-large", f"larger than {limit:,} bytes; no page of the Senate is")
