"""Loads that are killed at chosen moments; run as a process of its own, which has no threads that a fork would lose.

A moment is a call or a return, within the modules that load, of a function of theirs or of SQLite and Oxigraph.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import FrameType

from kg.bulk import converting, steps
from kg.conversion import Outcome, read_document
from kg.inputs import Document
from kg.loading import loader
from kg.model import DocumentNumber, Reading
from tests.loading.support import fill, fr, nl

ANSWER = "Trois cents arbres ont été plantés."
BEFORE = [fr(number, party="Vert") for number in range(1, 13)]
"""What the store holds already."""

PAGES = [
    *(fr(number, answer=ANSWER) for number in range(1, 41)),
    *(nl(number, party="GROEN") for number in range(1, 41, 3)),
    Document("rubbish.txt", b"pancakes\n"),
]
"""What is loaded then: everything held changes, and other questions come."""

THESAURUS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/scheme> a skos:ConceptScheme .
<https://example.org/tree> a skos:Concept ; skos:inScheme <https://example.org/scheme> ; skos:prefLabel "arbre"@fr, "boom"@nl .
"""

_WATCHED = tuple(os.path.join("kg", part) for part in ("bulk", "files.py", "loading", "readings", "store"))  # noqa: PTH118


def _in_several_steps() -> None:
    """Let a load of some forty questions have many steps."""
    converting._KEPT_AT_ONCE = 5  # type: ignore[misc]
    converting.MADE_AT_ONCE = 5  # type: ignore[misc]


@cache
def known() -> dict[bytes, Reading | Outcome]:
    """What each page says, so that it is read once for all loads."""
    return {document.data: read_document(document) for document in (*BEFORE, *PAGES)}


def remembered(document: Document, number: DocumentNumber | None) -> Reading | Outcome:
    """As :func:`kg.conversion.read_document`."""
    del number
    return known()[document.data]


def _in_child(work: Callable[[], object]) -> int:
    """How a child that does some work ended."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def _watch(at: Callable[[int], object]) -> None:
    """Call a function with the number of each moment that comes."""
    count = 0

    def hook(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        del event, argument
        if any(part in frame.f_code.co_filename for part in _WATCHED):
            count += 1
            at(count)

    sys.setprofile(hook)


def _end_at(moment: int, count: int) -> None:
    if count == moment:
        os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, way: str, number: int) -> None:
    """Make so many stores, ``killed-N`` in a folder, each of a load that was killed at another moment.

    Args:
        folder: where.
        way: ``new`` for a first load, ``change`` for one of a store that holds questions, ``anew`` for one that makes all
            graphs anew and brings a thesaurus, ``thesaurus`` for one that brings another thesaurus to few questions.
        number: how many.
    """
    _in_several_steps()
    known()
    steps.read_document = remembered  # type: ignore[assignment,attr-defined]
    if way == "anew":
        loader.MANY = 1  # type: ignore[misc]
    thesaurus = folder / "thesaurus.ttl"
    thesaurus.write_text(THESAURUS)
    older = folder / "older.ttl"
    older.write_text(THESAURUS.replace('"boom"', '"den"'))
    prepared = folder / "prepared"
    if way != "new":
        assert (
            _in_child(lambda: fill(prepared, *BEFORE, thesaurus=older if way == "thesaurus" else None)) == 0
        )

    def run(store: Path, at: Callable[[int], object]) -> int:
        if prepared.exists():
            shutil.copytree(prepared, store)

        def work() -> None:
            _watch(at)
            fill(store, *PAGES, thesaurus=thesaurus if way in {"anew", "thesaurus"} else None)

        return _in_child(work)

    counted = folder / "counted"
    assert (
        run(folder / "whole", lambda count: counted.write_text(str(count)) if not count % 50 else None) == 0
    )
    last = int(counted.read_text())
    for place, moment in enumerate(sorted(random.Random(7).sample(range(1, last), number))):  # noqa: S311
        ended = run(folder / f"killed-{place}", partial(_end_at, moment))
        assert os.WIFSIGNALED(ended), moment


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
