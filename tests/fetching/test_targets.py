"""Numbers, ranges, names and addresses."""

from __future__ import annotations

import re

import pytest

from kg import __version__
from kg.asking import USER_AGENT
from kg.fetching.targets import VIEWS, Target, numbers, targets
from kg.model import DocumentNumber, Language, View
from kg.reading.address import canonical

NUMBER = DocumentNumber(7, 1668)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("7-1668", ["7-1668"], "one question"),
        ("7-9..11", ["7-9", "7-10", "7-11"], "a range, both ends included"),
        ("7-9..7-11", ["7-9", "7-10", "7-11"], "with the legislature at both ends"),
        ("7-9..9", ["7-9"], "a range of one"),
    ],
)
def test_numbers(text: str, expected: list[str], reason: str) -> None:
    assert [str(number) for number in numbers(text)] == expected, reason


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "1668", "not the number of a question, such as 7-1668: '1668', or a range", id="no legislature"
        ),
        pytest.param("7-9-11", "or a range, such as 7-1600..1668", id="another sign for a range"),
        pytest.param("7-9..", "not a range of questions", id="no end"),
        pytest.param("7-9...11", "not a range of questions", id="three full stops"),
        pytest.param("7-٩..٩", "not a range of questions", id="digits of another script"),
        pytest.param("6-9..7-11", "stays within one legislature", id="two legislatures"),
        pytest.param("7-11..9", "ends before it begins", id="backwards"),
        pytest.param("7-1..20001", "too long, 20,000 questions at most", id="one too many"),
    ],
)
def test_what_is_no_number(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        numbers(text)


def test_the_longest_range() -> None:
    assert len(numbers("7-1..20000")) == 20_000


def test_each_page_once_and_those_of_a_question_together() -> None:
    found = targets(
        [*numbers("7-2"), *numbers("7-1..2")], [View.WEB, View.PRINT, View.WEB], [Language.FR, Language.NL]
    )
    assert [target.file_name for target in found] == [
        f"7-{number}-{view}-{language}.html"
        for number in (2, 1)
        for view in ("web", "print")
        for language in ("fr", "nl")
    ]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", Language)
def test_the_address_is_the_one_that_the_reader_knows(view: View, language: Language) -> None:
    address = Target(NUMBER, view, language).address
    known = canonical(address)
    assert known is not None
    assert (known.iri, known.number, known.language) == (address, NUMBER, language)


@pytest.mark.parametrize("site", ["http://localhost:8000", "http://localhost:8000/"])
def test_the_address_at_another_server(site: str) -> None:
    address = Target(NUMBER).address_at(site)
    assert address == "http://localhost:8000/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=1668&LANG=fr"


def test_the_program_names_itself_and_its_version() -> None:
    assert USER_AGENT.startswith(f"written-questions/{__version__} ")
