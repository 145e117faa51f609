"""The facts of the headings."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import DocumentNumber, Fact, Language
from kg.reading import facts
from kg.reading.page import Notes, Rejected
from tests.reading.pages import lines

SIX = DocumentNumber(6, 99001)


def told(notes: Notes) -> list[str]:
    return [warning.code for warning in notes.warnings]


def value(fact: Fact[str] | Fact[date] | Fact[Language] | None) -> object:
    return None if fact is None else fact.value


@pytest.mark.parametrize(
    ("texts", "codes", "reason"),
    [
        (["Question écrite n° 6-99001 Schriftelijke vraag nr. 6-99001"], [], "both languages"),
        (["Question écrite n° 6-99001"], [], "one language"),
        (["Schriftelijke vraag nr.6-99001"], [], "no blank after the sign"),
        (["Question écrite nº 6 - 99001"], [], "blanks about the hyphen, the other sign"),
        (
            ["Question écrite n° 6-99001", "Question n° 6-99001 Vraag nr. 6-99002"],
            ["contradiction"],
            "most often",
        ),
        (["Question écrite n° 06-1, n° 6-99001"], [], "a zero in front makes no number"),
    ],
)
def test_number(texts: list[str], codes: list[str], reason: str) -> None:
    notes = Notes("p")
    assert (facts.document_number(lines(*texts), (), None, notes), told(notes)) == (SIX, codes), reason


@pytest.mark.parametrize(
    ("texts", "line", "reason"),
    [
        ([], None, "no heading"),
        (["Question écrite Schriftelijke vraag"], 1, "no number in it"),
        (["Question écrite n° 6-1 Schriftelijke vraag nr. 6-2"], 1, "one number each"),
        (["Question écrite 6-99001"], 1, "no sign before it"),
        (["Question écrite n° 6-99001234"], 1, "too many figures"),
        (["Question écrite n° 6-0"], 1, "zero"),
    ],
)
def test_no_number(texts: list[str], line: int | None, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        facts.document_number(lines(*texts), (), None, Notes("p"))
    assert (rejected.value.code, rejected.value.line) == ("no-number", line), reason


def test_a_given_number_counts_only_where_none_is_printed() -> None:
    notes = Notes("p")
    assert facts.document_number((), (), SIX, notes) == SIX
    assert told(notes) == []
    assert facts.document_number(lines("Question écrite n° 6-5"), (), SIX, notes) == DocumentNumber(6, 5)
    assert told(notes) == ["contradiction"]


@pytest.mark.parametrize(
    ("text", "expected", "codes", "reason"),
    [
        ("Session 2021-2022 Zitting 2021-2022", "2021-2022", [], "both languages"),
        ("Zitting 2021-2022", "2021-2022", [], "one language"),
        (
            "Session extraordinaire de 2019 Buitengewone zitting 2019",
            "extraordinary-2019",
            [],
            "extraordinary",
        ),
        ("Buitengewone zitting 2019", "extraordinary-2019", [], "extraordinary, Dutch"),
        ("Session 2021-2022 Zitting 2020-2021", None, ["contradiction"], "the languages differ"),
        ("Session 2021-2023", None, [], "two years apart"),
        ("Session 2021-", None, [], "cut short"),
        ("Session 2021-20221", None, [], "too many figures"),
        ("", None, [], "nothing"),
    ],
)
def test_session(text: str, expected: str | None, codes: list[str], reason: str) -> None:
    notes = Notes("p")
    assert (value(facts.session(lines(text), notes)), told(notes)) == (expected, codes), reason


@pytest.mark.parametrize(
    ("heading", "question_heading", "expected", "codes", "reason"),
    [
        ("2 juin 2022 2 juni 2022", "", date(2022, 6, 2), [], "the line with the date"),
        (
            "",
            "Question n° 6-1 du 2 juin 2022 : (Question posée en français) Vraag nr. 6-1 d.d. 2 juni 2022 : (…)",
            date(2022, 6, 2),
            [],
            "the question's heading",
        ),
        (
            "",
            "Question n° 6-1 du 2 juin 2022 Vraag nr. 6-1 d.d. 2 juni 2022",
            date(2022, 6, 2),
            [],
            "no colons",
        ),
        ("2 juin 2022 3 juni 2022", "", None, ["contradiction"], "the languages differ"),
        ("2 juin 2022", "Question n° 6-1 du 3 juin 2022 :", None, ["contradiction"], "the headings differ"),
        ("31 juin 2022 2 juni 2022", "", date(2022, 6, 2), ["unreadable-date"], "one of them is none"),
        ("", "Question n° 6-1 du juin 2022 :", None, ["unreadable-date"], "no day"),
        ("", "", None, [], "nothing"),
    ],
)
def test_submitted(
    heading: str, question_heading: str, expected: date | None, codes: list[str], reason: str
) -> None:
    notes = Notes("p")
    fact = facts.submitted(lines(heading), lines(question_heading, first=9), notes)
    assert (value(fact), told(notes)) == (expected, codes), reason


@pytest.mark.parametrize(
    ("text", "expected", "codes", "reason"),
    [
        (
            "Réponse reçue le 19 juillet 2022 : Antwoord ontvangen op 19 juli 2022 :",
            date(2022, 7, 19),
            [],
            "both languages",
        ),
        (
            "Réponse reçue le 19 juillet 2022 Antwoord ontvangen op 19 juli 2022",
            date(2022, 7, 19),
            [],
            "no colons",
        ),
        ("Antwoord ontvangen op 19 juli 2022 :", date(2022, 7, 19), [], "Dutch alone"),
        (
            "Réponse reçue le 19 juillet 2022 : Antwoord ontvangen op 20 juli 2022 :",
            None,
            ["contradiction"],
            "they differ",
        ),
        ("Réponse reçue le 32 juillet 2022 :", None, ["unreadable-date"], "no date"),
        ("", None, [], "nothing"),
    ],
)
def test_received(text: str, expected: date | None, codes: list[str], reason: str) -> None:
    notes = Notes("p")
    assert (value(facts.received(lines(text), notes)), told(notes)) == (expected, codes), reason


@pytest.mark.parametrize(
    ("text", "expected", "codes", "reason"),
    [
        ("(Question posée en néerlandais) (Vraag gesteld in het Nederlands)", Language.NL, [], "Dutch"),
        ("(Question posée en français) (Vraag gesteld in het Frans)", Language.FR, [], "French"),
        ("(Vraag gesteld in het Frans)", Language.FR, [], "the page's language is another thing"),
        (
            "(Question posée en français) (Vraag gesteld in het Nederlands)",
            None,
            ["contradiction"],
            "they differ",
        ),
        ("(Question posée en allemand)", None, ["unknown-label"], "neither of the two"),
        ("(Question posée en", None, [], "cut short"),
    ],
)
def test_original_language(text: str, expected: Language | None, codes: list[str], reason: str) -> None:
    notes = Notes("p")
    assert (value(facts.original_language(lines(text), notes)), told(notes)) == (expected, codes), reason


def test_a_fact_keeps_its_first_line() -> None:
    fact = facts.session(lines("Session 2021-2022", "Zitting 2021-2022", first=4), Notes("p"))
    assert fact is not None
    assert str(fact.span) == "p, line 4"
