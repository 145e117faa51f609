"""The members of archives: ``.zip``, ``.tar``, ``.tar.gz``, ``.tgz``, and the one page in a ``.gz``.

Nothing is unpacked to disk. A member outside the archive's own tree, a link, a device and an encrypted member are
refused, and so is an archive that grows beyond all measure when it is read; the rest of an archive is read all the same.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, cast

from kg import sidecar
from kg.inputs.document import Document, Unreadable, from_stream, too_large, with_sidecar
from kg.inputs.sidecars import Sidecars, members

SUFFIXES = (".zip", ".tar", ".tgz", ".gz")
"""What an archive or a compressed page ends in, in lower case."""

_GROWTH = 200
"""The most bytes that a byte of a compressed file may become; text becomes some 10."""
_ALLOWANCE = 2**26
"""So many bytes are never too many."""
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, NotImplementedError, gzip.BadGzipFile)


class _TooMuch(OSError):
    """A compressed file grows beyond all measure."""


class _Measured(io.RawIOBase):
    """The decompressed bytes of a gzip stream, as long as they stay in proportion to the compressed ones."""

    def __init__(self, compressed: IO[bytes]) -> None:
        self._compressed = compressed
        self._stream = gzip.GzipFile(fileobj=compressed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(2**20 if size < 0 else min(size, 2**20))
        self._count += len(data)
        if self._count > _ALLOWANCE + _GROWTH * max(self._compressed.tell(), 1):
            raise _TooMuch("it grows beyond all measure when it is unpacked")
        return data


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive or of a compressed page."""
    return name.lower().endswith(SUFFIXES)


def documents(
    stream: IO[bytes], name: str, suffixes: Collection[str], limit: int | None
) -> Iterator[Document | Unreadable]:
    """The documents in an archive, in the order in which it holds them.

    Args:
        stream: the archive, at its start; a ``.zip`` must be able to seek, and a ``.tar`` that cannot is read without sidecars.
        name: its name, which those of its members begin with.
        suffixes: what a member must end in to be taken, in lower case with the full stop.
        limit: the most bytes that a member may have.
    """
    lower = name.lower()
    try:
        if lower.endswith(".zip"):
            yield from _zip(stream, name, suffixes, limit)
        elif lower.endswith(".tar"):
            yield from _tar(stream, name, suffixes, limit, compressed=False)
        elif lower.endswith((".tar.gz", ".tgz")):
            yield from _tar(stream, name, suffixes, limit, compressed=True)
        else:
            yield from_stream(cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), name, limit)
    except _TooMuch as problem:
        yield Unreadable(name, "unsafe-archive-member", f"refused: {problem}")
    except _DAMAGED as problem:
        yield Unreadable(name, "unreadable", f"cannot be read, the archive is damaged: {problem}")


def _zip(
    stream: IO[bytes], name: str, suffixes: Collection[str], limit: int | None
) -> Iterator[Document | Unreadable]:
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            shown = f"{name}/{member.filename}"
            refused = _refused(member.filename, link=stat.S_ISLNK(member.external_attr >> 16))
            if refused is None and member.flag_bits & 1:
                refused = "it is encrypted"
            if refused:
                yield Unreadable(shown, "unsafe-archive-member", f"refused: {refused}")
            elif not _is_page(member.filename, suffixes):
                continue
            elif limit is not None and member.file_size > limit:
                yield too_large(shown, limit)
            else:
                try:
                    with archive.open(member) as content:
                        document = from_stream(content, shown, limit)
                    yield with_sidecar(document, _sidecar(archive, member.filename))
                except _DAMAGED as problem:
                    yield Unreadable(
                        shown, "unreadable", f"cannot be read, the archive is damaged: {problem}"
                    )


def _sidecar(archive: zipfile.ZipFile, page: str) -> sidecar.Sidecar | None:
    try:
        with archive.open(page + sidecar.SUFFIX) as content:
            return sidecar.Sidecar.parse(content.read(sidecar.LIMIT))
    except (KeyError, RuntimeError, *_DAMAGED):  # not there, encrypted, damaged
        return None


def _tar(
    stream: IO[bytes], name: str, suffixes: Collection[str], limit: int | None, *, compressed: bool
) -> Iterator[Document | Unreadable]:
    def opened() -> tarfile.TarFile:
        return tarfile.open(fileobj=_Measured(stream) if compressed else stream, mode="r|")

    with Sidecars() as sidecars:
        if stream.seekable():
            # What is wrong with the archive is told when its pages are read.
            with suppress(OSError, *_DAMAGED), opened() as archive:
                sidecars.collect(archive)
            stream.seek(0)
        with opened() as archive:
            yield from _tar_members(archive, sidecars, name, suffixes, limit)


def _tar_members(
    archive: tarfile.TarFile, sidecars: Sidecars, name: str, suffixes: Collection[str], limit: int | None
) -> Iterator[Document | Unreadable]:
    for member in members(archive):
        if member.isdir():
            continue
        shown = f"{name}/{member.name}"
        refused = _refused(member.name, link=member.issym() or member.islnk())
        if refused is None and not member.isfile():
            refused = "it is neither a file nor a folder"
        if refused:
            yield Unreadable(shown, "unsafe-archive-member", f"refused: {refused}")
        elif not _is_page(member.name, suffixes):
            continue
        elif limit is not None and member.size > limit:
            yield too_large(shown, limit)
        else:
            content = archive.extractfile(member)
            if content is not None:
                yield with_sidecar(from_stream(content, shown, limit), sidecars.of(member.name))


def _refused(member: str, *, link: bool) -> str | None:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "its path leads out of the archive"
    return "it is a link" if link else None


def _is_page(member: str, suffixes: Collection[str]) -> bool:
    path = PurePosixPath(member.replace("\\", "/"))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return path.suffix.lower() in suffixes and not hidden
