"""Every example page says exactly what its hand-written facts say, and the examples show every case they are there for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.expectations import Expectation, convert, facts_of

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = sorted(EXAMPLES.glob("*.txt"))
EXPECTED = {
    page.stem: Expectation.load(page, Path(__file__).parent / f"{page.stem}.expected.json") for page in PAGES
}
GAPS = {
    "7-90745": [
        ("points-differ", "the points of the question differ between the languages: 3 in one only"),
    ]
}
FACTS = {name: expectation.facts for name, expectation in EXPECTED.items()}

each_page = pytest.mark.parametrize("name", list(EXPECTED))


@each_page
def test_page_says_what_was_read_by_hand(name: str) -> None:
    expectation = EXPECTED[name]
    assert facts_of(convert(expectation.page)) == expectation.facts_of_question()


@each_page
def test_texts_carry_the_lines_they_stand_on(name: str) -> None:
    expectation = EXPECTED[name]
    assert facts_of(convert(expectation.page), lines=True) == expectation.facts_of_question(lines=True)


@each_page
def test_page_is_read_without_a_warning_but_of_what_one_language_lacks(name: str) -> None:
    warnings = convert(EXPECTED[name].page).warnings
    told = [(warning.code, warning.message) for warning in warnings]
    assert told == GAPS.get(name, [])


@each_page
def test_facts_quote_the_page(name: str) -> None:
    assert EXPECTED[name].facts_of_question()["id"] == name


# --- the examples as a set ----------------------------------------------------------------------------------------


def test_every_page_has_its_facts_and_every_facts_a_page() -> None:
    facts = {
        path.name.removesuffix(".expected.json") for path in Path(__file__).parent.glob("*.expected.json")
    }
    assert facts == set(EXPECTED)
    assert all(facts["id"] == name for name, facts in FACTS.items())


def test_numbers_are_never_taken_for_real_ones() -> None:
    numbers = [name.split("-") for name in FACTS]
    assert all(5 <= int(legislature) <= 7 and int(number) > 90000 for legislature, number in numbers)


def points(facts: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The points of a question's or an answer's facts, sub-points too."""
    for position, point in enumerate(facts.get("points", []), 1):
        here = (*path, point["label"] or str(position))
        yield here, point
        yield from points(point, here)


@pytest.mark.parametrize("name", [name for name in FACTS if name not in GAPS])
def test_both_languages_have_the_same_points_and_paragraphs(name: str) -> None:
    facts = FACTS[name]
    for part in (facts, facts["answer"] or {}):
        for text in (part.get("text", {}), *(point for _, point in points(part))):
            assert _paragraphs(text.get("fr")) == _paragraphs(text.get("nl"))


def _paragraphs(text: str | list[str] | None) -> int:
    return 0 if text is None else 1 if isinstance(text, str) else len(text)


@each_page
def test_layout_is_that_of_the_bilingual_print(name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    assert lines[0] == "SÉNAT DE BELGIQUE BELGISCHE SENAAT"
    title = next(line for line in lines if line.endswith("\u00a0") and line != "\u00a0")
    assert " - " in title
    starts = [number for number, line in enumerate(lines) if line == "________ ________"]
    chronology = lines[starts[0] + 1 : starts[1]]
    assert chronology[: len(chronology) // 2] == chronology[len(chronology) // 2 :]
    assert "\u00a0" in lines
    assert "\r" not in text
    assert not text.endswith("\n")


CASES: dict[str, Callable[[Any], bool]] = {
    "answered late": lambda f: bool(f["days_late"]),
    "answered in time": lambda f: f["status"] == "answered" and f["days_late"] is None,
    "answered in running prose": lambda f: (
        bool(f["points"]) and f["answer"] is not None and not f["answer"].get("points")
    ),
    "group of points with to": lambda f: "-to-" in _keys(f["answer"]),
    "group of points with and": lambda f: "-and-" in _keys(f["answer"]),
    "open": lambda f: f["status"] == "open",
    "lapsed": lambda f: f["status"] == "lapsed",
    "closed and resubmitted, with its successor": lambda f: (
        f["status"] == "closed"
        and any(
            kind == "resubmitted-as" and ["resubmission-of", f["id"]] in FACTS[target]["relations"]
            for kind, target in f["relations"]
        )
    ),
    "also asked to another minister, both shown": lambda f: any(
        kind == "also-asked-as" and target in FACTS for kind, target in f["relations"]
    ),
    "requalified": lambda f: f["status"] == "requalified",
    "nested points": lambda f: any(len(path) > 1 for path, _ in points(f)),
    "nested points whose parent has a text": lambda f: any(
        p.get("points") and p.get("fr") for _, p in points(f)
    ),
    "sub-point on its parent's line": lambda f: any(
        p.get("points") and not p.get("fr") for _, p in points(f)
    ),
    "extraordinary session": lambda f: f["session"].startswith("extraordinary-"),
    "reminded": lambda f: bool(f["chronology"].get("reminded")),
    "asked in French": lambda f: f["original_language"] == "fr",
    "asked in Dutch": lambda f: f["original_language"] == "nl",
    "dashed items as points of the question": lambda f: any(p["label"] is None for _, p in points(f)),
    "dashed items as points of the answer": lambda f: any(
        p["label"] is None for _, p in points(f["answer"] or {})
    ),
    "dashed items inside a point": lambda f: any(
        p["label"] and any(line.startswith("- ") for line in p.get("fr", []))
        for _, p in points(f["answer"] or {})
    ),
    "point that refers to another": lambda f: any(p.get("refers_to") for _, p in points(f["answer"] or {})),
    "affiliation that is translated": lambda f: f["affiliation"]["fr"] != f["affiliation"]["nl"],
    "point that one language lacks": lambda f: any(("fr" in p) != ("nl" in p) for _, p in points(f)),
    "particle in the name": lambda f: bool(re.search(r" (de|du|ter|Van den|Van der|Op de) ", f["asker"])),
    "post with commas": lambda f: ", " in f["addressee"]["fr"] and ", " in f["addressee"]["nl"],
}


def _keys(answer: Any) -> str:
    return " ".join(point.get("key", "") for _, point in points(answer or {}))


@pytest.mark.parametrize("case", CASES)
def test_case_is_shown(case: str) -> None:
    assert any(CASES[case](facts) for facts in FACTS.values())


def test_two_questions_have_an_unanswered_point() -> None:
    assert {name: facts["unanswered"] for name, facts in FACTS.items() if facts["unanswered"]} == {
        "7-90214": ["3"],
        "7-90377": ["5"],
    }


def test_late_answers_of_several_ministers() -> None:
    late = {facts["addressee"]["fr"]: facts["days_late"] for facts in FACTS.values() if facts["days_late"]}
    assert len(late) >= 5


def test_readme_lists_every_page() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"\b[5-7]-9\d{4}(?=\.txt)", readme))) == sorted(FACTS)
