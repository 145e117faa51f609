"""What is taken in of a document, and what tells documents apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from kg.conversion import Outcome, State, read_document
from kg.inputs import Document, Unreadable
from kg.model import DocumentNumber
from kg.readings import Entry, decode_reading, digest_of, encode, entry_of
from tests.loading.support import fr


def entry(**metadata: object) -> Entry:
    page = fr(1)
    return entry_of(read_document(Document("a.txt", page.data, **metadata)))  # type: ignore[arg-type]


def test_the_entry_of_a_page() -> None:
    printed = "https://www.senate.be/www/?MIval=Vragen/SVPrint&LEG=7&NR=1&LANG=fr"
    found = entry(address=printed)
    assert found.reading is not None
    assert decode_reading(found.reading).document == found.name == "a.txt"
    assert (found.id, found.outcome, found.source, found.retrieved) == (
        DocumentNumber(7, 1),
        None,
        "print-fr",
        "",
    )
    digest, address = found.key.split(" ")
    assert (len(digest), address) == (64, printed)


def test_the_entry_of_what_is_none() -> None:
    outcome = Outcome("a.txt", State.REJECTED)
    assert entry_of(outcome) == Entry("a.txt", outcome=encode(outcome))


def test_times_sort_as_they_follow_each_other() -> None:
    west = timezone(timedelta(hours=-5))
    times = [
        datetime(2024, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2023, 12, 31, 23, 45, tzinfo=UTC),
        datetime(2023, 12, 31, 18, 45, 0, 1, tzinfo=west),
        datetime(2024, 1, 1),  # noqa: DTZ001 - as a sidecar may have it
    ]
    found = [entry(retrieved=time).retrieved for time in times]
    assert found == sorted(found)
    assert found[1] == "2023-12-31T23:45:00.000000+00:00"


def test_documents_are_told_apart_by_all_that_decides_how_they_are_read() -> None:
    time = datetime(2024, 1, 1, tzinfo=UTC)
    documents: list[Document | Unreadable] = [
        Document("a", b"x"),
        Document("b", b"x"),
        Document("a", b"y"),
        Document("a", b"x", "https://example.org/"),
        Document("a", b"x", None, time),
        Document("a", b"", "x"),
        Unreadable("a", "x", ""),
        Unreadable("a", "", "x"),
    ]
    digests = [digest_of(document) for document in documents] + [digest_of(documents[0], "other")]
    assert len(set(digests)) == 9
    assert digest_of(Document("a", b"x"), "other") == digests[-1]
    assert digest_of(Document("\udcff", b"x")) != digests[0]
