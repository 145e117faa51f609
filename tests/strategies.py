"""Hypothesis strategies for whole questions, as the reader and the merger can hand them over.

Texts are NFC, without control characters, their paragraphs parted by one empty line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from typing import TypeVar

from hypothesis import strategies as st

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
    RelationKind,
    Source,
    Span,
    Status,
    Topic,
    View,
)

T = TypeVar("T")

_AWKWARD = [
    '"',
    '""',
    '"""',
    "\\",
    "\\n",
    "'",
    "<",
    "&",
    "]]>",
    "«",
    "’",
    "œ",
    "\u2028",
    "\ufeff",
    "\u202e",
    "𝄞",
    "@fr",
    " .",
    "#",
    " ",
    "a",
    "Été",
]


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def words() -> st.SearchStrategy[str]:
    """One line of text, never empty."""
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    mixed = st.lists(st.sampled_from(_AWKWARD), min_size=1, max_size=4).map("".join)
    return st.one_of(st.text(letters, min_size=1, max_size=10), mixed).map(_tidy).filter(bool)


@cache
def texts() -> st.SearchStrategy[str]:
    """One paragraph or several."""
    return st.lists(words(), min_size=1, max_size=3).map("\n\n".join)


@cache
def spans() -> st.SearchStrategy[Span]:
    return st.builds(Span, st.just("page.txt"), st.integers(1, 9), st.integers(9, 20))


def facts(values: st.SearchStrategy[T]) -> st.SearchStrategy[Fact[T]]:
    return st.builds(Fact, values, st.none() | spans())


def bilinguals(values: st.SearchStrategy[str]) -> st.SearchStrategy[Bilingual]:
    return st.builds(Bilingual, st.none() | facts(values), st.none() | facts(values))


@cache
def numbers() -> st.SearchStrategy[DocumentNumber]:
    return st.builds(DocumentNumber, st.integers(1, 99), st.integers(1, 9_999_999))


@cache
def dates() -> st.SearchStrategy[date]:
    return st.dates()


@cache
def moments() -> st.SearchStrategy[datetime]:
    first, last = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001
    zones = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(first, last) | st.datetimes(first, last, timezones=zones | st.just(UTC))


@cache
def names() -> st.SearchStrategy[str]:
    """Names of persons, parties, posts: real-looking ones, and any text."""
    real = [
        "Tom Ongena",
        "Sabine de Bethune",
        "SP.A",
        "sp.a",
        "Indépendant",
        "ministre de la Défense",
        "Ø",
        "…",
    ]
    return st.sampled_from(real) | words()


@cache
def iris() -> st.SearchStrategy[str]:
    """IRIs from outside the project."""
    return st.sampled_from(
        ["http://eurovoc.europa.eu/2628", "http://eurovoc.europa.eu/c_04ae3ba8", "urn:x:é"]
    )


@cache
def topics() -> st.SearchStrategy[Topic]:
    return st.builds(Topic, bilinguals(names()).filter(bool), st.none() | iris())


@cache
def relations() -> st.SearchStrategy[Relation]:
    return st.builds(Relation, st.sampled_from(RelationKind), numbers(), st.none() | spans())


@cache
def sources() -> st.SearchStrategy[Source]:
    digests = st.lists(
        st.binary(max_size=2).map(lambda data: sha256(data).hexdigest()), max_size=2, unique=True
    )
    addresses = st.just("https://www.senate.be/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=1668&LANG=fr")
    return st.builds(
        Source,
        view=st.sampled_from(View),
        language=st.none() | st.sampled_from(Language),
        hashes=digests.map(sorted).map(tuple),
        address=st.none() | addresses,
        retrieved=st.none() | moments(),
    )


@cache
def chronologies() -> st.SearchStrategy[Chronology]:
    day = st.none() | facts(dates())
    return st.builds(
        Chronology,
        sent=day,
        due=day,
        reminded=st.lists(facts(dates()), max_size=3).map(tuple),
        answered=day,
        requalified=day,
        not_published=day,
        closed=day,
        lapsed=day,
    )


_KEYS = ["1", "2", "3", "10", "1-to-3", "1-and-2", "a", "b", "a-2", "ix", "1bis", "é", "a/b"]


@st.composite
def question_points(draw: st.DrawFn, depth: int = 2) -> tuple[QuestionPoint, ...]:
    """Points with different keys among siblings, counted from 1, in any order."""
    keys = draw(st.lists(st.sampled_from(_KEYS), max_size=depth + 1, unique=True)) if depth else []
    points = [
        QuestionPoint(
            key=key,
            label=draw(st.none() | st.just(key.upper()) | words()),
            position=position,
            text=draw(bilinguals(texts())),
            points=draw(question_points(depth - 1)) if depth > 1 else (),
            spans=(Span("page.txt", position, position),),
        )
        for position, key in enumerate(keys, start=1)
    ]
    return tuple(draw(st.permutations(points)))


def paths(points: Sequence[QuestionPoint | AnswerPoint], above: PointPath = ()) -> list[PointPath]:
    """The ways to all points."""
    found = []
    for point in points:
        path = (*above, point.key)
        found += [path, *paths(point.points, path)]
    return found


def _answer_point(point: QuestionPoint) -> AnswerPoint:
    below = tuple(map(_answer_point, point.points))
    return AnswerPoint(point.key, point.label, point.position, point.text, below)


@st.composite
def answers(draw: st.DrawFn, points: Sequence[QuestionPoint]) -> Answer:
    """An answer whose points answer these points of a question, and refer to each other."""
    plain = tuple(map(_answer_point, draw(question_points())))

    def some(known: list[PointPath]) -> tuple[PointPath, ...]:
        return tuple(draw(st.lists(st.sampled_from(known), max_size=3, unique=True))) if known else ()

    def linked(point: AnswerPoint) -> AnswerPoint:
        below = tuple(map(linked, point.points))
        return replace(point, points=below, answers=some(paths(points)), refers_to=some(paths(plain)))

    return Answer(
        received=draw(st.none() | facts(dates())),
        text=draw(bilinguals(texts())),
        points=tuple(map(linked, plain)),
        text_incomplete=draw(st.booleans()),
    )


@st.composite
def questions(draw: st.DrawFn, ids: st.SearchStrategy[DocumentNumber] | None = None) -> Question:
    """A whole question. Every field can be there or not, whatever the others are."""
    points = draw(question_points())
    return Question(
        id=draw(ids or numbers()),
        session=draw(st.none() | facts(st.sampled_from(["2021-2022", "extraordinary-2019"]))),
        submitted=draw(st.none() | facts(dates())),
        title=draw(bilinguals(words())),
        asker=draw(st.none() | facts(names())),
        asker_iri=draw(st.none() | st.just("http://www.wikidata.org/entity/Q42")),
        affiliation=draw(bilinguals(names())),
        addressee=draw(bilinguals(names())),
        topics=tuple(draw(st.lists(topics(), max_size=4))),
        original_language=draw(st.none() | facts(st.sampled_from(Language))),
        chronology=draw(chronologies()),
        status=draw(st.none() | facts(st.sampled_from(Status))),
        relations=tuple(draw(st.lists(relations(), max_size=4))),
        text=draw(bilinguals(texts())),
        points=points,
        answer=draw(st.none() | answers(points)),
        text_incomplete=draw(st.booleans()),
        sources=tuple(draw(st.lists(sources(), max_size=3, unique_by=lambda one: (one.view, one.language)))),
    )
