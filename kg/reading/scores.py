"""Scores of the places in a row of texts or words: before the first is place 0, after the last the last one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate


def sums(first: Iterable[float], *others: Iterable[float]) -> list[float]:
    """Element by element; of one sequence alone, the sums up to each place, from 0."""
    if not others:
        return [0.0, *accumulate(first)]
    return [sum(values) for values in zip(first, *others, strict=True)]


def parted(pairs: Iterable[tuple[int, int]], size: int) -> list[int]:
    """For each place from 0 to ``size``, how many of the pairs have one of the two before it and one after it."""
    changes = [0] * (size + 2)
    for first, second in pairs:
        changes[first + 1] += 1
        changes[second + 1] -= 1
    return list(accumulate(changes))[: size + 1]


def log_sum(values: Sequence[float]) -> float:
    """The logarithm of the sum of odds that are given as logarithms."""
    if not values:
        return -math.inf
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
