"""The ties of a question to others."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.reading import relations
from kg.reading.page import Notes
from kg.reading.parts import Columns
from tests.reading.pages import lines

ALSO = "Aussi posée à : question écrite 6-2"
OOK = "Ook gesteld aan : schriftelijke vraag 6-2"


def read(*texts: str, doubled: bool = True) -> tuple[list[str], Language | None, list[str]]:
    notes = Notes("p")
    found, language = relations.read(Columns(both=lines(*texts)), notes, doubled=doubled)
    return [f"{r.kind.value} {r.target}" for r in found], language, [w.code for w in notes.warnings]


@pytest.mark.parametrize(
    ("texts", "expected", "language", "reason"),
    [
        ([f"{OOK} {OOK}"], ["also-asked-as 6-2"], Language.NL, "one relation: twice on a line"),
        ([ALSO, ALSO], ["also-asked-as 6-2"], Language.FR, "one relation on two lines"),
        (
            [ALSO, "Réintroduite comme : question écrite 6-3", "Requalification de : demande d'explications 6-4"] * 2,
            ["also-asked-as 6-2", "resubmitted-as 6-3", "requalification-of 6-4"],
            Language.FR,
            "three kinds, the list twice",
        ),
        (
            [f"Ook gesteld aan : schriftelijke vraag 6-{n}" for n in range(2, 23)] * 2,
            [f"also-asked-as 6-{n}" for n in range(2, 23)],
            Language.NL,
            "twenty-one",
        ),
        (["Aussi posée à : question écrite 6-2, 6-3"] * 2, ["also-asked-as 6-2", "also-asked-as 6-3"], Language.FR, "two on a line"),
        (["Requalification de : demande d’explications 6-4"] * 2, ["requalification-of 6-4"], Language.FR, "a curly apostrophe"),
        (["Renvoyé à : demande d'explications 6-4"] * 2, ["referred-to 6-4"], Language.FR, "referred to"),
        (["Geherkwalificeerd als : vraag om uitleg 6-4"] * 2, ["requalified-as 6-4"], Language.NL, "requalified as"),
        ([], [], None, "nothing"),
    ],
)  # fmt: skip
def test_understood(texts: list[str], expected: list[str], language: Language | None, reason: str) -> None:
    assert read(*texts) == (expected, language, []), reason


@pytest.mark.parametrize(
    ("texts", "expected", "codes", "reason"),
    [
        ([f"{ALSO} Aussi posée à : question écrite 6-3"], [], ["contradiction"], "the columns differ"),
        (["Posée hier : question écrite 6-2"], [], ["unknown-label"], "a label that is not known"),
        (["Aussi posée à : le ministre"], [], ["unknown-label"], "no number"),
        (["Aussi posée à : question écrite 6-0"], [], ["unknown-label"], "a number that is none"),
        (
            [f"{ALSO} du 3 mai"] * 2,
            ["also-asked-as 6-2"],
            ["unknown-label"] * 2,
            "something after the number",
        ),
        (["Aussi posée à : demande d'explications 6-2"] * 2, [], ["unknown-label"] * 2, "no question"),
        (["Renvoyé à : question écrite 6-2"] * 2, [], ["unknown-label"] * 2, "no request"),
    ],
)
def test_doubtful(texts: list[str], expected: list[str], codes: list[str], reason: str) -> None:
    found, _, told = read(*texts)
    assert (found, told) == (expected, codes), reason


def test_a_list_that_is_there_once_is_taken_as_it_is() -> None:
    texts = [f"Aussi posée à : question écrite 6-{n}" for n in (2, 3, 4)]
    assert read(*texts)[0] == ["also-asked-as 6-2", "also-asked-as 6-3", "also-asked-as 6-4"]
    assert read(*texts[:2], doubled=False)[0] == ["also-asked-as 6-2", "also-asked-as 6-3"]


def test_labels_of_two_languages_leave_the_page_language_open() -> None:
    assert read(ALSO, OOK) == (["also-asked-as 6-2"], None, [])
