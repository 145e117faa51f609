"""Triples back to questions.

What :mod:`kg.graph.mapping` wrote comes back as
:func:`kg.graph.canonical.canonical` makes it: all facts, without spans and warnings.
Graphs from elsewhere may be malformed: what cannot be understood in them is passed over, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.canonical import canonical, topic_of
from kg.graph.iris import Iris
from kg.graph.mapping import DATES, RELATIONS
from kg.graph.ordering import natural
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    Language,
    PointPath,
    Question,
    QuestionPoint,
    Relation,
    Source,
    Status,
    View,
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def questions(triples: Iterable[Triple], iris: Iris | None = None) -> list[Question]:
    """The questions that triples tell of, by number, each in its canonical form.

    Names that several questions share have one label for all of them: the preferred one. Of values that can be there
    only once but are not, the smallest counts.

    Args:
        triples: in any order.
        iris: only the questions below this base; without it all, each with the base that its own IRI shows.
    """
    graph = _Graph(triples)
    found: dict[DocumentNumber, tuple[Iris, str]] = {}
    for iri in sorted(graph.instances(ns.WRITTEN_QUESTION)):
        around = Iris.around(iri)
        if around is not None and iris in {None, around[0]}:
            found.setdefault(around[1], (around[0], iri))
    return [_QuestionReader(graph, below, iri, id).question() for id, (below, iri) in sorted(found.items())]


class _Graph:
    """Triples by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: defaultdict[str, defaultdict[NamedNode, list[NamedNode | Literal]]]
        self._objects = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._objects[subject.value][triple.predicate].append(value)

    def instances(self, kind: NamedNode) -> list[str]:
        return [subject for subject, block in self._objects.items() if kind in block.get(ns.TYPE, ())]

    def _of(self, subject: str, predicate: NamedNode) -> list[NamedNode | Literal]:
        block = self._objects.get(subject)
        return [] if block is None else block.get(predicate, [])

    def iris(self, subject: str, predicate: NamedNode) -> list[str]:
        found = {term.value for term in self._of(subject, predicate) if isinstance(term, NamedNode)}
        return sorted(found, key=natural)

    def iri(self, subject: str, predicate: NamedNode) -> str | None:
        return next(iter(self.iris(subject, predicate)), None)

    def _values(self, subject: str, predicate: NamedNode, datatype: NamedNode) -> list[str]:
        terms = self._of(subject, predicate)
        return sorted(
            {term.value for term in terms if isinstance(term, Literal) and term.datatype == datatype}
        )

    def strings(self, subject: str, predicate: NamedNode) -> list[str]:
        return self._values(subject, predicate, ns.STRING)

    def string(self, subject: str, predicate: NamedNode) -> str | None:
        return next(iter(self.strings(subject, predicate)), None)

    def true(self, subject: str, predicate: NamedNode) -> bool:
        return bool({"true", "1"}.intersection(self._values(subject, predicate, ns.BOOLEAN)))

    def integer(self, subject: str, predicate: NamedNode) -> int | None:
        found = [
            int(text) for text in self._values(subject, predicate, ns.INTEGER) if _INTEGER.fullmatch(text)
        ]
        return min(found, default=None)

    def texts(self, subject: str, predicate: NamedNode) -> Bilingual:
        found: dict[str, Fact[str]] = {}
        terms = self._of(subject, predicate)
        for language in Language:
            values = [term.value for term in terms if isinstance(term, Literal) and term.language == language]
            if values:
                found[language.value] = Fact(min(values))
        return Bilingual(**found)

    def dates(self, subject: str, predicate: NamedNode) -> tuple[Fact[date], ...]:
        days = []
        for text in self._values(subject, predicate, ns.DATE):
            if _DATE.fullmatch(text):
                try:
                    days.append(Fact(date.fromisoformat(text)))
                except ValueError:
                    continue
        return tuple(days)

    def date(self, subject: str, predicate: NamedNode) -> Fact[date] | None:
        return next(iter(self.dates(subject, predicate)), None)

    def moment(self, subject: str, predicate: NamedNode) -> datetime | None:
        for text in self._values(subject, predicate, ns.DATE_TIME):
            if _DATE_TIME.fullmatch(text):
                try:
                    return datetime.fromisoformat(text)
                except ValueError:
                    continue
        return None


_PathOf: TypeAlias = Callable[[DocumentNumber, str], PointPath | None]


