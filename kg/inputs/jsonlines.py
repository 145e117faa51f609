"""JSON Lines as crawlers write them: an object a line, with ``url`` and ``text`` or ``html``.

When the page was got is taken from ``retrieved``, ``fetched``, ``timestamp`` or ``date`` where one of them is a time in
ISO 8601; other members are left alone. A page is named ``pages.jsonl:12`` by its line.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from kg.inputs.document import Document, Unreadable, too_large

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""What a file of JSON Lines ends in, in lower case."""
_TIMES = ("retrieved", "fetched", "timestamp", "date")
_OVERHEAD = 8
"""A character of a page may take so many bytes in JSON, written as an escape with the object around it."""


def is_json_lines(name: str) -> bool:
    """Whether a file's name is that of JSON Lines."""
    return name.lower().endswith(SUFFIXES)


def documents(stream: IO[bytes], name: str, limit: int | None) -> Iterator[Document | Unreadable]:
    """The pages of a JSON Lines file, in its order; one line is held at a time.

    Args:
        stream: the file, at its start.
        name: its name, which those of its pages begin with.
        limit: the most bytes that a page may have.
    """
    source: IO[bytes] = gzip.GzipFile(fileobj=stream) if name.lower().endswith(".gz") else stream  # type: ignore[assignment]
    longest = _longest(limit)
    number = 0
    while True:
        try:
            line = source.readline(longest)
        except (EOFError, gzip.BadGzipFile, OSError) as problem:
            yield Unreadable(name, "unreadable", f"cannot be read after line {number}: {problem}")
            return
        if not line:
            return
        number += 1
        whole = line.endswith(b"\n")
        found = document_of(line.removesuffix(b"\n"), name, number, limit)
        if found is not None:
            yield found
        while not whole and (rest := source.readline(2**20)):
            whole = rest.endswith(b"\n")


def document_of(line: bytes, file: str, number: int, limit: int | None) -> Document | Unreadable | None:
    """The page of one line; none where the line is blank.

    Args:
        line: the line without its end; of one that is too long, as much as there is.
        file: the name of the file.
        number: which line of the file it is, from 1.
        limit: the most bytes that the page may have.
    """
    name = f"{file}:{number}"
    if limit is not None and len(line) >= _longest(limit):
        return too_large(name, limit)
    return _document(line, name, limit) if line.strip() else None


def _longest(limit: int | None) -> int:
    """The most bytes that a line is read of; -1 for all."""
    return -1 if limit is None else limit * _OVERHEAD


def _document(line: bytes, name: str, limit: int | None) -> Document | Unreadable:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return Unreadable(name, "unreadable", f"not a line of JSON: {problem}")
    page = None
    if isinstance(record, dict):
        page = next((record[key] for key in ("html", "text") if isinstance(record.get(key), str)), None)
    if page is None:
        return Unreadable(name, "unreadable", "not a JSON object with a page in 'text' or 'html'")
    data = page.encode("utf-8", "replace")
    if limit is not None and len(data) > limit:
        return too_large(name, limit)
    address = record.get("url")
    return Document(name, data, address if isinstance(address, str) else None, _time(record))


def _time(record: dict[str, object]) -> datetime | None:
    for key in _TIMES:
        value = record.get(key)
        if isinstance(value, str):
            try:
                found = datetime.fromisoformat(value)
            except ValueError:
                continue
            # A day or a time without its zone is no instant.
            if found.tzinfo is not None:
                return found
    return None
