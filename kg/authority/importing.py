"""Files that hold a thesaurus: the official distribution of EuroVoc, the table, and what was imported from them before.

What a file is shows in its first bytes, and for RDF that is not XML in its suffix. Files are read as a stream, also out of
a ``.zip`` or ``.gz``: the official distribution has more than 50 MB, of which a tenth is kept.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import Quad

from kg.authority import skos, table
from kg.authority.thesaurus import Thesaurus
from kg.graph import formats
from kg.graph.formats import Format

SIZE_LIMIT: Final = 4 * 2**30
"""The most bytes that a file may have, unpacked: about ten times as many as any distribution."""

_START = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP, _BOM = b"\x1f\x8b", b"\xef\xbb\xbf"
_PLACE = re.compile(r"\AParser error at [^:]*: ")
_TABLE_SUFFIXES = (".tsv", ".tab")


class ThesaurusError(ValueError):
    """A file is no thesaurus that can be used; the message names it and says why."""


def load(path: Path) -> Thesaurus:
    """Read a thesaurus.

    Args:
        path: SKOS in RDF/XML, Turtle or another format of RDF, or the table (:mod:`kg.authority.table`), also zipped.

    Raises:
        ThesaurusError: it is malformed, too large, or holds no concept with a French or a Dutch label.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        return read(stream, str(path))


def read(stream: IO[bytes], name: str) -> Thesaurus:
    """Read a thesaurus from a stream that can be wound back; as :func:`load`."""
    try:
        found = _read(stream, name)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise ThesaurusError(f"{name}: cannot be unpacked: {problem}") from None
    if not any(concept.named(tag).preferred for concept in found.concepts for tag in ("fr", "nl")):
        raise ThesaurusError(
            f"{name}: no concepts with a French or a Dutch label (skos:Concept with skos:prefLabel) in it;"
            " the SKOS distribution of EuroVoc has them"
        )
    return found


def write(thesaurus: Thesaurus, out: IO[bytes]) -> None:
    """Write a thesaurus as Turtle, the same bytes each time, to be used and to be queried beside questions."""
    formats.write(skos.to_triples(thesaurus), formats.format_named("turtle"), out)


def _read(stream: IO[bytes], name: str) -> Thesaurus:
    start = stream.read(_START)
    stream.seek(0)
    if start.startswith(_ZIP):
        return _unzipped(stream, name)
    if start.startswith(_GZIP):
        with gzip.open(stream) as unpacked:
            return _plain(cast(IO[bytes], unpacked), name.removesuffix(".gz"))
    return _plain(stream, name)


def _unzipped(stream: IO[bytes], name: str) -> Thesaurus:
    with zipfile.ZipFile(stream) as archive:
        members = [
            member
            for member in archive.infolist()
            if not member.is_dir() and not Path(member.filename).name.startswith(".")
        ]
        wanted = [member for member in members if _is_taken(member.filename)] or members
        if len(wanted) != 1:
            shown = ", ".join(sorted(member.filename for member in wanted)) or "nothing"
            raise ThesaurusError(f"{name}: one thesaurus is expected in the archive, and it holds {shown}")
        if wanted[0].flag_bits & 1:
            raise ThesaurusError(f"{name}: the archive is encrypted; unpack it first")
        with archive.open(wanted[0]) as unpacked:
            return _plain(unpacked, f"{name}/{wanted[0].filename}")


def _is_taken(filename: str) -> bool:
    path = Path(filename)
    return formats.format_of_path(path) is not None or path.suffix.lower() in (".xml", *_TABLE_SUFFIXES)


def _plain(stream: IO[bytes], name: str) -> Thesaurus:
    counted = _Counted(stream, name)
    buffered = io.BufferedReader(counted, 2**16)
    start = buffered.peek(_START)[:_START].removeprefix(_BOM)
    if table.is_header(start.partition(b"\n")[0].decode("utf-8", "replace")):
        return _table(buffered, name)
    format = _format(start, name)
    if format.name != "rdfxml":
        with _syntax(format, name):
            return skos.from_triples(_quads(buffered, format))
    checked = _CheckedXml(buffered, name)
    with _syntax(format, name, checked):
        return skos.from_triples(_quads(io.BufferedReader(checked, 2**16), format))


def _table(stream: IO[bytes], name: str) -> Thesaurus:
    try:
        return table.from_lines(io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n"))
    except table.MalformedTable as problem:
        raise ThesaurusError(f"{name}, {problem}") from None
    except UnicodeDecodeError:
        raise ThesaurusError(f"{name}: not UTF-8") from None


def _format(start: bytes, name: str) -> Format:
    if start.lstrip().startswith((b"<?xml", b"<rdf:RDF", b"<RDF", b"<!")):
        return formats.format_named("rdfxml")
    by_suffix = formats.format_of_path(Path(name))
    if by_suffix is None or by_suffix.name == "rdfxml":
        # Turtle takes N-Triples too.
        return formats.format_named("turtle")
    return by_suffix


def _quads(stream: IO[bytes], format: Format) -> Iterator[Quad]:
    yield from pyoxigraph.parse(stream, format.engine)


@contextmanager
def _syntax(format: Format, name: str, checked: _CheckedXml | None = None) -> Iterator[None]:
    """Tell of malformed RDF by name and line."""
    try:
        yield
    except (SyntaxError, ValueError, OSError, RuntimeError) as problem:
        # What is raised while the parser reads comes out of it as another exception.
        if checked is not None and checked.problem is not None:
            raise ThesaurusError(checked.problem) from None
        if isinstance(problem, SyntaxError):
            line = f", line {problem.lineno}" if problem.lineno else ""
            message = _PLACE.sub("", problem.msg)
            raise ThesaurusError(f"{name}{line}: not {format.title}: {message}") from None
        raise


class _Counted(io.RawIOBase):
    """A stream that ends in an error where it grows beyond measure."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._left = SIZE_LIMIT

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise ThesaurusError(f"{self._name}: more than {SIZE_LIMIT} bytes")
        buffer[: len(data)] = data
        return len(data)


class _CheckedXml(io.RawIOBase):
    """XML that is looked at as it passes: pyoxigraph takes a document that was cut for a whole one.

    Entities that refer to entities are refused: a few of them make a short document endless.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._parser = expat.ParserCreate()
        self._parser.EntityDeclHandler = self._entity
        self._ended = False
        self.problem: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        try:
            if not self._ended:
                self._ended = not data
                self._parser.Parse(data, self._ended)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            self._refuse(error.lineno, f"not RDF/XML: {reason}")
        buffer[: len(data)] = data
        return len(data)

    def _entity(self, title: str, is_parameter: bool, value: str | None, *_rest: object) -> None:
        if is_parameter or value is None or "&" in value or "%" in value:
            self._refuse(
                self._parser.CurrentLineNumber,
                f"the XML entity {title!r} refers to other entities or documents, which is not supported",
            )

    def _refuse(self, line: int, message: str) -> None:
        self.problem = f"{self._name}, line {line}: {message}"
        raise ThesaurusError(self.problem)
