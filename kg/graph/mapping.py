"""A question as triples.

What belongs to a question alone comes from :func:`question_triples`, what it calls the things that it shares with
others (persons, posts, terms …) from :func:`names_of`. No blank nodes, and of each thing only the one class, no
superclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.iris import Iris
from kg.graph.names import Name, Names
from kg.graph.ordering import natural, path_key
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    Fact,
    PointPath,
    Question,
    QuestionPoint,
    Relation,
    RelationKind,
    Source,
)

__all__ = ["DATES", "RELATIONS", "Triple", "names_of", "question_triples", "to_triples"]

DATES: Final[tuple[tuple[str, NamedNode], ...]] = (
    ("sent", ns.DATE_SENT),
    ("due", ns.ANSWER_DUE),
    ("reminded", ns.DATE_REMINDED),
    ("answered", ns.DATE_ANSWERED),
    ("requalified", ns.DATE_REQUALIFIED),
    ("not_published", ns.DATE_NOT_PUBLISHED),
    ("closed", ns.DATE_CLOSED),
    ("lapsed", ns.DATE_LAPSED),
)
"""The dates of a chronology: the model's field and the property."""

RELATIONS: Final[dict[RelationKind, NamedNode]] = {
    RelationKind.ALSO_ASKED_AS: ns.ALSO_ASKED_AS,
    RelationKind.RESUBMITTED_AS: ns.RESUBMITTED_AS,
    RelationKind.RESUBMISSION_OF: ns.RESUBMISSION_OF,
    RelationKind.REQUALIFIED_AS: ns.REQUALIFIED_AS,
    RelationKind.REQUALIFICATION_OF: ns.REQUALIFICATION_OF,
    RelationKind.REFERRED_TO: ns.REFERRED_TO,
}

_Point: TypeAlias = QuestionPoint | AnswerPoint
P = TypeVar("P", bound=_Point)

_RANKS = {kind: rank for rank, kind in enumerate(RELATIONS)}
_TRUE = Literal("true", datatype=ns.BOOLEAN)
_DEFAULT = Iris()


def question_triples(question: Question, iris: Iris = _DEFAULT) -> list[Triple]:
    """The triples of a question, its points, its answer with its points, and its sources, in the order they are written.

    Of what is shared with other questions only the links are there; a name whose slug is empty has no IRI and is left
    out.

    Raises:
        ValueError: an IRI that the question carries (of an asker, a concept, a page) is not absolute.
    """
    return _Mapping(question, iris).triples


def to_triples(question: Question, iris: Iris = _DEFAULT) -> list[Triple]:
    """All triples of one question, with those of the names it uses."""
    return question_triples(question, iris) + Names(names_of(question, iris)).triples()


def names_of(question: Question, iris: Iris = _DEFAULT) -> Iterator[Name]:
    """What a question calls the things that it shares with others."""
    id = question.id
    yield _plain(ns.LEGISLATURE_CLASS, iris.legislature(id.legislature), str(id.legislature))
    if question.session is not None:
        yield _plain(ns.SESSION_CLASS, iris.session(question.session.value), question.session.value)
    if person := person_of(question, iris):
        yield _plain(ns.PERSON, person, question.asker.value if question.asker else None)
    yield from _bilingual(ns.AFFILIATION, iris.affiliation(question.affiliation), question.affiliation)
    yield from _bilingual(ns.MINISTERIAL_POST, iris.post(question.addressee), question.addressee)
    for topic in question.topics:
        yield from _bilingual(ns.CONCEPT, iris.topic(topic), topic.label)
    for relation in question.relations:
        if relation.kind.to_request:
            yield _plain(ns.REQUEST_FOR_EXPLANATIONS, iris.request(relation.target), str(relation.target))


def _plain(kind: NamedNode, iri: str, label: str | None) -> Name:
    return Name(kind.value, iri, "", label)


def _bilingual(kind: NamedNode, iri: str | None, label: Bilingual) -> Iterator[Name]:
    if iri is None:
        return
    if not label:
        yield Name(kind.value, iri, "", None)
    for language, text in label.items():
        yield Name(kind.value, iri, language.value, text.value)


