"""Letters that stand where neither French nor Dutch has them."""

from __future__ import annotations

import pytest

from kg.reading.damage import find
from kg.reading.page import Line, Notes


def warned(text: str) -> list[str]:
    notes = Notes("page.txt")
    find([Line(1, text)], notes)
    return [warning.code for warning in notes.warnings]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Réponse aux questions n°s 1 et 2 :", [], "the sign for several numbers"),
        ("N°s 1 et 2", [], "the same with a capital"),
        ("Les questions n°s 5-90001 et 5-90002, et celles n°s 7 et 8", [], "twice"),
        ("Il fait 5 °C, et 25°s", [], "degrees"),
        ("La c°te de Flandre", ["encoding-damaged"], "a degree sign in a word"),
        ("Les n°sbitt et n°s 1", ["encoding-damaged"], "one at the beginning of a word"),
    ],
)
def test_degree_sign(text: str, expected: list[str], reason: str) -> None:
    assert warned(text) == expected, reason
