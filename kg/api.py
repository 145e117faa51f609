"""The six functions of ``import kg``.

>>> import kg
>>> questions = kg.read("examples")
>>> graph = kg.to_graph(questions[0])
>>> kg.validate(graph).conforms
True
>>> rows = kg.query("late-answers", questions)

Each brings in what it needs when it is called, so that ``import kg`` is quick.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.model import DocumentNumber, Question

if TYPE_CHECKING:
    import rdflib

    from kg.authority.resolving import Resolver
    from kg.conversion import Outcome
    from kg.store import EmbeddedStore, Result, Store, Term
    from kg.validation import Report

_XSD = "http://www.w3.org/2001/XMLSchema#"
StrPath: TypeAlias = str | os.PathLike[str]
Row: TypeAlias = dict[str, Any]
"""A row of a result: values by the name of their variable; what is not bound is ``None``."""


_PYTHON: Mapping[str, Callable[[str], Any]] = {
    _XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "integer": int,
}


class NothingRead(ValueError):
    """Nothing could be read; ``outcomes`` tell why, document by document."""

    def __init__(self, message: str, outcomes: tuple[Outcome, ...]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


def read(
    path: StrPath,
    *,
    number: str | None = None,
    thesaurus: StrPath | None = None,
    authorities: StrPath | None = None,
) -> list[Question]:
    """Read the questions on a page, or on all pages of a folder.

    What could not be read for certain is in :attr:`Question.warnings`. Pages of a folder that are no questions are
    left out as long as any is one.

    Args:
        path: a page as text, or a folder of them (``*.txt``, ``*.html``, ``*.htm``, with the folders below).
        number: the question's number, such as ``"7-1668"``, for one page that does not show it.
        thesaurus: a file that ``kg thesaurus import`` wrote, to know terms as its concepts.
        authorities: a file as ``kg authorities learn`` writes it, to know other names by.

    Returns:
        The questions by number, each once, whatever the number of its pages.

    Raises:
        FileNotFoundError: there is nothing at that path.
        NothingRead: no question could be read.
        ValueError: ``number`` is none, or is given for a folder; or a file of names is malformed.
    """
    from kg.conversion import convert
    from kg.inputs import documents

    place = _existing(path)
    if number is not None and place.is_dir():
        raise ValueError("a number can be given for one page only, not for a folder")
    conversion = convert(
        documents([place]),
        number=None if number is None else DocumentNumber.parse(number),
        resolver=_resolver(thesaurus, authorities),
    )
    if not conversion.questions:
        raise _nothing_read(place, conversion.outcomes)
    return list(conversion.questions)


def to_graph(question: Question, *, base: str | None = None) -> rdflib.Graph:
    """The graph of one question: its own triples, and those of the names it uses.

    Args:
        question: what :func:`read` gives.
        base: what the IRIs begin with; ``https://w3id.org/written-questions/be/senate/`` when not given.
    """
    from kg.graph.formats import to_rdflib
    from kg.graph.iris import Iris
    from kg.graph.mapping import to_triples

    return to_rdflib(to_triples(question, Iris() if base is None else Iris(base)))


def validate(graph: rdflib.Graph, shapes: StrPath | None = None, *, engine: str = "auto") -> Report:
    """Check a graph against the project's SHACL shapes, or against others.

    Args:
        graph: the data; it is not changed.
        shapes: a file or folder of shapes to use instead.
        engine: what checks: ``auto``, ``shacl-rust`` or ``pyshacl``. The results are the same.

    Returns:
        The report: ``conforms``, ``violations``, ``warnings``, ``results``.
    """
    from kg import validation

    return validation.validate(graph, None if shapes is None else _existing(shapes), engine=engine)


def query(
    name: str,
    target: Question | Iterable[Question] | rdflib.Graph | Store | StrPath,
    /,
    **parameters: object,
) -> list[Row]:
    """Run a query of the library, or of a file, and give its rows.

    IRIs and texts are ``str``; numbers, booleans, dates and times are what Python has for them; what is not bound is
    ``None``. For the terms themselves, with their languages, ask the store: ``kg.open_store().query(text)``.

    Args:
        name: a query such as ``"late-answers"`` (``kg query --list`` shows them), or the path of a ``.rq`` file.
        target: questions, a graph, a store, or the path of RDF files or pages.
        parameters: values for the query's parameters; ``kg query NAME --help`` shows them.

    Raises:
        ValueError: no such query or parameter, a value that does not fit, or a query that gives no rows.
        FileNotFoundError: the target is a path, and nothing is there.
        NothingRead: the target is a path, and nothing there could be read.
    """
    from kg import queries

    wanted = queries.find(name)
    result = queries.run(wanted, _store(target), {key: str(value) for key, value in parameters.items()})
    return _rows(result)


def open_store(path: StrPath | None = None) -> EmbeddedStore:
    """Open a store that answers SPARQL queries.

    Args:
        path: the folder of one that :func:`load` or ``kg load`` has filled, which can be asked but not written; none for an
            empty one in memory.

    Raises:
        OSError: there is no store, or another program is loading it.
    """
    from kg import store

    return store.open_store(None if path is None else Path(path))


def load(
    path: StrPath,
    store: StrPath,
    *,
    replace: bool = False,
    thesaurus: StrPath | None = None,
    authorities: StrPath | None = None,
) -> list[Outcome]:
    """Load pages or RDF into a store on disk, which keeps what each page said.

    A question that does not conform to the shapes is left out. The work is done in this process; the command ``kg load``
    shares it among several.

    Args:
        path: a file or a folder.
        store: the folder of the store, made where it is missing.
        replace: whether a page takes the place of what was read earlier from the same view and language.
        thesaurus: a file that ``kg thesaurus import`` wrote; without it, the one that the store was given last.
        authorities: a file as ``kg authorities learn`` writes it; likewise.

    Returns:
        What became of each document.

    Raises:
        FileNotFoundError: there is nothing at that path.
        NothingRead: nothing there could be read.
        OSError: the store cannot be written.
        ValueError: a file of names is malformed.
    """
    from kg import loading
    from kg.bulk import Pool
    from kg.conversion import State
    from kg.gathering import data_documents

    place = _existing(path)
    names = [] if authorities is None else [_existing(authorities)]
    with loading.Home.opened(Path(store)) as home:
        settings = home.settings(None if thesaurus is None else _existing(thesaurus), names)
        with Pool(settings, 1) as pool:
            loading.load(home, data_documents([place]), pool, replace=replace)
        outcomes = tuple(home.archive.outcomes)
    if not any(outcome.state is State.CONVERTED for outcome in outcomes):
        raise _nothing_read(place, outcomes)
    return list(outcomes)


def _store(target: Question | Iterable[Question] | rdflib.Graph | Store | StrPath) -> Store:
    import rdflib

    from kg import gathering, store
    from kg.conversion import State
    from kg.graph.formats import from_rdflib
    from kg.graph.iris import Iris

    if isinstance(target, rdflib.Graph):
        triples = from_rdflib(target)
    elif isinstance(target, str | os.PathLike):
        place = _existing(target)
        gathered = gathering.gather(gathering.data_documents([place]))
        if not any(outcome.state is State.CONVERTED for outcome in gathered.outcomes):
            raise _nothing_read(place, gathered.outcomes)
        triples = list(gathered.triples)
    elif isinstance(target, Question):
        triples = gathering.triples_of([target], Iris())
    elif isinstance(target, Iterable):
        triples = gathering.triples_of(target, Iris())
    else:
        return target
    opened = store.open_store()
    opened.load(triples)
    return opened


def _rows(result: Result) -> list[Row]:
    from kg.store import Solutions

    if not isinstance(result, Solutions):
        raise ValueError(
            "the query gives no rows; ask the store for what it gives: kg.open_store().query(text)"
        )
    return [
        {name: _plain(term) for name, term in zip(result.variables, row, strict=True)} for row in result.rows
    ]


def _plain(term: Term | None) -> Any:
    """What Python has for a term; the text of a literal that is not what its datatype asks for."""
    import pyoxigraph

    if not isinstance(term, pyoxigraph.Literal):
        return None if term is None else getattr(term, "value", str(term))
    make = _PYTHON.get(term.datatype.value)
    try:
        return term.value if make is None else make(term.value)
    except (ArithmeticError, KeyError, ValueError):
        return term.value


def _resolver(thesaurus: StrPath | None, authorities: StrPath | None) -> Resolver | None:
    if thesaurus is None and authorities is None:
        return None
    from kg.authority import files, importing
    from kg.authority.resolving import Resolver

    return Resolver(
        None if thesaurus is None else importing.load(_existing(thesaurus)),
        None if authorities is None else files.load([_existing(authorities)]),
    )


def _existing(path: StrPath) -> Path:
    place = Path(path)
    if not place.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
    return place


def _nothing_read(place: Path, outcomes: tuple[Outcome, ...]) -> NothingRead:
    errors = [f"{outcome.source}: {error.message}" for outcome in outcomes for error in outcome.errors]
    return NothingRead("; ".join(errors[:3]) or f"no pages in {place}", outcomes)
