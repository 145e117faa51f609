"""Documents of RDF: what each question of a graph is told of, to be kept instead of readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.conversion import Outcome, Problem, State, rejection
from kg.gathering import question_bases, questions_in, rdf_format
from kg.graph import formats
from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.graph.ordering import Subject, Term, ordered
from kg.graph.streaming import statements
from kg.inputs import Document
from kg.model import DocumentNumber
from kg.readings import Entry, entry_of


def read_rdf(document: Document, iris: Iris) -> Entry | None:
    """What a document says of each of its questions, where it is RDF.

    Returns:
        What an archive takes in of it; none where it is no RDF.
    """
    format = rdf_format(document)
    if format is None:
        return None
    try:
        triples = formats.parse(document.data, format, name=document.name)
    except formats.RdfSyntaxError as problem:
        return entry_of(rejection(document.name, Problem("rdf-syntax", problem.message, problem.line)))
    if fault := _unfit(triples, iris):
        return entry_of(rejection(document.name, fault))
    found, rest = split(triples, iris)
    warnings: tuple[Problem, ...] = ()
    if rest:
        message = (
            f"{rest} of its statements are about things that none of its questions names: they were left out"
        )
        warnings = (Problem("left-aside", message),)
    ids = tuple(sorted(found))
    told = entry_of(Outcome(document.name, State.CONVERTED, ids, warnings=warnings))
    return replace(told, statements=tuple((id, statements(_named(id, found[id], iris))) for id in ids))


def _named(id: DocumentNumber, triples: Iterable[Triple], iris: Iris) -> list[Triple]:
    """The triples in their order, with IRIs for blank nodes (RDF 1.1 Concepts, section 3.5).

    So the same document says the same each time, and no blank node of one question is taken for that of another.
    """

    def named(term: Term) -> Term:
        return NamedNode(f"{iris.base}genid/{id}-{term.value}") if isinstance(term, BlankNode) else term

    return [
        Triple(
            cast(Subject, named(cast(Term, triple.subject))),
            triple.predicate,
            named(cast(Term, triple.object)),
        )
        for triple in ordered(triples, iris)
    ]


def split(triples: Sequence[Triple], iris: Iris) -> tuple[dict[DocumentNumber, list[Triple]], int]:
    """The triples by question, with those of the names that it uses; and how many belong to none.

    A blank node belongs where it is named, and so does everything else that is no question's own. What is said in passing of
    a question that the graph does not hold belongs to none.
    """
    about: defaultdict[object, list[Triple]] = defaultdict(list)
    for triple in triples:
        about[triple.subject].append(triple)
    questions = set(questions_in(triples))
    owners = {subject: _owner(subject, iris) for subject in about}
    own: defaultdict[DocumentNumber, list[object]] = defaultdict(list)
    for subject, owner in owners.items():
        if owner in questions:
            own[owner].append(subject)
    reached: set[object] = set()
    found = {}
    for id, subjects in own.items():
        there = list(_reached(subjects, about, owners))
        reached.update(there)
        found[id] = [triple for subject in there for triple in about[subject]]
    return found, sum(len(several) for subject, several in about.items() if subject not in reached)


def _reached(
    subjects: Sequence[object],
    about: Mapping[object, list[Triple]],
    owners: Mapping[object, DocumentNumber | None],
) -> Iterator[object]:
    """The subjects, and what can be reached from them without going through a question."""
    waiting, seen = list(subjects), set(subjects)
    while waiting:
        subject = waiting.pop()
        yield subject
        for triple in about[subject]:
            other = triple.object
            if other not in seen and other in owners and owners[other] is None:
                seen.add(other)
                waiting.append(other)


def _owner(subject: object, iris: Iris) -> DocumentNumber | None:
    value = getattr(subject, "value", "")
    return iris.question_of(value)


def _unfit(triples: Sequence[Triple], iris: Iris) -> Problem | None:
    bases = question_bases(triples)
    if not bases:
        if any(triple.predicate == ns.TYPE and triple.object == ns.CONCEPT_SCHEME for triple in triples):
            return Problem(
                "not-a-question", "a thesaurus, not a graph of questions: give it with --thesaurus"
            )
        return Problem("not-a-question", "no written question in this graph")
    others = sorted(bases - {iris.base})
    if others:
        return Problem(
            "other-base",
            f"its IRIs begin with {others[0]}, those of the store with {iris.base}: convert its pages anew",
        )
    return None
