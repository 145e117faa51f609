"""Readings and outcomes as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.conversion import Outcome, Problem, State, read_document
from kg.inputs import Document
from kg.model import DocumentNumber, Reading
from kg.readings import NotReadable, decode_outcome, decode_reading, encode

PAGES = sorted((Path(__file__).parents[1] / "corpus").rglob("*.[th][xt]*"))


def test_every_page_of_the_corpus_comes_back_as_it_was() -> None:
    readings = 0
    for page in PAGES:
        item = read_document(Document(page.name, page.read_bytes()))
        data = encode(item)
        assert encode(item) == data
        if isinstance(item, Reading):
            readings += 1
            assert decode_reading(data) == item
        else:
            assert decode_outcome(data) == item
    assert readings > 100


def test_an_outcome_comes_back_as_it_was() -> None:
    outcome = Outcome(
        "à.txt",
        State.CONVERTED,
        (DocumentNumber(7, 1), DocumentNumber(7, 2)),
        "print",
        (Problem("truncated", "cut", 3),),
        (Problem("no-number", "none"),),
    )
    assert decode_outcome(encode(outcome)) == outcome


@pytest.mark.parametrize("data", [b"", b"\x00", b"junk", encode(Outcome("a", State.REJECTED))[:-3]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotReadable):
        decode_reading(data)
    with pytest.raises(NotReadable):
        decode_outcome(data)


def test_one_is_not_taken_for_the_other() -> None:
    with pytest.raises(NotReadable):
        decode_reading(encode(Outcome("a", State.REJECTED)))
