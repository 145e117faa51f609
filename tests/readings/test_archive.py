"""The archive: what it keeps of pages, which questions are stale, and what became of each document of a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.conversion import Outcome, Problem, read_document
from kg.conversion import State as Converted
from kg.graph.names import Name
from kg.inputs import Document
from kg.model import DocumentNumber
from kg.readings import Archive, ArchiveError, Entry, Group, State, decode_reading, digest_of, entry_of
from tests.loading.support import fr, nl

ONE, TWO = DocumentNumber(7, 1), DocumentNumber(7, 2)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive") as archive:
        archive.begin()
        yield archive


def enter(archive: Archive, *documents: Document | Entry, replace: bool = False) -> None:
    """Take documents in, after those of the run so far."""
    for place, item in enumerate(documents, len(archive.outcomes)):
        entry = item if isinstance(item, Entry) else entry_of(read_document(item))
        digest = digest_of(item) if isinstance(item, Document) else entry.name.encode()
        archive.enter(place, digest, entry, discard_older=replace)


def settle(archive: Archive, state: State = State.HELD) -> None:
    """Settle all stale questions."""
    for group in archive.groups():
        told = {number: outcome(decode_reading(data).document) for number, data in group.readings}
        archive.settle(group.id, state if group.readings or group.statements else None, told)


def outcome(name: str) -> Outcome:
    return Outcome(name, Converted.CONVERTED, (ONE,), "print")


def kept(archive: Archive) -> dict[str, list[str]]:
    """The documents that the readings of each stale question are of."""
    return {
        str(group.id): [decode_reading(data).document for _, data in group.readings]
        for group in archive.groups()
    }


def rdf(name: str, data: bytes = b"<a> <b> <c> .\n", id: DocumentNumber = ONE) -> Entry:
    return Entry(name, outcome=entry_of(outcome(name)).outcome, statements=((id, data),))


# --- what is stale ---------------------------------------------------------------------------------------------------


def test_a_question_is_stale_until_it_is_settled_and_when_its_readings_change(archive: Archive) -> None:
    enter(archive, fr(2), fr(1), nl(1))
    assert kept(archive) == {"7-1": ["1-fr.txt", "1-nl.txt"], "7-2": ["2-fr.txt"]}
    assert (archive.questions(), archive.stale(), archive.held()) == (2, 2, 0)
    assert archive.state_of(ONE) is State.NEW
    settle(archive)
    assert (archive.questions(), archive.stale(), archive.held()) == (2, 0, 2)
    archive.begin()
    enter(archive, nl(1), fr(1), fr(2))
    assert archive.stale() == 0
    enter(archive, fr(1, title="Autres"))
    assert kept(archive) == {"7-1": ["1-fr.txt", "1-nl.txt", "1-fr.txt"]}
    settle(archive)
    archive.touch_all()
    assert archive.stale() == 2


def test_questions_can_be_settled_while_they_come(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readings.archive._PAGE", 2)
    enter(archive, *(fr(number) for number in (9, 10, 2, 1, 3)))
    found = []
    for group in archive.groups():
        found.append(group.id.number)
        archive.settle(group.id, State.HELD, {})
    assert found == [1, 2, 3, 9, 10]
    assert list(archive.groups()) == []
    assert [(str(id), state) for id, state in archive.states()][:2] == [
        ("7-1", State.HELD),
        ("7-2", State.HELD),
    ]


def test_of_copies_the_last_got_then_the_first_name_counts(archive: Archive) -> None:
    data = fr(1).data
    enter(archive, Document("b.txt", data), Document("c.txt", data), Document("a.txt", data))
    assert kept(archive) == {"7-1": ["a.txt"]}
    archive.begin()
    enter(archive, Document("b.txt", data))
    assert kept(archive) == {"7-1": ["a.txt"]}


def test_a_question_that_was_left_out_is_stale_when_its_page_comes_again(archive: Archive) -> None:
    enter(archive, fr(1), fr(2), rdf("c.ttl", id=DocumentNumber(7, 3)))
    settle(archive, State.LEFT_OUT)
    archive.begin()
    enter(archive, fr(2), rdf("c.ttl", id=DocumentNumber(7, 3)))
    assert archive.stale() == 0
    archive.touch_left_out()
    assert [str(group.id) for group in archive.groups()] == ["7-2", "7-3"]


# --- what is discarded -----------------------------------------------------------------------------------------------


def test_what_is_removed_is_stale_and_then_forgotten(archive: Archive) -> None:
    enter(archive, fr(1), fr(2))
    settle(archive)
    assert archive.remove(ONE) is True
    assert archive.remove(DocumentNumber(7, 3)) is False
    assert list(archive.groups()) == [Group(ONE)]
    settle(archive)
    assert archive.state_of(ONE) is None
    assert archive.remove(ONE) is False


def test_replacing_discards_older_readings_of_the_same_source_alone(archive: Archive) -> None:
    enter(archive, fr(1), nl(1))
    settle(archive)
    archive.begin()
    enter(archive, fr(1), replace=True)
    assert archive.stale() == 0
    enter(archive, fr(1, title="Autres"), fr(1, title="Encore"), replace=True)
    assert kept(archive) == {"7-1": ["1-fr.txt", "1-nl.txt", "1-fr.txt", "1-fr.txt"]}
    archive.begin()
    enter(archive, fr(1), replace=True)
    assert kept(archive) == {"7-1": ["1-fr.txt", "1-nl.txt"]}


def test_what_is_in_no_document_of_the_run_is_discarded(archive: Archive) -> None:
    enter(archive, fr(1), fr(2))
    settle(archive)
    archive.begin()
    enter(archive, fr(1), Document("b.txt", b"pancakes\n"))
    archive.discard_unlisted()
    assert kept(archive) == {"7-1": ["1-fr.txt"]}
    assert archive.questions() == 1


def test_rdf_and_pages_take_the_place_of_each_other(archive: Archive) -> None:
    enter(archive, fr(1), nl(1), fr(2))
    settle(archive)
    enter(archive, rdf("a.ttl"))
    assert list(archive.groups()) == [Group(ONE, (), b"<a> <b> <c> .\n")]
    settle(archive)
    enter(archive, rdf("b.ttl"))
    assert archive.stale() == 0
    enter(archive, rdf("b.ttl", b"<a> <b> <d> .\n"))
    assert [group.statements for group in archive.groups()] == [b"<a> <b> <d> .\n"]
    enter(archive, nl(1))
    assert kept(archive) == {"7-1": ["1-nl.txt"]}


def test_a_page_whose_place_rdf_took_is_told_of(archive: Archive) -> None:
    enter(archive, fr(1), fr(2), rdf("a.ttl"), nl(3))
    settle(archive)
    found = list(archive.outcomes)
    assert [item.source for item in found] == ["1-fr.txt", "2-fr.txt", "a.ttl", "3-nl.txt"]
    assert found[0] == Outcome(
        "1-fr.txt",
        Converted.CONVERTED,
        (ONE,),
        "print",
        (Problem("superseded", "what a.ttl says of 7-1 took the place of this page"),),
    )
    assert len(archive.outcomes) == 4


# --- names -----------------------------------------------------------------------------------------------------------


def test_names_are_those_of_the_questions_that_use_them(archive: Archive) -> None:
    enter(archive, fr(1), fr(2))
    green, tree = Name("k", "urn:green", "fr", "Groen"), Name("k", "urn:tree", "fr", "arbre")
    archive.settle(ONE, State.HELD, {}, [green, tree])
    archive.settle(TWO, State.HELD, {}, [green, green._replace(label="groen")])
    assert set(archive.names()) == {green, tree, green._replace(label="groen")}
    assert sorted(archive.names(["urn:green", "urn:none"])) == [green, green._replace(label="groen")]
    assert archive.names_of([ONE]) == {"urn:green", "urn:tree"}
    archive.settle(ONE, State.LEFT_OUT, {})
    assert archive.names_of([ONE]) == set()
    assert list(archive.names(["urn:tree"])) == []
    archive.settle(TWO, None, {})
    assert list(archive.names()) == []


# --- the documents of a run ------------------------------------------------------------------------------------------


def test_outcomes_come_by_the_order_of_the_documents_each_time(archive: Archive) -> None:
    enter(archive, fr(2), Document("b.txt", b"pancakes\n"), fr(1))
    assert [item.source for item in archive.outcomes] == ["b.txt"]  # the others are not settled
    settle(archive)
    for _ in range(2):
        assert [item.source for item in archive.outcomes] == ["2-fr.txt", "b.txt", "1-fr.txt"]
    assert len(archive.outcomes) == 3
    assert outcome("1-fr.txt") in archive.outcomes
    assert outcome("7-fr.txt") not in archive.outcomes
    archive.begin()
    assert (list(archive.outcomes), len(archive.outcomes)) == ([], 0)


def test_a_run_that_is_taken_up_knows_what_was_read_more_than_once(tmp_path: Path) -> None:
    documents = [fr(1), Document("b.txt", b"pancakes\n"), fr(2)]
    with Archive(tmp_path / "archive") as archive:
        archive.begin()
        enter(archive, *documents[:2])
    with Archive(tmp_path / "archive") as archive:
        assert archive.begin(resume=True) == 2
        assert archive.recall(0, "1-fr.txt", digest_of(documents[0]))
        enter(archive, documents[2])
    with Archive(tmp_path / "archive") as archive:
        assert archive.begin(resume=True) == 3
        recalled = [archive.recall(place, item.name, digest_of(item)) for place, item in enumerate(documents)]
        assert recalled == [True, True, True]
        assert not archive.recall(9, "c.txt", digest_of(fr(3)))
        settle(archive)
        assert [item.source for item in archive.outcomes] == ["1-fr.txt", "b.txt", "2-fr.txt"]
        assert archive.begin() == 0
        assert not archive.recall(0, "1-fr.txt", digest_of(documents[0]))


# --- the file --------------------------------------------------------------------------------------------------------


def test_what_is_written_in_a_block_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        archive.begin()
        page = entry_of(read_document(fr(1)))

        def twice() -> None:
            with archive.writing():
                archive.enter(0, b"", page)
                archive.enter(0, b"", page)

        with pytest.raises(ArchiveError, match="UNIQUE"):
            twice()
        assert archive.questions() == 0
        with archive.writing():
            enter(archive, fr(1))
    with Archive(tmp_path / "archive") as archive:
        assert archive.questions() == 1


def test_settings_stay(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        assert archive.setting("a") is None
        archive.remember("a", "1")
        archive.remember("a", "é")
    with Archive(tmp_path / "archive") as archive:
        assert archive.setting("a") == "é"


def test_without_a_file_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Archive() as archive:
        archive.begin()
        enter(archive, fr(1))
        assert archive.questions() == 1
    with Archive() as archive:
        assert archive.questions() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_version(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    Archive(place).close()
    with sqlite3.connect(place) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    message = rf"{place} was made by another version of this program \(format 99, here 2\); make it anew from the pages"
    with pytest.raises(ArchiveError, match=message):
        Archive(place)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    place.write_text("junk" * 1000)
    with pytest.raises(ArchiveError, match=f"{place}: file is not a database"):
        Archive(place)
    with pytest.raises(ArchiveError, match=f"{tmp_path}: unable to open database file"):
        Archive(tmp_path)


def test_a_file_that_is_damaged_within(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    with Archive(place) as archive:
        archive.begin()
        enter(archive, *(fr(number) for number in range(1, 40)))
    data = bytearray(place.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    place.write_bytes(data)
    with (
        pytest.raises(ArchiveError, match=r"archive: database disk image is malformed"),
        Archive(place) as archive,
    ):
        list(archive.groups())
