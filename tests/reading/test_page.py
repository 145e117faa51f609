"""A page as lines, and the notes taken while it is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PageWarning, Span
from kg.reading.page import Line, Notes, Rejected, lines_of, normalise, sha256, strip_blank


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("a  b\t\xa0c", "a b c", "runs of blanks, no-break spaces too"),
        (" a ", "a", "blanks around it"),
        ("e\u0301te\u0301", "été", "NFC"),
        ("l’«été»…", "l’«été»…", "typography stays"),
        ("\u202fa\u2009b", "a b", "narrow and thin spaces"),
    ],
)
def test_normalise(text: str, expected: str, reason: str) -> None:
    assert normalise(text) == expected, reason


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    lines = lines_of("a\r\nb\rc\n\nd\u2028e\x0bf")
    assert [(line.number, line.text) for line in lines] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (4, ""),
        (5, "d e f"),
    ]


@pytest.mark.parametrize(
    ("text", "divider", "reason"),
    [("\xa0", True, "a no-break space"), (" \xa0 ", True, "among blanks"), (" ", False, "a blank"), ("", False, "empty"), ("\xa0a", False, "a word")],
)  # fmt: skip
def test_divider(text: str, divider: bool, reason: str) -> None:
    assert lines_of(text)[0].divider is divider, reason


@pytest.mark.parametrize(
    ("text", "separator", "reason"),
    [
        ("________", True, "eight"),
        ("________________", True, "sixteen"),
        ("________ ________", True, "one for each column"),
        ("___", False, "three"),
        ("________ a", False, "a word beside it"),
        ("----------", False, "hyphens"),
    ],
)
def test_separator(text: str, separator: bool, reason: str) -> None:
    assert Line(1, text).separator is separator, reason


def test_strip_blank_leaves_the_lines_with_text() -> None:
    assert [line.number for line in strip_blank(lines_of("a\n\nb\n"))] == [1, 3]


@pytest.mark.parametrize(
    ("where", "span", "reason"),
    [
        (None, None, "nowhere"),
        (3, Span("p", 3, 3), "a number"),
        (Line(4, "x"), Span("p", 4, 4), "a line"),
        ([Line(4, "x"), Line(7, "y")], Span("p", 4, 7), "several lines"),
        ([], None, "no lines"),
        (Span("q", 1, 2), Span("q", 1, 2), "a span"),
    ],
)
def test_notes_keep_where(
    where: Line | list[Line] | Span | int | None, span: Span | None, reason: str
) -> None:
    notes = Notes("p")
    notes.warn("code", "message", where)
    assert notes.warnings == [PageWarning("code", "message", span)], reason


def test_sha256_is_that_of_the_bytes() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_rejected_says_why() -> None:
    rejected = Rejected("empty", "nothing", 3)
    assert (str(rejected), rejected.code, rejected.line) == ("nothing", "empty", 3)


@given(st.text())
def test_normalised_texts_stay_as_they_are(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once == unicodedata.normalize("NFC", once)
    assert "  " not in once


@given(st.text())
def test_lines_keep_every_character_but_blanks(text: str) -> None:
    kept = "".join("".join(line.text.split()) for line in lines_of(text))
    assert kept == "".join(unicodedata.normalize("NFC", row) for row in _rows(text))


def _rows(text: str) -> list[str]:
    return [
        "".join(normalise(row).split()) for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
