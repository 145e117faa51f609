"""Questions written one by one, as they come: memory grows with the names that they share, not with their texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from typing import IO

from kg.graph.formats import Format
from kg.graph.iris import Iris
from kg.graph.mapping import Names, Triple, question_triples
from kg.graph.turtle import TurtleWriter
from kg.graph.writing import write_jsonld, write_rdfxml, write_statements
from kg.model import Question
from kg.shelf import spooled

_DEFAULT = Iris()


def write_questions(
    questions: Iterable[Question], format: Format, out: IO[bytes], iris: Iris = _DEFAULT
) -> None:
    """Write questions and the names that they share: the same bytes as :func:`kg.graph.formats.write` gives.

    Args:
        questions: by number, each once.
        format: how to write them; RDF/XML alone is put together as a whole.
        out: where to, in UTF-8.
        iris: how things are named.

    Raises:
        Unwritable: the format cannot hold one of the terms.
    """
    triples = _triples(questions, iris)
    if format.name in {"turtle", "trig"}:
        _write_turtle(triples, out)
    elif format.name == "rdfxml":
        write_rdfxml(list(triples), format.engine, out)
    elif format.name == "jsonld":
        write_jsonld(triples, format.engine, out)
    else:
        write_statements(triples, format.engine, out)


def _triples(questions: Iterable[Question], iris: Iris) -> Iterator[Triple]:
    names = Names(iris)
    for question in questions:
        names.add(question)
        yield from question_triples(question, iris)
    yield from names.triples()


def _write_turtle(triples: Iterable[Triple], out: IO[bytes]) -> None:
    """The blocks wait in a temporary file until it is known which prefixes they use."""
    with spooled() as body:
        writer = TurtleWriter(body, headless=True)
        writer.write(triples)
        TurtleWriter(out, declare=writer.used)
        if writer.used and body.tell():
            out.write(b"\n")
        body.seek(0)
        shutil.copyfileobj(body, out)
