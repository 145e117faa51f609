"""The namespaces of the data, and the terms that the data use, as the ontology declares them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/written-questions/be/senate/"
"""What the IRIs of the data begin with, unless another base is asked for."""

WQ: Final = "https://w3id.org/written-questions/ontology#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
VANN: Final = "http://purl.org/vocab/vann/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
"""The authority table of languages of the Publications Office of the European Union."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcterms": DCTERMS,
        "foaf": FOAF,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "sh": SH,
        "skos": SKOS,
        "vann": VANN,
        "wq": WQ,
        "xsd": XSD,
    }
)
"""The prefixes that the written formats use, by name."""

TYPE: Final = NamedNode(RDF + "type")

WRITTEN_QUESTION: Final = NamedNode(WQ + "WrittenQuestion")
QUESTION_POINT: Final = NamedNode(WQ + "QuestionPoint")
ANSWER: Final = NamedNode(WQ + "Answer")
ANSWER_POINT: Final = NamedNode(WQ + "AnswerPoint")
SOURCE_DOCUMENT: Final = NamedNode(WQ + "SourceDocument")
LEGISLATURE_CLASS: Final = NamedNode(WQ + "Legislature")
SESSION_CLASS: Final = NamedNode(WQ + "Session")
PERSON: Final = NamedNode(FOAF + "Person")
AFFILIATION: Final = NamedNode(WQ + "Affiliation")
MINISTERIAL_POST: Final = NamedNode(WQ + "MinisterialPost")
CONCEPT: Final = NamedNode(SKOS + "Concept")
CONCEPT_SCHEME: Final = NamedNode(SKOS + "ConceptScheme")
REQUEST_FOR_EXPLANATIONS: Final = NamedNode(WQ + "RequestForExplanations")

IDENTIFIER: Final = NamedNode(DCTERMS + "identifier")
NUMBER: Final = NamedNode(WQ + "number")
LEGISLATURE: Final = NamedNode(WQ + "legislature")
SESSION: Final = NamedNode(WQ + "session")
TITLE: Final = NamedNode(DCTERMS + "title")
NAME: Final = NamedNode(FOAF + "name")
PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
ASKED_BY: Final = NamedNode(WQ + "askedBy")
ASKER_AFFILIATION: Final = NamedNode(WQ + "askerAffiliation")
ADDRESSED_TO: Final = NamedNode(WQ + "addressedTo")
SUBJECT: Final = NamedNode(DCTERMS + "subject")
ORIGINAL_LANGUAGE: Final = NamedNode(WQ + "originalLanguage")
DATE_SUBMITTED: Final = NamedNode(WQ + "dateSubmitted")
DATE_SENT: Final = NamedNode(WQ + "dateSent")
ANSWER_DUE: Final = NamedNode(WQ + "answerDue")
DATE_REMINDED: Final = NamedNode(WQ + "dateReminded")
DATE_ANSWERED: Final = NamedNode(WQ + "dateAnswered")
DATE_REQUALIFIED: Final = NamedNode(WQ + "dateRequalified")
DATE_NOT_PUBLISHED: Final = NamedNode(WQ + "dateNotPublished")
DATE_CLOSED: Final = NamedNode(WQ + "dateClosed")
DATE_LAPSED: Final = NamedNode(WQ + "dateLapsed")
DATE_RECEIVED: Final = NamedNode(WQ + "dateReceived")
STATUS: Final = NamedNode(WQ + "status")
ALSO_ASKED_AS: Final = NamedNode(WQ + "alsoAskedAs")
RESUBMITTED_AS: Final = NamedNode(WQ + "resubmittedAs")
RESUBMISSION_OF: Final = NamedNode(WQ + "resubmissionOf")
REQUALIFIED_AS: Final = NamedNode(WQ + "requalifiedAs")
REQUALIFICATION_OF: Final = NamedNode(WQ + "requalificationOf")
REFERRED_TO: Final = NamedNode(WQ + "referredTo")
LABEL: Final = NamedNode(WQ + "label")
POSITION: Final = NamedNode(WQ + "position")
ANSWERS_POINT: Final = NamedNode(WQ + "answersPoint")
REFERS_TO_POINT: Final = NamedNode(WQ + "refersToPoint")
TEXT: Final = NamedNode(WQ + "text")
TEXT_INCOMPLETE: Final = NamedNode(WQ + "textIncomplete")
HAS_POINT: Final = NamedNode(WQ + "hasPoint")
HAS_ANSWER: Final = NamedNode(WQ + "hasAnswer")
WAS_DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
VIEW: Final = NamedNode(WQ + "view")
PAGE_LANGUAGE: Final = NamedNode(WQ + "pageLanguage")
SOURCE: Final = NamedNode(DCTERMS + "source")
SHA256: Final = NamedNode(WQ + "sha256")
RETRIEVED: Final = NamedNode(WQ + "retrieved")

INTEGER: Final = NamedNode(XSD + "integer")
BOOLEAN: Final = NamedNode(XSD + "boolean")
DATE: Final = NamedNode(XSD + "date")
DATE_TIME: Final = NamedNode(XSD + "dateTime")
STRING: Final = NamedNode(XSD + "string")
LANG_STRING: Final = NamedNode(RDF + "langString")
