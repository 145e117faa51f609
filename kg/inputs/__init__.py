"""PATH… to documents: files, folders, archives, JSON Lines and standard input, one at a time.

A folder gives the pages in it and in the folders below it: what ends in ``.txt``, ``.html`` or ``.htm`` (or in another
suffix the caller takes), and the archives and JSON Lines in it, sorted by path, hidden files and folders left out. A
file that is named is always taken, whatever its suffix. A file that is reached twice is given once. An archive
(``.zip``, ``.tar``, ``.tar.gz``, ``.tgz``) gives what a folder with its members would give, a ``.gz`` the one page in
it, a JSON Lines file (``.jsonl``, ``.ndjson``, also with ``.gz``) a page for each line. What a sidecar
(:mod:`kg.sidecar`) beside a file or in the same archive says of a page goes with it.

What cannot be read is given too, as :class:`Unreadable`, so that a run over thousands of files goes on and can
account for each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.inputs import archives, jsonlines
from kg.inputs.document import Document, Unreadable, from_stream, with_sidecar
from kg.sidecar import Sidecar

__all__ = [
    "FOLDER_SUFFIXES",
    "PAGE_SUFFIXES",
    "SIZE_LIMIT",
    "STDIN",
    "STDIN_NAME",
    "Document",
    "Unreadable",
    "contents",
    "count",
    "documents",
    "name_of",
]

PAGE_SUFFIXES = frozenset({".txt", ".html", ".htm"})
"""What a page in a folder ends in, in lower case."""

FOLDER_SUFFIXES = (
    ".txt",
    ".html",
    ".htm",
    *archives.SUFFIXES,
    *(suffix for suffix in jsonlines.SUFFIXES if not suffix.endswith(archives.SUFFIXES)),
)
"""What is read of a folder ends in, as a person is told: pages, and what holds them."""

SIZE_LIMIT = 16 * 2**20
"""The most bytes a page may have; the longest that were seen have some 200,000."""

STDIN = Path("-")
"""The path that stands for standard input."""

STDIN_NAME = "<stdin>"
"""How standard input is called in messages and reports."""


def documents(
    paths: Iterable[Path],
    *,
    suffixes: Collection[str] = PAGE_SUFFIXES,
    unlimited: Collection[str] = (),
    limit: int = SIZE_LIMIT,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Unreadable]:
    """The documents that the paths stand for, in the order of the paths, a folder's in the order of their paths.

    Args:
        paths: files, folders, or ``-`` for standard input.
        suffixes: what the files of a folder must end in, in lower case with the full stop.
        unlimited: the suffixes of files that may have any size; the empty one goes for standard input too.
        limit: the most bytes that any other document may have.
        stdin: what ``-`` reads; the process's own when not given.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            if STDIN_NAME not in seen:
                seen.add(STDIN_NAME)
                yield _from_stdin(stdin, None if "" in unlimited else limit)
            continue
        for found in _files(path, suffixes):
            if isinstance(found, Unreadable):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield from _from_file(found, suffixes, None if found.suffix.lower() in unlimited else limit)


def contents(
    stream: BinaryIO,
    name: str,
    sidecar: Callable[[], Sidecar | None] = lambda: None,
    *,
    suffixes: Collection[str] = PAGE_SUFFIXES,
    limit: int | None = SIZE_LIMIT,
) -> Iterator[Document | Unreadable]:
    """The documents in a file: those of an archive or of JSON Lines, else the one page that it is.

    Args:
        stream: the file, at its start.
        name: its name, which tells what it is.
        sidecar: gives what is recorded beside it, where it is a page.
        suffixes: what the members of an archive must end in.
        limit: the most bytes that a page may have.

    Raises:
        OSError: the stream cannot be read.
    """
    if jsonlines.is_json_lines(name):
        yield from jsonlines.documents(stream, name, limit)
    elif archives.is_archive(name):
        yield from archives.documents(stream, name, suffixes, limit)
    else:
        yield with_sidecar(from_stream(stream, name, limit), sidecar())


def count(paths: Iterable[Path], *, suffixes: Collection[str] = PAGE_SUFFIXES) -> int | None:
    """How many documents :func:`documents` will give, where that can be told without opening any; else none."""
    number = 0
    for path in paths:
        if path == STDIN:
            number += 1
            continue
        for found in _files(path, suffixes):
            if isinstance(found, Path) and (
                archives.is_archive(found.name) or jsonlines.is_json_lines(found.name)
            ):
                return None
            number += 1
    return number


def name_of(path: Path) -> str:
    """A path as text that can be printed: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(path: Path, suffixes: Collection[str]) -> Iterator[Path | Unreadable]:
    if not path.is_dir():
        yield path
        return
    problems: list[OSError] = []
    found: list[Path] = []
    for folder, below, names in os.walk(path, onerror=problems.append):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            if not name.startswith(".") and _is_taken(file, suffixes) and not _special(file):
                found.append(file)
    yield from sorted(found)
    for problem in problems:
        yield _unreadable(Path(problem.filename), problem)


def _special(file: Path) -> bool:
    """Whether a file of a folder is a pipe, a socket or a device, which would block or never end."""
    return file.exists() and not file.is_file()


def _is_taken(file: Path, suffixes: Collection[str]) -> bool:
    return (
        file.suffix.lower() in suffixes
        or archives.is_archive(file.name)
        or jsonlines.is_json_lines(file.name)
    )


def _from_file(path: Path, suffixes: Collection[str], limit: int | None) -> Iterator[Document | Unreadable]:
    name = name_of(path)
    try:
        with path.open("rb") as stream:
            yield from contents(stream, name, lambda: Sidecar.beside(path), suffixes=suffixes, limit=limit)
    except OSError as problem:
        yield _unreadable(path, problem)


def _from_stdin(stdin: BinaryIO | None, limit: int | None) -> Document | Unreadable:
    if stdin is None and sys.stdin is None:
        return Unreadable(STDIN_NAME, "unreadable", "cannot be read: standard input is closed")
    try:
        return from_stream(stdin or sys.stdin.buffer, STDIN_NAME, limit)
    except OSError as problem:
        return _unreadable(Path(STDIN_NAME), problem)


def _unreadable(path: Path, problem: OSError) -> Unreadable:
    return Unreadable(name_of(path), "unreadable", f"cannot be read: {problem.strerror or problem}")
