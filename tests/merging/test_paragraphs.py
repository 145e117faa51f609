"""Paragraphs that one language lacks, told by the lengths of all."""

from __future__ import annotations

import time

import pytest

from kg.merging.paragraphs import lacking
from kg.model import Bilingual, Fact, Language

FR, NL = Language.FR, Language.NL
LONG = (
    "Les fontaines publiques de notre pays sont souvent à sec pendant les mois les plus chauds de l'année. "
    * 3
)
OTHER = "De nombreuses communes demandent à qui revient la réparation de celles qui ne coulent plus. " * 2
SHORT = "Je m'explique."


def text(paragraphs: list[str]) -> Fact[str]:
    return Fact("\n\n".join(paragraph.strip() for paragraph in paragraphs))


def lacked(french: list[str], dutch: list[str]) -> dict[Language, list[str]]:
    return lacking(Bilingual(text(french), text(dutch)))


@pytest.mark.parametrize(
    ("french", "dutch", "expected", "reason"),
    [
        ([LONG, OTHER, LONG], [LONG, LONG], {NL: [OTHER.strip()]}, "one in the middle"),
        ([LONG, OTHER], [LONG, LONG, OTHER], {FR: [LONG.strip()]}, "of two alike, either"),
        ([LONG], [LONG, OTHER], {FR: [OTHER.strip()]}, "the last"),
        ([OTHER, LONG, OTHER, LONG], [OTHER, OTHER], {NL: [LONG.strip()] * 2}, "two"),
        ([LONG, OTHER, LONG], [LONG + OTHER, LONG], {}, "two of French are one of Dutch"),
        ([LONG + OTHER + SHORT, LONG], [LONG, OTHER, SHORT, LONG], {}, "three of Dutch are one of French"),
        ([LONG, OTHER, LONG], [LONG, OTHER, LONG], {}, "equally many"),
        ([LONG, SHORT, OTHER], [LONG, OTHER], {}, "a short one may be in another"),
        ([LONG], [SHORT] * 9, {}, "too many to be told"),
        ([OTHER] * 81, [OTHER] * 80, {}, "a list"),
    ],
)
def test_lacking(
    french: list[str], dutch: list[str], expected: dict[Language, list[str]], reason: str
) -> None:
    assert lacked(french, dutch) == expected, reason


def test_of_one_language_nothing_is_said() -> None:
    assert lacking(Bilingual(fr=text([LONG, OTHER]))) == {}
    assert lacking(Bilingual()) == {}


def test_the_longest_texts_that_are_compared_take_no_second() -> None:
    start = time.process_time()
    lacked([OTHER] * 80, [LONG] * 79)
    assert time.process_time() - start < 1
