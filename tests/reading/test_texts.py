"""Paragraphs, which of them are French and which Dutch, and whether the end was cut off."""

from __future__ import annotations

import pytest

from kg.model import Body, Language
from kg.reading.page import Line, Notes, lines_of
from kg.reading.parts import Columns
from kg.reading.texts import divide, is_cut, lacks_points, without_answer
from tests.reading.pages import (
    ANSWERED_FR,
    ANSWERED_NL,
    ASKED_FR,
    ASKED_NL,
    INTRO_FR,
    INTRO_NL,
    body,
    paragraphs,
)

BOTH = (Language.FR, Language.NL)
FR, NL = BOTH


def page(*texts: str) -> tuple[Line, ...]:
    return lines_of("\n".join(texts))


def divided(*texts: str) -> tuple[list[str], list[str], bool, list[str]]:
    notes = Notes("p")
    found = divide(Columns(both=page(*texts)), BOTH, notes, "text of the question")
    fr, nl = ([paragraph.text for paragraph in found.paragraphs.get(lang, [])] for lang in BOTH)
    return fr, nl, found.certain, [warning.code for warning in notes.warnings]


@pytest.mark.parametrize(
    ("texts", "french", "dutch", "reason"),
    [
        ([*INTRO_FR, "\xa0", *INTRO_NL], list(INTRO_FR), list(INTRO_NL), "a no-break space between them"),
        ([*INTRO_FR, *INTRO_NL], list(INTRO_FR), list(INTRO_NL), "nothing between them"),
        ([*INTRO_FR, "", "________", *INTRO_NL], list(INTRO_FR), list(INTRO_NL), "rules are no text"),
        (["Néant.", "Geen."], ["Néant."], ["Geen."], "a word each"),
        (["Néant.", "Nihil."], ["Néant."], ["Nihil."], "a word each that says too little by its letters"),
        (
            ["1) NÉANT", "2) Voir l’annexe.", "1) Nihil", "2) N.v.t."],
            ["1) NÉANT", "2) Voir l’annexe."],
            ["1) Nihil", "2) N.v.t."],
            "points of such texts",
        ),
        (["ABC", "\xa0", "ABC"], ["ABC"], ["ABC"], "nothing but the divider tells"),
        ([*INTRO_FR], list(INTRO_FR), [], "French alone"),
        ([*INTRO_NL], [], list(INTRO_NL), "Dutch alone"),
        ([], [], [], "nothing"),
        (["", "\xa0"], [], [], "blank lines"),
    ],
)
def test_divide(texts: list[str], french: list[str], dutch: list[str], reason: str) -> None:
    assert divided(*texts) == (french, dutch, True, []), reason


def test_what_cannot_be_told_apart_is_left_out() -> None:
    for texts in (
        ["ABC 12", "DEF 13", "GHI 14"],
        ["Nihil.", "Nihil."],
        ["Nihil.", "Néant."],
        ["Idem.", "Nihil."],
        ["Nihil.", "Néant.", "Nihil."],
    ):
        assert divided(*texts) == ([], [], False, ["language-unclear"]), texts


def test_a_paragraph_among_those_of_the_other_language_is_told() -> None:
    french, dutch, certain, codes = divided(*INTRO_FR, *ASKED_FR, INTRO_NL[0], INTRO_FR[0], *ASKED_NL)
    assert codes == ["language-unclear"]
    if certain:
        assert [*french, *dutch] == [*INTRO_FR, *ASKED_FR, INTRO_NL[0], INTRO_FR[0], *ASKED_NL]


def test_columns_and_pages_of_one_language_are_taken_as_they_are() -> None:
    notes = Notes("p")
    found = divide(Columns(fr=page(*INTRO_NL), nl=page(*INTRO_FR)), BOTH, notes, "text")
    assert [p.text for p in found.paragraphs[FR]] == list(INTRO_NL)
    found = divide(Columns(both=page(*INTRO_NL)), (FR,), notes, "text")
    assert [p.text for p in found.paragraphs[FR]] == list(INTRO_NL)
    assert notes.warnings == []


def test_an_answer_without_its_heading_is_left_out_of_the_question() -> None:
    texts = page(*INTRO_FR, *ASKED_FR, *INTRO_NL, *ASKED_NL, *ANSWERED_FR, *ANSWERED_NL)
    notes = Notes("p")
    found = without_answer(divide(Columns(both=texts), BOTH, Notes("p"), "text"), texts, notes)
    assert [p.text for p in found.paragraphs[FR]] == [*INTRO_FR, *ASKED_FR]
    assert [p.text for p in found.paragraphs[NL]] == [*INTRO_NL, *ASKED_NL]
    assert not found.certain
    assert [(w.code, str(w.span)) for w in notes.warnings] == [("border-undecided", "p, lines 9-12")]


