"""PATH… that hold RDF or pages of the Senate → one graph.

Which of the two a document is shows by its suffix; where the suffix says neither, and on standard input, by how its
content opens. Pages are converted on the fly; facts about one question from several documents come together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode

from kg.conversion import Converter, Outcome, Problem, Resolver, State, rejection
from kg.graph import formats
from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.graph.mapping import Triple, names_of, question_triples
from kg.graph.names import Names
from kg.inputs import PAGE_SUFFIXES, Document, Unreadable, documents
from kg.model import DocumentNumber, Question

RDF_SUFFIXES = frozenset(suffix for format in formats.FORMATS.values() for suffix in format.suffixes)
"""What a file of RDF in a folder ends in."""

_OPENINGS = (
    (
        re.compile(rb"(?:<\?xml[^>]*>)?(?>\s+|<!--.*?-->)*<(?:!DOCTYPE\s+)?(?:\w+:)?RDF\b", re.DOTALL),
        "rdfxml",
    ),
    (re.compile(rb'[\[{][\[{\s]*"@(?:context|graph|id|type)"'), "jsonld"),
    (re.compile(rb"@(?:prefix|base)\s|PREFIX\s+[^\s:]*:\s*<|BASE\s*<", re.IGNORECASE), "trig"),
    (re.compile(rb"<[a-z][a-z0-9+.-]*:[^\s<>]*>\s*<[^\s<>]+>\s*[<\"_]", re.IGNORECASE), "nquads"),
)
"""How documents of RDF open; TriG takes Turtle, N-Quads takes N-Triples."""

_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#[^\n]*\n\s*)*")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The triples of all documents, the questions of the pages among them, and one outcome for each document."""

    triples: tuple[Triple, ...]
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def from_pages(self) -> bool:
        """Whether all that was read came from pages, so that :attr:`questions` holds everything, with its lines."""
        return all(
            outcome.layout is not None for outcome in self.outcomes if outcome.state is State.CONVERTED
        )


def data_documents(
    paths: Iterable[Path], *, stdin: BinaryIO | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of files and folders that hold RDF or pages; see :func:`kg.inputs.documents`."""
    unlimited = RDF_SUFFIXES | {""}
    return documents(paths, suffixes=PAGE_SUFFIXES | RDF_SUFFIXES, unlimited=unlimited, stdin=stdin)


def gather(
    found: Iterable[Document | Unreadable], *, iris: Iris | None = None, resolver: Resolver | None = None
) -> Gathered:
    """Read everything that the documents hold.

    Args:
        found: what :func:`data_documents` gives.
        iris: how the things on the pages are named.
        resolver: what is known of the names on the pages; RDF stays as it is.
    """
    iris = iris or Iris()
    converter = Converter(resolver=resolver)
    triples: dict[Triple, None] = {}
    told: list[Outcome | None] = []
    for document in found:
        format = rdf_format(document) if isinstance(document, Document) else None
        if isinstance(document, Unreadable) or format is None:
            converter.add(document)
            told.append(None)
            continue
        try:
            parsed = formats.parse(document.data, format, name=document.name)
        except formats.RdfSyntaxError as problem:
            told.append(rejection(document.name, Problem("rdf-syntax", problem.message, problem.line)))
            continue
        triples.update(dict.fromkeys(parsed))
        told.append(Outcome(document.name, State.CONVERTED, questions_in(parsed)))
    conversion = converter.finish()
    triples.update(dict.fromkeys(triples_of(conversion.questions, iris)))
    pages = iter(conversion.outcomes)
    return Gathered(
        tuple(triples),
        conversion.questions,
        tuple(next(pages) if outcome is None else outcome for outcome in told),
    )


def triples_of(questions: Iterable[Question], iris: Iris) -> list[Triple]:
    """The triples of many questions and of the names they share."""
    names = Names()
    triples: list[Triple] = []
    for question in questions:
        triples += question_triples(question, iris)
        names.add(names_of(question, iris))
    return triples + names.triples()


def questions_in(triples: Iterable[Triple]) -> tuple[DocumentNumber, ...]:
    """The numbers of the questions that a graph holds, whatever its base."""
    return tuple(sorted({found[1] for iri in _question_iris(triples) if (found := Iris.around(iri))}))


def question_bases(triples: Iterable[Triple]) -> set[str]:
    """What the IRIs of a graph's questions begin with."""
    return {found[0].base for iri in _question_iris(triples) if (found := Iris.around(iri))}


def only(triples: Sequence[Triple], wanted: Collection[DocumentNumber]) -> list[Triple]:
    """What a graph says of some questions: their own triples and those of the names they use, whatever its base.

    Of the questions that they are related to nothing is taken but the link.
    """
    bases = {found[0] for iri in _question_iris(triples) if (found := Iris.around(iri))}

    def number(node: object) -> DocumentNumber | None:
        if not isinstance(node, NamedNode):
            return None
        return next((id for iris in bases if (id := iris.question_of(node.value)) is not None), None)

    about: defaultdict[object, list[Triple]] = defaultdict(list)
    for triple in triples:
        about[triple.subject].append(triple)
    reached = [subject for subject in about if number(subject) in wanted]
    seen = set(reached)
    while reached:
        for triple in about[reached.pop()]:
            other = triple.object
            if other in about and other not in seen and number(other) is None:
                seen.add(other)
                reached.append(other)
    return [triple for subject in about if subject in seen for triple in about[subject]]


def _question_iris(triples: Iterable[Triple]) -> Iterator[str]:
    for triple in triples:
        is_question = triple.predicate == ns.TYPE and triple.object == ns.WRITTEN_QUESTION
        if is_question and isinstance(triple.subject, NamedNode):
            yield triple.subject.value


def rdf_format(document: Document) -> formats.Format | None:
    """The RDF format of a document; none for a page."""
    path = Path(document.name)
    if path.suffix.lower() in PAGE_SUFFIXES:
        return None
    by_suffix = formats.format_of_path(path)
    if by_suffix is not None:
        return by_suffix
    before = _BEFORE.match(document.data)
    start = before.end() if before else 0
    for opening, name in _OPENINGS:
        if opening.match(document.data, start):
            return formats.format_named(name)
    return None
