"""ontology/written-questions.ttl by itself: readable everywhere, complete in three languages, clean OWL."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DC, DCTERMS, OWL, RDF, RDFS, SKOS, VANN, BNode, Graph, Literal, URIRef

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology"
FILES = sorted(FOLDER.glob("*.ttl"))
WQ = "https://w3id.org/written-questions/ontology#"
IRI = URIRef("https://w3id.org/written-questions/ontology")
LANGUAGES = ["en", "fr", "nl"]
BUILT_IN = {
    RDF.type,
    RDFS.comment,
    RDFS.isDefinedBy,
    RDFS.label,
    RDFS.seeAlso,
    RDFS.domain,
    RDFS.range,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.annotatedProperty,
    OWL.annotatedSource,
    OWL.annotatedTarget,
    OWL.disjointWith,
    OWL.imports,
    OWL.inverseOf,
    OWL.versionIRI,
    OWL.versionInfo,
}
"""The properties that OWL 2 itself gives (Structural Specification, sections 3 and 5.5, and its mapping to RDF)."""
DATATYPES = {
    str(RDF.langString),
    *(
        f"http://www.w3.org/2001/XMLSchema#{name}"
        for name in ("boolean", "date", "dateTime", "integer", "string")
    ),
}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme}

VOCABULARY = Graph().parse(FOLDER / "written-questions.ttl")
TERMS = sorted({s for s in VOCABULARY.subjects() if isinstance(s, URIRef) and s.startswith(WQ)})
OBJECT_PROPERTIES = set(VOCABULARY.subjects(RDF.type, OWL.ObjectProperty))
DATATYPE_PROPERTIES = set(VOCABULARY.subjects(RDF.type, OWL.DatatypeProperty))
CLASSES = set(VOCABULARY.subjects(RDF.type, OWL.Class))
STATUSES = set(VOCABULARY.objects(URIRef(WQ + "statuses"), SKOS.hasTopConcept))


def name(term: URIRef) -> str:
    return term.removeprefix(WQ)


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> list[Literal]:
    return [o for o in graph.objects(subject, predicate) if isinstance(o, Literal)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_two_parsers_read_the_same_and_find_no_blank_nodes(file: Path) -> None:
    graph = Graph().parse(file)
    triples = list(pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(set(triples)) == len(graph)
    assert {f"{t.subject} {t.predicate} {t.object}" for t in triples} == {
        f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in Graph().parse(data=n_triples(graph), format="nt")
    }
    assert [triple for triple in graph if any(isinstance(term, BNode) for term in triple)] == []


def n_triples(graph: Graph) -> str:
    return graph.serialize(format="nt")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_header_says_what_the_file_is(file: Path) -> None:
    graph = Graph().parse(file)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert isinstance(ontology, URIRef)
    (version,) = graph.objects(ontology, OWL.versionInfo)
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(version))
    assert list(graph.objects(ontology, OWL.versionIRI)) == [URIRef(f"{ontology}/{version}")]
    assert list(graph.objects(ontology, DCTERMS.license)) == [
        URIRef("https://creativecommons.org/licenses/by/4.0/")
    ]
    assert list(graph.objects(ontology, DC.creator)) == list(graph.objects(ontology, DC.publisher))
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert sorted(str(text.language) for text in texts(graph, ontology, predicate)) == LANGUAGES


def test_the_preferred_prefix_and_namespace_are_those_of_the_contract() -> None:
    assert list(VOCABULARY.objects(IRI, VANN.preferredNamespacePrefix)) == [Literal("wq")]
    assert list(VOCABULARY.objects(IRI, VANN.preferredNamespaceUri)) == [Literal(WQ)]
    assert dict(VOCABULARY.namespaces())["wq"] == URIRef(WQ)


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_every_term_is_of_one_kind_and_defined_here(term: URIRef) -> None:
    assert len(KINDS & set(VOCABULARY.objects(term, RDF.type))) == 1
    assert list(VOCABULARY.objects(term, RDFS.isDefinedBy)) == [IRI]


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_every_term_has_one_label_and_one_definition_in_each_language(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        assert sorted(str(text.language) for text in texts(VOCABULARY, term, predicate)) == LANGUAGES
    notes = [str(text.language) for text in texts(VOCABULARY, term, SKOS.scopeNote)]
    assert sorted(notes) in ([], LANGUAGES)


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_definitions_are_sentences(term: URIRef) -> None:
    for literal in texts(VOCABULARY, term, SKOS.definition) + texts(VOCABULARY, term, SKOS.scopeNote):
        text = str(literal)
        assert re.match(r"[A-ZÀÉÊ]", text), text
        assert text.endswith("."), text
        assert "  " not in text, text
        assert text == text.strip(), text


def test_labels_tell_the_terms_apart() -> None:
    seen: dict[tuple[str, str], URIRef] = {}
    for term in TERMS:
        for label in texts(VOCABULARY, term, RDFS.label):
            key = (str(label), str(label.language))
            assert key not in seen, f"{label!r} names {term} and {seen.get(key)}"
            seen[key] = term


def test_terms_that_definitions_speak_of_are_declared() -> None:
    spoken = {
        word
        for term in TERMS
        for predicate in (SKOS.definition, SKOS.scopeNote)
        for text in texts(VOCABULARY, term, predicate)
        for word in re.findall(r"\bwq:(\w+)", text)
    }
    assert {"answersPoint", "textIncomplete"} <= spoken
    assert {word for word in spoken if URIRef(WQ + word) not in TERMS} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_property_used_is_owls_own_or_declared(file: Path) -> None:
    graph = Graph().parse(file)
    declared = {
        s
        for kind in (OWL.AnnotationProperty, OWL.ObjectProperty, OWL.DatatypeProperty)
        for s in graph.subjects(RDF.type, kind)
    }
    used = set(graph.predicates())
    assert used - BUILT_IN - declared == set()
    own = {p for p in declared if isinstance(p, URIRef) and p.startswith(WQ)}
    ranked = set(graph.objects(None, RDFS.subPropertyOf))
    assert declared - own - used - ranked == set(), "declared and not used"


def test_a_property_is_either_of_things_or_of_values() -> None:
    assert OBJECT_PROPERTIES.isdisjoint(DATATYPE_PROPERTIES)
    for term in OBJECT_PROPERTIES:
        assert set(VOCABULARY.objects(term, RDFS.range)) <= CLASSES
    for term in DATATYPE_PROPERTIES:
        assert {str(value) for value in VOCABULARY.objects(term, RDFS.range)} <= DATATYPES
        if str(term).startswith(WQ):
            assert len(list(VOCABULARY.objects(term, RDFS.range))) == 1
    for term in OBJECT_PROPERTIES | DATATYPE_PROPERTIES:
        assert set(VOCABULARY.objects(term, RDFS.domain)) <= CLASSES
        assert len(list(VOCABULARY.objects(term, RDFS.domain))) <= 1, "two domains mean both, not either"
        assert len(list(VOCABULARY.objects(term, RDFS.range))) <= 1, "two ranges mean both, not either"


def test_inverses_lead_the_other_way() -> None:
    pairs = list(VOCABULARY.subject_objects(OWL.inverseOf))
    assert len(pairs) == 9
    for one, other in pairs:
        assert {one, other} <= OBJECT_PROPERTIES
        assert set(VOCABULARY.objects(one, RDFS.domain)) == set(VOCABULARY.objects(other, RDFS.range))
        assert set(VOCABULARY.objects(one, RDFS.range)) == set(VOCABULARY.objects(other, RDFS.domain))
    ends = [end for pair in pairs for end in pair]
    assert len(ends) == len(set(ends)), "a property has two inverses"


def test_a_symmetric_property_has_the_same_domain_and_range() -> None:
    (term,) = VOCABULARY.subjects(RDF.type, OWL.SymmetricProperty)
    assert term == URIRef(WQ + "alsoAskedAs")
    assert list(VOCABULARY.objects(term, RDFS.domain)) == list(VOCABULARY.objects(term, RDFS.range))


def test_the_statuses_are_a_skos_list() -> None:
    scheme = URIRef(WQ + "statuses")
    assert set(VOCABULARY.subjects(RDF.type, SKOS.Concept)) == STATUSES
    for status in STATUSES:
        assert isinstance(status, URIRef)
        assert set(VOCABULARY.objects(status, SKOS.inScheme)) == {scheme}
        assert set(VOCABULARY.objects(status, SKOS.topConceptOf)) == {scheme}
        labels = set(VOCABULARY.objects(status, SKOS.prefLabel))
        assert labels == set(VOCABULARY.objects(status, RDFS.label))
