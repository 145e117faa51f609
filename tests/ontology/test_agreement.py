"""The contract, the ontology, the mapping, the shapes, the queries and the pages of documentation speak of the same terms."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.namespace import DCAM
from rdflib.term import Node

from kg.graph.iris import Iris
from kg.graph.mapping import names_of, question_triples
from kg.graph.names import Names
from kg.model import (
    Answer,
    AnswerPoint,
    Bilingual,
    Chronology,
    DocumentNumber,
    Fact,
    Language,
    Question,
    QuestionPoint,
    Relation,
    RelationKind,
    Source,
    Status,
    Topic,
    View,
)

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT.parent / "shared" / "samples").glob("*.ttl"))
WQ = "https://w3id.org/written-questions/ontology#"
LANGUAGE_TABLE = "http://publications.europa.eu/resource/authority/language/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wq": WQ,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# --- the contract ---------------------------------------------------------------------------------------------------

CLASSES = {
    "Affiliation",
    "Answer",
    "AnswerPoint",
    "Legislature",
    "MinisterialPost",
    "QuestionPoint",
    "RequestForExplanations",
    "Session",
    "SourceDocument",
    "WrittenQuestion",
}
PROPERTIES = {
    "addressedTo": ("wq:WrittenQuestion", "wq:MinisterialPost"),
    "alsoAskedAs": ("wq:WrittenQuestion", "wq:WrittenQuestion"),
    "answerDue": ("wq:WrittenQuestion", "xsd:date"),
    "answersPoint": ("wq:AnswerPoint", "wq:QuestionPoint"),
    "askedBy": ("wq:WrittenQuestion", "foaf:Person"),
    "askerAffiliation": ("wq:WrittenQuestion", "wq:Affiliation"),
    "dateAnswered": ("wq:WrittenQuestion", "xsd:date"),
    "dateClosed": ("wq:WrittenQuestion", "xsd:date"),
    "dateLapsed": ("wq:WrittenQuestion", "xsd:date"),
    "dateNotPublished": ("wq:WrittenQuestion", "xsd:date"),
    "dateReceived": ("wq:Answer", "xsd:date"),
    "dateReminded": ("wq:WrittenQuestion", "xsd:date"),
    "dateRequalified": ("wq:WrittenQuestion", "xsd:date"),
    "dateSent": ("wq:WrittenQuestion", "xsd:date"),
    "dateSubmitted": ("wq:WrittenQuestion", "xsd:date"),
    "hasAnswer": ("wq:WrittenQuestion", "wq:Answer"),
    "hasPoint": (
        "wq:WrittenQuestion wq:QuestionPoint wq:Answer wq:AnswerPoint",
        "wq:QuestionPoint wq:AnswerPoint",
    ),
    "label": ("wq:QuestionPoint wq:AnswerPoint", "xsd:string"),
    "legislature": ("wq:WrittenQuestion", "wq:Legislature"),
    "number": ("wq:WrittenQuestion", "xsd:integer"),
    "originalLanguage": ("wq:WrittenQuestion", "dcterms:LinguisticSystem"),
    "pageLanguage": ("wq:SourceDocument", "dcterms:LinguisticSystem"),
    "position": ("wq:QuestionPoint wq:AnswerPoint", "xsd:integer"),
    "referredTo": ("wq:WrittenQuestion", "wq:RequestForExplanations"),
    "refersToPoint": ("wq:AnswerPoint", "wq:AnswerPoint"),
    "requalificationOf": ("wq:WrittenQuestion", "wq:RequestForExplanations"),
    "requalifiedAs": ("wq:WrittenQuestion", "wq:RequestForExplanations"),
    "resubmissionOf": ("wq:WrittenQuestion", "wq:WrittenQuestion"),
    "resubmittedAs": ("wq:WrittenQuestion", "wq:WrittenQuestion"),
    "retrieved": ("wq:SourceDocument", "xsd:dateTime"),
    "session": ("wq:WrittenQuestion", "wq:Session"),
    "sha256": ("wq:SourceDocument", "xsd:string"),
    "status": ("wq:WrittenQuestion", "skos:Concept"),
    "text": ("wq:WrittenQuestion wq:QuestionPoint wq:Answer wq:AnswerPoint", "rdf:langString"),
    "textIncomplete": ("wq:WrittenQuestion wq:Answer", "xsd:boolean"),
    "view": ("wq:SourceDocument", "xsd:string"),
}
"""Which things have a property in the data, and what its values are."""
STATUSES = {"answered", "requalified", "closed", "lapsed", "open"}
SCHEME = "statuses"
INVERSES = {
    "addresseeOf": "addressedTo",
    "answerOf": "hasAnswer",
    "answeredByPoint": "answersPoint",
    "asked": "askedBy",
    "pointOf": "hasPoint",
    "referredFrom": "referredTo",
    "referredToByPoint": "refersToPoint",
}
"""Declared, but not written into the data, each with the property that is."""
EITHER_WAY = {"requalificationOf", "requalifiedAs"}
"""Each other's inverse: a domain that holds in the data would, turned round, make the request a question."""
OTHERS = {
    "dcterms:identifier",
    "dcterms:source",
    "dcterms:subject",
    "dcterms:title",
    "foaf:Person",
    "foaf:name",
    "prov:wasDerivedFrom",
    "rdf:type",
    "skos:Concept",
    "skos:altLabel",
    "skos:prefLabel",
}
"""The terms of other vocabularies in the data."""
CONTRACT = CLASSES | set(PROPERTIES) | STATUSES


