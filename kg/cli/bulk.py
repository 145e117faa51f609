"""What the commands that go through many pages share: processes, progress, and a run that can be taken up again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.bulk import Made, Pool, Settings
    from kg.cli.targets import Access
    from kg.graph.iris import Iris
    from kg.inputs import Document, Unreadable
    from kg.loading import Home, Loaded
    from kg.model import DocumentNumber
    from kg.readings import Archive


LONG: Final = 500
"""So many documents make a run that is worth being taken up again."""


@contextmanager
def pool_of(settings: Settings, jobs: int | None) -> Iterator[Pool]:
    """Processes for the work.

    Raises:
        Failure: a thesaurus or a file of names is malformed, the disk is full, or a process was killed.
    """
    from kg.bulk import Pool, cores

    with troubles(), Pool(settings, jobs or cores()) as pool:
        if settings.thesaurus is not None or settings.authorities:
            with Terminal.current().working("Reading names"):
                _ = pool.means.resolver
        yield pool


@contextmanager
def troubles() -> Iterator[None]:
    """What can go wrong with names, readings, graphs and processes, told as failures.

    Raises:
        Failure: a thesaurus or a file of names is malformed, something cannot be written, or a process was killed.
    """
    from kg.authority.files import AuthoritiesError
    from kg.authority.importing import ThesaurusError
    from kg.bulk import WorkerLost
    from kg.readings import ArchiveError, NotReadable
    from kg.store import StoreError

    try:
        yield
    except NotReadable as problem:
        raise Failure(
            f"what is kept of a page was not written by this version of the program ({problem}):"
            " make the store, or the result, anew from the pages",
            Code.USAGE,
        ) from problem
    except (ArchiveError, AuthoritiesError, StoreError, ThesaurusError, WorkerLost) as problem:
        raise Failure(str(problem), Code.USAGE) from problem


@contextmanager
def archive_for(output: Path, paths: Sequence[Path], *, resume: bool) -> Iterator[Archive]:
    """The archive of a run that writes a file: of a long one it stays beside the file when it does not come to its end.

    Raises:
        Failure: there is no run to take up where the result goes, another one goes on, or the archive cannot be made.
    """
    from kg.inputs import count
    from kg.readings import Archive

    to_file = output != STDOUT and (output.is_file() or not output.exists())
    if resume and not to_file:
        raise Failure("--resume takes up a run that wrote to a file: name it with -o", Code.USAGE)
    number = count(paths) if to_file and not resume else None
    if not to_file or (number is not None and number < LONG):
        with Archive() as archive:
            yield archive
        return
    place = output.with_name(f".{output.name[:100]}.readings")
    with _alone(place, output):
        if not resume:
            discard(place)
        with troubles():
            held = Archive(place)
        try:
            with held as archive:
                yield archive
        except (KeyboardInterrupt, Failure) as problem:
            if isinstance(problem, Failure) and problem.code is Code.NOTHING_READ:
                discard(place)
            else:
                Terminal.current().line(f"what was read is kept in {place}: --resume goes on from there")
            raise
        discard(place)


@contextmanager
def _alone(place: Path, output: Path) -> Iterator[None]:
    """No other run keeps what it reads in the same place while the block runs.

    Raises:
        Failure: one does so now, or nothing can be written there.
    """
    from portalocker import AlreadyLocked, LockException, LockFlags, lock

    mark = place.with_name(f"{place.name}-lock")
    while True:
        try:
            stream = mark.open("ab")
        except OSError as problem:
            raise Failure(f"cannot write {mark}: {problem.strerror}", Code.USAGE) from problem
        with stream:
            try:
                lock(stream, LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING)
            except AlreadyLocked as problem:
                raise Failure(
                    f"{output} is being written by another 'kg convert': wait until it has finished, or name another file",
                    Code.USAGE,
                ) from problem
            except LockException:
                # Nothing can be locked on this file system.
                pass
            else:
                if not _is_still(stream, mark):
                    # Another run has come to its end, and removed it, after it was opened here.
                    continue
            try:
                yield
            finally:
                with suppress(OSError):
                    mark.unlink()
            return


def _is_still(stream: IO[bytes], path: Path) -> bool:
    """Whether an open file is the one of that name."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def discard(place: Path) -> None:
    """Remove an archive with the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)


def read(archive: Archive, paths: Sequence[Path], pool: Pool, *, resume: bool) -> None:
    """Read the pages that the paths stand for into the archive."""
    from kg.bulk import read_into

    archive.begin(resume=resume)
    read_into(archive, pages(paths), pool, resume=resume)


def pages(paths: Sequence[Path]) -> Iterator[Document | Unreadable]:
    """The pages that the paths stand for, with progress on a terminal."""
    from kg.inputs import count, documents

    terminal = Terminal.current()
    return terminal.progress(documents(paths), "Reading pages", count(paths) if terminal.lively else None)


@contextmanager
def home_at(place: Path | None, iris: Iris, context: click.Context) -> Iterator[Home]:
    """A store, opened to be written; one that is gone after the block where no place is named.

    Raises:
        Failure: it cannot be opened or written.
    """
    from kg.loading import Home

    terminal = Terminal.current()
    given = context.get_parameter_source("iris") is not ParameterSource.DEFAULT
    try:
        with troubles(), ExitStack() as held:
            path = place or Path(
                held.enter_context(TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True))
            )
            said = f"{path} is used by another program: waiting until it has finished"
            base = iris.base if given else None
            yield held.enter_context(Home.opened(path, base, on_wait=lambda: terminal.line(said)))
    except KeyboardInterrupt:
        if place is not None:
            terminal.line(
                "interrupted; the store is whole, and 'kg load --resume' with the same PATH goes on from there"
            )
        raise


def data(paths: Sequence[Path]) -> Iterator[Document | Unreadable]:
    """The documents that the paths stand for, pages and RDF, with progress on a terminal."""
    from kg.gathering import RDF_SUFFIXES, data_documents
    from kg.inputs import PAGE_SUFFIXES, count

    terminal = Terminal.current()
    total = count(paths, suffixes=PAGE_SUFFIXES | RDF_SUFFIXES) if terminal.lively else None
    return terminal.progress(data_documents(paths), "Reading", total)


def more_suffixes() -> Collection[str]:
    """What is read of a folder beside pages."""
    from kg.gathering import RDF_SUFFIXES

    return RDF_SUFFIXES


def watched(items: Iterator[list[Made]], total: int) -> Iterator[list[Made]]:
    """The same, with progress on a terminal."""
    return Terminal.current().progress(items, "Making graphs", total, size=len)


def tell_left_out(loaded: Loaded) -> None:
    """Say of each question that was left out what is wrong with it."""
    terminal = Terminal.current()
    for id, findings in sorted(loaded.left_out.items()):
        for finding in findings:
            terminal.line(f"{id}: violation: {finding.message} ({finding.focus})")
        terminal.line(f"{id}: left out")


def conforming(home: Home) -> Callable[[DocumentNumber], bool | None]:
    """Whether a question conforms; none where it was not looked at."""
    from kg.readings import State

    states = {State.HELD: True, State.LEFT_OUT: False}

    def conforms(id: DocumentNumber) -> bool | None:
        state = home.archive.state_of(id)
        return None if state is None else states.get(state)

    return conforms


def give_to_server(url: str, access: Access, home: Home) -> None:
    """Put the questions of this run, and the names they share, where a server keeps its graphs.

    Raises:
        Failure: the server cannot be asked, or does not do it.
    """
    from kg.cli.documents import plural
    from kg.loading import serving
    from kg.store import StoreError
    from kg.store.graph_store import GraphStore

    terminal = Terminal.current()
    ids = sorted({id for outcome in home.archive.outcomes for id in outcome.questions})
    try:
        with GraphStore(access.connect(url)) as server, home.asked() as held:
            graphs = terminal.progress(held.graphs(ids), "Sending graphs", len(ids) + 1)
            sent = serving.give(graphs, server, home.iris)
            for id in ids:
                if not held.has(id):  # left out
                    server.delete(home.iris.graph(id))
    except StoreError as problem:
        raise Failure(str(problem), Code.NETWORK) from problem
    terminal.say(f"{plural(sent, 'question')} sent to {url}.")


def take_from_server(url: str, access: Access, home: Home, ids: Sequence[DocumentNumber]) -> None:
    """Delete the graphs of some questions on a server.

    Raises:
        Failure: the server cannot be asked, or does not do it.
    """
    from kg.store import StoreError
    from kg.store.graph_store import GraphStore

    try:
        with GraphStore(access.connect(url)) as server:
            for id in ids:
                server.delete(home.iris.graph(id))
    except StoreError as problem:
        raise Failure(str(problem), Code.NETWORK) from problem


def changes(loaded: Loaded, home: Home) -> str:
    """What a load has changed, in a sentence."""
    from kg.cli.documents import plural

    done = {"made anew": loaded.made, "left out": len(loaded.left_out), "removed": loaded.removed}
    changed = [(what, count) for what, count in done.items() if count]
    # The first names what is counted.
    parts = [f"{plural(count, 'question')} {what}" for what, count in changed[:1]]
    parts += [f"{count} {what}" for what, count in changed[1:]]
    return f"{', '.join(parts) or 'no question has changed'}; the store holds {plural(home.archive.held(), 'question')}."
