"""Pages that are easily read wrongly, in the bilingual print view, against facts written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Question
from kg.reading import Rejected, read
from tests.expectations import Expectation, convert, facts_of

FOLDER = Path(__file__).parent / "bilingual-print"
PAGES = {page.stem: page for page in sorted(FOLDER.glob("*.txt"))}
OWN = {name: json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8")) for name in PAGES}
REJECTED = [name for name, facts in OWN.items() if "rejected" in facts]
READ = [name for name in PAGES if name not in REJECTED]


def expectation(name: str) -> Expectation:
    """The facts of a page, or of the page it equals."""
    named = OWN[name].get("twin", name)
    return Expectation.load(PAGES[named], FOLDER / f"{named}.expected.json")


def question_of(name: str) -> Question:
    return convert(PAGES[name], OWN[name].get("given", {}).get("number"))


def test_every_page_has_facts_and_every_facts_a_page() -> None:
    assert {path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.json")} == set(PAGES)


@pytest.mark.parametrize("name", READ)
def test_facts_quote_the_page(name: str) -> None:
    assert expectation(name).facts_of_question()["id"] == expectation(name).facts["id"]


@pytest.mark.parametrize("name", READ)
def test_page_says_what_was_read_by_hand(name: str) -> None:
    assert facts_of(question_of(name)) == expectation(name).facts_of_question()


@pytest.mark.parametrize("name", READ)
def test_texts_carry_the_lines_they_stand_on(name: str) -> None:
    assert facts_of(question_of(name), lines=True) == expectation(name).facts_of_question(lines=True)


@pytest.mark.parametrize("name", [name for name in READ if "warnings" in OWN[name]])
def test_warnings_are_those_that_were_foreseen(name: str) -> None:
    found = {warning.code for warning in question_of(name).warnings}
    expected = set(OWN[name]["warnings"])
    assert expected <= found <= expected | set(OWN[name].get("warnings_may", [])), [
        warning.message for warning in question_of(name).warnings
    ]


@pytest.mark.parametrize("name", REJECTED)
def test_page_is_rejected(name: str) -> None:
    with pytest.raises(Rejected) as caught:
        read(PAGES[name].read_bytes(), PAGES[name].name)
    assert caught.value.code == OWN[name]["rejected"]
    if "line" in OWN[name]:
        assert caught.value.line == OWN[name]["line"]
