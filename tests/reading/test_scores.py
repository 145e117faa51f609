"""Scores of the places in a row."""

from __future__ import annotations

import math

import pytest

from kg.reading.scores import log_sum, parted, sums


@pytest.mark.parametrize(
    ("given", "expected", "reason"),
    [
        ([[1.0, 2.0, 3.0]], [0.0, 1.0, 3.0, 6.0], "of one, the sums up to each place"),
        ([[]], [0.0], "of none, one place"),
        ([[1.0, 2.0], [10.0, 20.0]], [11.0, 22.0], "of several, element by element"),
    ],
)
def test_sums(given: list[list[float]], expected: list[float], reason: str) -> None:
    assert sums(*given) == expected, reason


def test_pairs_parted_at_each_place() -> None:
    assert parted([(0, 2), (1, 2)], 3) == [0, 1, 2, 0]


def test_sum_of_logarithms() -> None:
    assert log_sum([math.log(2), math.log(3)]) == pytest.approx(math.log(5))
    assert log_sum([]) == -math.inf
    assert log_sum([-2000.0, -2000.0]) == pytest.approx(-2000 + math.log(2)), "beyond what exp can hold"
