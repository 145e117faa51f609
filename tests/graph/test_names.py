"""The names that questions share, from questions and from RDF."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.names import Name, Names, names_in

GREEN = "https://example.org/green"
ANNA = "https://example.org/anna"
PARTY, PERSON, CONCEPT = ns.AFFILIATION.value, ns.PERSON.value, ns.CONCEPT.value


def shown(triples: Iterable[Triple]) -> list[tuple[str, str]]:
    return [
        (triple.predicate.value.rpartition("#")[2].rpartition("/")[2], str(triple.object))
        for triple in triples
        if triple.predicate != ns.TYPE
    ]


def test_the_smallest_label_of_each_language_is_the_preferred_one() -> None:
    names = Names(
        Name(PARTY, GREEN, *label)
        for label in [("nl", "groen"), ("fr", "b"), ("fr", "B"), ("fr", "a"), ("fr", "b")]
    )
    assert shown(names.triples()) == [
        ("prefLabel", '"B"@fr'),
        ("prefLabel", '"groen"@nl'),
        ("altLabel", '"a"@fr'),
        ("altLabel", '"b"@fr'),
    ]


def test_a_person_has_one_name_without_a_language() -> None:
    names = Names([Name(PERSON, ANNA, "", "Anna B."), Name(PERSON, ANNA, "", "Anna A.")])
    assert shown(names.triples()) == [("name", '"Anna A."')]


def test_what_is_only_named_has_its_class_alone() -> None:
    assert Names([Name(CONCEPT, GREEN, "", None)]).triples() == [
        Triple(NamedNode(GREEN), ns.TYPE, ns.CONCEPT)
    ]
    assert Names().triples() == []


def test_the_order_in_which_names_come_changes_nothing() -> None:
    names = [
        Name(PERSON, ANNA, "", "Anna"),
        Name(PARTY, GREEN + "10", "fr", "dix"),
        Name(PARTY, GREEN + "9", "fr", "neuf"),
        Name(PARTY, GREEN + "9", "fr", "NEUF"),
    ]
    expected = Names(names).triples()
    assert [triple.subject for triple in expected if triple.predicate == ns.TYPE] == [
        NamedNode(ANNA),
        NamedNode(GREEN + "9"),
        NamedNode(GREEN + "10"),
    ]
    for order in itertools.permutations(names):
        one_by_one = Names()
        for name in order:
            one_by_one.add([name])
        assert one_by_one.triples() == expected


labels = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
of_languages = st.builds(
    Name,
    st.sampled_from([PARTY, CONCEPT, ns.MINISTERIAL_POST.value]),
    st.sampled_from([GREEN, GREEN + "2"]),
    st.sampled_from(["fr", "nl"]),
    labels,
)
plain = st.builds(
    Name,
    st.sampled_from([PERSON, ns.LEGISLATURE_CLASS.value, ns.REQUEST_FOR_EXPLANATIONS.value]),
    st.sampled_from([ANNA, ANNA + "2"]),
    st.just(""),
    labels,
)


@given(st.lists(st.one_of(of_languages, plain), max_size=8))
def test_what_was_written_is_read_back(names: list[Name]) -> None:
    # One thing is of one class.
    kinds: dict[str, str] = {}
    names = [name._replace(kind=kinds.setdefault(name.iri, name.kind)) for name in names]
    written = Names(names).triples()
    found, rest = names_in(written)
    assert rest == []
    assert Names(found).triples() == written


@pytest.mark.parametrize(
    "other",
    [
        Triple(NamedNode(ANNA), ns.NAME, Literal("Anna", language="fr")),
        Triple(NamedNode(ANNA), ns.NAME, Literal("5", datatype=ns.INTEGER)),
        Triple(NamedNode(ANNA), ns.NAME, NamedNode(GREEN)),
        Triple(NamedNode(ANNA), ns.PREF_LABEL, Literal("Anna", language="fr")),
        Triple(NamedNode(ANNA), ns.TYPE, NamedNode(GREEN)),
        Triple(NamedNode(GREEN), ns.PREF_LABEL, Literal("Groen")),
        Triple(NamedNode(GREEN), ns.NAME, Literal("Groen")),
        Triple(NamedNode("https://example.org/other"), ns.NAME, Literal("x")),
        Triple(BlankNode("b"), ns.NAME, Literal("x")),
    ],
    ids=str,
)
def test_what_is_none_of_our_names_stays_as_it_is(other: Triple) -> None:
    ours = Names([Name(PERSON, ANNA, "", "Anna"), Name(PARTY, GREEN, "fr", "Groen")]).triples()
    found, rest = names_in([other, *ours, Triple(BlankNode("b"), ns.TYPE, ns.PERSON)])
    assert rest == [other, Triple(BlankNode("b"), ns.TYPE, ns.PERSON)]
    assert Names(found).triples() == ours
