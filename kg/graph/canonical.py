"""The canonical form of a question: what its graph tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kg.graph.iris import Iris
from kg.graph.mapping import RELATIONS, in_order, positions
from kg.graph.ordering import natural, path_key
from kg.model import (
    AnswerPoint,
    Bilingual,
    DocumentNumber,
    Fact,
    Language,
    PointPath,
    Question,
    QuestionPoint,
    Relation,
    Topic,
)

_RANKS = {kind: rank for rank, kind in enumerate(RELATIONS)}


def canonical(question: Question, iris: Iris | None = None) -> Question:
    """The question as its graph tells of it, so that two that have the same graph are equal.

    - Topics, relations, reminders, hashes, sources and links of answer points are sets: each once, in the order they
      are written. Points are by position.
    - A name without a slug has no IRI, and is left out.
    - Of two topics with the same IRI one is kept, with the smallest label of each language.
    - An IRI that an authority file gives and that is the one made from the name anyway is left out.
    - A time with a zone is the same time in any zone.
    """
    iris = iris or Iris()
    id, chronology, answer = question.id, question.chronology, question.answer
    asker, asker_iri = question.asker, question.asker_iri
    own = None if asker is None else iris.person(asker.value)
    if asker_iri == own:
        asker_iri = None
    return replace(
        question,
        asker=asker if own or asker_iri else None,
        asker_iri=asker_iri,
        affiliation=question.affiliation if iris.affiliation(question.affiliation) else Bilingual(),
        addressee=question.addressee if iris.post(question.addressee) else Bilingual(),
        topics=_topics(question.topics, iris),
        chronology=replace(chronology, reminded=_days(chronology.reminded)),
        relations=tuple(sorted(set(question.relations), key=_relation_key)),
        points=_canonical_points(question.points),
        answer=None
        if answer is None
        else replace(
            answer,
            points=_canonical_answer(answer.points, positions(question.points), positions(answer.points)),
        ),
        sources=tuple(
            replace(source, hashes=tuple(sorted(set(source.hashes))))
            for source in sorted(question.sources, key=lambda source: natural(iris.source(id, source)))
        ),
    )


def _topics(topics: Iterable[Topic], iris: Iris) -> tuple[Topic, ...]:
    labels: dict[str, dict[Language, set[str]]] = {}
    for topic in topics:
        if iri := iris.topic(topic):
            mine = labels.setdefault(iri, {})
            for language, text in topic.label.items():
                mine.setdefault(language, set()).add(text.value)
    found = []
    for iri in sorted(labels, key=natural):
        texts = {language.value: Fact(min(values)) for language, values in labels[iri].items()}
        found.append(topic_of(iri, Bilingual(**texts), iris))
    return tuple(found)


def topic_of(iri: str, label: Bilingual, iris: Iris) -> Topic:
    """The term that has this IRI and these labels."""
    plain = Topic(label)
    return plain if iris.topic(plain) == iri else Topic(label, iri)


def _days(facts: Iterable[Fact[date]]) -> tuple[Fact[date], ...]:
    return tuple(sorted(set(facts), key=lambda fact: fact.value))


def _relation_key(relation: Relation) -> tuple[int, DocumentNumber]:
    return _RANKS[relation.kind], relation.target


def _canonical_points(points: Iterable[QuestionPoint]) -> tuple[QuestionPoint, ...]:
    return tuple(replace(point, points=_canonical_points(point.points)) for point in in_order(points))


def _canonical_answer(
    points: Iterable[AnswerPoint], asked: Mapping[PointPath, int], answered: Mapping[PointPath, int]
) -> tuple[AnswerPoint, ...]:
    return tuple(
        replace(
            point,
            points=_canonical_answer(point.points, asked, answered),
            answers=tuple(sorted(set(point.answers), key=lambda path: path_key(path, asked))),
            refers_to=tuple(sorted(set(point.refers_to), key=lambda path: path_key(path, answered))),
        )
        for point in in_order(points)
    )
