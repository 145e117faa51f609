"""``kg convert``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from kg.graph.formats import FORMATS, format_named
from tests.cli.support import Kg, page

QUESTION = "https://w3id.org/written-questions/be/senate/question/7-9001"


def graph(text: str, format: str = "turtle") -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format=format)


def about(data: rdflib.Graph, iri: str = QUESTION) -> int:
    return len(list(data.predicate_objects(rdflib.URIRef(iri))))


def test_a_page_to_turtle_on_standard_output(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    result = kg("convert", "a.txt")
    assert (result.code, result.err) == (
        0,
        "1 document: 1 converted, 0 converted with warnings, 0 rejected.\n",
    )
    assert about(graph(result.out)) > 10


def test_standard_input_gives_the_same_bytes_as_the_file(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    assert kg("convert", "-", stdin=page()).out == kg("convert", "a.txt").out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_by_name_and_by_suffix_holds_the_same(kg: Kg, folder: Path, name: str) -> None:
    (folder / "a.txt").write_text(page())
    format = format_named(name)
    out = folder / f"out{format.suffixes[0]}"
    assert kg("convert", "a.txt", "-o", out).code == 0
    assert kg("convert", "a.txt", "-f", name).out == out.read_text()
    assert kg("export", out, "-f", "ntriples").out == kg("convert", "a.txt", "-f", "ntriples").out


def test_the_name_on_the_command_line_wins_over_the_suffix(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    assert kg("convert", "a.txt", "-o", "out.ttl", "-f", "nt").code == 0
    assert "@prefix" not in (folder / "out.ttl").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "-f", "turtel"], "turtel"),
        (["a.txt", "-o", "out.xyz"], "out.xyz names no RDF format"),
        (["a.txt", "-o", "no/out.ttl"], "the folder no does not exist"),
        (["a.txt", "gone.txt"], "'gone.txt' does not exist"),
        ([], "PATH"),
        (["a.txt", "--id", "1668"], "1668"),
        (["a.txt", "b.txt", "--id", "7-1"], "--id is the number of one page"),
        ([".", "--id", "7-1"], "--id is the number of one page"),
        (["a.txt", "--report", "-"], "same place"),
        (["a.txt", "-o", "x.ttl", "--report", "./x.ttl"], "same place"),
        (["a.txt", "--base", "not an iri"], "not an iri"),
        (["a.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage(kg: Kg, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "b.txt").write_text(page("7-9002"))
    result = kg("convert", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err
    assert sorted(file.name for file in folder.iterdir()) == ["a.txt", "b.txt"]


def test_what_is_rejected_is_said_and_the_rest_is_written(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "b.txt").write_text("A recipe for pancakes\n")
    (folder / "c.txt").write_text("")
    result = kg("convert", ".", "-o", "out.ttl")
    assert result.code == 1
    lines = result.err.splitlines()
    assert lines[0].startswith("b.txt:1: error: not a Senate written question")
    assert lines[0].endswith("[not-a-question]")
    assert lines[1].startswith("c.txt: error: ")
    assert lines[1].endswith("[empty]")
    assert lines[2] == "3 documents: 1 converted, 0 converted with warnings, 2 rejected."
    assert about(graph((folder / "out.ttl").read_text())) > 10


@pytest.mark.parametrize(
    "content", [None, "A recipe for pancakes\n"], ids=["empty folder", "no page of the Senate"]
)
def test_nothing_read_writes_nothing(kg: Kg, folder: Path, content: str | None) -> None:
    (folder / "in").mkdir()
    if content is not None:
        (folder / "in" / "a.txt").write_text(content)
    result = kg("convert", "in", "-o", "out.ttl")
    assert (result.code, result.out) == (3, "")
    assert not (folder / "out.ttl").exists()


def test_of_an_empty_folder_it_is_said_what_is_read(kg: Kg, folder: Path) -> None:
    (folder / "in").mkdir()
    pages = ".txt, .html, .htm, .zip, .tar, .tgz, .gz, .jsonl"
    said = f"error: nothing to read in in; of a folder, what ends in {pages} or .ndjson is read\n"
    assert kg("convert", "in", "-o", "out.ttl").err == said
    asked = kg("export", "in").err
    assert asked.startswith(f"error: nothing to read in in; of a folder, what ends in {pages}, .ndjson, ")
    assert all(suffix in asked for suffix in (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"))


def test_warnings_name_the_file_and_the_line(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page(answered="31/2/2022"))
    result = kg("convert", "a.txt", "-o", "out.ttl")
    assert result.code == 0
    assert "a.txt:26: warning: " in result.err
    assert "[unreadable-date]" in result.err
    assert result.err.endswith("1 document: 0 converted, 1 converted with warnings, 0 rejected.\n")
    assert kg("convert", "a.txt", "-o", "out.ttl", "-q").err == ""


def test_many_warnings_are_counted_and_shown_when_asked_for(kg: Kg, folder: Path) -> None:
    for number in range(9001, 9031):
        (folder / f"{number}.txt").write_text(page(f"7-{number}", answered="31/2/2022"))
    some, every = (kg("convert", ".", "-o", "out.ttl", *options).err for options in ((), ("-v",)))
    assert some.count(": warning: ") == 10
    assert " more warnings (-v shows them): " in some
    assert every.count(": warning: ") >= 30
    assert "more warnings" not in every
    assert kg("-v", "convert", ".", "-o", "out.ttl").err == every


def test_the_report_has_every_document_once(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "b.txt").write_text(page(answered="31/2/2022"))
    (folder / "c.txt").write_text("A recipe for pancakes\n")
    (folder / "notes.md").write_text("not read")
    assert kg("convert", ".", "a.txt", "-o", "out.ttl", "--report", "r.jsonl").code == 1
    lines = [json.loads(line) for line in (folder / "r.jsonl").read_text().splitlines()]
    assert [(line["source"], line["status"], line["questions"], line["layout"]) for line in lines] == [
        ("a.txt", "converted", [{"id": "7-9001"}], "bilingual-print"),
        ("b.txt", "converted", [{"id": "7-9001"}], "bilingual-print"),
        ("c.txt", "rejected", [], None),
    ]
    assert "unreadable-date" in [warning["code"] for warning in lines[1]["warnings"]]
    assert [(error["code"], error["line"]) for error in lines[2]["errors"]] == [("not-a-question", 1)]


def test_a_report_is_written_also_where_nothing_could_be_read(kg: Kg, folder: Path) -> None:
    (folder / "c.txt").write_text("A recipe for pancakes\n")
    result = kg("convert", "c.txt", "--report", "-", "-o", "out.ttl")
    assert result.code == 3
    assert [row["source"] for row in result.rows] == ["c.txt"]


def test_a_number_for_a_page_that_lacks_it(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page().replace(" n° 7-9001", "").replace(" nr. 7-9001", ""))
    assert kg("convert", "a.txt").code == 3
    result = kg("convert", "a.txt", "--id", "7-9001")
    assert result.code == 0
    assert about(graph(result.out)) > 10


def test_another_base(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    data = graph(kg("convert", "a.txt", "--base", "https://example.org/q/").out)
    assert about(data, "https://example.org/q/question/7-9001") > 10
    assert about(data) == 0


def test_the_bytes_do_not_depend_on_folder_time_zone_locale_or_order(kg_process: Kg, folder: Path) -> None:
    for place, numbers in (("one", ("7-9001", "7-9002")), ("two", ("7-9002", "7-9001"))):
        (folder / place).mkdir()
        for name, number in zip("ab", numbers, strict=True):
            (folder / place / f"{name}.txt").write_text(page(number))
    first = kg_process("convert", "one")
    assert (
        kg_process("convert", "two", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7").out == first.out
    )
    assert kg_process("convert", "one/b.txt", "one/a.txt", PYTHONHASHSEED="8").out == first.out


def test_two_pages_of_a_question_are_one_resource(kg: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    (folder / "b.txt").write_text(page() + "\n")
    data = graph(kg("convert", ".").out)
    assert (
        len(
            set(
                data.subjects(
                    rdflib.RDF.type,
                    rdflib.URIRef("https://w3id.org/written-questions/ontology#WrittenQuestion"),
                )
            )
        )
        == 1
    )
