"""The archive: an SQLite database of readings, and the ledger of the run that fills it.

What a question's graph is follows from its readings alone, so they are what is kept; a question whose readings have
changed is *stale* until its graph has been made anew. Everything a run has to remember of its documents is here too, on
disk, so that memory does not grow with them, and an interrupted run can be taken up where it ended.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kg.conversion import Outcome, Problem
from kg.conversion import State as Converted
from kg.graph.names import Name
from kg.model import DocumentNumber
from kg.readings.codec import decode_outcome, decode_reading, encode
from kg.readings.entries import Entry

FORMAT: Final = 2
"""Which of the program's ways to lay out the database this is (``PRAGMA user_version``)."""

STATEMENTS: Final = "rdf"
"""The source of what was read as RDF, and so is from no page."""

_PAGE: Final = 256
"""So many questions are looked up at a time."""

_SCHEMA: Final = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE questions (
    legislature INTEGER NOT NULL, number INTEGER NOT NULL, stale INTEGER NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (legislature, number)
) WITHOUT ROWID;
CREATE INDEX stale_questions ON questions (legislature, number) WHERE stale;
CREATE TABLE readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT, legislature INTEGER NOT NULL, number INTEGER NOT NULL, key TEXT NOT NULL,
    source TEXT NOT NULL, document TEXT NOT NULL, retrieved TEXT NOT NULL, run INTEGER NOT NULL,
    data BLOB NOT NULL, told BLOB, UNIQUE (legislature, number, key)
);
CREATE TABLE names (
    legislature INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL,
    tag TEXT NOT NULL, label TEXT
);
CREATE INDEX names_of_questions ON names (legislature, number);
CREATE INDEX names_by_iri ON names (iri);
CREATE TABLE ledger (
    place INTEGER PRIMARY KEY, digest BLOB NOT NULL, name TEXT NOT NULL, reading INTEGER, outcome BLOB
);
CREATE TABLE earlier (digest BLOB PRIMARY KEY, reading INTEGER, outcome BLOB) WITHOUT ROWID;
"""


class ArchiveError(OSError):
    """The archive cannot be opened, read or written; the message says why."""


class State(StrEnum):
    """What became of a question: not looked at yet, taken, or left out since it does not conform or cannot be merged."""

    NEW = "new"
    HELD = "held"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Group:
    """The readings of one question as bytes, by their numbers in the archive; or what RDF says of it, as N-Triples."""

    id: DocumentNumber
    readings: tuple[tuple[int, bytes], ...] = ()
    statements: bytes | None = None


class Archive:
    """Readings in a file, or in a private temporary database that spills to disk by itself."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the archive; make it where there is none.

        Args:
            path: its file; none for one that is gone when it is closed.

        Raises:
            ArchiveError: the file cannot be opened, is none, or was made by a newer version of the program.
        """
        self._path = path
        with self._failing():
            self._db = sqlite3.connect("" if path is None else str(path), isolation_level=None)
            if path is None:
                self._db.execute("PRAGMA journal_mode = OFF")
            else:
                self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(f"PRAGMA synchronous = {'OFF' if path is None else 'NORMAL'}")
            self._prepare()
        self._run = int(self.setting("run") or 0)

    def _prepare(self) -> None:
        (format,) = self._db.execute("PRAGMA user_version").fetchone()
        if format == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
        elif format != FORMAT:
            raise ArchiveError(
                f"{self._path} was made by another version of this program (format {format}, here {FORMAT});"
                " make it anew from the pages"
            )

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written in the block is kept, or none of it.

        Raises:
            ArchiveError: the file cannot be written.
        """
        with self._failing():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            where = "the temporary file of what was read" if self._path is None else str(self._path)
            raise ArchiveError(f"{where}: {problem}") from problem

    # --- settings -------------------------------------------------------------------------------------------------

    def setting(self, name: str) -> str | None:
        """What was set under a name; none where nothing was."""
        with self._failing():
            row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Set a value under a name."""
        with self._failing():
            self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    # --- a run ----------------------------------------------------------------------------------------------------

    def begin(self, *, resume: bool = False) -> int:
        """Begin a run with an empty ledger.

        Args:
            resume: whether documents that the last run has read, and that are the same, count as read.

        Returns:
            How many such documents there are.
        """
        with self.writing():
            if resume:
                self._db.execute("INSERT OR REPLACE INTO earlier SELECT digest, reading, outcome FROM ledger")
            else:
                self._db.execute("DELETE FROM earlier")
                self._run += 1
                self._db.execute("INSERT OR REPLACE INTO settings VALUES ('run', ?)", (str(self._run),))
            self._db.execute("DELETE FROM ledger")
            (count,) = self._db.execute("SELECT count(*) FROM earlier").fetchone()
        return int(count)

    def end(self) -> None:
        """The run has come to its end: nothing of it has to be remembered."""
        with self.writing():
            self._db.execute("DELETE FROM earlier")
            self._db.execute("DELETE FROM ledger")

    def recall(self, place: int, name: str, digest: bytes) -> bool:
        """Whether the run that is resumed has read a document; then it is in the ledger of this one too."""
        with self._failing():
            cursor = self._db.execute(
                "INSERT INTO ledger SELECT ?, digest, ?, reading, outcome FROM earlier WHERE digest = ?",
                (place, name, digest),
            )
        return cursor.rowcount > 0

    def enter(self, place: int, digest: bytes, entry: Entry, *, discard_older: bool = False) -> None:
        """Take in what was read from a document.

        What RDF says of a question takes the place of all that was known of it, and a page that of what RDF said.

        Args:
            place: which document of the run it is.
            digest: what :func:`kg.readings.digest_of` gives.
            entry: the reading, or the outcome.
            discard_older: whether what earlier runs read from the same source of the question goes.
        """
        with self._failing():
            reading = None
            if entry.reading is not None and entry.id is not None:
                self._discard(entry.id, "source = ?", STATEMENTS)
                if discard_older:
                    self._discard(
                        entry.id, "source = ? AND run < ? AND key <> ?", entry.source, self._run, entry.key
                    )
                reading = self._keep(entry, entry.id, entry.reading)
            for id, statements in entry.statements:
                self._keep_statements(id, entry.name, statements)
            self._db.execute(
                "INSERT INTO ledger VALUES (?, ?, ?, ?, ?)",
                (place, digest, entry.name, reading, entry.outcome),
            )

    def _keep(self, entry: Entry, id: DocumentNumber, data: bytes) -> int:
        """The number of the reading; the question is stale where it was not there like this."""
        where = (id.legislature, id.number, entry.key)
        held = self._db.execute(
            "SELECT id, data, retrieved, document FROM readings WHERE legislature = ? AND number = ? AND key = ?",
            where,
        ).fetchone()
        if held is None:
            cursor = self._db.execute(
                "INSERT INTO readings (legislature, number, key, source, document, retrieved, run, data)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*where, entry.source, entry.name, entry.retrieved, self._run, data),
            )
            self._touch(id)
            return int(cursor.lastrowid or 0)
        number = int(held[0])
        if held[1] != data and entry.outdoes(held[2], held[3]):
            self._db.execute(
                "UPDATE readings SET source = ?, document = ?, retrieved = ?, data = ?, run = ? WHERE id = ?",
                (entry.source, entry.name, entry.retrieved, data, self._run, number),
            )
            self._touch(id)
        else:
            self._db.execute("UPDATE readings SET run = ? WHERE id = ?", (self._run, number))
        return number

    def _keep_statements(self, id: DocumentNumber, document: str, data: bytes) -> None:
        where = (id.legislature, id.number)
        held = self._db.execute(
            "SELECT source, data FROM readings WHERE legislature = ? AND number = ?", where
        ).fetchall()
        if held == [(STATEMENTS, data)]:
            return
        self._supersede(id, document)
        self._discard(id, "TRUE")
        self._db.execute(
            "INSERT INTO readings (legislature, number, key, source, document, retrieved, run, data)"
            " VALUES (?, ?, '', ?, ?, '', ?, ?)",
            (*where, STATEMENTS, document, self._run, data),
        )
        self._touch(id)

    def _supersede(self, id: DocumentNumber, document: str) -> None:
        """Say of the pages of a question that this run has read that RDF takes their place."""
        for place, name, data in self._db.execute(
            "SELECT place, name, data FROM ledger JOIN readings ON readings.id = ledger.reading"
            " WHERE legislature = ? AND number = ?",
            (id.legislature, id.number),
        ).fetchall():
            warning = Problem("superseded", f"what {document} says of {id} took the place of this page")
            layout = decode_reading(data).layout
            outcome = Outcome(name, Converted.CONVERTED, (id,), layout, (warning,))
            self._db.execute(
                "UPDATE ledger SET reading = NULL, outcome = ? WHERE place = ?", (encode(outcome), place)
            )

    def remove(self, id: DocumentNumber) -> bool:
        """Discard all readings of a question; whether there were any."""
        with self._failing():
            return self._discard(id, "TRUE")

    def _discard(self, id: DocumentNumber, condition: str, *values: object) -> bool:
        cursor = self._db.execute(
            f"DELETE FROM readings WHERE legislature = ? AND number = ? AND {condition}",  # noqa: S608 - our own text
            (id.legislature, id.number, *values),
        )
        if cursor.rowcount > 0:
            self._touch(id)
        return cursor.rowcount > 0

    def discard_unlisted(self) -> None:
        """Discard the readings of documents that are not in the ledger of this run; every question is stale."""
        with self.writing():
            self._db.execute(
                "DELETE FROM readings WHERE id NOT IN (SELECT reading FROM ledger WHERE reading IS NOT NULL)"
            )
            self._db.execute(
                "DELETE FROM questions WHERE (legislature, number) NOT IN (SELECT legislature, number FROM readings)"
            )
            self._db.execute("UPDATE questions SET stale = 1")

    def touch_left_out(self) -> None:
        """Let the questions that this run was told of and that were left out be stale, so that it is said again why."""
        with self.writing():
            self._db.execute(
                "UPDATE questions SET stale = 1 WHERE state = 'left-out' AND (legislature, number) IN"
                " (SELECT legislature, number FROM readings JOIN ledger ON readings.id = ledger.reading"
                "  UNION SELECT legislature, number FROM readings WHERE source = ? AND document IN"
                "   (SELECT name FROM ledger))",
                (STATEMENTS,),
            )

    def touch_all(self) -> None:
        """Let every question be stale, since what names mean has changed."""
        with self._failing():
            self._db.execute("UPDATE questions SET stale = 1")

    def _touch(self, id: DocumentNumber) -> None:
        self._db.execute(
            "INSERT INTO questions (legislature, number, stale, state) VALUES (?, ?, 1, 'new')"
            " ON CONFLICT DO UPDATE SET stale = 1",
            (id.legislature, id.number),
        )

    # --- questions ------------------------------------------------------------------------------------------------

    def questions(self) -> int:
        """How many questions are known."""
        with self._failing():
            return int(self._db.execute("SELECT count(*) FROM questions").fetchone()[0])

    def held(self) -> int:
        """How many questions have a graph."""
        with self._failing():
            return int(self._db.execute("SELECT count(*) FROM questions WHERE state = 'held'").fetchone()[0])

    def stale(self) -> int:
        """How many questions are stale."""
        with self._failing():
            return int(self._db.execute("SELECT count(*) FROM questions WHERE stale").fetchone()[0])

    def groups(self) -> Iterator[Group]:
        """The stale questions by number, each with its readings: none where all of them were removed.

        Questions may be settled while this goes on.
        """
        last = (0, 0)
        while True:
            with self._failing():
                found = self._db.execute(
                    "SELECT legislature, number FROM questions WHERE stale AND (legislature, number) > (?, ?)"
                    " ORDER BY legislature, number LIMIT ?",
                    (*last, _PAGE),
                ).fetchall()
            for place in found:
                with self._failing():
                    readings = self._db.execute(
                        "SELECT id, source = ?, data FROM readings WHERE legislature = ? AND number = ? ORDER BY id",
                        (STATEMENTS, *place),
                    ).fetchall()
                statements = next((row[2] for row in readings if row[1]), None)
                pages = () if statements is not None else tuple((row[0], row[2]) for row in readings)
                yield Group(DocumentNumber(*place), pages, statements)
            if not found:
                return
            last = found[-1]

    def names_of(self, ids: Iterable[DocumentNumber]) -> set[str]:
        """The IRIs of what some questions share with others, as it was known when they were last settled."""
        found: set[str] = set()
        with self._failing():
            for id in ids:
                found.update(
                    row[0]
                    for row in self._db.execute(
                        "SELECT iri FROM names WHERE legislature = ? AND number = ?",
                        (id.legislature, id.number),
                    )
                )
        return found

    def settle(
        self, id: DocumentNumber, state: State | None, told: Mapping[int, Outcome], names: Iterable[Name] = ()
    ) -> None:
        """What there is to make of a question's readings has been made.

        Args:
            id: the question.
            state: what became of it; none where it has no readings any more, and is forgotten.
            told: what is said of the document of each reading.
            names: what it calls the things that questions share.
        """
        where = (id.legislature, id.number)
        with self._failing():
            self._db.execute("DELETE FROM names WHERE legislature = ? AND number = ?", where)
            if state is None:
                self._db.execute("DELETE FROM questions WHERE legislature = ? AND number = ?", where)
                return
            self._db.executemany(
                "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", [(*where, *name) for name in names]
            )
            self._db.execute(
                "UPDATE questions SET stale = 0, state = ? WHERE legislature = ? AND number = ?",
                (state, *where),
            )
            self._db.executemany(
                "UPDATE readings SET told = ? WHERE id = ?",
                [(encode(outcome), number) for number, outcome in told.items()],
            )

    def names(self, iris: Sequence[str] | None = None) -> Iterator[Name]:
        """The labels of what questions share, each once, in no order; of some things, or of all."""
        if iris is None:
            with self._failing():
                yield from (
                    Name(*row) for row in self._db.execute("SELECT DISTINCT kind, iri, tag, label FROM names")
                )
            return
        for iri in iris:
            with self._failing():
                found = self._db.execute(
                    "SELECT DISTINCT kind, iri, tag, label FROM names WHERE iri = ?", (iri,)
                ).fetchall()
            yield from (Name(*row) for row in found)

    def states(self) -> Iterator[tuple[DocumentNumber, State]]:
        """The questions by number, and what became of each."""
        with self._failing():
            for legislature, number, state in self._db.execute(
                "SELECT legislature, number, state FROM questions ORDER BY legislature, number"
            ):
                yield DocumentNumber(legislature, number), State(state)

    def state_of(self, id: DocumentNumber) -> State | None:
        """What became of a question; none where it is not known."""
        with self._failing():
            row = self._db.execute(
                "SELECT state FROM questions WHERE legislature = ? AND number = ?",
                (id.legislature, id.number),
            ).fetchone()
        return None if row is None else State(row[0])

    @property
    def outcomes(self) -> Outcomes:
        """What became of each document of the run, in the order given; of pages, once their questions are settled."""
        return Outcomes(self._told, self._documents)

    def _told(self) -> Iterator[Outcome]:
        with self._failing():
            for name, outcome, told in self._db.execute(
                "SELECT name, outcome, told FROM ledger LEFT JOIN readings ON readings.id = ledger.reading"
                " WHERE outcome IS NOT NULL OR told IS NOT NULL ORDER BY place"
            ):
                yield replace(decode_outcome(told if outcome is None else outcome), source=name)

    def _documents(self) -> int:
        with self._failing():
            return int(self._db.execute("SELECT count(*) FROM ledger").fetchone()[0])


class Outcomes(Collection[Outcome]):
    """The outcomes of a run, read from disk each time they are gone through."""

    def __init__(self, read: Callable[[], Iterator[Outcome]], count: Callable[[], int]) -> None:
        self._read, self._count = read, count

    def __iter__(self) -> Iterator[Outcome]:
        return self._read()

    def __len__(self) -> int:
        return self._count()

    def __contains__(self, item: object) -> bool:
        return any(outcome == item for outcome in self)
