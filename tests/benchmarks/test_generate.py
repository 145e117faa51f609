"""The invented questions: the same each time, readable in every layout, and of the size that is stated."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.generate import LAYOUTS, Page, invented, main
from benchmarks.prose import person, post, term
from benchmarks.questions import questions
from kg.conversion import Conversion, convert
from kg.gathering import triples_of
from kg.graph.iris import Iris
from kg.inputs import Document, documents


def found(count: int, *layouts: str, seed: int = 1) -> list[list[Page]]:
    return list(islice(invented(seed, layouts), count))


def converted(pages: list[list[Page]]) -> Conversion:
    return convert(Document(page.name, page.data) for of_one in pages for page in of_one)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_seed_gives_the_same_bytes_whatever_the_hashes_of_the_process(tmp_path: Path) -> None:
    for hashes in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "benchmarks.generate", "-n", "30", "-o", tmp_path / hashes],
            env={"PYTHONHASHSEED": hashes, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True,
            capture_output=True,
        )
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "1")) >= 30


def test_another_seed_gives_other_questions() -> None:
    assert found(5, seed=1) != found(5, seed=2)


def test_fewer_are_the_first_of_more() -> None:
    assert found(13) == found(40)[:13]


@pytest.fixture(scope="module")
def sample() -> list[list[Page]]:
    return found(300)


@pytest.fixture(scope="module")
def result(sample: list[list[Page]]) -> Conversion:
    return converted(sample)


def test_all_are_read_and_none_lost(result: Conversion) -> None:
    assert result.rejected == ()
    assert len(result.questions) == 300
    assert all(question.id.number > 90000 for question in result.questions)


def test_they_are_of_the_stated_size(sample: list[list[Page]], result: Conversion) -> None:
    assert 19_000 <= sum(len(page.data) for pages in sample for page in pages) / 300 <= 21_000
    assert 130 <= len(triples_of(result.questions, Iris())) / 300 <= 150


def test_most_pages_read_without_a_warning_and_the_others_with_those_that_are_meant(
    result: Conversion,
) -> None:
    outcomes = result.outcomes
    codes = {problem.code for outcome in outcomes for problem in outcome.warnings}
    assert sum(not outcome.warnings for outcome in outcomes) / len(outcomes) >= 0.85
    # Surnames of the bulletin; terms and chronologies of flattened tables; damaged and cut pages.
    assert codes <= {
        "person-unclear",
        "terms-not-separated",
        "unknown-label",
        "part-missing",
        "encoding-repaired",
        "truncated",
        "points-differ",
        "answer-missing",
    }


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_layout_is_read_as_what_it_is(layout: str) -> None:
    pages = found(10, layout)
    result = converted(pages)
    assert len(result.questions) == 10
    view = layout.removeprefix("html-").removeprefix("flattened-")
    assert {outcome.layout for outcome in result.outcomes} <= {view, "web"}
    assert Counter(outcome.layout for outcome in result.outcomes)[view] >= 10
    suffixes = {Path(page.name).suffix for of_one in pages for page in of_one}
    assert suffixes == {".html" if layout.startswith("html-") else ".txt"}


def test_relations_lead_to_questions_that_are_there_and_come_back(result: Conversion) -> None:
    back = {
        "also-asked-as": "also-asked-as",
        "resubmitted-as": "resubmission-of",
        "resubmission-of": "resubmitted-as",
    }
    links = {
        (question.id, relation.kind.value, relation.target)
        for question in result.questions
        for relation in question.relations
        if relation.kind.value in back
    }
    assert len(links) > 50
    missing = {link for link in links if (link[2], back[link[1]], link[0]) not in links}
    # Pages that were cut can lack theirs.
    assert len(missing) <= len(links) // 50


def test_names_are_not_alike() -> None:
    assert len({person(index) for index in range(7000)}) == 7000
    assert len({post(index) for index in range(3000)}) == 3000
    assert len({term(index) for index in range(14000)}) == 14000


def test_the_names_that_questions_share_grow_slowly() -> None:
    drawn = (question for _, _, question in questions(1, lambda _: False))
    askers = [f"{question.first_name} {question.surname}" for question in islice(drawn, 400)]
    few, many = len(set(askers[:100])), len(set(askers))
    assert few < many < 2 * few


@pytest.mark.parametrize("form", ["zip", "jsonl"])
def test_archive_and_lines_hold_the_same_questions_as_the_folder(tmp_path: Path, form: str) -> None:
    main(["-n", "20", "-o", str(tmp_path / "folder")])
    target = tmp_path / f"pages.{form}"
    main(["-n", "20", "-o", str(target), "--as", form])
    first, second = (convert(documents([path])) for path in (tmp_path / "folder", target))
    assert len(first.outcomes) == len(second.outcomes)
    assert [question.id for question in first.questions] == [question.id for question in second.questions]


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear …", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["-o", str(tmp_path)])
    assert stop.value.code == 2
    assert f"{tmp_path} is there and not an empty folder; nothing was written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
