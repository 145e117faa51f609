"""Questions written one by one give the bytes of the whole."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.gathering import triples_of
from kg.graph.formats import FORMATS, Unwritable, write
from kg.graph.iris import Iris
from kg.graph.streaming import write_questions
from kg.model import DocumentNumber, Question
from tests.strategies import questions

BASE = Iris("https://example.org/base/")


def streamed(found: Iterable[Question], format: str) -> bytes:
    out = io.BytesIO()
    write_questions(found, FORMATS[format], out, BASE)
    return out.getvalue()


def at_once(found: Iterable[Question], format: str) -> bytes:
    out = io.BytesIO()
    write(triples_of(found, BASE), FORMATS[format], out, BASE)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@given(found=st.lists(questions(), max_size=4, unique_by=lambda question: question.id))
@settings(max_examples=30)
def test_the_bytes_are_those_of_the_whole(format: str, found: list[Question]) -> None:
    found.sort(key=lambda question: question.id)
    try:
        expected = at_once(found, format)
    except Unwritable:
        return
    assert streamed(found, format) == expected


def test_a_question_is_written_before_the_next_is_asked_for() -> None:
    out = io.BytesIO()
    sizes = []

    def coming() -> Iterable[Question]:
        for number in range(1, 4):
            sizes.append(out.tell())
            yield Question(id=DocumentNumber(7, number))

    write_questions(coming(), FORMATS["nquads"], out, BASE)
    assert sizes == sorted(set(sizes)) or sizes[0] == 0
    assert out.getvalue().count(b"WrittenQuestion") == 3
