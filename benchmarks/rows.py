"""What ``python -m benchmarks`` measures: a function for each row, or for some rows that come from the same runs.

A row is a ratio of two measurements of one run, so that it says the same on a slow machine and on a fast one. A new row
is a function here, added to :data:`ROWS`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import measuring
from benchmarks.measuring import Run

_FINISHED = (0, 1)
"""The codes of ``kg convert`` and ``kg load``: 1 where a page was rejected, or a question does not conform."""
_TIMES = 5
_MOST_FOR_ALL = 180


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what of, in figures, as a ratio, and what is asked of the ratio."""

    work: str
    figures: str
    ratio: float
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether the ratio is what is asked."""
        return (self.least is None or self.ratio >= self.least) and (
            self.most is None or self.ratio <= self.most
        )


@dataclass(slots=True)
class Bench:
    """Pages, graphs and stores to measure with, each made once, in a folder.

    ``questions`` is how many; ``few`` a tenth of it, against which memory and queries are held.
    """

    folder: Path
    questions: int
    _converted: dict[int, Run] = field(default_factory=dict)
    _loaded: dict[int, Run] = field(default_factory=dict)

    @property
    def few(self) -> int:
        """A tenth of the questions."""
        return max(1, self.questions // 10)

    def pages(self, count: int) -> Path:
        """A folder with the pages of so many questions."""
        folder = self.folder / f"pages-{count}"
        if not folder.exists():
            measuring.python("benchmarks.generate", "-n", count, "-o", folder)
        return folder

    def statements(self, count: int) -> Path:
        """The graph of so many questions, as N-Quads."""
        self.converted(count)
        return self.folder / f"{count}.nq"

    def converted(self, count: int) -> Run:
        """What making that graph of the pages took, in one process."""
        if count not in self._converted:
            self._converted[count] = self.convert(count, 1)
        return self._converted[count]

    def convert(self, count: int, jobs: int) -> Run:
        """Make the graph anew, in so many processes."""
        target = self.folder / f"{count}.nq"
        return measuring.python(
            "kg", "convert", self.pages(count), "--jobs", jobs, "-q", "-o", target, codes=_FINISHED
        )

    def turtle(self, count: int) -> Path:
        """The same graph as Turtle."""
        target = self.folder / f"{count}.ttl"
        if not target.exists():
            measuring.python("kg", "convert", self.pages(count), "-q", "-o", target, codes=_FINISHED)
        return target

    def store(self, count: int) -> Path:
        """The same graph in an embedded store."""
        self.loaded(count)
        return self._store(count)

    def loaded(self, count: int) -> Run:
        """What reading the pages, validating, and loading them into that store took, in as many processes as it likes."""
        if count not in self._loaded:
            shutil.rmtree(self._store(count), ignore_errors=True)
            self._loaded[count] = measuring.python(
                "kg", "load", self.pages(count), "--store", self._store(count), "-q", codes=_FINISHED
            )
        return self._loaded[count]

    def _store(self, count: int) -> Path:
        return self.folder / f"store-{count}"


def conversion(bench: Bench) -> Iterator[Row]:
    """Pages to N-Quads, against rdflib that only parses the same graph."""
    ours = bench.converted(bench.questions)
    parsing = measuring.python("benchmarks.work", "parse", bench.turtle(bench.questions))
    yield Row(
        "pages → N-Quads, against rdflib only parsing the resulting Turtle (one process each)",
        f"{_seconds(ours.seconds)} against {_seconds(parsing.seconds)}",
        parsing.seconds / ours.seconds,
        least=2,
    )


def processes(bench: Bench) -> Iterator[Row]:
    """Two processes against one, in turn."""
    runs = [(bench.convert(bench.questions, 1), bench.convert(bench.questions, 2)) for _ in range(_TIMES)]
    one, two = (measuring.median(side) for side in zip(*runs, strict=True))
    yield Row(
        f"pages → N-Quads in two processes against one (median of {_TIMES})",
        f"{_seconds(two)} against {_seconds(one)}",
        one / two,
        least=1.6,
    )


def memory_of_conversion(bench: Bench) -> Iterator[Row]:
    """The peak of a conversion, against that of a tenth of the questions."""
    many, few = bench.converted(bench.questions), bench.converted(bench.few)
    yield Row(
        f"peak memory of convert, {bench.questions:,} questions against {bench.few:,}",
        f"{_megabytes(many.peak)} against {_megabytes(few.peak)}",
        many.peak / few.peak,
        most=1.3,
    )


def loading(bench: Bench) -> Iterator[Row]:
    """The whole way into a store, its memory, and a page that comes later."""
    many, few = bench.loaded(bench.questions), bench.loaded(bench.few)
    yield Row(
        f"pages → validated, loaded store: a share of {_MOST_FOR_ALL} s",
        _seconds(many.seconds),
        many.seconds / _MOST_FOR_ALL,
        most=1,
    )
    yield Row(
        f"peak memory of load, {bench.questions:,} questions against {bench.few:,}",
        f"{_megabytes(many.peak)} against {_megabytes(few.peak)}",
        many.peak / few.peak,
        most=2,
    )
    page = min(bench.pages(bench.questions).rglob("*-svprintnlfr-*.txt"))
    told = _told(measuring.python("benchmarks.work", "load-changed", page, bench.store(bench.questions)))
    one = max(told.values())
    yield Row(
        f"loading one changed page into a store of {bench.questions:,} questions, against loading all",
        f"{_seconds(one)} against {_seconds(many.seconds)}",
        many.seconds / one,
        least=500,
    )


def checking(bench: Bench) -> Iterator[Row]:
    """The engine that validates where none is named, against pyshacl on the same graph, with the same results."""
    told = _told(measuring.python("benchmarks.work", "validate", bench.statements(bench.few)))
    yield Row(
        f"validation of {bench.few:,} questions, the default engine against pyshacl, same results",
        f"{_seconds(told['auto'])} against {_seconds(told['pyshacl'])}",
        told["pyshacl"] / told["auto"],
        least=15,
    )


def queries(bench: Bench) -> Iterator[Row]:
    """The query that takes longest in rdflib, and the one that does in the store."""
    in_memory = _told(measuring.python("benchmarks.work", "ask-rdflib", bench.turtle(bench.few)))
    few = _told(measuring.python("benchmarks.work", "ask-store", bench.store(bench.few)))
    many = _told(measuring.python("benchmarks.work", "ask-store", bench.store(bench.questions)))
    slowest = max(in_memory, key=lambda name: in_memory[name])
    yield Row(
        f"the library's slowest query in rdflib (`{slowest}`, {bench.few:,} questions, in memory), against the embedded store on disk",
        f"{_seconds(in_memory[slowest])} against {_seconds(few[slowest])}",
        in_memory[slowest] / few[slowest],
        least=100,
    )
    longest = max(many, key=lambda name: many[name])
    yield Row(
        f"the slowest in the store (`{longest}`), {bench.questions:,} questions against {bench.few:,}",
        f"{_seconds(many[longest])} against {_seconds(few[longest])}",
        many[longest] / few[longest],
        most=20,
    )


ROWS: tuple[Callable[[Bench], Iterator[Row]], ...] = (
    conversion,
    processes,
    memory_of_conversion,
    checking,
    loading,
    queries,
)


def _told(run: Run) -> dict[str, float]:
    told = map(json.loads, run.output.splitlines())
    return {str(line["what"]): float(line["seconds"]) for line in told}


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"
