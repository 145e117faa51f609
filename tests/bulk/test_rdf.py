"""RDF in a store: what it says of its questions, beside pages and in their place."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from kg.bulk import Pool, Settings, read_into
from kg.bulk.rdf import read_rdf
from kg.conversion import Problem, State, convert
from kg.gathering import triples_of
from kg.graph.formats import FORMATS, write
from kg.graph.iris import Iris
from kg.inputs import Document
from kg.loading import loader
from kg.readings import Archive, decode_outcome
from tests.loading.support import dump, fill, fr, graphs, nl, told

BASE = "https://w3id.org/written-questions/be/senate/"
HEAD = f"""\
@base <{BASE}> .
@prefix wq: <https://w3id.org/written-questions/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
PAGES = [
    fr(1, party="groen"),
    nl(1),
    fr(2, party="Groen"),
    nl(3, answer="Er werden driehonderd bomen geplant."),
]


def turtle(body: str, name: str = "a.ttl") -> Document:
    return Document(name, (HEAD + body).encode())


def converted(*pages: Document, format: str = "turtle", base: str = BASE) -> Document:
    out = BytesIO()
    iris = Iris(base)
    write(triples_of(convert(pages).questions, iris), FORMATS[format], out, iris)
    return Document(f"all{FORMATS[format].suffixes[0]}", out.getvalue())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize("anew", [False, True], ids=["one by one", "anew"])