def expand(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def expand_all(names: str) -> set[URIRef]:
    return {expand(name) for name in names.split()}


def local(terms: set[Node] | set[str]) -> set[str]:
    return {str(term).removeprefix(WQ) for term in terms if str(term).startswith(WQ)}


# --- what there is --------------------------------------------------------------------------------------------------

VOCABULARY = Graph().parse(ROOT / "ontology" / "written-questions.ttl")
DECLARED = local(set(VOCABULARY.subjects()))
SHAPES = Graph()
for _file in sorted((ROOT / "shapes").glob("*.ttl")):
    SHAPES.parse(_file)


def both(text: str) -> Bilingual:
    return Bilingual(Fact(f"{text} fr"), Fact(f"{text} nl"))


def full_question(number: int, status: Status) -> Question:
    """A question that has everything that a question can have."""
    day = date(2022, 6, number)
    return Question(
        id=DocumentNumber(7, number),
        session=Fact("2021-2022"),
        submitted=Fact(day),
        title=both("titre"),
        asker=Fact("Anne Dupont"),
        asker_iri="https://example.org/anne-dupont" if number % 2 else None,
        affiliation=both("SP.A" if number % 2 else "sp.a"),
        addressee=both("ministre"),
        topics=(Topic(both("armée")), Topic(both("eau"), "http://eurovoc.europa.eu/1")),
        original_language=Fact(Language.NL),
        chronology=Chronology(
            sent=Fact(day),
            due=Fact(day),
            reminded=(Fact(day),),
            answered=Fact(day),
            requalified=Fact(day),
            not_published=Fact(day),
            closed=Fact(day),
            lapsed=Fact(day),
        ),
        status=Fact(status),
        relations=tuple(Relation(kind, DocumentNumber(7, 100 + i)) for i, kind in enumerate(RelationKind)),
        text=both("texte"),
        points=(
            QuestionPoint("1", "1", 1, both("un"), (QuestionPoint("a", "a", 1, both("sous-point")),)),
            QuestionPoint("2", "2", 2, both("deux")),
        ),
        answer=Answer(
            received=Fact(day),
            text=both("réponse"),
            points=(
                AnswerPoint(
                    "1",
                    "1",
                    1,
                    both("un"),
                    (AnswerPoint("a", "a", 1, both("a"), answers=(("1", "a"),)),),
                    (("1",),),
                ),
                AnswerPoint("2", "2", 2, both("voir 1"), answers=(("2",),), refers_to=(("1",),)),
            ),
            text_incomplete=True,
        ),
        text_incomplete=True,
        sources=(
            Source(
                View.BILINGUAL_PRINT,
                Language.NL,
                ("a" * 64,),
                "https://www.senate.be/www/?LEG=7",
                datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
            ),
        ),
    )


QUESTIONS = [full_question(number, status) for number, status in enumerate(Status, start=1)]


def written(questions: list[Question]) -> Graph:
    """What the mapping makes of questions."""
    names = Names()
    triples = []
    for question in questions:
        triples.extend(question_triples(question, Iris()))
        names.add(names_of(question))
    serialised = pyoxigraph.serialize([*triples, *names.triples()], format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert serialised is not None
    return Graph().parse(data=serialised, format="nt")


MAPPED = written(QUESTIONS)


def parts(value: object) -> Iterator[tuple[str, str, object]]:
    """The fields of a dataclass and of all that it holds: class, field, value."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield type(value).__name__, field.name, getattr(value, field.name)
            yield from parts(getattr(value, field.name))


def test_the_questions_mapped_here_leave_nothing_of_the_model_out() -> None:
    unwritten = {"span", "spans", "warnings"}
    every = {(owner, field) for q in QUESTIONS for owner, field, _ in parts(q) if field not in unwritten}
    filled = {(owner, field) for q in QUESTIONS for owner, field, value in parts(q) if value}
    assert {"Question", "QuestionPoint", "Answer", "AnswerPoint", "Source", "Topic", "Relation"} <= {
        o for o, _ in every
    }
    assert every - filled == set()
    assert {q.status.value for q in QUESTIONS if q.status} == set(Status)


# --- the agreement --------------------------------------------------------------------------------------------------


def test_the_ontology_declares_the_contract_and_the_inverses_and_nothing_else() -> None:
    assert DECLARED - CONTRACT - set(INVERSES) - {SCHEME} == set(), "declared, not in the contract"
    assert (CONTRACT | set(INVERSES) | {SCHEME}) - DECLARED == set(), "in the contract, not declared"


def test_the_ontology_declares_each_term_as_what_the_contract_says() -> None:
    assert local(set(VOCABULARY.subjects(RDF.type, OWL.Class))) == CLASSES
    things = {name for name, (_, values) in PROPERTIES.items() if not values.startswith(("xsd:", "rdf:"))}
    assert local(set(VOCABULARY.subjects(RDF.type, OWL.ObjectProperty))) == things | set(INVERSES)
    assert local(set(VOCABULARY.subjects(RDF.type, OWL.DatatypeProperty))) == set(PROPERTIES) - things


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_subjects_and_values_are_those_of_the_contract(name: str) -> None:
    term = URIRef(WQ + name)
    for names, strict, loose in (
        (PROPERTIES[name][0], RDFS.domain, DCAM.domainIncludes),
        (PROPERTIES[name][1], RDFS.range, DCAM.rangeIncludes),
    ):
        expected = expand_all(names)
        if name in EITHER_WAY:
            expected = expand_all(" ".join(PROPERTIES[name]))
        one = len(expected) == 1
        assert set(VOCABULARY.objects(term, strict)) == (expected if one else set())
        assert set(VOCABULARY.objects(term, loose)) == (set() if one else expected)


def test_what_is_not_written_is_the_inverse_of_what_is() -> None:
    pairs = {
        (str(s).removeprefix(WQ), str(o).removeprefix(WQ))
        for s, o in VOCABULARY.subject_objects(OWL.inverseOf)
    }
    assert set(INVERSES.items()) <= pairs
    assert pairs - set(INVERSES.items()) == {
        ("requalifiedAs", "requalificationOf"),
        ("resubmittedAs", "resubmissionOf"),
    }
    assert set(INVERSES) & set(PROPERTIES) == set()


def test_the_statuses_are_those_of_the_model() -> None:
    assert {status.value for status in Status} == STATUSES
    for language in ("en", "fr", "nl"):
        (listed,) = (
            str(text)
            for text in VOCABULARY.objects(URIRef(WQ + SCHEME), URIRef(PREFIXES["skos"] + "definition"))
            if isinstance(text, Literal) and text.language == language
        )
        names = [
            str(label)
            for status in Status
            for label in VOCABULARY.objects(URIRef(WQ + status.value), RDFS.label)
            if isinstance(label, Literal) and label.language == language
        ]
        assert listed.endswith((f": {', '.join(names)}.", f" : {', '.join(names)}."))


def test_the_mapping_writes_every_term_of_the_contract_and_no_other() -> None:
    used = {term for triple in MAPPED for term in triple if isinstance(term, URIRef)}
    assert local({str(term) for term in used}) == CONTRACT


def test_the_mapping_writes_these_terms_of_other_vocabularies_and_no_other() -> None:
    used = set(MAPPED.predicates()) | set(MAPPED.objects(None, RDF.type))
    assert {term for term in used if not str(term).startswith(WQ)} == {expand(name) for name in OTHERS}


def test_every_class_is_a_target_of_a_shape() -> None:
    targets = set(SHAPES.objects(None, SH.targetClass))
    assert CLASSES - local(targets) == set()


def test_every_property_is_constrained_by_a_shape() -> None:
    paths = {
        term
        for path in SHAPES.objects(None, SH.path)
        for term in {path, *SHAPES.transitive_objects(path, None)}
        if isinstance(term, URIRef)
    }
    assert set(PROPERTIES) - local({str(term) for term in paths}) == set()


def test_every_status_is_in_the_list_that_a_shape_allows() -> None:
    lists = [set(SHAPES.items(head)) for head in SHAPES.objects(None, SH["in"])]
    assert {URIRef(WQ + status) for status in STATUSES} in lists


def test_the_page_on_the_ontology_tells_of_the_terms_of_others() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    _, _, section = page.partition("## Terms of other vocabularies in the data")
    table, _, _ = section.partition("\n## ")
    assert set(re.findall(r"^\| (\w+:\w+) \|", table, re.MULTILINE)) == OTHERS


def words(text: str) -> set[str]:
    """The names of our terms in a text, with the prefix or in full."""
    return set(re.findall(r"\bwq:(\w+)", text)) | set(re.findall(re.escape(WQ) + r"(\w+)", text))


SPEAKING = [
    *sorted((ROOT / "shapes").glob("*.ttl")),
    *sorted((ROOT / "queries").glob("*.rq")),
    *sorted((ROOT / "ontology").glob("*.ttl")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "README.md",
]


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_every_term_that_a_file_speaks_of_is_declared(file: Path) -> None:
    assert words(file.read_text(encoding="utf-8")) - DECLARED == set()


def test_inverses_are_spoken_of_in_the_ontology_alone() -> None:
    for file in SPEAKING:
        if file.suffix == ".rq" or file.parent.name == "shapes":
            assert words(file.read_text(encoding="utf-8")) & set(INVERSES) == set(), file.name


# --- the data -------------------------------------------------------------------------------------------------------


def misplaced(graph: Graph) -> list[str]:
    """The statements whose subject or value is not what the contract says, taking the graph as all there is."""
    wrong = []
    for subject, predicate, value in graph:
        if not str(predicate).startswith(WQ):
            continue
        name = str(predicate).removeprefix(WQ)
        subjects, values = (expand_all(names) for names in PROPERTIES.get(name, ("", "")))
        if not subjects & set(graph.objects(subject, RDF.type)):
            wrong.append(f"{name} at {subject}")
        if not is_one_of(value, values, graph):
            wrong.append(f"{name} of {value}")
    return sorted(wrong)


def is_one_of(value: Node, kinds: set[URIRef], graph: Graph) -> bool:
    if isinstance(value, Literal):
        datatype = value.datatype or (RDF.langString if value.language else expand("xsd:string"))
        return datatype in kinds
    types = set(graph.objects(value, RDF.type))
    if expand("dcterms:LinguisticSystem") in kinds:
        return str(value) in {LANGUAGE_TABLE + "FRA", LANGUAGE_TABLE + "NLD"}
    if kinds == {expand("skos:Concept")}:
        return str(value) in {WQ + status for status in STATUSES}
    if kinds == {expand("wq:WrittenQuestion")} and not types:
        return re.search(r"/question/\d+-\d+$", str(value)) is not None
    return bool(types & kinds)


def test_domains_and_ranges_hold_in_what_the_mapping_writes() -> None:
    assert len(MAPPED) > 200
    assert misplaced(MAPPED) == []


@pytest.mark.skipif(not SAMPLES, reason="the samples are not at hand")
def test_the_samples_use_declared_terms_in_their_place() -> None:
    for file in SAMPLES:
        graph = Graph().parse(file)
        used = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
        assert local(used) <= CONTRACT
        assert misplaced(graph) == []


QUESTION = URIRef("https://w3id.org/written-questions/be/senate/question/7-1")
POINT = URIRef(f"{QUESTION}/point/1")


@pytest.mark.parametrize(
    ("triple", "reason"),
    [
        ((POINT, "number", Literal(1)), "only a question has a number"),
        ((QUESTION, "dateSent", Literal("2022-06-01")), "a string is no date"),
        ((QUESTION, "askedBy", Literal("Anne Dupont")), "a name is no person"),
        ((QUESTION, "askedBy", POINT), "a point is no person"),
        ((QUESTION, "originalLanguage", URIRef(LANGUAGE_TABLE + "DEU")), "no question is asked in German"),
        ((QUESTION, "status", URIRef(WQ + "statuses")), "the list is no status"),
        ((QUESTION, "alsoAskedAs", POINT), "a point is no question"),
        ((POINT, "text", Literal("sans langue")), "a text has a language"),
        ((QUESTION, "pointOf", POINT), "an inverse is not written"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_misplaced_statement_is_found(triple: tuple[URIRef, str, Node], reason: str) -> None:
    subject, name, value = triple
    graph = MAPPED + Graph()
    graph.add((subject, URIRef(WQ + name), value))
    assert misplaced(graph) != [], reason
