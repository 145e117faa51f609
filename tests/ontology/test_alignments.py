"""ontology/alignments.ttl: each alignment is about a term of ours, has its reason, and lets nothing untrue be inferred."""

from __future__ import annotations

from pathlib import Path

import owlrl  # type: ignore[import-untyped]  # it has no type information
import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT.parent / "shared" / "samples" / "7-1668.expected.ttl"
WQ = "https://w3id.org/written-questions/ontology#"
ELI_DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
BASE = "https://w3id.org/written-questions/be/senate/"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
"""The property by which the reasoner reports a contradiction."""
RELATIONS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.closeMatch,
    SKOS.relatedMatch,
    RDFS.seeAlso,
}
EXPECTED = {
    f"{ELI_DL}answers_to",
    f"{ELI_DL}Participation",
    f"{ELI_DL}parliamentary_term",
    "http://data.europa.eu/eli/ontology#date_document",
    "http://data.europa.eu/eli/ontology#Work",
    "http://data.europa.eu/eli/ontology#Expression",
    "http://data.vlaanderen.be/ns/mandaat#Mandataris",
    "http://parliament.uk/ontologies/question-and-answer/Answer",
    "http://parliament.uk/ontologies/question-and-answer/ParliamentaryQuestion",
    "http://parliament.uk/ontologies/question-and-answer/answerText",
    "http://parliament.uk/ontologies/question-and-answer/answerTo",
    "http://parliament.uk/ontologies/question-and-answer/dateForAnswer",
    "http://parliament.uk/ontologies/question-and-answer/heading",
    "http://parliament.uk/ontologies/question-and-answer/pursuantTo",
    "http://parliament.uk/ontologies/question-and-answer/questionText",
    "http://publications.europa.eu/resource/authority/resource-type/QUEST_WRITTEN",
    "http://schema.org/Answer",
    "http://schema.org/Question",
    "http://schema.org/suggestedAnswer",
    "http://www.w3.org/ns/prov#Entity",
    "https://data.europarl.europa.eu/def/ep-document-types/QUESTION_WRITTEN",
    "https://data.europarl.europa.eu/def/ep-document-types/QUESTION_WRITTEN_ANSWER",
    "https://data.europarl.europa.eu/def/ep-roles/ADDRESSEE",
    "https://data.europarl.europa.eu/def/ep-roles/AUTHOR",
    "https://data.europarl.europa.eu/def/epvoc#originalLanguage",
}
"""The terms of others that a reader of written questions will look for."""

VOCABULARY = Graph().parse(ROOT / "ontology" / "written-questions.ttl")
ALIGNMENTS = Graph().parse(ROOT / "ontology" / "alignments.ttl")
ALIGNED = [
    (s, p, o)
    for s, p, o in ALIGNMENTS
    if p in RELATIONS and isinstance(s, URIRef) and s.startswith(WQ) and isinstance(o, URIRef)
]


def test_every_alignment_is_about_a_declared_term_and_leads_elsewhere() -> None:
    assert len(ALIGNED) > 40
    for subject, _, target in ALIGNED:
        assert (subject, None, None) in VOCABULARY, subject
        assert not target.startswith(WQ)
    about = {s for s in ALIGNMENTS.subjects() if isinstance(s, URIRef) and s.startswith(WQ)}
    assert {p for s in about for p in ALIGNMENTS.predicates(s)} <= RELATIONS


def test_every_alignment_has_one_reason_and_every_reason_an_alignment() -> None:
    explained = []
    for axiom in ALIGNMENTS.subjects(RDF.type, OWL.Axiom):
        (source,) = ALIGNMENTS.objects(axiom, OWL.annotatedSource)
        (relation,) = ALIGNMENTS.objects(axiom, OWL.annotatedProperty)
        (target,) = ALIGNMENTS.objects(axiom, OWL.annotatedTarget)
        (reason,) = ALIGNMENTS.objects(axiom, RDFS.comment)
        assert isinstance(reason, Literal)
        assert reason.language == "en"
        assert reason.endswith(".")
        explained.append((source, relation, target))
    assert sorted(explained) == sorted(ALIGNED)


def test_what_readers_look_for_is_aligned() -> None:
    assert {target for target in EXPECTED if not any(str(o) == target for _, _, o in ALIGNED)} == set()


@pytest.mark.parametrize(
    "namespace", [DCTERMS, FOAF, ORG, PROV, SKOS], ids=["DCTERMS", "FOAF", "ORG", "PROV", "SKOS"]
)
def test_targets_in_known_vocabularies_exist(namespace: type[DefinedNamespace]) -> None:
    for graph in (VOCABULARY, ALIGNMENTS):
        for triple in graph:
            for term in triple:
                if str(term).startswith(str(namespace)):
                    assert namespace.__contains__(str(term)), f"{term} is no term of {namespace}"


def test_kinds_agree() -> None:
    """A class stands under classes, a property of things under such, a property of values under such."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    ranked = [(s, o) for s, p, o in ALIGNED if p in {RDFS.subClassOf, RDFS.subPropertyOf}]
    assert len(ranked) > 15
    for term, above in ranked:
        ours = [kind for kind in kinds if (term, RDF.type, kind) in VOCABULARY]
        theirs = [kind for kind in kinds if (above, RDF.type, kind) in ALIGNMENTS]
        assert ours == theirs, f"{term} under {above}"


@pytest.fixture(scope="module")
def closure() -> Graph:
    """All that OWL RL infers from the ontology, the alignments and a real question."""
    if not SAMPLE.exists():
        pytest.skip("the sample is not at hand")
    graph = VOCABULARY + ALIGNMENTS + Graph().parse(SAMPLE)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_reasoning_finds_no_contradiction(closure: Graph) -> None:
    assert [str(message) for message in closure.objects(None, ERROR)] == []


def test_a_contradiction_would_be_found() -> None:
    graph = VOCABULARY + ALIGNMENTS
    point, answer = URIRef(BASE + "question/1-1/point/1"), URIRef(BASE + "question/1-1/answer/point/1")
    graph.add((answer, URIRef(WQ + "answersPoint"), point))
    graph.add((answer, URIRef(WQ + "refersToPoint"), point))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert any(str(message).startswith("Disjoint classes") for message in graph.objects(None, ERROR))


def test_nothing_is_inferred_to_be_a_second_thing(closure: Graph) -> None:
    sample = Graph().parse(SAMPLE)
    own = {c for c in VOCABULARY.subjects(RDF.type, OWL.Class) if str(c).startswith((WQ, str(FOAF)))}
    for subject in set(sample.subjects()):
        stated = set(sample.objects(subject, RDF.type))
        inferred = set(closure.objects(subject, RDF.type))
        assert inferred & own == stated & own, subject


def test_users_of_other_vocabularies_find_their_terms(closure: Graph) -> None:
    question, answer = URIRef(BASE + "question/7-1668"), URIRef(BASE + "question/7-1668/answer")
    senator = URIRef(BASE + "person/tom-ongena")
    schema = "http://schema.org/"
    for triple in (
        (question, RDF.type, URIRef(schema + "Question")),
        (question, URIRef(schema + "suggestedAnswer"), answer),
        (answer, URIRef(ELI_DL + "answers_to"), question),
        (question, DCTERMS.creator, senator),
        (question, DCTERMS.hasPart, URIRef(BASE + "question/7-1668/point/3")),
        (question, RDF.type, PROV.Entity),
        (answer, URIRef(WQ + "answerOf"), question),
        (URIRef(BASE + "question/7-1669"), URIRef(WQ + "alsoAskedAs"), question),
    ):
        assert triple in closure, triple
