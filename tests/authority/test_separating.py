"""Terms that were run together: parted and divided only where that is certain."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authority.separating import divide, divide_glued, separate_both, separations
from kg.authority.thesaurus import comparable
from kg.model import Fact, Language, Span, Text
from tests.authority.concepts import TREES


def known(language: Language, term: str) -> frozenset[Hashable]:
    return frozenset(TREES.candidates(language, term))


def lines(*values: str) -> list[Text]:
    return [Fact(value, Span("page.txt", number, number)) for number, value in enumerate(values, start=10)]


def values(terms: tuple[Text, ...]) -> list[str]:
    return [term.value for term in terms]


# --- one line -------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from("abc"), max_size=8),
    st.frozensets(st.text("abc ", min_size=1, max_size=7), max_size=12),
)
def test_all_separations_are_found_each_once(words: list[str], labels: frozenset[str]) -> None:
    def by_hand(rest: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Every set of places to cut, tried one after the other."""
        found = []
        for cuts in range(2 ** max(0, len(rest) - 1)):
            places = [0, *(k + 1 for k in range(len(rest) - 1) if cuts >> k & 1), len(rest)]
            parts = tuple(" ".join(rest[start:end]) for start, end in pairwise(places) if start < end)
            if all(part in labels for part in parts):
                found.append(parts)
        return found

    assert sorted(separations(words, labels.__contains__)) == sorted(by_hand(tuple(words)))


def test_a_line_that_could_be_parted_in_countless_ways_ends_at_once() -> None:
    ways = separations(["a"] * 150, {"a", "a a", "a a a"}.__contains__)
    assert len(next(ways)) == 150
    assert not list(separations(["a"] * 150 + ["b"], {"a", "a a"}.__contains__))


@pytest.mark.parametrize(
    ("fr", "nl", "found", "reason"),
    [
        (["arbre entretien"], [], (["arbre", "entretien"], []), "two labels"),
        ([], ["boom onderhoud"], ([], ["boom", "onderhoud"]), "two Dutch ones"),
        (["Arbre  ENTRETIEN"], [], (["Arbre", "ENTRETIEN"], []), "as printed, whatever the case"),
        (["bois d'œuvre entretien"], [], (["bois d'œuvre", "entretien"], []), "one of two words"),
        (["bois sur pied"], [], (["bois sur pied"], []), "one label only, with a label as its first word"),
        (
            ["matière ligneuse arbre"],
            [],
            (["matière ligneuse", "arbre"], []),
            "a label that names two concepts",
        ),
        (["arbre inconnu"], [], ([], []), "a word that is no label"),
        (["boom onderhoud"], [], ([], []), "labels of the other language"),
        (
            ["arbre entretien", "Rwanda service"],
            [],
            (["arbre", "entretien", "Rwanda", "service"], []),
            "two lines",
        ),
        (["arbre entretien", "rien de tel"], [], ([], []), "one line of two that cannot be parted"),
        (
            ["arbre entretien", "inconnu"],
            [],
            (["arbre", "entretien", "inconnu"], []),
            "a word alone is a term",
        ),
        (["arbre entretien"], ["boom inconnu"], (["arbre", "entretien"], []), "only one of the lists"),
    ],
)
def test_separate(fr: list[str], nl: list[str], found: tuple[list[str], list[str]], reason: str) -> None:
    parted = separate_both(lines(*fr), lines(*nl), known)
    assert (values(parted[0]), values(parted[1])) == found, reason


def two_ways(language: Language, term: str) -> frozenset[Hashable]:
    """A vocabulary in which "eau douce" is one term or two."""
    labels: dict[Language, dict[str, frozenset[Hashable]]] = {
        Language.FR: {
            "eau": frozenset("w"),
            "douce": frozenset("s"),
            "eau douce": frozenset("f"),
            "pluie": frozenset("r"),
        },
        Language.NL: {"zoet water": frozenset("f"), "regen": frozenset("r"), "water": frozenset("w")},
    }
    return labels[language].get(comparable(term), frozenset())


