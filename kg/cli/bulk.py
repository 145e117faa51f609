"""What the commands that go through many pages share: processes, progress, and a run that can be taken up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.bulk import Pool, Settings
    from kg.readings import Archive


@contextmanager
def pool_of(settings: Settings, jobs: int | None) -> Iterator[Pool]:
    """Processes for the work.

    Raises:
        Failure: a thesaurus or a file of names is malformed, the disk is full, or a process was killed.
    """
    from kg.authority.files import AuthoritiesError
    from kg.authority.importing import ThesaurusError
    from kg.bulk import Pool, WorkerLost, cores
    from kg.readings import ArchiveError

    try:
        with Pool(settings, jobs or cores()) as pool:
            if settings.thesaurus is not None or settings.authorities:
                with Terminal.current().working("Reading names"):
                    _ = pool.means.resolver
            yield pool
    except (ThesaurusError, AuthoritiesError) as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    except (ArchiveError, WorkerLost) as problem:
        raise Failure(str(problem), Code.USAGE) from problem


@contextmanager
def archive_for(output: Path, *, resume: bool) -> Iterator[Archive]:
    """The archive of a run that writes a file: it stays beside the file when the run does not come to its end.

    Raises:
        Failure: there is no run to take up where the result goes.
    """
    from kg.readings import Archive

    if output == STDOUT or (output.exists() and not output.is_file()):
        if resume:
            raise Failure("--resume takes up a run that wrote to a file: name it with -o", Code.USAGE)
        with Archive() as archive:
            yield archive
        return
    place = output.with_name(f".{output.name[:100]}.readings")
    if not resume:
        discard(place)
    try:
        with Archive(place) as archive:
            yield archive
    except KeyboardInterrupt:
        Terminal.current().line(f"interrupted; what was read is kept in {place}: --resume goes on from there")
        raise
    discard(place)


def discard(place: Path) -> None:
    """Remove an archive with the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)


def read(
    archive: Archive, paths: Sequence[Path], pool: Pool, *, resume: bool = False, discard_older: bool = False
) -> None:
    """Read the pages that the paths stand for into the archive, with progress on a terminal."""
    from kg.bulk import read_into
    from kg.inputs import count, documents

    terminal = Terminal.current()
    archive.begin(resume=resume)
    found = terminal.progress(documents(paths), "Reading pages", count(paths) if terminal.lively else None)
    read_into(archive, found, pool, resume=resume, discard_older=discard_older)
