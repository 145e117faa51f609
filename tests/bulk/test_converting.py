"""Pages → an archive → what is made of each question."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from kg.bulk import Pool, Settings, converting, made, read_into, write_made
from kg.conversion import Outcome, Problem, State, convert, read_document
from kg.gathering import triples_of
from kg.graph.formats import FORMATS, write
from kg.graph.iris import Iris
from kg.inputs import Document, Unreadable
from kg.model import DocumentNumber, Reading
from kg.readings import Archive
from tests.loading.support import fr, nl

ANSWER = "Trois cents arbres ont été plantés."
DOCUMENTS: list[Document | Unreadable] = [
    *(fr(number, party="groen") for number in range(1, 12)),
    Document("rubbish.txt", b"pancakes\n"),
    Unreadable("gone.txt", "unreadable", "cannot be read: Permission denied"),
    *(nl(number) for number in range(1, 12, 2)),
    fr(5, answer=ANSWER),
    fr(1, party="groen"),
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few documents are many batches."""
    monkeypatch.setattr(converting, "READ_AT_ONCE", 2)
    monkeypatch.setattr(converting, "MADE_AT_ONCE", 2)
    monkeypatch.setattr(converting, "_KEPT_AT_ONCE", 3)
    monkeypatch.setattr("kg.bulk.pool.WORTH", 1)


def converted(format: str, jobs: int) -> tuple[bytes, list[tuple[str, State, tuple[Problem, ...]]]]:
    out = BytesIO()
    settings = Settings(format=format)
    with Archive() as archive, Pool(settings, jobs) as pool:
        archive.begin()
        read_into(archive, DOCUMENTS, pool)
        ids = [item.id.number for item in write_made(archive, pool, FORMATS[format], out)]
        assert ids == list(range(1, 12))
        return out.getvalue(), [(item.source, item.state, item.warnings) for item in archive.outcomes]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("format", list(FORMATS))
def test_the_same_bytes_however_many_processes(format: str) -> None:
    result = converted(format, 1)
    assert converted(format, 2) == result
    if format == "turtle":
        assert converted(format, 3) == result
    conversion = convert(DOCUMENTS)
    out = BytesIO()
    write(triples_of(conversion.questions, Iris()), FORMATS[format], out)
    assert out.getvalue() == result[0]
    assert [(item.source, item.state, item.warnings) for item in conversion.outcomes] == result[1]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_process_makes_of_a_question_is_settled_by_the_caller(jobs: int) -> None:
    with Archive() as archive, Pool(Settings(statements=True, check=True), jobs) as pool:
        archive.begin()
        read_into(archive, DOCUMENTS[:5], pool)
        found = [item for several in made(archive, pool) for item in several]
        assert [(str(item.id), item.fit, item.statements.count(b"\n") == item.triples) for item in found] == [
            (f"7-{number}", True, True) for number in range(1, 6)
        ]
        assert archive.stale() == 5


class Interrupted(Exception):
    pass


def until(end: int) -> Iterator[Document | Unreadable]:
    """The documents, as far as they come before the run is interrupted."""
    yield from DOCUMENTS[:end]
    if end < len(DOCUMENTS):
        raise Interrupted


def test_a_run_taken_up_again_does_not_read_again_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = converted("nquads", 1)
    monkeypatch.setattr(converting, "READ_AT_ONCE", 2)
    monkeypatch.setattr(converting, "_KEPT_AT_ONCE", 3)
    read: list[str] = []

    def counted(document: Document | Unreadable, number: DocumentNumber | None) -> Reading | Outcome:
        read.append(document.name)
        return read_document(document, number)

    monkeypatch.setattr("kg.bulk.steps.read_document", counted)

    def run(end: int, *, resume: bool) -> tuple[bytes, list[tuple[str, State, tuple[Problem, ...]]]]:
        out = BytesIO()
        with Archive(tmp_path / "archive") as archive, Pool(Settings(format="nquads"), 1) as pool:
            archive.begin(resume=resume)
            read_into(archive, until(end), pool, resume=resume)
            archive.discard_unlisted()
            list(write_made(archive, pool, FORMATS["nquads"], out))
            return out.getvalue(), [(item.source, item.state, item.warnings) for item in archive.outcomes]

    with pytest.raises(Interrupted):
        run(13, resume=False)
    names = [document.name for document in DOCUMENTS]
    assert read == names[:12]
    with pytest.raises(Interrupted):
        run(18, resume=True)
    assert read == names[:18]
    assert run(len(DOCUMENTS), resume=True) == expected
    assert read == names[:-1]  # the last is the first again
    # Without resuming, all is read again.
    assert run(len(DOCUMENTS), resume=False) == expected
    assert read == names[:-1] + names


@pytest.mark.parametrize(
    "again",
    [
        Document("1-fr.txt", fr(1, title="Autres").data),
        Document("other.txt", fr(1).data),
        Document("1-fr.txt", fr(1).data, address="https://example.org/page"),
    ],
    ids=["bytes", "name", "address"],
)
def test_what_has_changed_is_read_again(again: Document) -> None:
    with Archive() as archive, Pool(Settings(), 1) as pool:
        archive.begin()
        read_into(archive, [fr(1), nl(1)], pool)
        archive.begin(resume=True)
        read_into(archive, [again], pool, resume=True)
        archive.discard_unlisted()
        (group,) = archive.groups()
        assert len(group.readings) == 1
        assert [outcome.source for outcome in archive.outcomes] == []  # not settled yet
        assert len(archive.outcomes) == 1


def test_memory_does_not_grow_with_the_documents() -> None:
    def rubbish(number: int) -> Iterator[Document]:
        for place in range(number):
            yield Document(f"{place}.txt", os.urandom(16).hex().encode() * 600)

    peaks = []
    for number in (60, 600):
        with Archive() as archive, Pool(Settings(), 1) as pool:
            archive.begin()
            tracemalloc.start()
            try:
                read_into(archive, rubbish(number), pool)
                assert sum(outcome.state is State.REJECTED for outcome in archive.outcomes) == number
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