class _Mapping:
    """Puts the triples of a question one after the other into :attr:`triples`."""

    def __init__(self, question: Question, iris: Iris) -> None:
        self.triples: list[Triple] = []
        self._question = question
        self._id = question.id
        self._iris = iris
        self._paths: tuple[dict[PointPath, int], dict[PointPath, int]] | None = None
        self._all()

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.triples.append(Triple(subject, predicate, value))

    def _all(self) -> None:
        question, add = self._question, self._add
        me = NamedNode(self._iris.question(self._id))
        named = {self._iris.source(self._id, source): source for source in question.sources}
        sources = {iri: named[iri] for iri in sorted(named, key=natural)}
        add(me, ns.TYPE, ns.WRITTEN_QUESTION)
        add(me, ns.IDENTIFIER, Literal(str(self._id)))
        add(me, ns.NUMBER, _integer(self._id.number))
        self._heading(me)
        self._chronology(me, question.chronology)
        if question.status is not None:
            add(me, ns.STATUS, _node(ns.WQ + question.status.value))
        self._relations(me, question.relations)
        self._texts(me, ns.TEXT, question.text)
        if question.text_incomplete:
            add(me, ns.TEXT_INCOMPLETE, _TRUE)
        points = _under(me, question.points, self._iris.point)
        for _, node in points:
            add(me, ns.HAS_POINT, node)
        answer = NamedNode(self._iris.answer(self._id))
        if question.answer is not None:
            add(me, ns.HAS_ANSWER, answer)
        for iri in sources:
            add(me, ns.WAS_DERIVED_FROM, NamedNode(iri))
        self._points(points, ns.QUESTION_POINT)
        if question.answer is not None:
            self._answer(answer, question.answer)
        for iri, source in sources.items():
            self._source(NamedNode(iri), source)

    def _heading(self, me: NamedNode) -> None:
        question, iris, add = self._question, self._iris, self._add
        add(me, ns.LEGISLATURE, _node(iris.legislature(self._id.legislature)))
        if question.session is not None:
            add(me, ns.SESSION, _node(iris.session(question.session.value)))
        self._texts(me, ns.TITLE, question.title)
        if person := person_of(question, iris):
            add(me, ns.ASKED_BY, _node(person))
        if affiliation := iris.affiliation(question.affiliation):
            add(me, ns.ASKER_AFFILIATION, _node(affiliation))
        if post := iris.post(question.addressee):
            add(me, ns.ADDRESSED_TO, _node(post))
        for topic in sorted(
            {found for topic in question.topics if (found := iris.topic(topic))}, key=natural
        ):
            add(me, ns.SUBJECT, _node(topic))
        if question.original_language is not None:
            add(me, ns.ORIGINAL_LANGUAGE, _node(iris.language(question.original_language.value)))
        self._dates(me, ns.DATE_SUBMITTED, question.submitted)

    def _chronology(self, me: NamedNode, chronology: Chronology) -> None:
        for field, predicate in DATES:
            value: Fact[date] | tuple[Fact[date], ...] | None = getattr(chronology, field)
            self._dates(me, predicate, *(value if isinstance(value, tuple) else (value,)))

    def _relations(self, me: NamedNode, relations: Iterable[Relation]) -> None:
        for kind, target in sorted(
            {(relation.kind, relation.target) for relation in relations},
            key=lambda pair: (_RANKS[pair[0]], pair[1]),
        ):
            iri = self._iris.request(target) if kind.to_request else self._iris.question(target)
            self._add(me, RELATIONS[kind], NamedNode(iri))

    def _answer(self, me: NamedNode, answer: Answer) -> None:
        self._add(me, ns.TYPE, ns.ANSWER)
        self._dates(me, ns.DATE_RECEIVED, answer.received)
        self._texts(me, ns.TEXT, answer.text)
        if answer.text_incomplete:
            self._add(me, ns.TEXT_INCOMPLETE, _TRUE)
        points = _under(me, answer.points, self._iris.point)
        for _, node in points:
            self._add(me, ns.HAS_POINT, node)
        self._points(points, ns.ANSWER_POINT)

    def _points(self, points: Sequence[tuple[_Point, NamedNode]], kind: NamedNode) -> None:
        """Points, each followed by those below it."""
        for point, me in points:
            below = _under(me, point.points, self._iris.sub_point)
            self._add(me, ns.TYPE, kind)
            if point.label is not None:
                self._add(me, ns.LABEL, _label(point.label))
            self._add(me, ns.POSITION, _integer(point.position))
            if isinstance(point, AnswerPoint):
                self._links(me, point)
            self._texts(me, ns.TEXT, point.text)
            for _, node in below:
                self._add(me, ns.HAS_POINT, node)
            self._points(below, kind)

    def _links(self, me: NamedNode, point: AnswerPoint) -> None:
        for predicate, paths, build, part in (
            (ns.ANSWERS_POINT, point.answers, self._iris.question_point, 0),
            (ns.REFERS_TO_POINT, point.refers_to, self._iris.answer_point, 1),
        ):
            found: Iterable[PointPath] = paths
            if len(paths) > 1:
                places = self._positions()[part]
                found = sorted(set(paths), key=lambda path: path_key(path, places))
            for path in found:
                self._add(me, predicate, NamedNode(build(self._id, path)))

    def _positions(self) -> tuple[dict[PointPath, int], dict[PointPath, int]]:
        if self._paths is None:
            answer = self._question.answer
            self._paths = (positions(self._question.points), positions(answer.points if answer else ()))
        return self._paths

    def _source(self, me: NamedNode, source: Source) -> None:
        add = self._add
        add(me, ns.TYPE, ns.SOURCE_DOCUMENT)
        add(me, ns.VIEW, Literal(source.view.value))
        if source.language is not None:
            add(me, ns.PAGE_LANGUAGE, _node(self._iris.language(source.language)))
        if source.address is not None:
            add(me, ns.SOURCE, NamedNode(source.address))
        for digest in sorted(set(source.hashes)):
            add(me, ns.SHA256, Literal(digest))
        if source.retrieved is not None:
            add(me, ns.RETRIEVED, Literal(_date_time(source.retrieved), datatype=ns.DATE_TIME))

    def _texts(self, me: NamedNode, predicate: NamedNode, text: Bilingual) -> None:
        if text.fr is not None:
            self._add(me, predicate, Literal(text.fr.value, language="fr"))
        if text.nl is not None:
            self._add(me, predicate, Literal(text.nl.value, language="nl"))

    def _dates(self, me: NamedNode, predicate: NamedNode, *facts: Fact[date] | None) -> None:
        for day in sorted({fact.value for fact in facts if fact is not None}):
            self._add(me, predicate, _date(day))


