from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.formats import format_named, parse
from kg.graph.iris import Iris
from kg.graph.ordering import PREDICATES, natural, ordered, path_key
from tests.rdf_strategies import graphs, same

HEAD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wq: <https://w3id.org/written-questions/ontology#> .
@base <https://w3id.org/written-questions/be/senate/> .
"""


def turtle(text: str) -> list[Triple]:
    return parse((HEAD + text).encode(), format_named("turtle"), name="test.ttl")


def subjects(text: str, base: str = ns.BASE) -> list[str]:
    found = (str(triple.subject) for triple in ordered(turtle(text), Iris(base)))
    return list(dict.fromkeys(one.replace(f"<{ns.BASE}", "").strip("<>") for one in found))


def objects(text: str) -> list[str]:
    found = (triple.object for triple in ordered(turtle(text), Iris()))
    return [one.value.removeprefix(ns.BASE) if isinstance(one, NamedNode) else str(one) for one in found]


PARTS = """
<question/7-100> a wq:WrittenQuestion .
<question/7-9/answer/point/2> wq:position 2 .
<question/7-9/answer/point/10> wq:position 10 .
<question/7-9/answer> a wq:Answer .
<question/7-9/point/10> wq:position 10 .
<question/7-9/point/9/b> wq:position 2 .
<question/7-9/point/9/a> wq:position 1 .
<question/7-9/point/9> wq:position 9 .
<question/7-9> a wq:WrittenQuestion .
<source/7-9/web-fr> a wq:SourceDocument .
<source/7-9/print-nl> a wq:SourceDocument .
<question/6-500> a wq:WrittenQuestion .
"""


def test_a_question_then_its_points_its_answer_its_pages_then_the_next() -> None:
    assert subjects(PARTS) == [
        "question/6-500",
        "question/7-9",
        "question/7-9/point/9",
        "question/7-9/point/9/a",
        "question/7-9/point/9/b",
        "question/7-9/point/10",
        "question/7-9/answer",
        "question/7-9/answer/point/2",
        "question/7-9/answer/point/10",
        "source/7-9/print-nl",
        "source/7-9/web-fr",
        "question/7-100",
    ]


def test_questions_of_a_base_that_was_not_told_are_known_by_their_class() -> None:
    assert subjects(PARTS, "https://example.org/") == subjects(PARTS)


def test_points_are_by_position_not_by_label() -> None:
    text = """
    <question/7-9> wq:hasPoint <question/7-9/point/ix>, <question/7-9/point/v>, <question/7-9/point/lost> .
    <question/7-9/point/ix> wq:position 2 .
    <question/7-9/point/v> wq:position 1 .
    """
    assert objects(text)[:3] == [f"question/7-9/point/{key}" for key in ("v", "ix", "lost")]


def test_names_are_by_kind_then_counted_and_everything_else_follows() -> None:
    text = """
    <http://eurovoc.europa.eu/10> a skos:Concept . <topic/a> a skos:Concept . <http://eurovoc.europa.eu/9> a skos:Concept .
    <legislature/10> a wq:Legislature . <legislature/9> a wq:Legislature .
    <person/b> a foaf:Person . <http://a.org/person> a foaf:Person .
    <request/5-1> a wq:RequestForExplanations . <post/x> a wq:MinisterialPost . <affiliation/x> a wq:Affiliation .
    <session/2021-2022> a wq:Session . <http://a.org/thing> a wq:Thing . [] a wq:Thing .
    """
    assert subjects(text) == [
        "legislature/9",
        "legislature/10",
        "session/2021-2022",
        "http://a.org/person",
        "person/b",
        "affiliation/x",
        "post/x",
        "http://eurovoc.europa.eu/9",
        "http://eurovoc.europa.eu/10",
        "topic/a",
        "request/5-1",
        "http://a.org/thing",
        "_:b1",
    ]


def test_objects_are_things_then_texts_by_language_and_value() -> None:
    assert objects('<x> wq:p "b"@nl, "a"@nl, "z"@fr, "plain", 10, 9, <point/10>, <point/9>, [] .') == [
        "point/9",
        "point/10",
        "_:b1",
        '"10"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"9"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"plain"',
        '"z"@fr',
        '"a"@nl',
        '"b"@nl',
    ]


def test_known_properties_come_first_the_class_before_all_and_others_by_iri() -> None:
    triples = turtle("<x> wq:zebra 1 ; wq:text 'x'@fr ; wq:aardvark 1 ; dcterms:identifier 'x' ; a wq:X .")
    found = [
        triple.predicate.value.rpartition("/")[2].rpartition("#")[2] for triple in ordered(triples, Iris())
    ]
    assert found == ["type", "identifier", "text", "aardvark", "zebra"]
    assert len(set(PREDICATES)) == len(PREDICATES)


def test_each_triple_once() -> None:
    assert len(ordered(turtle("<x> a wq:X . <x> a wq:X ."), Iris())) == 1


@settings(max_examples=100)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(triples: list[Triple], chance: random.Random) -> None:
    shuffled = list(triples)
    chance.shuffle(shuffled)
    found = ordered(triples, Iris())
    assert ordered(shuffled, Iris()) == found
    assert ordered(found, Iris()) == found
    assert same(found, triples)


def test_blank_nodes_are_named_as_they_come_and_their_blocks_follow_in_that_order() -> None:
    p = NamedNode("http://x.org/p")
    x, y, z, lone = NamedNode("http://x.org/x"), BlankNode("y"), BlankNode("z"), BlankNode("a")
    triples = [Triple(lone, p, x), Triple(y, p, x), Triple(z, p, y), Triple(x, p, z)]
    b1, b2, b3 = (BlankNode(f"b{n}") for n in (1, 2, 3))
    assert ordered(triples, Iris()) == [
        Triple(x, p, b1),
        Triple(b1, p, b2),
        Triple(b2, p, x),
        Triple(b3, p, x),
    ]


def test_many_blank_nodes_take_no_long_time_and_count() -> None:
    p = NamedNode("http://x.org/p")
    chain = [Triple(BlankNode(f"n{n}"), p, BlankNode(f"n{n + 1}")) for n in range(20_000)]
    found = ordered(chain, Iris())
    assert [triple.subject for triple in found] == [BlankNode(f"b{n}") for n in range(1, 20_001)]


def test_triples_about_triples_are_refused() -> None:
    p = NamedNode("http://x.org/p")
    with pytest.raises(TypeError, match=r"RDF 1\.2"):
        ordered([Triple(p, p, Triple(p, p, Literal("x")))], Iris())


@pytest.mark.parametrize(
    ("smaller", "larger", "reason"),
    [
        ("point/9", "point/10", "numbers count"),
        ("point/1", "point/1/a", "a beginning comes first"),
        ("a", "b", "letters as usual"),
        ("01", "1", "equal numbers as written"),
        ("x" + "1" * 5000, "x" + "2" * 5000, "numbers of any length"),
        ("10", "a", "digits before letters"),
    ],
)
def test_natural(smaller: str, larger: str, reason: str) -> None:
    assert natural(smaller) < natural(larger), reason


_AWKWARD = st.text(st.sampled_from("a1209²٣/é"), max_size=25)


@given(_AWKWARD, _AWKWARD)
def test_of_two_different_texts_one_comes_first(one: str, other: str) -> None:
    before, after = natural(one) < natural(other), natural(other) < natural(one)
    assert [before, after, one == other].count(True) == 1


def test_a_path_is_by_positions_and_unknown_ones_come_last() -> None:
    positions = {("b",): 1, ("a",): 2, ("b", "x"): 1}
    paths = [("c",), ("a",), ("b", "x"), ("b",), ("a", "z")]
    assert sorted(paths, key=lambda path: path_key(path, positions)) == [
        ("b",),
        ("b", "x"),
        ("a",),
        ("a", "z"),
        ("c",),
    ]
