"""Writes docs/ontology.md from the ontology and its alignments; with ``--check``, only says whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pyoxigraph
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCAM
from rdflib.term import Node

from tools import made_page

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ontology.md"
TEMPLATES = Path(__file__).resolve().parent / "templates"
VOCABULARY = ROOT / "ontology" / "written-questions.ttl"
ALIGNMENTS = ROOT / "ontology" / "alignments.ttl"
WQ = "https://w3id.org/written-questions/ontology#"
LANGUAGES = {"en": "English", "fr": "French", "nl": "Dutch"}


@dataclass(frozen=True)
class Wording:
    """What a term is called and means in one language."""

    language: str
    label: str
    definition: str
    note: str


@dataclass(frozen=True)
class Term:
    """A term as the page shows it; other terms in it are written with a prefix."""

    name: str
    heading: str
    wordings: tuple[Wording, ...]
    examples: tuple[str, ...]
    above: tuple[str, ...]
    subjects: tuple[str, ...]
    values: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    written: bool

    @property
    def anchor(self) -> str:
        """The anchor that the heading gets on the page."""
        return "".join(c for c in self.heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")

    @property
    def label(self) -> str:
        """The English label."""
        return self.wordings[0].label


@dataclass(frozen=True)
class Alignment:
    """How a term of ours stands to one of another vocabulary, and why."""

    term: str
    relation: str
    target: str
    iri: str
    reason: str


class Source:
    """A Turtle file: its statements, and the order in which it speaks of things."""

    def __init__(self, path: Path) -> None:
        self.graph = Graph(bind_namespaces="none").parse(path)
        triples = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
        self.order = list(
            dict.fromkeys(
                URIRef(t.subject.value) for t in triples if isinstance(t.subject, pyoxigraph.NamedNode)
            )
        )

    def of_type(self, kind: URIRef) -> list[URIRef]:
        """The things of a type, as the file orders them."""
        return [thing for thing in self.order if (thing, RDF.type, kind) in self.graph]

    def short(self, term: Node) -> str:
        """A term with its prefix."""
        return self.graph.namespace_manager.curie(str(term), generate=False)

    def shorts(self, terms: Iterator[Node]) -> tuple[str, ...]:
        """Several terms with their prefixes, sorted."""
        return tuple(sorted(self.short(term) for term in terms))

    def text(self, subject: URIRef, predicate: URIRef, language: str | None) -> str:
        """The text in a language, or nothing."""
        for value in self.graph.objects(subject, predicate):
            if isinstance(value, Literal) and value.language == language:
                return str(value)
        return ""


def term(source: Source, iri: URIRef) -> Term:
    """All that the page says of one term."""
    graph, name = source.graph, source.short(iri)
    inverses = {*graph.objects(iri, OWL.inverseOf), *graph.subjects(OWL.inverseOf, iri)}
    return Term(
        name=name,
        heading=f"{name} (class)" if (iri, RDF.type, OWL.Class) in graph else name,
        wordings=tuple(
            Wording(
                name,
                source.text(iri, RDFS.label, tag),
                source.text(iri, SKOS.definition, tag),
                source.text(iri, SKOS.scopeNote, tag),
            )
            for tag, name in LANGUAGES.items()
        ),
        examples=tuple(sorted({str(value) for value in graph.objects(iri, SKOS.example)})),
        above=source.shorts(graph.objects(iri, RDFS.subClassOf)),
        subjects=source.shorts(graph.objects(iri, RDFS.domain | DCAM.domainIncludes)),
        values=source.shorts(graph.objects(iri, RDFS.range | DCAM.rangeIncludes)),
        inverse=next(iter(source.shorts(iter(inverses))), None),
        symmetric=(iri, RDF.type, OWL.SymmetricProperty) in graph,
        written="not written into the data" not in source.text(iri, SKOS.definition, "en"),
    )


def alignments(source: Source) -> list[Alignment]:
    """The alignments as their file orders them."""
    found = []
    for axiom in source.of_type(OWL.Axiom):
        (subject,) = source.graph.objects(axiom, OWL.annotatedSource)
        (relation,) = source.graph.objects(axiom, OWL.annotatedProperty)
        (target,) = source.graph.objects(axiom, OWL.annotatedTarget)
        found.append(
            Alignment(
                source.short(subject),
                source.short(relation),
                source.short(target),
                str(target),
                source.text(axiom, RDFS.comment, "en"),
            )
        )
    return found


def page() -> str:
    """The text of docs/ontology.md."""
    vocabulary, aligned = Source(VOCABULARY), Source(ALIGNMENTS)

    def terms(*kinds: URIRef) -> list[Term]:
        chosen = {thing for kind in kinds for thing in vocabulary.of_type(kind)}
        return [term(vocabulary, iri) for iri in vocabulary.order if iri in chosen and iri.startswith(WQ)]

    classes = terms(OWL.Class)
    properties = terms(OWL.ObjectProperty, OWL.DatatypeProperty)
    statuses = terms(SKOS.Concept)
    anchors = {item.name: item.anchor for item in [*classes, *properties, *statuses]}

    def link(name: str) -> str:
        return f"[{name}](#{anchors[name]})" if name in anchors else name

    (iri,) = vocabulary.of_type(OWL.Ontology)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["link"] = link
    return environment.get_template("ontology.md.j2").render(
        iri=iri,
        namespace=WQ,
        version=vocabulary.text(iri, OWL.versionInfo, None),
        version_iri=next(vocabulary.graph.objects(iri, OWL.versionIRI)),
        license=next(vocabulary.graph.objects(iri, DCTERMS.license)),
        description=vocabulary.text(iri, DCTERMS.description, "en"),
        classes=classes,
        properties=[item for item in properties if item.written],
        inverses=[item for item in properties if not item.written],
        scheme=terms(SKOS.ConceptScheme)[0],
        statuses=statuses,
        alignments=alignments(aligned),
    )


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is current. Exit code 1: it is not."""
    return made_page.run(arguments, tool="tools/ontology_reference.py", about=__doc__, page=PAGE, make=page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
