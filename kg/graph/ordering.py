"""The order in which things are written: questions by number, each with its points, its answer and its sources; then names.

Nothing here depends on the order in which triples come, so the same graph is always written the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.model import DocumentNumber, PointPath

Subject: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal
Block: TypeAlias = dict[NamedNode, dict[Term, None]]
Natural: TypeAlias = tuple[tuple[str | int, ...], str]
PathKey: TypeAlias = tuple[tuple[int, Natural], ...]
SortKey: TypeAlias = tuple[object, ...]

PREDICATES: tuple[NamedNode, ...] = (
    ns.TYPE,
    ns.IDENTIFIER,
    ns.NUMBER,
    ns.LEGISLATURE,
    ns.SESSION,
    ns.TITLE,
    ns.PREF_LABEL,
    ns.ALT_LABEL,
    ns.NAME,
    NamedNode(ns.RDFS + "label"),
    NamedNode(ns.RDFS + "subClassOf"),
    NamedNode(ns.RDFS + "domain"),
    NamedNode(ns.RDFS + "range"),
    ns.ASKED_BY,
    ns.ASKER_AFFILIATION,
    ns.ADDRESSED_TO,
    ns.SUBJECT,
    ns.ORIGINAL_LANGUAGE,
    ns.DATE_SUBMITTED,
    ns.DATE_SENT,
    ns.ANSWER_DUE,
    ns.DATE_REMINDED,
    ns.DATE_ANSWERED,
    ns.DATE_REQUALIFIED,
    ns.DATE_NOT_PUBLISHED,
    ns.DATE_CLOSED,
    ns.DATE_LAPSED,
    ns.STATUS,
    ns.ALSO_ASKED_AS,
    ns.RESUBMITTED_AS,
    ns.RESUBMISSION_OF,
    ns.REQUALIFIED_AS,
    ns.REQUALIFICATION_OF,
    ns.REFERRED_TO,
    ns.DATE_RECEIVED,
    ns.LABEL,
    ns.POSITION,
    ns.ANSWERS_POINT,
    ns.REFERS_TO_POINT,
    ns.TEXT,
    ns.TEXT_INCOMPLETE,
    ns.HAS_POINT,
    ns.HAS_ANSWER,
    ns.WAS_DERIVED_FROM,
    ns.VIEW,
    ns.PAGE_LANGUAGE,
    ns.SOURCE,
    ns.SHA256,
    ns.RETRIEVED,
)
"""The order of a subject's properties; all others follow, by IRI."""

CLASSES: tuple[NamedNode, ...] = (
    ns.LEGISLATURE_CLASS,
    ns.SESSION_CLASS,
    ns.PERSON,
    ns.AFFILIATION,
    ns.MINISTERIAL_POST,
    ns.CONCEPT,
    ns.REQUEST_FOR_EXPLANATIONS,
)
"""The order of the names that questions share; all others follow."""

_PREDICATES = {predicate: rank for rank, predicate in enumerate(PREDICATES)}
_CLASSES = {name: rank for rank, name in enumerate(CLASSES)}
_DIGITS = re.compile("([0-9]{1,18})")
_LAST = 2**62


def natural(text: str) -> Natural:
    """A sort key that counts: ``point/9`` before ``point/10``."""
    parts: list[str | int] = list(_DIGITS.split(text))
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts), text


def path_key(path: PointPath, positions: Mapping[PointPath, int]) -> PathKey:
    """A sort key for points: by their positions, a point before its sub-points."""
    ends = range(1, len(path) + 1)
    return tuple((positions.get(path[:end], _LAST), natural(path[end - 1])) for end in ends)


def ordered(triples: Iterable[Triple], iris: Iris) -> list[Triple]:
    """The triples as they are to be written: each once, in order, blank nodes named ``b1``, ``b2`` … as they come.

    Raises:
        TypeError: a triple is the object of another (RDF 1.2), which no format here writes.
    """
    blocks: dict[Subject, Block] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise TypeError(f"triples about triples (RDF 1.2) cannot be written: {triple}")
        blocks.setdefault(subject, {}).setdefault(triple.predicate, {})[value] = None
    ordering = _Ordering(blocks, iris)
    return [triple for subject in ordering.subjects() for triple in ordering.block(subject)]


def _label_key(node: BlankNode) -> tuple[int, str]:
    """Counting: the labels that parsing and writing give are numbered."""
    return (len(node.value), node.value)


def _predicate_key(predicate: NamedNode) -> tuple[int, str]:
    return (_PREDICATES.get(predicate, _LAST), predicate.value)


