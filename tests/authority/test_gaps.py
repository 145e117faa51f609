"""What a thesaurus does not know."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.authority.gaps import DIFFERENT, GLUED, MIXED, SEVERAL, UNKNOWN, WRITERS, Gap, GapCounter
from kg.authority.resolving import Resolver
from kg.model import DocumentNumber, Fact, Language, LooseTerms, Question, Reading, Source, Topic, View
from tests.authority.concepts import TREES, pair


def question(number: int, *labels: tuple[str | None, str | None]) -> Question:
    return Question(id=DocumentNumber(7, number), topics=tuple(Topic(pair(*label)) for label in labels))


def reading(number: int, *loose: LooseTerms) -> Reading:
    return Reading(
        document=f"{number}.txt",
        source=Source(View.PRINT, None),
        id=DocumentNumber(7, number),
        loose_terms=loose,
    )


GLUED_LINE = LooseTerms((Fact("rien de tel"),), Language.FR, glued=True)
GAPS = [
    Gap(2, "Inconnu", "onbekend", UNKNOWN, "7-2"),
    Gap(2, "rien de tel", "", GLUED, "7-3"),
    Gap(1, "", "snoei", SEVERAL, "7-2"),
    Gap(1, "", "zo niet", GLUED, "7-5"),
    Gap(1, "arbre", "hout", DIFFERENT, "7-10"),
    Gap(1, "arbre | Rwanda | boom", "", MIXED, "7-5"),
]


@pytest.fixture
def counted() -> list[Gap]:
    counter = GapCounter(TREES, Resolver(TREES))
    counter.resolve(question(10, ("inconnu", "Onbekend"), ("arbre", "boom"), ("arbre", "hout")))
    resolved = counter.resolve(question(2, ("Inconnu", "onbekend"), (None, "snoei"), ("entretien", None)))
    assert [topic.concept is not None for topic in resolved.topics] == [False, False, True]
    counter.settle(reading(4, GLUED_LINE))
    counter.settle(reading(3, GLUED_LINE, LooseTerms((Fact("boom onderhoud"),), Language.NL, glued=True)))
    counter.settle(reading(3, GLUED_LINE))
    counter.settle(
        reading(
            5,
            LooseTerms((Fact("zo niet"),), Language.NL, glued=True),
            LooseTerms((Fact("arbre"), Fact("Rwanda"), Fact("boom"))),
        )
    )
    return counter.gaps()


def test_each_gap_is_counted_once_a_question_with_its_reason(counted: list[Gap]) -> None:
    assert counted == GAPS


def test_writers() -> None:
    out = io.StringIO()
    WRITERS["table"](GAPS[:3], out)
    assert out.getvalue() == (
        "count  fr           nl        why               example\n"
        "2      Inconnu      onbekend  unknown           7-2\n"
        "2      rien de tel            not separated     7-3\n"
        "1                   snoei     several concepts  7-2\n"
    )
    out = io.StringIO(newline="")
    WRITERS["csv"](GAPS, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert rows[0] == {"count": "2", "fr": "Inconnu", "nl": "onbekend", "why": "unknown", "example": "7-2"}
    assert len(rows) == len(GAPS)
    out = io.StringIO()
    WRITERS["json"](GAPS, out)
    assert [Gap(**one) for one in json.loads(out.getvalue())] == GAPS


def test_nothing_missing_is_a_head_alone() -> None:
    out = io.StringIO()
    WRITERS["table"]([], out)
    assert out.getvalue() == "count  fr  nl  why  example\n"