def _under(
    above: NamedNode, points: Sequence[_Point], iri: Callable[[str, str], str]
) -> list[tuple[_Point, NamedNode]]:
    """The points of one level in their order, each with its node."""
    return [(point, NamedNode(iri(above.value, point.key))) for point in in_order(points)] if points else []


def person_of(question: Question, iris: Iris) -> str | None:
    """The IRI of the senator who asks: the one that an authority file gives, else one made from the full name."""
    if question.asker_iri is not None:
        return question.asker_iri
    return None if question.asker is None else iris.person(question.asker.value)


def in_order(points: Iterable[P]) -> list[P]:
    """The points by position."""
    found = list(points)
    if all(before.position < point.position for before, point in pairwise(found)):
        return found
    return sorted(found, key=lambda point: (point.position, natural(point.key)))


def positions(points: Iterable[_Point], above: PointPath = ()) -> dict[PointPath, int]:
    """The positions of all points by the way that leads to them."""
    found: dict[PointPath, int] = {}
    for point in points:
        path = (*above, point.key)
        found[path] = point.position
        found |= positions(point.points, path)
    return found


@lru_cache(maxsize=4096)
def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=ns.DATE)


@lru_cache(maxsize=4096)
def _label(printed: str) -> Literal:
    return Literal(printed)


def _date_time(moment: datetime) -> str:
    """As ``xsd:dateTime``; in UTC where the zone is known, as its zones know no seconds."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=4096)
def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=ns.INTEGER)


@lru_cache(maxsize=4096)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)