def test_a_question_alone_stays_as_it_is() -> None:
    texts = page(*INTRO_FR, *INTRO_NL)
    notes = Notes("p")
    found = divide(Columns(both=texts), BOTH, Notes("p"), "text")
    assert without_answer(found, texts, notes) is found
    assert notes.warnings == []


@pytest.mark.parametrize(
    ("texts", "others", "cut", "reason"),
    [
        (["Les fontaines sont à sec."], [], False, "a full stop"),
        (["Combien de fontaines sont à sec ?"], [], False, "a question mark"),
        (["(Doc. 5-12)"], [], False, "a bracket"),
        (["«Les fontaines»"], [], False, "a quotation mark"),
        (["Les fontaines…"], [], False, "an ellipsis"),
        (["Les fontaines sont à"], [], True, "no mark"),
        (["Les fontaines sont à sec,"], [], True, "a comma"),
        (["Les raisons sont :"], [], True, "a colon"),
        (["Voici.", "- la ville ;", "- le village"], [], True, "the last of a list, the others with marks"),
        (["Voici.", "- la ville", "- le village"], [], False, "a list that does without marks"),
        (["Ville | 12", "Village | 5"], [], False, "rows of a table"),
        (["1) Néant", "2) Néant"], [], False, "points that do without marks"),
        (
            ["Les fontaines sont fermées"],
            ["De fonteinen zijn dicht"],
            False,
            "the other language does without",
        ),
        (["Les fontaines sont fermées"], ["De fonteinen zijn dicht."], True, "the other language has one"),
        (["1) Où ?", "2)"], [], True, "the number of a point, and nothing after it"),
        (["1. Où ?", "a) à Gand ?", "b)"], ["a) Gent?"], True, "also of a sub-point"),
        (["Mes questions : 1) Combien ? 2) Où ? 3)"], [], True, "also on the line of the others"),
        (["Combien ? (voir la réponse 2)"], [], False, "a number that ends a bracket"),
        (["1) Où ?", "2) Quel est le prix de l'"], [], True, "an elided word"),
        (["Le nom de « l'Eau qui court', ou 'Eau'"], [], False, "a closing quotation mark"),
        ([], [], False, "nothing"),
    ],
)
def test_is_cut(texts: list[str], others: list[str], cut: bool, reason: str) -> None:
    assert is_cut(paragraphs(texts), FR, paragraphs(others)) is cut, reason


@pytest.mark.parametrize(
    ("texts", "others", "cut", "reason"),
    [
        (["Ville | 12", "Village | 5"], [], True, "rows of a table, of which more may come"),
        (["1) Néant", "2) Né"], [], True, "points that do without marks"),
        (["1) Néant."], [], False, "a full stop"),
        (["Les fontaines sont fermées"], ["De fonteinen zijn dicht"], False, "the other language ends alike"),
    ],
)
def test_a_copy_without_a_last_line_break_has_no_excuse(
    texts: list[str], others: list[str], cut: bool, reason: str
) -> None:
    assert is_cut(paragraphs(texts), FR, paragraphs(others), ends_open=True) is cut, reason


def test_the_number_at_the_end_of_an_answer_is_one_of_the_question() -> None:
    known = frozenset({"1", "2"})
    assert is_cut(paragraphs(["1) Douze. 2)"]), FR, known=known)
    assert not is_cut(paragraphs(["1) Douze. (Voir la loi du 3 mai 2012, art. 5)"]), FR, known=known)


NUMBERED = ("1) Combien de fontaines ?", "2) Qui les paie ?", "3) Quand ?")


@pytest.mark.parametrize(
    ("mine", "theirs", "lacks", "reason"),
    [
        (NUMBERED, NUMBERED, False, "the same"),
        (NUMBERED[:2], NUMBERED, True, "the last is missing"),
        (NUMBERED[:1], NUMBERED, True, "two are missing"),
        (["Het begin."], NUMBERED, True, "all are missing, and it is much shorter"),
        (["Hoeveel fonteinen, wie betaalt ze en wanneer?" * 2], NUMBERED, False, "a text without numbers"),
        (NUMBERED[1:], NUMBERED, False, "the first is missing: that is no cut"),
        (NUMBERED, NUMBERED[:2], False, "it has more"),
        (["1) Hoeveel?", "2 et 3. Wie, wanneer?"], NUMBERED, False, "grouped in one language only"),
        (["1) Hoeveel? 2) Wie? 3) Wanneer?"], NUMBERED, False, "on one line in one language only"),
        (["1) a) Hoeveel?"], ["1) a) Combien ?", "b) Où ?"], True, "the last sub-point is missing"),
        (["- Hoeveel?", "- Wie en wanneer?"], ["- Combien ?", "- Qui ?", "- Quand ?"], False, "dashes"),
        ([], NUMBERED, True, "nothing is there"),
    ],
)
def test_lacks_points(mine: list[str], theirs: list[str], lacks: bool, reason: str) -> None:
    assert lacks_points(body(*mine), body(*theirs)) is lacks, reason
    assert not lacks_points(Body(), Body())
