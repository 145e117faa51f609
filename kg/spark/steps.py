"""What a worker does with its share of the work: the steps of :mod:`kg.bulk`, from rows to rows."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pyspark import SparkFiles

from kg.bulk import Made, Means, Settings, make_batch, read_batch
from kg.bulk.converting import MADE_AT_ONCE, READ_AT_ONCE, some
from kg.bulk.pool import OBJECTS
from kg.conversion import Outcome
from kg.graph.names import Name, Names
from kg.graph.streaming import statements
from kg.inputs import SIZE_LIMIT, Document, Unreadable, contents
from kg.inputs.jsonlines import document_of
from kg.model import DocumentNumber
from kg.readings import Entry, Group, decode_outcome
from kg.sidecar import Sidecar


class Kind(StrEnum):
    """What a row of the result belongs to, and the folder that it goes to."""

    QUESTIONS = "questions"
    LABELS = "labels"
    REPORT = "report"
    VIOLATIONS = "violations"


Key = tuple[int, int, str]
"""What entries are brought together and sorted by: legislature and number; the name of a document that has none."""


class Row(NamedTuple):
    """Some lines of the result, and where they go and stand."""

    kind: str
    legislature: int
    number: int
    name: str
    lines: str


@lru_cache(maxsize=1)
def means_of(settings: Settings) -> Means:
    """What settings stand for in this process, with the files that Spark has brought along."""
    gc.set_threshold(OBJECTS)
    return Means(
        replace(
            settings,
            thesaurus=None if settings.thesaurus is None else _brought(settings.thesaurus),
            authorities=tuple(map(_brought, settings.authorities)),
        )
    )


def _brought(file: Path) -> Path:
    return Path(SparkFiles.get(file.name))


def whole_file(name: str, data: bytes, sidecar: bytes | None) -> Iterator[Document | Unreadable]:
    """The documents in a file."""
    yield from contents(
        BytesIO(data), name, lambda: None if sidecar is None else Sidecar.parse(sidecar), limit=SIZE_LIMIT
    )


def lines_of(
    rows: Iterable[tuple[str, int, bytes]], first: Mapping[tuple[str, int], int], names: Mapping[str, str]
) -> Iterator[Document | Unreadable]:
    """The pages of lines of JSON.

    Args:
        rows: the address of the file, where in it the block begins that the line is in, and the line; each block in one
            piece.
        first: how many lines of the file stand before each block.
        names: what the files are called.
    """
    for block, several in groupby(rows, key=lambda row: (row[0], row[1])):
        for number, (file, _, line) in enumerate(several, start=first[block] + 1):
            found = document_of(line, names[file], number, SIZE_LIMIT)
            if found is not None:
                yield found


def read(documents: Iterable[Document | Unreadable], settings: Settings) -> Iterator[tuple[Key, Entry]]:
    """What each document says, by the question that it tells of."""
    means = means_of(settings)
    for several in some(documents, READ_AT_ONCE):
        for entry in read_batch(several, means):
            yield _key(entry), entry


def _key(entry: Entry) -> Key:
    return (0, 0, entry.name) if entry.id is None else (entry.id.legislature, entry.id.number, "")


def place_of(key: Key) -> int:
    """A number that is the same for a key in every process and run."""
    return crc32(repr(key).encode("utf-8", "surrogatepass"))


def make(entries: Iterable[tuple[Key, Entry]], settings: Settings) -> Iterator[Row]:
    """The lines that come of entries.

    Args:
        entries: by question, and in its order.
        settings: how questions are made.
    """
    means, labels = means_of(settings), set[Name]()
    for several in some(by_question(entries), MADE_AT_ONCE):
        for entry in several:
            if isinstance(entry, Entry) and entry.outcome is not None:
                yield _report(decode_outcome(entry.outcome), None)
        questions = [pages for pages in several if not isinstance(pages, Entry)]
        made = make_batch([group_of(pages) for pages in questions], means)
        for pages, item in zip(questions, made, strict=True):
            yield from _rows(pages, item, check=settings.check)
            if item.fit:
                labels.update(item.names)
    for name in sorted(labels, key=lambda name: tuple(part or "" for part in name)):
        yield Row(Kind.LABELS.value, 0, 0, "", json.dumps(name))


Pages = list[list[Entry]]
"""The documents of a question: the copies of each page, the one that counts before the others."""


def by_question(entries: Iterable[tuple[Key, Entry]]) -> Iterator[Entry | Pages]:
    """The documents of each question together; those of none alone."""
    for key, several in groupby(entries, key=lambda item: item[0]):
        found = [entry for _, entry in several]
        if key[2]:
            yield from found
        else:
            yield pages_of(found)


def pages_of(entries: Sequence[Entry]) -> Pages:
    """The documents of one question, by page; their order makes no difference."""
    pages: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.key, entry.name, entry.retrieved)):
        copies = pages.setdefault(entry.key, [])
        first = copies[0] if copies else None
        copies.insert(0 if first is None or entry.outdoes(first.retrieved, first.name) else 1, entry)
    return list(pages.values())


def group_of(pages: Pages) -> Group:
    """The readings of a question, as an archive would give them."""
    id = pages[0][0].id
    assert id is not None  # noqa: S101 - entries without a question are no pages of one
    readings = ((number, copies[0].reading or b"") for number, copies in enumerate(pages))
    return Group(id, tuple(readings))


def _rows(pages: Pages, made: Made, *, check: bool) -> Iterator[Row]:
    id = made.id
    for number, copies in enumerate(pages):
        for entry in copies:
            told = replace(made.told[number], source=entry.name)
            yield _report(told, not made.violations if check else None)
    for finding in made.violations:
        line = {"id": str(id), "message": finding.message, "focus": finding.focus}
        yield Row(Kind.VIOLATIONS.value, id.legislature, id.number, "", json.dumps(line, ensure_ascii=False))
    if made.fit:
        lines = made.piece.data.decode().removesuffix("\n")
        yield Row(Kind.QUESTIONS.value, id.legislature, id.number, "", lines)


def _report(told: Outcome, fit: bool | None) -> Row:
    id = told.questions[0] if told.questions else DocumentNumber(0, 0)
    line = json.dumps(told.as_json(lambda _: fit), ensure_ascii=False)
    return Row(Kind.REPORT.value, id.legislature, id.number, told.source, line)


def names_from(labels: Iterable[str]) -> Iterator[tuple[str]]:
    """The lines of all names that were called something."""
    data = statements(Names(Name(*json.loads(label)) for label in labels).triples())
    for line in data.decode().removesuffix("\n").split("\n"):
        if line:
            yield (line,)
