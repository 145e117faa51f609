"""Which concept a term names."""

from __future__ import annotations

import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authority.thesaurus import Thesaurus, comparable
from kg.model import Language
from tests.authority.concepts import BASE, TREES, concept, pair

FR, NL = Language.FR, Language.NL


@pytest.mark.parametrize(
    ("language", "term", "found", "reason"),
    [
        (FR, "arbre", "tree", "a preferred label, though it is another concept's alternative too"),
        (FR, "ARBRE", "tree", "case is nothing"),
        (FR, "  arbre\u00a0", "tree", "blanks are nothing"),
        (FR, "sécurité d'État", "safety", "the straight apostrophe is the curly one"),
        (FR, unicodedata.normalize("NFD", "sécurité d’État"), "safety", "letters taken apart are the same"),
        (FR, "végétal ligneux", "tree", "an alternative of one concept"),
        (FR, "matière ligneuse", None, "an alternative of two concepts"),
        (NL, "snoei", None, "an alternative of two concepts"),
        (FR, "service", "service-fr", "French"),
        (NL, "service", "service-nl", "the same word, Dutch"),
        (NL, "arbre", None, "a word of the other language"),
        (FR, "arbres", None, "another form of the word"),
        (FR, "arbre entretien", None, "two labels"),
        (FR, "", None, "nothing"),
    ],
)
def test_find(language: Language, term: str, found: str | None, reason: str) -> None:
    concept = TREES.find(language, term)
    assert (concept and concept.iri) == (found and BASE + found), reason


@pytest.mark.parametrize(
    ("fr", "nl", "found", "rivals", "reason"),
    [
        ("arbre", "boom", "tree", [], "both name it"),
        ("arbre", None, "tree", [], "one language only"),
        (None, "boom", "tree", [], "the other one only"),
        ("arbre", "boomgaard", "tree", [], "the other names nothing"),
        ("végétal ligneux", "boom", "tree", [], "an alternative and a preferred label"),
        ("arbre", "hout", None, ["tree", "wood"], "two concepts"),
        ("service", "service", None, ["service-fr", "service-nl"], "one word, two concepts"),
        ("entretien", "snoei", "upkeep", [], "of the two that the Dutch can name, one is the French"),
        ("arbre", "snoei", None, ["timber", "tree", "upkeep"], "none of those that the Dutch can name"),
        ("matière ligneuse", "onbekend", None, [], "only a term that can name two"),
        ("matière ligneuse", "snoei", None, [], "what both could name, neither names"),
        ("Rwanda", "Rwanda", "rwanda", [], "the same word in both"),
        ("inconnu", "onbekend", None, [], "nothing"),
    ],
)
def test_match(fr: str | None, nl: str | None, found: str | None, rivals: list[str], reason: str) -> None:
    match = TREES.match(pair(fr, nl))
    assert (match.concept and match.concept.iri) == (found and BASE + found), reason
    assert [rival.iri for rival in match.rivals] == [BASE + rival for rival in rivals], reason


def test_two_concepts_that_prefer_one_label_are_neither() -> None:
    double = Thesaurus((concept("a", "quai", "kade"), concept("b", "Quai", "perron")))
    assert double.find(FR, "quai") is None
    match = double.match(pair("quai", "perron"))
    assert match.concept is not None
    assert match.concept.iri == BASE + "b"


def test_a_concept_has_its_own_labels_and_the_lines_of_the_terms() -> None:
    found = TREES.match(pair("Sécurité d'état", "STAATSVEILIGHEID")).concept
    assert found is not None
    label = found.label(pair("Sécurité d'état", "STAATSVEILIGHEID"))
    assert label == pair("sécurité d’État", "staatsveiligheid")
    assert [text.span and text.span.first for _, text in label.items()] == [1, 2]


def test_of_a_concept_without_a_dutch_label_only_the_french_is_there() -> None:
    found = TREES.find(FR, "francophonie")
    assert found is not None
    assert found.label(pair("francophonie", "Franstaligheid")) == pair("francophonie", None)


def test_a_thesaurus_can_go_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(TREES))  # noqa: S301 - made here
    assert again == TREES
    assert again.find(NL, "boom") == TREES.find(NL, "boom")


@given(st.text(max_size=30))
def test_what_is_comparable_stays_so_and_keeps_its_words(term: str) -> None:
    once = comparable(term)
    assert comparable(once) == once
    assert len(once.split()) == len(unicodedata.normalize("NFC", term).split())
    assert comparable(term.replace("'", "’")) == once
    assert comparable(f" {term}\t") == once


LABELS = st.text("abc", min_size=1, max_size=3)
THESAURI = st.lists(
    st.tuples(
        st.none() | LABELS,
        st.none() | LABELS,
        st.lists(LABELS, max_size=2).map(tuple),
        st.lists(LABELS, max_size=2).map(tuple),
    ),
    max_size=6,
).map(
    lambda rows: Thesaurus(
        tuple(
            concept(str(place), fr, nl, also_fr=also_fr, also_nl=also_nl)
            for place, (fr, nl, also_fr, also_nl) in enumerate(rows)
        )
    )
)


@given(THESAURI, LABELS, LABELS)
def test_a_match_is_named_by_one_term_and_denied_by_none(thesaurus: Thesaurus, fr: str, nl: str) -> None:
    match = thesaurus.match(pair(fr, nl))
    candidates = [thesaurus.candidates(FR, fr), thesaurus.candidates(NL, nl)]
    if match.concept is None:
        assert not any(len(found) == 1 for found in candidates) or match.rivals
        return
    assert match.concept in (thesaurus.find(FR, fr), thesaurus.find(NL, nl))
    assert all(match.concept in found for found in candidates if found)
    assert not match.rivals


@given(THESAURI, LABELS)
def test_a_preferred_label_comes_before_an_alternative(thesaurus: Thesaurus, term: str) -> None:
    preferring = [one for one in thesaurus.concepts if one.named("fr").preferred == term]
    others = [one for one in thesaurus.concepts if term in one.named("fr").alternatives]
    expected = preferring or others
    assert thesaurus.find(FR, term) == (expected[0] if len(expected) == 1 else None)