class _Ordering:
    """The order of the subjects and objects of one graph."""

    def __init__(self, blocks: Mapping[Subject, Block], iris: Iris) -> None:
        self._blocks = blocks
        self._parts: dict[NamedNode, SortKey | None] = {}
        self._names: dict[BlankNode, BlankNode] = {}
        self._in_turn: list[BlankNode] = []
        self._iris = [iris]
        for subject, block in blocks.items():
            if isinstance(subject, NamedNode) and ns.WRITTEN_QUESTION in block.get(ns.TYPE, ()):
                found = Iris.around(subject.value)
                if found is not None and found[0] not in self._iris:
                    self._iris.append(found[0])
        self._iris[1:] = sorted(self._iris[1:], key=lambda one: one.base)

    def subjects(self) -> Iterator[Subject]:
        """Questions and what belongs to them, names by their class, the rest; then blank nodes as they were named."""
        yield from sorted(
            (node for node in self._blocks if isinstance(node, NamedNode)), key=self._subject_key
        )
        blank = sorted((node for node in self._blocks if isinstance(node, BlankNode)), key=self._object_key)
        done = 0
        for node in blank:
            # The block of one can name others, which then come before those that nothing written so far refers to.
            self._named(node)
            while done < len(self._in_turn):
                next_one = self._in_turn[done]
                done += 1
                if next_one in self._blocks:
                    yield next_one

    def block(self, subject: Subject) -> Iterator[Triple]:
        """The triples of a subject."""
        block = self._blocks[subject]
        written = self._named(subject) if isinstance(subject, BlankNode) else subject
        for predicate in sorted(block, key=_predicate_key):
            objects = block[predicate]
            for value in sorted(objects, key=self._object_key) if len(objects) > 1 else objects:
                yield Triple(
                    written, predicate, self._named(value) if isinstance(value, BlankNode) else value
                )

    def _named(self, node: BlankNode) -> BlankNode:
        if node not in self._names:
            self._names[node] = BlankNode(f"b{len(self._names) + 1}")
            self._in_turn.append(node)
        return self._names[node]

    def _subject_key(self, node: NamedNode) -> SortKey:
        part = self._part(node)
        if part is not None:
            return part
        types = self._blocks[node].get(ns.TYPE, ())
        ranks = [_CLASSES[name] for name in types if isinstance(name, NamedNode) and name in _CLASSES]
        return (1, min(ranks, default=_LAST), natural(node.value))

    def _object_key(self, term: Term) -> SortKey:
        """Points by their place, other things by their IRI, blank nodes as they were named, then literals by language."""
        if isinstance(term, Literal):
            return (3, term.language or "", term.value, term.datatype.value)
        if isinstance(term, BlankNode):
            name = self._names.get(term)
            return (2, 0, _label_key(name)) if name else (2, 1, _label_key(term))
        return self._part(term) or (1, natural(term.value))

    def _part(self, node: NamedNode) -> SortKey | None:
        """The sort key of what belongs to a question; none for everything else."""
        if node not in self._parts:
            below = (self._below(place, node.value) for place in range(len(self._iris)))
            self._parts[node] = next(filter(None, below), None)
        return self._parts[node]

    def _below(self, place: int, iri: str) -> SortKey | None:
        iris = self._iris[place]
        id = iris.question_of(iri)
        if id is None:
            return None
        rest: SortKey
        if iri == iris.question(id):
            rest = (0,)
        elif (path := iris.question_path(id, iri)) is not None:
            rest = (1, path_key(path, self._positions(iris, id, path, answer=False)))
        elif iri == iris.answer(id):
            rest = (2,)
        elif (path := iris.answer_path(id, iri)) is not None:
            rest = (3, path_key(path, self._positions(iris, id, path, answer=True)))
        else:
            rest = (4, natural(iri))
        return (0, id, place, *rest, iri)

    def _positions(
        self, iris: Iris, id: DocumentNumber, path: PointPath, *, answer: bool
    ) -> dict[PointPath, int]:
        build = iris.answer_point if answer else iris.question_point
        found: dict[PointPath, int] = {}
        for end in range(1, len(path) + 1):
            block = self._blocks.get(NamedNode(build(id, path[:end])), {})
            known = [value for term in block.get(ns.POSITION, ()) if (value := _integer(term)) is not None]
            if known:
                found[path[:end]] = min(known)
        return found


def _integer(term: Term) -> int | None:
    if not isinstance(term, Literal) or term.datatype != ns.INTEGER or len(term.value) > 18:
        return None
    try:
        return int(term.value)
    except ValueError:
        return None
