"""Word by word, for French or for Dutch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import word_odds
from kg.reading.word_odds import is_listed, log_odds, within

FRENCH = [
    "le",
    "Les",
    "QUE",
    "l'eau",
    "l’honneur",
    "Néant.",
    "oui",
    "2) Non,",
    "désencombrement",
    "prud'homal",
]
DUTCH = [
    "het",
    "Een",
    "ZIJN",
    "'s morgens",
    "Nihil.",
    "neen",
    "2) Nee,",
    "ontkoppelingsstukje",
    "verschrijving",
]


@pytest.mark.parametrize("text", FRENCH)
def test_french_is_above_nothing(text: str) -> None:
    assert log_odds(text) > 1


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_below_nothing(text: str) -> None:
    assert log_odds(text) < -1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing"),
        ("2019 | 1.204 | 3,5 %", "numerals"),
        ("________ - *", "marks"),
        ("https://www.le-les-des.be/nous", "an address is in no language"),
        ("le@les.be", "an address of a person"),
        ("ADIV SGRS", "short words in capitals that the table does not have"),
    ],
)
def test_nothing_where_nothing_tells(text: str, reason: str) -> None:
    assert log_odds(text) == 0, reason


@pytest.mark.parametrize("word", ["Rwanda", "WhatsApp", "Brexit", "de", "en", "plan", "minimum"])
def test_words_of_both_languages_say_little(word: str) -> None:
    assert abs(log_odds(word)) < 1.5


def test_upper_case_and_curly_apostrophes_make_no_difference() -> None:
    assert log_odds("L’ANNÉE DES MINISTRES") == log_odds("l'année des ministres") != 0


@given(st.lists(st.text(max_size=30), max_size=6))
def test_texts_add_up(texts: list[str]) -> None:
    assert log_odds(" ".join(texts)) == pytest.approx(sum(map(log_odds, texts)))


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=60))
def test_one_word_is_bounded(word: str) -> None:
    assert abs(log_odds(word)) <= 7


def test_a_word_without_end_costs_no_more_than_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = word_odds._Odds()
    monkeypatch.setattr(word_odds, "_ODDS", memory)
    assert log_odds("z" * 1_000_000) == log_odds("z" * 1000)
    assert not memory, "long tokens are not kept"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = word_odds._Odds()
    monkeypatch.setattr(word_odds, "_ODDS", memory)
    monkeypatch.setattr(word_odds, "_REMEMBERED", 10)
    before = log_odds("question")
    log_odds(" ".join(f"woord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert len(memory) <= 10
    assert log_odds("question") == before


def test_is_listed() -> None:
    assert is_listed("Neen")
    assert not is_listed("zzyzx")


def test_within() -> None:
    assert [within(odds, 2) for odds in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]


def test_the_table_is_well_formed() -> None:
    lines = Path(word_odds.__file__).with_name("language.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    rows = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == 2 and re.fullmatch(r"-?[0-9]+", row[1]) for row in rows)
    assert len({key for key, _ in rows}) == len(rows)
