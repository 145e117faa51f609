"""Loading: documents → readings in the archive → the graphs of the questions that they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.bulk import Finding, Made, Pool, made, read_into
from kg.inputs import Document, Unreadable
from kg.loading.home import Home
from kg.loading.sinks import Remake, Update
from kg.model import DocumentNumber

MANY: Final = 500
"""So many questions are worth making all graphs anew, where they are all that there are."""


@dataclass(slots=True)
class Loaded:
    """What a load has changed.

    Attributes:
        made: how many questions were made anew.
        triples: how many they have, without the names that they share.
        removed: how many were taken out of the store.
        left_out: those that do not conform, and why.
        warnings: how many results of the shapes are warnings.
        states: how many of those made have which status.
    """

    made: int = 0
    triples: int = 0
    removed: int = 0
    left_out: dict[DocumentNumber, tuple[Finding, ...]] = field(default_factory=dict)
    warnings: int = 0
    states: Counter[str] = field(default_factory=Counter)

    def count(self, item: Made) -> None:
        """Count what came of one question."""
        self.warnings += item.warnings
        if item.fit:
            self.made += 1
            self.triples += item.triples
            self.states[item.status or "unknown"] += 1
        elif item.violations:
            self.left_out[item.id] = item.violations
        elif not item.told:
            self.removed += 1


Watch = Callable[[Iterator[list[Made]], int], Iterator[list[Made]]]
"""Sees what is made go by, and how many questions there will be; for progress."""


def load(
    home: Home,
    documents: Iterable[Document | Unreadable],
    pool: Pool,
    *,
    resume: bool = False,
    replace: bool = False,
    watch: Watch = lambda items, _: items,
) -> Loaded:
    """Load documents into a store, and complete what an interrupted load has left.

    Args:
        home: the store.
        documents: pages, and RDF: what it says of a question takes the place of all that was known of it, and the next
            page of the question that of what RDF said.
        pool: who does the work, with the settings of the store.
        resume: whether what an interrupted load has read is not read again.
        replace: whether a page takes the place of what earlier loads read from the same source.
        watch: sees the questions go by.

    Returns:
        What was changed; what became of each document is in the archive until the next load begins.

    Raises:
        ArchiveError: the archive cannot be written.
        StoreError: the graphs cannot be.
        WorkerLost: a process was killed.
    """
    archive = home.archive
    archive.begin(resume=resume)
    read_into(archive, documents, pool, resume=resume, discard_older=replace)
    archive.touch_left_out()
    return refresh(home, pool, watch)


def remove(home: Home, ids: Iterable[DocumentNumber], pool: Pool) -> tuple[Loaded, list[DocumentNumber]]:
    """Take questions out of a store.

    Returns:
        What was changed, and the questions that the store did not know.
    """
    unknown = []
    home.archive.begin()
    with home.archive.writing():
        unknown = [id for id in ids if not home.archive.remove(id)]
    return refresh(home, pool), unknown


def refresh(home: Home, pool: Pool, watch: Watch = lambda items, _: items) -> Loaded:
    """Make the graphs of all questions whose readings have changed."""
    archive, loaded = home.archive, Loaded()
    if home.thesaurus_is_due:
        # However many there are: the thesaurus and what it makes of the questions are to change at once.
        archive.touch_all()
    stale = archive.stale()
    if home.is_half_made or home.thesaurus_is_due or (stale >= MANY and stale == archive.questions()):
        with home.remaking() as engine, Remake(home, engine) as anew:
            _fill(anew, watch(made(archive, pool), stale), loaded)
        return loaded
    if stale:
        _fill(Update(home), watch(made(archive, pool), stale), loaded)
    return loaded


def _fill(sink: Remake | Update, items: Iterator[list[Made]], loaded: Loaded) -> None:
    for several in items:
        sink.add(several)
        for item in several:
            loaded.count(item)
    sink.finish()