@pytest.mark.parametrize(
    ("fr", "nl", "found", "reason"),
    [
        (["eau douce pluie"], [], ([], []), "two ways"),
        (
            ["eau douce pluie"],
            ["zoet water regen"],
            (["eau douce", "pluie"], ["zoet water", "regen"]),
            "Dutch tells",
        ),
        (["eau douce pluie"], ["regen water"], ([], ["regen", "water"]), "other things in other places"),
        (["eau douce pluie"], ["iets anders nog"], ([], []), "Dutch cannot be parted either"),
    ],
)
def test_one_list_tells_how_the_other_is_parted(
    fr: list[str], nl: list[str], found: tuple[list[str], list[str]], reason: str
) -> None:
    parted = separate_both(lines(*fr), lines(*nl), two_ways)
    assert (values(parted[0]), values(parted[1])) == found, reason


def test_terms_have_the_line_they_were_printed_on() -> None:
    parted, _ = separate_both(lines("arbre entretien", "Rwanda service"), [], known)
    assert [term.span and term.span.first for term in parted] == [10, 10, 11, 11]


@given(
    st.lists(st.sampled_from(["arbre", "entretien", "bois d'œuvre", "Rwanda", "inconnu total"]), max_size=6)
)
def test_nothing_is_lost_added_or_turned_round(terms: list[str]) -> None:
    printed = " ".join(terms)
    parted, _ = separate_both(lines(printed), [], known)
    if parted:
        assert " ".join(values(parted)) == printed
        assert all(known(Language.FR, term) for term in values(parted))


# --- two lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "french", "reason"),
    [
        (["arbre", "entretien", "boom"], 2, "a French one before a Dutch one"),
        (["arbre", "boom", "onderhoud"], 1, "more Dutch ones"),
        (["inconnu", "arbre", "boom", "Rwanda", "onbekend"], 2, "terms that are unknown, on either side"),
        (["arbre", "Rwanda", "boom"], None, "a word of both languages at the border"),
        (["arbre", "inconnu", "boom"], None, "an unknown term at the border"),
        (["arbre", "boom", "entretien"], None, "French after Dutch"),
        (["boom", "arbre", "entretien"], None, "Dutch before French"),
        (["arbre", "entretien", "bois"], None, "no Dutch at all"),
        (["Rwanda", "Rwanda", "Rwanda"], None, "only words of both"),
        (["service", "service", "Rwanda"], None, "words that mean different things in both"),
        ([], None, "nothing"),
    ],
)
def test_divide(terms: list[str], french: int | None, reason: str) -> None:
    found = divide(lines(*terms), known)
    expected = None if french is None else (terms[:french], terms[french:])
    assert (None if found is None else (values(found[0]), values(found[1]))) == expected, reason


@pytest.mark.parametrize(
    ("printed", "found", "reason"),
    [
        (["arbre entretien boom onderhoud"], (["arbre", "entretien"], ["boom", "onderhoud"]), "one line"),
        (
            ["arbre entretien", "boom onderhoud"],
            (["arbre", "entretien"], ["boom", "onderhoud"]),
            "a line each",
        ),
        (["arbre", "boom"], (["arbre"], ["boom"]), "a term each"),
        (["arbre entretien boom"], (["arbre", "entretien"], ["boom"]), "lists of unequal length, one way"),
        (["arbre Rwanda boom Rwanda"], (["arbre", "Rwanda"], ["boom", "Rwanda"]), "parallel one way only"),
        (["Rwanda Rwanda"], (["Rwanda"], ["Rwanda"]), "the same word twice"),
        (["arbre Rwanda boom"], None, "the word of both can stand on either side"),
        (["arbre entretien"], None, "no Dutch"),
        (["boom onderhoud arbre"], None, "the wrong way round"),
        (["arbre inconnu boom"], None, "an unknown word"),
    ],
)
def test_divide_glued(printed: list[str], found: tuple[list[str], list[str]] | None, reason: str) -> None:
    divided = divide_glued(lines(*printed), known)
    assert (None if divided is None else (values(divided[0]), values(divided[1]))) == found, reason


def test_lists_beyond_measure_are_left_alone() -> None:
    def any_number(_: Language, term: str) -> frozenset[Hashable]:
        return frozenset({term}) if set(term) <= {"a", " "} else frozenset()

    assert divide_glued(lines(" ".join(["a"] * 100)), any_number) is None
    assert separate_both(lines(" ".join(["a"] * 100)), lines("a a"), any_number) == ((), ())
    assert divide_glued(lines(" ".join(["arbre"] * 201 + ["boom"])), known) is None
    assert separate_both(lines(" ".join(["arbre"] * 201)), [], known) == ((), ())
