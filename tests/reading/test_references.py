"""Texts that only refer to another point."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Language
from kg.reading.references import reference

FR, NL = Language.FR, Language.NL


@pytest.mark.parametrize(
    ("text", "language", "names", "reason"),
    [
        ("Voir point 1.", FR, "1", "the shortest"),
        ("voir la réponse à la question 2", FR, "2", "without full stop"),
        ("Voir point 1 ci-dessus.", FR, "1", "a word after it"),
        ("Voir points 1 et 2.", FR, "1 2", "two points"),
        ("Je renvoie à la réponse au point 3.", FR, "3", "whole sentence"),
        ("(Voir point 1).", FR, "1", "in brackets"),
        ("Voir point a).", FR, "a", "letter"),
        ("zie antwoord op vraag 1", NL, "1", "Dutch"),
        ("Zie punt 1a.", NL, "1a", "compound"),
        ("Zie het antwoord op vragen 1 tot 3.", NL, "1 2 3", "range"),
        ("Hiervoor verwijs ik naar het antwoord op vraag 1.", NL, "1", "whole Dutch sentence"),
        ("je renvoie à la réponse à la question 5-99917", FR, "", "number of another question"),
        ("Voir la question 1 du 2 mars 2010.", FR, "", "more than a reference"),
        ("Voir point 1. Par ailleurs, douze fontaines ont été fermées.", FR, "", "goes on"),
        ("Voir article 1.", FR, "", "an article"),
        ("Zie bijlage 1.", NL, "", "an annex"),
        ("Zie punt 12 maart 2010.", NL, "", "a date"),
        ("Voir ci-dessus.", FR, "", "no number"),
        ("Voir a.", FR, "", "a letter without the word for a point"),
        ("Douze fontaines.", FR, "", "no reference"),
        ("", FR, "", "nothing"),
        ("Je renvoie à la réponse donnée au point 5.", FR, "5", "a participle after the answer"),
        ("Voir la réponse donnée au point 1.", FR, "1", "the same after the short verb"),
        ("Je renvoie aux réponses données aux questions 1 et 2.", FR, "1 2", "several answers"),
        ("Je renvoie à la réponse que j'ai donnée à la question 1.", FR, "1", "a clause after the answer"),
        (
            "Je renvoie l’honorable membre à la réponse donnée à la question 1.",
            FR,
            "1",
            "whom it sends there",
        ),
        ("Idem que le point 1.", FR, "1", "idem and a word after it"),
        ("Idem qu'au point 1.", FR, "1", "idem and an elided word"),
        ("Même réponse qu'à la question 2.", FR, "2", "the same answer"),
        ("Pour ce point, je renvoie au point 1.", FR, "1", "what it is about before it"),
        ("Voir ci-dessus (point 1).", FR, "1", "the point in brackets"),
        ("Voir la réponse aux questions n° 1 et n° 2.", FR, "1 2", "a sign before each number"),
        ("Voir la réponse aux questions nos 1 à 3.", FR, "1 2 3", "a sign for several"),
        ("Zie het antwoord op de vragen nrs. 1 en 2.", NL, "1 2", "a Dutch one"),
        ("Voir points III et IV.", FR, "iii iv", "Roman numerals"),
        ("Voir V.", FR, "", "a Roman numeral without the word for a point"),
        ("Je renvoie à la réponse donnée à la question n° 5-90001.", FR, "", "another question, in full"),
        ("Je renvoie à la réponse donnée à la question n° 5-12.", FR, "", "or with a small number"),
        ("Je renvoie à la réponse à la question écrite n° 12.", FR, "", "or a written one"),
        ("Pour ce point, je renvoie au ministre.", FR, "", "somebody else"),
        ("Pour ce point, douze fontaines.", FR, "", "begins like a reference"),
        ("Ik verwijs naar het antwoord gegeven op vraag 1.", NL, "1", "a Dutch participle"),
        ("Ik verwijs naar het antwoord dat op punt 1 werd gegeven.", NL, "1", "a Dutch clause"),
        ("Ik verwijs naar het antwoord dat ik op vraag 1 heb gegeven.", NL, "1", "one with a subject"),
        ("Ik verwijs het geachte lid naar punt 1.", NL, "1", "whom, in Dutch"),
        ("Hiervoor verwijs ik u naar punt 1.", NL, "1", "the verb before its subject"),
        ("Idem als punt 1.", NL, "1", "Dutch idem and a word after it"),
        ("Zie hierboven (punt 1).", NL, "1", "the Dutch point in brackets"),
        ("Zie antwoord op deelvraag 1.", NL, "1", "a part of the question"),
        ("Ik verwijs naar het antwoord op vraag nr. 5-90001.", NL, "", "another question in Dutch"),
        ("Voir point 1, a).", FR, "1a", "a sub-point after a comma"),
        ("Voir le point 1) a).", FR, "1a", "a sub-point in the style of the list"),
        ("Zie punt 2.b", NL, "2b", "a sub-point after a full stop"),
    ],
)
def test_reference(text: str, language: Language, names: str, reason: str) -> None:
    assert reference(text, language) == tuple(names.split()), reason


@given(st.text(), st.sampled_from(Language))
def test_any_text_is_taken(text: str, language: Language) -> None:
    assert isinstance(reference(text, language), tuple)


@pytest.mark.parametrize(
    "text", ["voir " * 40, "voir point " + "1 " * 80, "je renvoie à la réponse donnée " * 5]
)
def test_no_text_makes_it_run_away(text: str) -> None:
    start = time.process_time()
    for end in range(len(text)):
        reference(text[:end], FR)
    assert time.process_time() - start < 2
