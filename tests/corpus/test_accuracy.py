"""The reading is as right as it has been, page by page and in the sum."""

from __future__ import annotations

import re

import pytest

from tests import accuracy
from tests.accuracy import Case, Fact, Result, Score, Scores, cases, compare, known_failures, results, scores

BY_NAME = {result.case.name: result for result in results()}


def test_every_page_has_facts_and_every_facts_a_page() -> None:
    pages = {case.page.with_name(f"{case.page.stem}.expected.json") for case in cases()}
    written = set(accuracy.CORPUS.glob("*/*.expected.json"))
    assert written == {path for path in pages if path.is_relative_to(accuracy.CORPUS)}


def test_every_number_is_invented() -> None:
    numbers = [int(case.written["id"].split("-")[1]) for case in cases() if "id" in case.written]
    assert all(number > 90000 for number in numbers)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_page_is_read_without_error_unless_it_is_known_to_fail(name: str) -> None:
    result = BY_NAME[name]
    if name in known_failures():
        assert not result.flawless, (
            f"{name} is read rightly now: remove it from {accuracy.KNOWN_FAILURES.name}"
        )
    else:
        assert result.flawless, "\n".join(accuracy.failures(result))


def test_known_failures_are_pages_and_have_reasons() -> None:
    assert set(known_failures()) <= set(BY_NAME)
    assert all(known_failures().values())


@pytest.mark.parametrize("name", sorted(accuracy.floors()))
def test_shares_hold_their_floors(name: str) -> None:
    measured = scores().figures().get(name)
    assert measured is not None, f"nothing measures {name!r} any more"
    for share, floor in accuracy.floors()[name].items():
        assert measured[share] >= floor, f"{share} of {name} fell to {measured[share]:.4f} from {floor:.4f}"


def test_everything_measured_has_a_floor() -> None:
    missing = set(scores().figures()) - set(accuracy.floors())
    assert not missing, f"run python -m tests.accuracy --update: {sorted(missing)}"


@pytest.mark.parametrize("name", sorted(accuracy.FAITHFUL))
def test_numbers_persons_dates_and_relations_are_never_wrong(name: str) -> None:
    assert scores().properties[name].wrong == 0


SETTLED_BEFORE_THE_TEXT = frozenset(
    [
        "identifier",
        "session",
        "submitted",
        "asker",
        "affiliation",
        "addressee",
        "title",
        "topics",
        "relations",
    ]
)
CUTS = 12
UNDAMAGED = [case for case in cases() if case.layout != "damaged" and "id" in case.written]
"""Where letters are damaged, too little of a page does not show how."""


@pytest.mark.parametrize("case", UNDAMAGED, ids=lambda case: case.name)
def test_cut_page_states_nothing_that_the_whole_one_does_not(case: Case) -> None:
    data = case.page.read_bytes()
    stated = accuracy.written_facts(case)
    # Where the second column was cut off, a term has one label of the two.
    pairs = [fact.value.split(" = ") for fact in stated if fact.property == "topics"]
    stated |= {Fact("", "topics", value) for pair in pairs for value in (f"{pair[0]} = -", f"- = {pair[-1]}")}
    for cut in range(CUTS):
        part = data[: len(data) * (2 * cut + 1) // (2 * CUTS)]
        given = {
            fact for fact in accuracy.facts_given(case, part) if fact.property in SETTLED_BEFORE_THE_TEXT
        }
        assert given <= stated, f"cut after {len(part)} bytes: {sorted(given - stated)}"


CLOSED_LATER = {".txt": ("", "\n"), ".html": ("", "\n", "</td></tr></table></body></html>")}
"""What a copy that was cut may have got at its end."""


@pytest.mark.parametrize("case", UNDAMAGED, ids=lambda case: case.name)
def test_page_cut_inside_its_number_gives_no_other_number(case: Case) -> None:
    data = case.page.read_bytes()
    number = case.written["id"].partition("-")[2].encode()
    places = [match.start() for match in re.finditer(number, data)][:4]
    for place in places:
        for figures in range(1, len(number)):
            for end in CLOSED_LATER[case.page.suffix]:
                part = data[: place + figures] + end.encode()
                found = {
                    fact.value for fact in accuracy.facts_given(case, part) if fact.property == "identifier"
                }
                assert found <= {case.written["id"]}, f"cut after {place + figures} bytes, then {end!r}"


# --- the measure itself -------------------------------------------------------------------------------------------


def result(right: int, missing: int, wrong: int, layout: str = "web") -> Result:
    def facts(kind: str, count: int) -> frozenset[Fact]:
        return frozenset(Fact("", "title", f"{kind} {number}") for number in range(count))

    case = Case(layout, accuracy.CORPUS / f"{layout}.txt", {})
    return Result(case, facts("right", right), facts("missing", missing), facts("wrong", wrong))


def test_precision_counts_what_is_wrong_and_recall_what_is_missing() -> None:
    total = Scores()
    total.add(result(right=6, missing=2, wrong=0))
    total.add(result(right=3, missing=0, wrong=3))
    total.add(result(right=1, missing=0, wrong=0, layout="print"))
    assert (total.whole.precision, total.whole.recall) == (10 / 13, 10 / 12)
    assert (total.whole.flawless, total.whole.questions) == (1, 3)
    assert total.figures()["layout web"] == {"precision": 9 / 12, "recall": 9 / 11, "flawless": 0.0}
    assert total.figures()["property title"] == {"precision": 10 / 13, "recall": 10 / 12}


def test_nothing_to_find_is_nothing_missed() -> None:
    assert (Score().precision, Score().recall) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("floor", "measured", "after", "reason"),
    [
        (0.9, 0.95, 0.95, "goes up with the measure"),
        (0.9, 0.8, 0.9, "never goes down"),
        (None, 0.8, 0.8, "begins where it is measured"),
        (0.9, None, 0.9, "stays where nothing is measured"),
        (0.9, 0.99999, 0.9999, "is rounded down, so that it can be held"),
        (None, 1.0, 1.0, "may be all"),
    ],
)
def test_floor(floor: float | None, measured: float | None, after: float, reason: str) -> None:
    before = {} if floor is None else {"layout web": {"recall": floor}}
    figures = {} if measured is None else {"layout web": {"recall": measured}}
    assert accuracy.raised(before, figures) == {"layout web": {"recall": after}}, reason


def test_a_fact_that_the_page_does_not_state_counts_as_wrong() -> None:
    case = next(case for case in cases() if case.name == "web/7-90619-nl")
    without = {key: value for key, value in case.written.items() if key != "asker"}
    found = compare(Case(case.layout, case.page, without))
    assert found.wrong == {Fact("", "asker", "Gust Ravensteyn")}
    assert not found.missing


def test_a_fact_that_is_not_read_counts_as_missing() -> None:
    case = next(case for case in cases() if case.name == "web/7-90619-nl")
    found = compare(Case(case.layout, case.page, {**case.written, "session": "2021-2022"}))
    assert found.missing == {Fact("", "session", "2021-2022")}
    assert not found.wrong


def test_floors_are_asked_for_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--lower"]) == 2
    assert "--lower" in capsys.readouterr().err