def test_what_pages_were_converted_to_gives_their_store(
    store: Path, tmp_path: Path, format: str, anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if anew:
        monkeypatch.setattr(loader, "MANY", 1)
    fill(tmp_path / "pages", *PAGES)
    _, outcomes = told(store, converted(*PAGES, format=format))
    assert [(outcome.state, [str(id) for id in outcome.questions]) for outcome in outcomes] == [
        (State.CONVERTED, ["7-1", "7-2", "7-3"])
    ]
    assert dump(store) == dump(tmp_path / "pages")
    assert fill(store, converted(*PAGES, format=format)).made == 0


def test_a_dump_of_a_store_gives_the_store(store: Path, tmp_path: Path) -> None:
    fill(tmp_path / "pages", *PAGES)
    fill(store, Document("dump.nq", dump(tmp_path / "pages")))
    assert dump(store) == dump(tmp_path / "pages")


def test_rdf_takes_the_place_of_pages_and_a_page_that_of_rdf(store: Path, tmp_path: Path) -> None:
    fill(store, fr(1), nl(1), fr(2))
    assert fill(store, converted(nl(1))).made == 1
    fill(tmp_path / "dutch", nl(1), fr(2))
    assert dump(store) == dump(tmp_path / "dutch")
    assert fill(store, fr(1)).made == 1
    fill(tmp_path / "french", fr(1), fr(2))
    assert dump(store) == dump(tmp_path / "french")


def test_of_one_load_what_is_given_last_counts_however_far_apart(store: Path, tmp_path: Path) -> None:
    many = [fr(number) for number in range(2, 90)]
    rdf = converted(nl(1))
    fill(tmp_path / "dutch", nl(1), *many)
    fill(tmp_path / "french", fr(1), *many)
    _, outcomes = told(store, fr(1), *many, rdf)
    assert dump(store) == dump(tmp_path / "dutch")
    assert len(outcomes) == 90
    assert outcomes[0].warnings == (
        Problem("superseded", "what all.ttl says of 7-1 took the place of this page"),
    )
    fill(store, rdf, *many, fr(1))
    assert dump(store) == dump(tmp_path / "french")


def test_other_bases_and_graphs_without_questions_are_rejected(store: Path) -> None:
    thesaurus = turtle("<s> a skos:ConceptScheme .", "t.ttl")
    _, outcomes = told(
        store,
        converted(fr(1), base="https://example.org/"),
        thesaurus,
        turtle("<question/7-1> dcterms:title 'x' .", "e.ttl"),
        turtle("oops", "s.ttl"),
        fr(2),
    )
    assert [outcome.errors[0].code if outcome.errors else "" for outcome in outcomes] == [
        "other-base",
        "not-a-question",
        "not-a-question",
        "rdf-syntax",
        "",
    ]
    assert (
        "begin with https://example.org/, those of the store with https://w3id.org/"
        in outcomes[0].errors[0].message
    )
    assert "give it with --thesaurus" in outcomes[1].errors[0].message
    assert sorted(graphs(store)) == ["7-2", "names"]


def test_a_store_of_another_base_takes_rdf_of_that_base(store: Path, tmp_path: Path) -> None:
    base = "https://example.org/"
    fill(store, converted(*PAGES, base=base), base=base)
    fill(tmp_path / "pages", *PAGES, base=base)
    assert dump(store) == dump(tmp_path / "pages")
    assert set(graphs(store, Iris(base))) == {"7-1", "7-2", "7-3", "names"}


ONE = """
<question/7-1> a wq:WrittenQuestion ; dcterms:title "Arbres"@fr ; wq:askedBy <person/a> ; wq:resubmittedAs <question/7-2> .
<person/a> a foaf:Person ; foaf:name "A" ; foaf:mbox <mailto:a@example.org> .
"""


def test_what_belongs_to_no_question_is_left_aside_and_said(store: Path) -> None:
    fill(store, fr(2))
    before = graphs(store)["7-2"]
    more = '<person/b> a foaf:Person ; foaf:name "B" . <question/7-2> dcterms:title "passing"@fr .'
    _, (outcome,) = told(store, turtle(ONE + more))
    assert [str(id) for id in outcome.questions] == ["7-1"]
    assert outcome.warnings == (
        Problem(
            "left-aside",
            "3 of its statements are about things that none of its questions names: they were left out",
        ),
    )
    found = graphs(store)
    assert found["7-2"] == before
    assert "person/b" not in found["names"]
    # What is more than a name stands with the question that says it.
    assert "foaf/0.1/mbox> <mailto:a@example.org>" in found["7-1"]
    assert found["names"].count("person/a>") == 2


def test_labels_that_are_none_of_ours_are_kept_as_they_are(store: Path) -> None:
    fill(
        store,
        turtle(
            "<question/7-1> a wq:WrittenQuestion ; wq:askedBy <person/a> ; dcterms:subject <topic/t> ."
            '<person/a> a foaf:Person ; skos:prefLabel "A"@fr ; foaf:name "A"@fr .'
            '<topic/t> a skos:Concept ; skos:prefLabel "untagged" ; dcterms:identifier 5 .'
        ),
    )
    found = graphs(store)
    own = [
        line.split("> ", 1)[1]
        for line in found["7-1"].splitlines()
        if "person/a> <" in line[:70] or "topic/t> <" in line[:70]
    ]
    assert own == [
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "A"@fr .',
        '<http://xmlns.com/foaf/0.1/name> "A"@fr .',
        '<http://purl.org/dc/terms/identifier> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "untagged" .',
    ]
    assert len(found["names"].splitlines()) == 2


BLANK = """
<question/7-{n}> a wq:WrittenQuestion ; dcterms:source [ dcterms:title "first of {n}" ; dcterms:relation [ dcterms:title "second" ] ] .
"""


@pytest.mark.parametrize("anew", [False, True], ids=["one by one", "anew"])
def test_blank_nodes_stay_those_of_their_question(
    store: Path, tmp_path: Path, anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if anew:
        monkeypatch.setattr(loader, "MANY", 1)
    document = turtle(BLANK.format(n=1) + BLANK.format(n=2))
    assert fill(store, document).made == 2
    assert fill(store, document).made == 0
    assert [
        line.replace(BASE, "").replace("http://purl.org/dc/terms/", "")
        for line in graphs(store)["7-2"].splitlines()[1:]
    ] == [
        "<question/7-2> <source> <genid/7-2-b1> .",
        '<genid/7-2-b1> <title> "first of 2" .',
        "<genid/7-2-b1> <relation> <genid/7-2-b2> .",
        '<genid/7-2-b2> <title> "second" .',
    ]
    fill(tmp_path / "again", Document("dump.nq", dump(store)))
    assert dump(tmp_path / "again") == dump(store)


def test_a_page_is_no_rdf() -> None:
    assert read_rdf(fr(1), Iris()) is None
    assert read_rdf(Document("page.txt", turtle(ONE).data), Iris()) is None
    with Archive() as archive, Pool(Settings(), 1) as pool:
        archive.begin()
        read_into(archive, [turtle(ONE)], pool)
        (outcome,) = archive.outcomes
    assert [error.code for error in outcome.errors] == ["not-a-question"]


def test_the_entry_of_a_document() -> None:
    entry = read_rdf(turtle(ONE), Iris())
    assert entry is not None
    assert entry.reading is None
    assert entry.outcome is not None
    assert decode_outcome(entry.outcome).state is State.CONVERTED
    assert [(str(id), data.count(b"\n")) for id, data in entry.statements] == [("7-1", 7)]