class _QuestionReader:
    """Reads one question."""

    def __init__(self, graph: _Graph, iris: Iris, me: str, id: DocumentNumber) -> None:
        self._graph = graph
        self._iris = iris
        self._me = me
        self._id = id

    def question(self) -> Question:
        graph, iris, me = self._graph, self._iris, self._me
        person = graph.iri(me, ns.ASKED_BY)
        name = None if person is None else graph.string(person, ns.NAME)
        question = Question(
            id=self._id,
            session=self._session(),
            submitted=graph.date(me, ns.DATE_SUBMITTED),
            title=graph.texts(me, ns.TITLE),
            asker=None if name is None else Fact(name),
            asker_iri=None if name is not None and person == iris.person(name) else person,
            affiliation=self._label(ns.ASKER_AFFILIATION),
            addressee=self._label(ns.ADDRESSED_TO),
            topics=tuple(
                topic_of(topic, graph.texts(topic, ns.PREF_LABEL), iris)
                for topic in graph.iris(me, ns.SUBJECT)
            ),
            original_language=self._language(me, ns.ORIGINAL_LANGUAGE),
            chronology=self._chronology(),
            status=self._status(),
            relations=self._relations(),
            text=graph.texts(me, ns.TEXT),
            points=self._points(me),
            answer=self._answer(),
            text_incomplete=graph.true(me, ns.TEXT_INCOMPLETE),
            sources=tuple(
                source
                for iri in graph.iris(me, ns.WAS_DERIVED_FROM)
                if (source := self._source(iri)) is not None
            ),
        )
        return canonical(question, iris)

    def _session(self) -> Fact[str] | None:
        iri = self._graph.iri(self._me, ns.SESSION)
        if iri is None:
            return None
        identifier = self._graph.string(iri, ns.IDENTIFIER) or self._iris.session_identifier(iri)
        return None if identifier is None else Fact(identifier)

    def _label(self, predicate: NamedNode) -> Bilingual:
        iri = self._graph.iri(self._me, predicate)
        return Bilingual() if iri is None else self._graph.texts(iri, ns.PREF_LABEL)

    def _language(self, subject: str, predicate: NamedNode) -> Fact[Language] | None:
        for iri in self._graph.iris(subject, predicate):
            if (language := self._iris.language_of(iri)) is not None:
                return Fact(language)
        return None

    def _chronology(self) -> Chronology:
        graph, me = self._graph, self._me
        once = {field: graph.date(me, predicate) for field, predicate in DATES if field != "reminded"}
        return Chronology(**once, reminded=graph.dates(me, ns.DATE_REMINDED))

    def _status(self) -> Fact[Status] | None:
        shown = set(self._graph.iris(self._me, ns.STATUS))
        return next((Fact(status) for status in Status if ns.WQ + status.value in shown), None)

    def _relations(self) -> tuple[Relation, ...]:
        targets = (
            (kind, self._iris.request_number(iri) if kind.to_request else self._iris.question_number(iri))
            for kind, predicate in RELATIONS.items()
            for iri in self._graph.iris(self._me, predicate)
        )
        return tuple(Relation(kind, target) for kind, target in targets if target is not None)

    def _points(self, parent: str, above: PointPath = ()) -> tuple[QuestionPoint, ...]:
        return tuple(
            QuestionPoint(
                key=path[-1],
                label=self._graph.string(iri, ns.LABEL),
                position=position,
                text=self._graph.texts(iri, ns.TEXT),
                points=self._points(iri, path),
            )
            for iri, path, position in self._below(parent, above, self._iris.question_path)
        )

    def _answer(self) -> Answer | None:
        graph = self._graph
        iri = graph.iri(self._me, ns.HAS_ANSWER)
        if iri is None:
            return None
        return Answer(
            received=graph.date(iri, ns.DATE_RECEIVED),
            text=graph.texts(iri, ns.TEXT),
            points=self._answer_points(iri),
            text_incomplete=graph.true(iri, ns.TEXT_INCOMPLETE),
        )

    def _answer_points(self, parent: str, above: PointPath = ()) -> tuple[AnswerPoint, ...]:
        return tuple(
            AnswerPoint(
                key=path[-1],
                label=self._graph.string(iri, ns.LABEL),
                position=position,
                text=self._graph.texts(iri, ns.TEXT),
                points=self._answer_points(iri, path),
                answers=self._linked(iri, ns.ANSWERS_POINT, self._iris.question_path),
                refers_to=self._linked(iri, ns.REFERS_TO_POINT, self._iris.answer_path),
            )
            for iri, path, position in self._below(parent, above, self._iris.answer_path)
        )

    def _below(self, parent: str, above: PointPath, path_of: _PathOf) -> list[tuple[str, PointPath, int]]:
        """The points below a thing, in order; those without a position come last."""
        known, unknown = [], []
        for iri in self._graph.iris(parent, ns.HAS_POINT):
            path = path_of(self._id, iri)
            if path is None or path[:-1] != above:
                continue
            position = self._graph.integer(iri, ns.POSITION)
            if position is None:
                unknown.append((iri, path))
            else:
                known.append((iri, path, position))
        known.sort(key=lambda point: point[2])
        last = known[-1][2] if known else 0
        return known + [(iri, path, place) for place, (iri, path) in enumerate(unknown, start=last + 1)]

    def _linked(self, iri: str, predicate: NamedNode, path_of: _PathOf) -> tuple[PointPath, ...]:
        found = (path_of(self._id, other) for other in self._graph.iris(iri, predicate))
        return tuple(path for path in found if path is not None)

    def _source(self, iri: str) -> Source | None:
        graph = self._graph
        view = next((view for view in View if view.value in graph.strings(iri, ns.VIEW)), None)
        if view is None:
            return None
        language = self._language(iri, ns.PAGE_LANGUAGE)
        return Source(
            view=view,
            language=None if language is None else language.value,
            hashes=tuple(graph.strings(iri, ns.SHA256)),
            address=graph.iri(iri, ns.SOURCE),
            retrieved=graph.moment(iri, ns.RETRIEVED),
        )
