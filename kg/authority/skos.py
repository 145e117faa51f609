"""A thesaurus as RDF: from the triples of any SKOS file, and back to triples.

The official distribution of EuroVoc is RDF/XML with 24 languages, some with SKOS-XL labels, notes and mappings beside the
plain labels. Of all that only what :class:`Thesaurus` holds is kept, triple by triple, so that the memory needed does
not grow with the rest. Its domains are concepts too, of a scheme of their own; they name no term, and are left out like
the concepts that it has given up (``owl:deprecated``, or a status that says so).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.authority.thesaurus import LANGUAGES, Concept, Labels, Scheme, Thesaurus
from kg.graph import namespaces as ns

EUROVOC: Final = "http://eurovoc.europa.eu/"
"""What the IRIs of EuroVoc begin with."""

EUROVOC_SCHEME: Final = EUROVOC + "100141"
"""The concept scheme of EuroVoc as a whole."""

_DOMAINS: Final = EUROVOC + "domains"
_DOMAIN_CLASS: Final = EUROVOC + "schema#Domain"

_CONCEPT_SCHEME: Final = ns.CONCEPT_SCHEME
_IN_SCHEME: Final = NamedNode(ns.SKOS + "inScheme")
_NOTATION: Final = NamedNode(ns.SKOS + "notation")
_BROADER: Final = NamedNode(ns.SKOS + "broader")
_NARROWER: Final = NamedNode(ns.SKOS + "narrower")
_RELATED: Final = NamedNode(ns.SKOS + "related")
_DEPRECATED: Final = NamedNode(ns.OWL + "deprecated")
_STATUS: Final = NamedNode("http://publications.europa.eu/ontology/euvoc#status")
_GIVEN_UP: Final = ("/DEPRECATED", "/OBSOLETE", "/RETIRED")

_LABELS: Final = {ns.PREF_LABEL: True, ns.ALT_LABEL: False}
_LINKS: Final = {_BROADER: "broader", _RELATED: "related", _IN_SCHEME: "schemes", ns.TYPE: "types"}


@dataclass(slots=True)
class _Entry:
    """What is kept of one subject."""

    preferred: dict[str, set[str]] = field(default_factory=dict)
    alternative: dict[str, set[str]] = field(default_factory=dict)
    broader: set[str] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    notations: set[str] = field(default_factory=set)
    given_up: bool = False

    @property
    def is_concept(self) -> bool:
        """Whether it can name a term."""
        return (
            ns.CONCEPT.value in self.types
            and not self.given_up
            and _DOMAINS not in self.schemes
            and _DOMAIN_CLASS not in self.types
            and any(self.preferred.get(language) for language in LANGUAGES)
        )


def from_triples(triples: Iterable[Triple | Quad]) -> Thesaurus:
    """The thesaurus that triples tell of, taken one by one in any order.

    Of two preferred labels of one language the smallest by code point counts, the others are alternatives. Links to
    concepts that are not kept are dropped.
    """
    entries: defaultdict[str, _Entry] = defaultdict(_Entry)
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode):
            _take(entries, subject.value, triple.predicate, triple.object)
    kept = {iri for iri, entry in entries.items() if entry.is_concept}
    concepts = tuple(_concept(iri, entries[iri], kept) for iri in sorted(kept))
    used = {scheme for concept in concepts for scheme in concept.schemes}
    schemes = tuple(_scheme(iri, entries[iri]) for iri in sorted(used) if iri in entries)
    return Thesaurus(concepts, schemes)


def _take(
    entries: defaultdict[str, _Entry],
    subject: str,
    predicate: NamedNode,
    value: NamedNode | BlankNode | Literal | Triple,
) -> None:
    if isinstance(value, Literal):
        if predicate in _LABELS:
            # Tags differ in case and in regions ("FR", "nl-BE"), which mean nothing here.
            language = (value.language or "").partition("-")[0].lower()
            if language in LANGUAGES and value.value.strip():
                entry = entries[subject]
                labels = entry.preferred if _LABELS[predicate] else entry.alternative
                labels.setdefault(language, set()).add(" ".join(value.value.split()))
        elif predicate == _NOTATION:
            entries[subject].notations.add(value.value)
        elif predicate == _DEPRECATED and value.value in {"true", "1"}:
            entries[subject].given_up = True
    elif isinstance(value, NamedNode):
        if predicate in _LINKS:
            getattr(entries[subject], _LINKS[predicate]).add(value.value)
        elif predicate == _NARROWER:
            entries[value.value].broader.add(subject)
        elif predicate == _STATUS and value.value.endswith(_GIVEN_UP):
            entries[subject].given_up = True


def _concept(iri: str, entry: _Entry, kept: set[str]) -> Concept:
    french, dutch, english = (_labels(entry, language) for language in LANGUAGES)
    return Concept(
        iri,
        (french, dutch, english),
        broader=tuple(sorted(entry.broader & kept - {iri})),
        related=tuple(sorted(entry.related & kept - {iri})),
        schemes=tuple(sorted(entry.schemes)),
    )


def _labels(entry: _Entry, language: str) -> Labels:
    preferred = sorted(entry.preferred.get(language, ()))
    alternatives = {*entry.alternative.get(language, ()), *preferred[1:]} - set(preferred[:1])
    return Labels(preferred[0] if preferred else None, tuple(sorted(alternatives)))


def _scheme(iri: str, entry: _Entry) -> Scheme:
    french, dutch, english = (min(entry.preferred.get(language, ()), default=None) for language in LANGUAGES)
    return Scheme(iri, min(entry.notations, default=None), (french, dutch, english))


def to_triples(thesaurus: Thesaurus) -> Iterator[Triple]:
    """The thesaurus as SKOS: concepts with their labels, links and schemes, and the schemes."""
    for scheme in thesaurus.schemes:
        me = NamedNode(scheme.iri)
        yield Triple(me, ns.TYPE, _CONCEPT_SCHEME)
        if scheme.notation is not None:
            yield Triple(me, _NOTATION, Literal(scheme.notation))
        for language, name in zip(LANGUAGES, scheme.names, strict=True):
            if name is not None:
                yield Triple(me, ns.PREF_LABEL, Literal(name, language=language))
    for concept in thesaurus.concepts:
        me = NamedNode(concept.iri)
        yield Triple(me, ns.TYPE, ns.CONCEPT)
        for language, labels in zip(LANGUAGES, concept.labels, strict=True):
            if labels.preferred is not None:
                yield Triple(me, ns.PREF_LABEL, Literal(labels.preferred, language=language))
            for label in labels.alternatives:
                yield Triple(me, ns.ALT_LABEL, Literal(label, language=language))
        for predicate, iris in (
            (_BROADER, concept.broader),
            (_RELATED, concept.related),
            (_IN_SCHEME, concept.schemes),
        ):
            for iri in iris:
                yield Triple(me, predicate, NamedNode(iri))
