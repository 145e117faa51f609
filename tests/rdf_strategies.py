"""Hypothesis strategies for any RDF 1.1, as an ontology, a thesaurus or a stranger's file may hold it."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from kg.graph.namespaces import DCTERMS, PREFIXES, RDF, SKOS, WQ, XSD

_SUBDELIMS = "!$&'()*+,;=:@/-._~?"


def _iri(text: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        return None


def iris() -> st.SearchStrategy[NamedNode]:
    """IRIs that a prefix can shorten, IRIs that it nearly can, and any others (RFC 3987)."""
    tail = st.text(st.sampled_from("abzAZ09éß漢𝄞%#" + _SUBDELIMS), max_size=8)
    starts = st.sampled_from(
        [*PREFIXES.values(), "http://example.org/", "http://example.org/a#", "urn:x:", "mailto:"]
    )
    made = st.builds(lambda start, end: _iri(start + end), starts, tail)
    usual = st.sampled_from(
        [WQ + "text", WQ + "a.b", SKOS + "prefLabel", RDF + "type", RDF + "first", DCTERMS + "1"]
    )
    return st.one_of(
        usual.map(NamedNode), made.filter(lambda iri: iri is not None).map(lambda iri: iri or NamedNode(WQ))
    )


def lexical_forms(*, xml: bool = False) -> st.SearchStrategy[str]:
    """Any text; only with characters that XML 1.0 has, if need be."""
    if xml:
        letters = st.characters(
            exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
        ) | st.sampled_from("\t\n\r\x85")
    else:
        letters = st.characters(exclude_categories=["Cs"])
    awkward = st.sampled_from(
        ['"', '"""', '\n"', '"\n', "\\", "\\u0041", "\n", "\r\n", "\t", "]]>", "&lt;", "<", "\x85"]
    )
    return st.lists(st.text(letters, max_size=8) | awkward, max_size=4).map("".join)


def literals(*, xml: bool = False) -> st.SearchStrategy[Literal]:
    """Plain, of a language, typed, and ill-typed."""
    texts = lexical_forms(xml=xml)
    numbers = st.sampled_from(
        ["0", "7", "-7", "007", "+7", "-0", "7.0", "1e3", "true", "false", "TRUE", "", "7 "]
    )
    types = st.sampled_from(["integer", "boolean", "decimal", "double", "date", "string", "anyURI"]).map(
        lambda name: NamedNode(XSD + name)
    )
    return st.one_of(
        texts.map(Literal),
        st.builds(
            lambda text, tag: Literal(text, language=tag),
            texts,
            st.sampled_from(["fr", "nl-BE", "en-Latn-GB"]),
        ),
        st.builds(lambda text, kind: Literal(text, datatype=kind), numbers | texts, types),
        st.builds(
            lambda text, kind: Literal(text, datatype=kind),
            texts,
            st.just(NamedNode("http://example.org/type")),
        ),
    )


def blank_nodes() -> st.SearchStrategy[BlankNode]:
    return st.sampled_from(["a", "b1", "1x", "d.e", "é"]).map(BlankNode)


def graphs(*, xml: bool = False) -> st.SearchStrategy[list[Triple]]:
    """Small graphs whose subjects and objects meet."""
    subjects = iris() | blank_nodes()
    return st.lists(
        st.builds(Triple, subjects, iris(), subjects | literals(xml=xml)),
        max_size=8,
    )


def same(one: Iterable[Triple], other: Iterable[Triple]) -> bool:
    """Whether two graphs are isomorphic, whatever their blank nodes are called (RDF Dataset Canonicalization)."""
    return _canonical(one) == _canonical(other)


def _canonical(triples: Iterable[Triple]) -> set[str]:
    dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))
