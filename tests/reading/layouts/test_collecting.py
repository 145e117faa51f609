"""What the layouts share."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.reading import read
from kg.reading.layouts.collecting import people_apart
from kg.reading.rows import Row
from tests.reading.pages import lines

BARE = """\
Version à imprimer bilingue Version à imprimer unilingue{bar}
Question écrite n° 7-99001{bar}
de Ada Lovelace (A) du 4 mars 2021{bar}
à la ministre des Étangs{bar}
Étangs - Profondeur{bar}
{terms}
4/3/2021 | Envoi question |
8/4/2021 | Réponse |
9/4/2021 | Rappel |
Question n° 7-99001 du 4 mars 2021 : (Question posée en français){bar}
Les étangs se vident. Pourquoi ?{bar}
"""


def terms_of(terms: str, bar: str) -> tuple[list[str], list[str]]:
    reading = read(BARE.format(terms=terms, bar=bar).encode(), "page.txt")
    codes = [warning.code for warning in reading.warnings if warning.code.startswith("terms")]
    return [term.value for term in reading.side(Language.FR).terms], codes


LEFT_OUT = ["terms-not-separated"]


@pytest.mark.parametrize(
    ("terms", "bar", "found", "codes", "reason"),
    [
        ("eau |\neau de mer |", " |", ["eau", "eau de mer"], [], "each in a cell of its own"),
        ("eau\neau de mer", " |", ["eau", "eau de mer"], [], "in no cell"),
        (
            "eau | |||\neau de mer | |||",
            " | |||",
            ["eau", "eau de mer"],
            [],
            "each in a row that is filled up",
        ),
        ("eau\neau de mer |", " |", [], LEFT_OUT, "the first may begin the cell that the second ends"),
        ("eau\neau de mer |\n|||", " | |||", [], LEFT_OUT, "one cell that breaks over lines"),
        ("eau de mer |", " |", [], LEFT_OUT, "one cell"),
        ("eau de mer", " |", [], LEFT_OUT, "one row"),
        ("eau |", " |", ["eau"], [], "one word"),
    ],
)
def test_terms_of_a_flattened_page_stand_one_a_row_or_may_be_glued(
    terms: str, bar: str, found: list[str], codes: list[str], reason: str
) -> None:
    assert terms_of(terms, bar) == (found, codes), reason


@pytest.mark.parametrize(
    ("last", "read_as_text", "reason"),
    [
        ("© Sénat de Belgique", False, "the owner of the rights"),
        (
            "Copyright © 2004-2011 Sénat de Belgique - Belgische Senaat",
            False,
            "in both languages, with years",
        ),
        ("(c) Belgische Senaat 2011", False, "without the sign"),
        ("c) Sénat de Belgique", True, "a point"),
        ("© Sénat de Belgique, sauf mention contraire.", True, "a sentence"),
        ("Contact", True, "nothing tells that it is none of the text"),
    ],
)
def test_the_owner_of_the_rights_ends_the_texts(last: str, read_as_text: bool, reason: str) -> None:
    page = BARE.format(terms="eau", bar="") + f"\n{last}\n\nPlan du site\n"
    reading = read(page.encode(), "page.txt")
    text = reading.fr.question.text
    assert text is not None
    assert (text.value == "Les étangs se vident. Pourquoi ?") is not read_as_text, reason
    codes = [warning.code for warning in reading.warnings]
    assert ("layout-irregular" in codes) is not read_as_text


@pytest.mark.parametrize(
    ("cells", "apart", "reason"),
    [
        (
            [
                ["de Ada Lovelace (A)", "au ministre", "des Lacs"],
                ["van Ada Lovelace (A)", "aan de minister van Meren"],
            ],
            [
                [["de Ada Lovelace (A)"], ["van Ada Lovelace (A)"]],
                [["au ministre", "des Lacs"], ["aan de minister van Meren"]],
            ],
            "in each of two columns",
        ),
        (
            [["de Ada Lovelace (A) du 4 mars 2021 à l'Europe"]],
            [[["de Ada Lovelace (A) du 4 mars 2021"]], [["à l'Europe"]]],
            "on one line, with the date",
        ),
        (
            [["Question écrite n° 7-99001", "d'Ada", "Lovelace (A)", "à la ministre des Lacs"]],
            [[["Question écrite n° 7-99001"]], [["d'Ada", "Lovelace (A)"]], [["à la ministre des Lacs"]]],
            "below the heading",
        ),
        (
            [["Schriftelijke vraag nr. 7-99001 van Ada Lovelace (A) d.d. 4 maart 2021"]],
            [[["Schriftelijke vraag nr. 7-99001"]], [["van Ada Lovelace (A) d.d. 4 maart 2021"]]],
            "the asker alone below it",
        ),
        (
            [["de Ada Lovelace (A)", "au ministre des Lacs"], ["van Ada Lovelace (A)"]],
            [[["de Ada Lovelace (A)", "au ministre des Lacs"], ["van Ada Lovelace (A)"]]],
            "in one column only",
        ),
        (
            [["de Ada Lovelace (A)"], ["van Ada Lovelace (A)"]],
            [[["de Ada Lovelace (A)"], ["van Ada Lovelace (A)"]]],
            "the asker alone",
        ),
        (
            [["De là (en 2021) au port, qui paie ?"]],
            [[["De là (en 2021) au port, qui paie ?"]]],
            "a sentence",
        ),
    ],
)
def test_asker_and_addressee_in_one_cell(
    cells: list[list[str]], apart: list[list[list[str]]], reason: str
) -> None:
    rows = people_apart([Row(tuple(lines(*cell) for cell in cells))])
    assert [[[line.text for line in cell] for cell in row.cells] for row in rows] == apart, reason
