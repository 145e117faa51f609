"""Tables flattened with bars, as rows again."""

from __future__ import annotations

import pytest

from kg.reading.page import lines_of
from kg.reading.rows import is_flattened, rows_of


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
        (
            "titre | ||||\neau |\n4/3/2021 | Envoi question (Fin du délai de réponse: 8/4/2021) |\n5/3/2021 | Rappel |\nRenvoyé à : x | ||||",
            [
                [["titre"]],
                [["eau"]],
                [["4/3/2021"], ["Envoi question (Fin du délai de réponse: 8/4/2021)"]],
                [["5/3/2021"], ["Rappel"]],
                [["Renvoyé à : x"]],
            ],
            "rows of the chronology are rows of a narrower table",
        ),
        (
            "c | ||||\n4/3/2021 | Envoi question\n(Fin du délai de réponse: 8/4/2021) |\n5/3/2021 Réponse |\nd | ||||",
            [
                [["c"]],
                [["4/3/2021"], ["Envoi question", "(Fin du délai de réponse: 8/4/2021)"]],
                [["5/3/2021 Réponse"]],
                [["d"]],
            ],
            "also where a cell goes on, or one cell holds both",
        ),
        (
            "| 4/3/2021 | Envoi question | |\n(Fin du délai de réponse: 8/4/2021) |\nd | ||||",
            [[["4/3/2021"], ["Envoi question"]], [["(Fin du délai de réponse: 8/4/2021)"]], [["d"]]],
            "also where the deadline has a row of its own",
        ),
        (
            "4/3/2021 | 12 |\n5/3/2021 | 3 | ||||\na | ||||",
            [[["4/3/2021"], ["12"], ["5/3/2021"], ["3"]], [["a"]]],
            "figures by day are no chronology",
        ),
        (
            "22/7/2019 |\n22/7/2019 |\n||||\na | ||||",
            [[["22/7/2019"], ["22/7/2019"]], [["a"]]],
            "nor is a date in two columns",
        ),
        (
            "Le\n4/3/2021 a été férié |\nOp\n4/3/2021 was het feest |\n||||",
            [[["Le", "4/3/2021 a été férié"], ["Op", "4/3/2021 was het feest"]]],
            "nor a date in a text",
        ),
        ("a | b\nc", [[["a | b"]], [["c"]]], "a bar in a text makes no table"),
    ],
)
def test_rows(text: str, cells: list[list[list[str]]], reason: str) -> None:
    lines = lines_of(text)
    rows = rows_of(lines, flattened=is_flattened(lines))
    assert [[[line.text for line in cell] for cell in row.cells] for row in rows] == cells, reason
