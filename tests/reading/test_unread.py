"""Paragraphs of an answer that begin like the answer to a point, and were read as none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Language
from kg.reading.page import Notes
from tests.reading.pages import body

FR, NL = Language.FR, Language.NL
ASKED = ("1) Combien ?", "2) Où ?", "3) Quand ?", "4) Qui ?")


def told(*texts: str, language: Language = FR, asked: tuple[str, ...] = ASKED) -> list[tuple[int, str]]:
    """The line of each warning, and the points that it names."""
    notes = Notes("page.txt")
    question = body(*asked, language=language)
    body(*texts, language=language, question=question, notes=notes)
    return [
        (warning.span.first, warning.message.partition("answer point ")[2].partition(" of the")[0])
        for warning in notes.warnings
        if warning.code == "answer-point-not-read" and warning.span
    ]


@pytest.mark.parametrize(
    ("text", "language", "names", "reason"),
    [
        ("De 1 à 3.", FR, "1, 2, 3", "a range after a word"),
        ("En ce qui concerne la question 1", FR, "1", "words that head a part"),
        ("Pour la question 2, le Roi décide.", FR, "2", "the same within a sentence"),
        ("Quant au point 3", FR, "3", "a point"),
        ("S’agissant des questions n° 1 et n° 2, rien.", FR, "1, 2", "several, with signs"),
        ("Réponse à la question 3 du sénateur : non.", FR, "3", "a heading that goes on"),
        ("La question 3 relève des Régions.", FR, "3", "a sentence about a question"),
        ("Première question : non.", FR, "1", "an ordinal"),
        ("Réponse aux trois premières questions :", FR, "1", "an ordinal of several"),
        ("À la seconde question, je réponds non.", FR, "2", "another one"),
        ("Wat vraag 1 betreft:", NL, "1", "Dutch words around it"),
        ("Wat betreft de punten 1 en 2: neen.", NL, "1, 2", "Dutch words before it"),
        ("Op vraag 3 antwoord ik neen.", NL, "3", "a Dutch sentence"),
        ("Van 1 tot 3.", NL, "1, 2, 3", "a Dutch range after a word"),
        ("Antwoord op de eerste vraag: neen.", NL, "1", "a Dutch ordinal"),
        ("2/ Non.", FR, "2", "a slash"),
        ("2: Non.", FR, "2", "a colon"),
        ("2 – Non.", FR, "2", "a dash before a capital"),
        ("1/2. Non.", FR, "1, 2", "what may be a fraction"),
        ("3. de la loi.", FR, "3", "a number whose text goes on in small letters"),
        ("3 personnes.", FR, "", "a figure"),
        ("2 juin 2022.", FR, "", "a date"),
        ("2/6/2022 : envoi.", FR, "", "a date in figures"),
        ("3,5 % des fontaines.", FR, "", "a decimal"),
        ("2.500 euros.", FR, "", "thousands"),
        ("3 à 4 ans.", FR, "", "a range of figures"),
        ("2 – 3 jours.", FR, "", "one with a dash"),
        ("De 1 à 3 mois.", FR, "", "one after a word"),
        ("Pour 3 personnes.", FR, "", "a figure after a word"),
        ("Au 3 mars.", FR, "", "a date after a word"),
        ("Pour la question 3-99917, non.", FR, "", "the number of another question"),
        ("Voir point 3.", FR, "", "a reference"),
        ("3° la loi.", FR, "", "a degree sign"),
        ("(3) Doc. 5-12.", FR, "", "a footnote"),
        ("3. Gand | 12", FR, "", "a row of a table"),
        ("Wat 3 gemeenten betreft.", NL, "", "a figure between Dutch words"),
        ("7/ Non.", FR, "", "a number that the question does not have"),
        ("4/ Non.", FR, "", "one that is answered"),
    ],
)
def test_beginnings(text: str, language: Language, names: str, reason: str) -> None:
    assert told("4) Non.", text, language=language) == ([(2, names)] if names else []), reason


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["De 1 à 3.", "Rien.", "4) Non."], [(1, "1, 2, 3")], "before the first point"),
        (["1) ou 2) Non.", "4) Non."], [(1, "2")], "a word that links no numbers"),
        (["1) t/m 3) Non.", "4) Non."], [(1, "3")], "a word of the other language"),
        (["1) voir 2)", "4) Non."], [], "a reference"),
        (["1) environ 3 fois.", "4) Non."], [], "a figure"),
        (["De 1 à 3.", "Rien."], [], "nothing else is answered"),
        (["1) « Il dit :", "2/ Non. »", "4) Non."], [], "within a quotation"),
        (["1 à 3. Rien.", "2/ Non.", "4) Non."], [], "a group answers it"),
    ],
)
def test_answers(texts: list[str], expected: list[tuple[int, str]], reason: str) -> None:
    assert told(*texts) == expected, reason


@pytest.mark.parametrize(
    ("asked", "texts", "expected", "reason"),
    [
        (("a) Un ?", "b) Deux ?"), ["a) Oui.", "Quant au point b), non."], [(2, "b")], "letters"),
        (("1a) Un ?", "1b) Deux ?", "2) Trois ?"), ["1a) Oui.", "2/ Non."], [(2, "2")], "compounds"),
        (("Combien ?",), ["1. Oui.", "2/ Non."], [], "a question without numbers"),
    ],
)
def test_questions(
    asked: tuple[str, ...], texts: list[str], expected: list[tuple[int, str]], reason: str
) -> None:
    assert told(*texts, asked=asked) == expected, reason


@given(st.lists(st.text("123 )./-+àdeDA:", max_size=12), max_size=6))
def test_any_text_is_taken(texts: list[str]) -> None:
    for line, names in told("4) Non.", *(text for text in texts if text.strip())):
        assert line > 0
        assert set(names.split(", ")) <= {"1", "2", "3"}


@pytest.mark.parametrize("text", ["De 1 à " * 2000, "1/" * 5000, "Pour la question " * 800, "1) a. " * 500])
def test_long_paragraphs_take_no_time(text: str) -> None:
    start = time.process_time()
    told("4) Non.", *[text] * 20)
    assert time.process_time() - start < 4
