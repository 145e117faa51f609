"""RDF and pages, mixed, as one graph."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.conversion import State
from kg.gathering import data_documents, gather, only, questions_in, triples_of
from kg.graph.formats import FORMATS, format_named, write
from kg.graph.iris import Iris
from kg.inputs import SIZE_LIMIT, STDIN, Document, Unreadable, documents
from kg.model import Bilingual, DocumentNumber, Fact, Question, Relation, RelationKind

ONE, TWO = DocumentNumber(7, 1), DocumentNumber(7, 2)
PAGE = "SÉNAT DE BELGIQUE BELGISCHE SENAAT\n________________\n"
OTHER = Iris("https://example.org/")


def question(id: DocumentNumber) -> Question:
    return Question(
        id=id,
        asker=Fact(f"Anna {id.number}"),
        affiliation=Bilingual(Fact("Groen"), Fact("Groen")),
        relations=(Relation(RelationKind.ALSO_ASKED_AS, TWO if id == ONE else ONE),),
    )


def written(format: str, *questions: Question, iris: Iris | None = None) -> bytes:
    out = io.BytesIO()
    write(triples_of(questions, iris or Iris()), format_named(format), out, iris or Iris())
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("name", "before"),
    [("<stdin>", b""), ("data", b"\xef\xbb\xbf"), ("data.bak", b"\n \n")],
    ids=["stdin", "BOM", "blank lines"],
)
def test_rdf_without_a_telling_name_is_known_by_how_it_opens(format: str, name: str, before: bytes) -> None:
    data = written(format, question(ONE))
    if format == "rdfxml":
        before = before.strip()  # an XML declaration stands at the very start
    gathered = gather([Document(name, before + data)])
    assert set(gathered.triples) == set(triples_of([question(ONE)], Iris()))
    assert gathered.outcomes[0].questions == (ONE,)


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n@prefix a: <urn:a> .\na:a a:b a:c .",
        "PREFIX a: <urn:a>\na:a a:b a:c .",
        "base <urn:a>\n<urn:a> <urn:b> <urn:c> .",
        "<urn:a><urn:b><urn:c>.",
        '[ { "@id": "urn:a", "urn:b": [{"@id": "urn:c"}] } ]',
        '<!-- x --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        '<?xml version="1.0"?>\n<!-- x -->\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        '<!DOCTYPE rdf:RDF [<!ENTITY x "y">]>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ],
)
def test_other_openings_of_rdf(text: str) -> None:
    (outcome,) = gather([Document("<stdin>", text.encode())]).outcomes
    assert (outcome.state, outcome.layout) == (State.CONVERTED, None)


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "<!DOCTYPE html>\n<html>",
        '<?xml version="1.0"?><html>',
        "# Notes",
        "Base salaries",
        "[1] A list",
        "{",
        "",
    ],
)
def test_what_does_not_open_like_rdf_is_a_page(text: str) -> None:
    (outcome,) = gather([Document("<stdin>", text.encode())]).outcomes
    assert outcome.errors[0].code not in {"rdf-syntax", "internal-error"}


def test_looking_at_how_it_opens_is_quick() -> None:
    data = b'<?xml version="1.0"?>' + b"<!-- x -->" * 20_000 + b"<html>"
    (outcome,) = gather([Document("<stdin>", data)]).outcomes
    assert outcome.errors[0].code != "rdf-syntax"


def test_a_page_by_its_suffix_is_never_rdf() -> None:
    (outcome,) = gather([Document("a.txt", b"@prefix a: <urn:a> .")]).outcomes
    assert outcome.errors[0].code == "not-a-question"


def test_outcomes_come_in_the_order_of_the_documents() -> None:
    found: list[Document | Unreadable] = [
        Document("a.txt", b"pancakes"),
        Document("b.ttl", written("turtle", question(TWO), question(ONE))),
        Unreadable("c.ttl", "unreadable", "gone"),
        Document("d.nt", b"<urn:a"),
        Document("e.txt", b""),
    ]
    outcomes = gather(found).outcomes
    assert [outcome.source for outcome in outcomes] == [item.name for item in found]
    assert outcomes[1].questions == (ONE, TWO)
    assert [[error.code for error in outcome.errors] for outcome in outcomes] == [
        ["not-a-question"],
        [],
        ["unreadable"],
        ["rdf-syntax"],
        ["empty"],
    ]


def test_what_two_documents_say_comes_together_once() -> None:
    data = written("turtle", question(ONE))
    gathered = gather([Document("a.ttl", data), Document("b.ttl", data)])
    assert sorted(map(str, gathered.triples)) == sorted(map(str, triples_of([question(ONE)], Iris())))
    assert not gathered.from_pages


def test_folders_give_rdf_and_pages_and_rdf_of_any_size(tmp_path: Path) -> None:
    for name in ("a.txt", "b.ttl", "c.md", "d.jsonld"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b.ttl").write_bytes(b"#" * (SIZE_LIMIT + 1))
    (tmp_path / "a.txt").write_bytes(b"#" * (SIZE_LIMIT + 1))
    kinds = [(Path(item.name).name, type(item)) for item in data_documents([tmp_path])]
    assert kinds == [("a.txt", Unreadable), ("b.ttl", Document), ("d.jsonld", Document)]
    (stdin,) = data_documents([STDIN], stdin=io.BytesIO(b"#" * (SIZE_LIMIT + 1)))
    assert isinstance(stdin, Document)
    assert [Path(item.name).name for item in documents([tmp_path])] == ["a.txt"]


@pytest.mark.parametrize("iris", [Iris(), OTHER], ids=["the usual base", "another base"])
def test_only_one_question_with_its_names_and_no_more_than_the_link_to_others(iris: Iris) -> None:
    triples = triples_of([question(ONE), question(TWO)], iris)
    assert questions_in(triples) == (ONE, TWO)
    assert set(only(triples, {TWO})) == set(triples_of([question(TWO)], iris))
    assert set(only(triples, {ONE, TWO})) == set(triples)
    assert only(triples, set()) == []
