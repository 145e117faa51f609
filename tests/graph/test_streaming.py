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
from kg.graph.mapping import names_of, question_triples
from kg.graph.names import Names
from kg.graph.streaming import PieceWriter, piece
from kg.model import DocumentNumber, Question
from tests.strategies import questions

BASE = Iris("https://example.org/base/")


def streamed(found: Iterable[Question], format: str) -> bytes:
    out = io.BytesIO()
    names = Names()
    with PieceWriter(FORMATS[format], out) as writer:
        for question in found:
            writer.add(piece(question_triples(question, BASE), FORMATS[format]))
            names.add(names_of(question, BASE))
        writer.add(piece(names.triples(), FORMATS[format]))
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


def test_a_part_is_written_before_the_next_is_there() -> None:
    out = io.BytesIO()
    with PieceWriter(FORMATS["nquads"], out) as writer:
        for number in range(1, 4):
            writer.add(
                piece(question_triples(Question(id=DocumentNumber(7, number)), BASE), FORMATS["nquads"])
            )
            assert out.getvalue().count(b"WrittenQuestion") == number


def test_what_fails_leaves_no_end() -> None:
    out = io.BytesIO()

    def fail() -> None:
        with PieceWriter(FORMATS["jsonld"], out) as writer:
            writer.add(piece(question_triples(Question(id=DocumentNumber(7, 1)), BASE), FORMATS["jsonld"]))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not out.getvalue().rstrip().endswith(b"]\n]")
