"""Documents to questions, with an outcome for each document."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest

from kg import conversion
from kg import reading as reading_package
from kg.conversion import Conversion, Outcome, Problem, State, convert
from kg.inputs import Document, Unreadable
from kg.model import DocumentNumber, PageWarning, Question, Reading, Source, Span, View
from kg.reading import Rejected

ONE, TWO = DocumentNumber(7, 1), DocumentNumber(7, 2)


def reading(name: str, id: DocumentNumber, *warnings: PageWarning) -> Reading:
    return Reading(
        document=name,
        source=Source(View.PRINT, None, (f"hash of {name}",)),
        id=id,
        layout="print",
        warnings=warnings,
    )


def warning(code: str, document: str, line: int) -> PageWarning:
    return PageWarning(code, f"message of {code}", Span(document, line, line))


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reads as its text says, and a merger that warns of every question with two pages."""

    def read(data: bytes, name: str, *, number: DocumentNumber | None = None, **_: object) -> Reading:
        match data.decode().split():
            case ["rejected"]:
                raise Rejected("no-number", "no number", 3)
            case ["bug"]:
                raise RecursionError("too deep")
            case ["headless"] if number is not None:
                return reading(name, number)
            case [id, *codes]:
                own = [warning(code, name, 10 - place) for place, code in enumerate(codes)]
                return reading(name, DocumentNumber.parse(id), *own)
            case other:
                raise AssertionError(other)

    def merge(readings: Iterable[Reading]) -> Question:
        pages = list(readings)
        if pages[0].id == DocumentNumber(7, 13):
            raise ZeroDivisionError
        new = [warning("contradiction", pages[-1].document, 5)] if len(pages) > 1 else []
        return Question(
            id=pages[0].id,
            sources=tuple(page.source for page in pages),
            warnings=(*(own for page in pages for own in page.warnings), *new),
        )

    monkeypatch.setattr(reading_package, "read", read)
    monkeypatch.setattr(conversion, "merge", merge)


def run(*texts: str) -> Conversion:
    return convert(Document(f"{place}.txt", text.encode()) for place, text in enumerate(texts))


@pytest.mark.usefixtures("fakes")
def test_questions_come_by_number_each_once() -> None:
    assert [str(question.id) for question in run("7-10", "7-2", "10-1", "7-2").questions] == [
        "7-2",
        "7-10",
        "10-1",
    ]


@pytest.mark.usefixtures("fakes")
def test_outcomes_come_in_the_order_of_the_documents_one_for_each() -> None:
    result = run("7-2 truncated", "rejected", "7-1", "7-2")
    assert [(outcome.source, outcome.state, outcome.questions) for outcome in result.outcomes] == [
        ("0.txt", State.CONVERTED, (TWO,)),
        ("1.txt", State.REJECTED, ()),
        ("2.txt", State.CONVERTED, (ONE,)),
        ("3.txt", State.CONVERTED, (TWO,)),
    ]
    assert result.outcomes[1].errors == (Problem("no-number", "no number", 3),)
    assert result.rejected == (result.outcomes[1],)


@pytest.mark.usefixtures("fakes")
def test_a_warning_stands_with_the_page_it_points_to_once_by_line() -> None:
    result = run("7-1 truncated unknown-label", "7-1")
    assert [[(item.code, item.line) for item in outcome.warnings] for outcome in result.outcomes] == [
        [("unknown-label", 9), ("truncated", 10)],
        [("contradiction", 5)],
    ]


@pytest.mark.usefixtures("fakes")
def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [
        Document(f"{place}.txt", text.encode()) for place, text in enumerate(("7-1", "7-2", "7-1 truncated"))
    ]
    results = [convert(order) for order in itertools.permutations(documents)]
    assert len(results) == 6
    assert {result.questions for result in results} == {results[0].questions}
    assert {frozenset(result.outcomes) for result in results} == {frozenset(results[0].outcomes)}


@pytest.mark.usefixtures("fakes")
def test_two_documents_of_the_same_name_and_content_have_an_outcome_each() -> None:
    result = convert([Document("a.txt", b"7-1"), Document("a.txt", b"7-1")])
    assert [outcome.state for outcome in result.outcomes] == [State.CONVERTED, State.CONVERTED]


@pytest.mark.usefixtures("fakes")
def test_what_cannot_be_read_is_an_outcome() -> None:
    result = convert(
        [Unreadable("a.txt", "unreadable", "cannot be read: Permission denied"), Document("b.txt", b"7-1")]
    )
    assert result.outcomes[0] == Outcome(
        "a.txt", State.REJECTED, errors=(Problem("unreadable", "cannot be read: Permission denied"),)
    )
    assert [question.id for question in result.questions] == [ONE]


@pytest.mark.usefixtures("fakes")
@pytest.mark.parametrize(
    ("text", "name"),
    [("bug", "RecursionError: too deep"), ("7-13", "ZeroDivisionError")],
    ids=["reading", "merging"],
)
def test_an_error_of_the_program_costs_one_page_not_the_run(text: str, name: str) -> None:
    result = run("7-1", text, "7-2")
    assert [question.id for question in result.questions] == [ONE, TWO]
    (error,) = result.outcomes[1].errors
    assert error.code == "internal-error"
    assert name in error.message


@pytest.mark.usefixtures("fakes")
def test_a_number_for_a_page_that_lacks_it() -> None:
    result = convert([Document("a.txt", b"headless")], number=TWO)
    assert [question.id for question in result.questions] == [TWO]


@pytest.mark.usefixtures("fakes")
def test_the_line_of_a_report() -> None:
    converted, rejected = run("7-1 truncated", "rejected").outcomes
    assert converted.as_json() == {
        "source": "0.txt",
        "status": "converted",
        "questions": [{"id": "7-1"}],
        "layout": "print",
        "warnings": [{"code": "truncated", "message": "message of truncated", "line": 10}],
        "errors": [],
    }
    assert rejected.as_json() == {
        "source": "1.txt",
        "status": "rejected",
        "questions": [],
        "layout": None,
        "warnings": [],
        "errors": [{"code": "no-number", "message": "no number", "line": 3}],
    }
    assert converted.as_json({ONE: False}.get)["questions"] == [{"id": "7-1", "conforms": False}]
    assert converted.as_json({TWO: True}.get)["questions"] == [{"id": "7-1"}]
