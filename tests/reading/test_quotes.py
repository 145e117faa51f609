"""What of a text lies within a quotation."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.quotes import Quotes


def quoted(*texts: str) -> list[int]:
    """The paragraphs that begin within a quotation."""
    quotes = Quotes(texts)
    return [number for number in range(len(texts)) if quotes.hold(number)]


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["« A", "B", "C »", "D"], [1, 2], "from the paragraph after the first sign to that of the last"),
        (["« A »", "B"], [], "within a paragraph"),
        (["“ A", "B ”", "C"], [1], "English signs"),
        (["„ A", "B ”", "C"], [1], "Dutch signs"),
        (["« A", "B"], [], "never closed"),
        (["A", "B »", "C"], [], "never opened"),
        (["« A", "« B »", "C", "D »", "E"], [1, 2, 3], "one within another"),
        (["« A “ B", "C ”", "D »", "E"], [1, 2], "one within another, of other signs"),
        (["« A “ B", "C »", "D ”", "E"], [1, 2], "crossing each other"),
        (["« A", "B « C »", "D"], [], "one that is never closed, before one that is"),
        (["« A", "B »", "C", "« D", "E »", "F"], [1, 4], "one after the other"),
        (["A", "B"], [], "no signs"),
        ([], [], "nothing"),
    ],
)
def test_paragraphs(texts: list[str], expected: list[int], reason: str) -> None:
    assert quoted(*texts) == expected, reason


@pytest.mark.parametrize(
    ("place", "expected", "reason"),
    [(0, False, "before it"), (2, False, "its sign"), (4, True, "within"), (8, False, "after it")],
)
def test_places(place: int, expected: bool, reason: str) -> None:
    assert Quotes(["A « B » C"]).hold(0, place) is expected, reason


@given(st.lists(st.text("«»“”„a "), max_size=6))
def test_what_is_quoted_has_a_sign_before_and_after_it(texts: list[str]) -> None:
    for number in quoted(*texts):
        assert set("«“„") & set("".join(texts[:number]))
        assert set("»”") & set("".join(texts[number:]))


@pytest.mark.parametrize("texts", [["«"] * 20_000 + ["»"] * 20_000, ["“ »"] * 40_000, ["« ” „ »"] * 20_000])
def test_many_signs_take_time_in_proportion(texts: list[str]) -> None:
    start = time.process_time()
    quoted(*texts)
    assert time.process_time() - start < 2
