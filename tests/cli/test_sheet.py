"""One question as a sheet: what is shown, and what stands beside what."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from kg.cli.sheet import NOT_ANSWERED, Sheet, place
from kg.cli.terminal import clean
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    Language,
    PointPath,
    Question,
    QuestionPoint,
    Source,
    Span,
    Status,
    Text,
    Topic,
    View,
)


def fact(value: str, line: int = 1) -> Text:
    return Fact(value, Span("page.txt", line, line))


def both(name: str) -> Bilingual:
    return Bilingual(fact(f"{name} fr", 10), fact(f"{name} nl", 20))


def asked(key: str, *below: QuestionPoint) -> QuestionPoint:
    return QuestionPoint(key, key, 1, both(f"Q{key}"), below, (Span("page.txt", 30, 31),))


def told(key: str, *answers: PointPath, below: tuple[AnswerPoint, ...] = ()) -> AnswerPoint:
    return AnswerPoint(key, key.replace("-to-", " à "), 1, both(f"A{key}"), below, answers)


QUESTION = Question(
    id=DocumentNumber(7, 9001),
    title=both("Title"),
    asker=fact("Anna Voorbeeld", 6),
    affiliation=Bilingual(fact("Groen"), fact("Groen")),
    addressee=both("Minister"),
    original_language=Fact(Language.NL),
    chronology=Chronology(
        due=Fact(date(2022, 7, 7)), answered=Fact(date(2022, 7, 19), Span("page.txt", 9, 9))
    ),
    status=Fact(Status.ANSWERED),
    text=both("Text"),
    points=(asked("1"), asked("2"), asked("3")),
    answer=Answer(points=(told("1", ("1",)), told("3", ("3",)))),
    sources=(Source(View.BILINGUAL_PRINT, None),),
)


def shown(sheet: Sheet, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, markup=False, emoji=False).print(sheet)
    return out.getvalue()


def rows(sheet: Sheet) -> list[tuple[str, str]]:
    """The lines of the table of points, left and right."""
    lines = shown(sheet).splitlines()
    start = next(
        place for place, line in enumerate(lines) if "Points of the question" in line and "Answers" in line
    )
    middle = lines[start].index("Answers")
    return [(line[:middle].strip(), line[middle:].strip()) for line in lines[start + 2 :] if line.strip()]


def test_the_facts() -> None:
    text = shown(Sheet(QUESTION))
    assert "Question 7-9001" in text
    for row in (
        "Asked by      Anna Voorbeeld (Groen)",
        "Addressed to  Minister fr / Minister nl",
        "Asked in      Dutch",
        "Status        answered",
        "Answer due    2022-07-07",
        "Answered      2022-07-19, 12 days late",
    ):
        assert row in [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize(
    ("answered", "expected"),
    [(7, "2022-07-07"), (8, "2022-07-08, 1 day late"), (9, "2022-07-09, 2 days late")],
    ids=["on the last day", "one day", "two days"],
)
def test_days_late(answered: int, expected: str) -> None:
    times = Chronology(due=Fact(date(2022, 7, 7)), answered=Fact(date(2022, 7, answered)))
    lines = shown(Sheet(replace(QUESTION, chronology=times))).splitlines()
    assert f"Answered      {expected}" in [line.rstrip() for line in lines]


def test_points_stand_beside_their_answers_and_what_is_not_answered_says_so() -> None:
    assert rows(Sheet(QUESTION, (Language.FR,), unanswered=[("2",)])) == [
        ("1", "1"),
        ("Q1 fr", "A1 fr"),
        ("2", NOT_ANSWERED),
        ("Q2 fr", ""),
        ("3", "3"),
        ("Q3 fr", "A3 fr"),
    ]


def test_one_language_or_both() -> None:
    assert "nl Q1 nl" in shown(Sheet(QUESTION))
    dutch = shown(Sheet(QUESTION, (Language.NL,)))
    assert "Q1 nl" in dutch
    assert "Title nl" in dutch
    assert " fr" not in dutch


def test_a_text_that_the_language_lacks_is_told_of() -> None:
    only = replace(QUESTION, text=Bilingual(fr=fact("Seulement")))
    assert "(only in French)" in shown(Sheet(only, (Language.NL,)))


def test_an_answer_in_prose_stands_whole_and_claims_nothing() -> None:
    text = shown(Sheet(replace(QUESTION, answer=Answer(text=both("Prose")))))
    assert text.index("Q3 nl") < text.index("Prose fr")
    assert "nothing says which points it covers" in text


def test_a_question_without_answer_shows_its_points() -> None:
    text = shown(Sheet(replace(QUESTION, answer=None)))
    assert "Q1 fr" in text
    assert "Answers" not in text


def test_lines_only_where_asked_for() -> None:
    assert "line" not in shown(Sheet(QUESTION))
    text = shown(Sheet(QUESTION, lines=True), width=100)
    assert "Anna Voorbeeld (Groen)  [line 6]" in text
    assert "2022-07-19, 12 days late  [line 9]" in text
    assert "Q1 fr  [line 10]" in text


def test_a_point_without_a_text_of_its_own_shows_where_it_stands() -> None:
    empty = QuestionPoint("1", "1", 1, Bilingual(), (asked("a"),), (Span("page.txt", 30, 31),))
    text = shown(Sheet(replace(QUESTION, points=(empty,)), lines=True))
    assert "1  [lines 30-31]" in text


def test_lines_that_follow_each_other_are_one_span() -> None:
    topics = tuple(Topic(Bilingual(fact(f"fr{n}", 10 + n), fact(f"nl{n}", 13 + n))) for n in range(3))
    text = shown(Sheet(replace(QUESTION, topics=topics), lines=True), width=100)
    assert "fr0 / nl0; fr1 / nl1; fr2 / nl2  [lines 10-15]" in text


def test_lines_of_several_pages_name_the_page() -> None:
    pages = (Source(View.PRINT, Language.FR), Source(View.PRINT, Language.NL))
    text = shown(Sheet(replace(QUESTION, sources=pages), lines=True), width=120)
    assert "Anna Voorbeeld (Groen)  [page.txt, line 6]" in text


def test_no_line_is_wider_than_the_terminal() -> None:
    long = replace(QUESTION, text=Bilingual(fr=fact("mot " * 100 + "x" * 200)))
    assert max(len(line) for line in shown(Sheet(long), width=60).splitlines()) <= 60


def nested() -> tuple[QuestionPoint, ...]:
    return (asked("1", asked("a"), asked("b")), asked("2"), asked("3"))


def keys(points: list[AnswerPoint]) -> list[str]:
    return [point.key for point in points]


@pytest.mark.parametrize(
    ("answers", "beside", "see", "loose", "reason"),
    [
        ([told("1", ("1",))], {("1",): ["1"]}, {}, [], "one to one"),
        (
            [told("1-to-3", ("1",), ("2",), ("3",))],
            {("1",): ["1-to-3"]},
            {("2",): ["1-to-3"], ("3",): ["1-to-3"]},
            [],
            "a grouped answer stands once, the other points refer to it",
        ),
        (
            [told("1", ("1",), below=(told("a", ("1", "a")), told("b", ("1", "b"))))],
            {("1",): ["1"], ("1", "a"): ["a"], ("1", "b"): ["b"]},
            {},
            [],
            "sub-points stand beside sub-points",
        ),
        (
            [told("2", ("2",), below=(told("a"),))],
            {("2",): ["2", "a"]},
            {},
            [],
            "a sub-point that answers none stays with its parent",
        ),
        ([told("9")], {}, {}, ["9"], "an answer to no point"),
    ],
)
def test_placing(
    answers: list[AnswerPoint],
    beside: dict[PointPath, list[str]],
    see: dict[PointPath, list[str]],
    loose: list[str],
    reason: str,
) -> None:
    points = nested()
    rows = [(("1",), points[0]), (("1", "a"), points[0].points[0]), (("1", "b"), points[0].points[1])]
    rows += [(("2",), points[1]), (("3",), points[2])]
    placed, elsewhere, rest = place(rows, answers)
    assert {path: keys(found) for path, found in placed.items()} == beside, reason
    assert {path: keys(found) for path, found in elsewhere.items()} == see, reason
    assert keys(rest) == loose, reason


def test_what_a_terminal_would_obey_is_not_passed_on() -> None:
    assert (
        clean("a\x1b[31mb\x07\tc\nd\x9be")
        == "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}\tc\nd\N{REPLACEMENT CHARACTER}e"
    )
