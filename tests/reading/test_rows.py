"""Tables flattened with bars, as rows again."""

from __future__ import annotations

import pytest

from kg.reading.page import lines_of
from kg.reading.rows import rows_of


@pytest.mark.parametrize(
    ("text", "cells", "reason"),
    [
        (
            "a | b | ||||\nde X |\nvan X |\n||||\nc | ||||",
            [[["a"], ["b"]], [["de X"], ["van X"]], [["c"]]],
            "a row ends where it is filled up; its cells can stand on lines of their own",
        ),
        (
            "c | ||||\nune\ndeux |\n||||\nd | ||||",
            [[["c"]], [["une", "deux"]], [["d"]]],
            "a cell can go on over several lines",
        ),
        (
            "titre |\neau\npont |\n4/3/2021 | Envoi question |",
            [[["titre"]], [["eau"]], [["pont"]], [["4/3/2021"], ["Envoi question"]]],
            "where no row is filled up, each line is one",
        ),
        ("a | b\nc", [[["a | b"]], [["c"]]], "a bar in a text makes no table"),
    ],
)
def test_rows(text: str, cells: list[list[list[str]]], reason: str) -> None:
    rows = rows_of(lines_of(text))
    assert [[[line.text for line in cell] for cell in row.cells] for row in rows] == cells, reason
