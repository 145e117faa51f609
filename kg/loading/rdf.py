"""Documents of RDF: what each question of a graph is told of, to be kept instead of readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Triple

from kg.conversion import Outcome, Problem, State, rejection
from kg.gathering import question_bases, rdf_format
from kg.graph import formats
from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.graph.ordering import ordered
from kg.graph.streaming import statements
from kg.inputs import Document
from kg.loading.home import Home
from kg.model import DocumentNumber
from kg.readings import Entry, encode


def read_rdf(home: Home, document: Document) -> Entry | None:
    """Take in what a document says, where it is RDF.

    What it says of a question takes the place of all that the store knew of it.

    Returns:
        What became of the document; none where it is no RDF.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    format = rdf_format(document)
    if format is None:
        return None
    try:
        triples = formats.parse(document.data, format, name=document.name)
    except formats.RdfSyntaxError as problem:
        return _entry(rejection(document.name, Problem("rdf-syntax", problem.message, problem.line)))
    iris = home.iris
    if fault := _unfit(triples, iris):
        return _entry(rejection(document.name, fault))
    found, rest = split(triples, iris)
    with home.archive.writing():
        for id, own in sorted(found.items()):
            home.archive.enter_statements(id, document.name, statements(ordered(own, iris)))
    warnings: tuple[Problem, ...] = ()
    if rest:
        message = (
            f"{rest} of its statements are about things that none of its questions names: they were left out"
        )
        warnings = (Problem("left-aside", message),)
    return _entry(Outcome(document.name, State.CONVERTED, tuple(sorted(found)), warnings=warnings))


def split(triples: Iterable[Triple], iris: Iris) -> tuple[dict[DocumentNumber, list[Triple]], int]:
    """The triples by question, with those of the names that it uses; and how many belong to none.

    A blank node belongs where it is named, and so does everything else that is no question's own.
    """
    about: defaultdict[object, list[Triple]] = defaultdict(list)
    for triple in triples:
        about[triple.subject].append(triple)
    owners = {subject: _owner(subject, iris) for subject in about}
    own: defaultdict[DocumentNumber, list[object]] = defaultdict(list)
    for subject, owner in owners.items():
        if owner is not None:
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


def _entry(outcome: Outcome) -> Entry:
    return Entry(outcome.source, outcome=encode(outcome))
