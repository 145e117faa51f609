"""Names as people settled them: learnt from bilingual pages, put together, looked up."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authority.authorities import Authorities, Kind, Name, Person, Register, learn
from kg.model import (
    Bilingual,
    DocumentNumber,
    Language,
    PageWarning,
    Reading,
    Side,
    Source,
    Text,
    View,
)
from tests.authority.concepts import pair, text

FR, NL = Language.FR, Language.NL
ONE, TWO, THREE = (DocumentNumber(7, number) for number in (1, 2, 10))


def side(post: str | None = None, party: str | None = None, *terms: str) -> Side:
    found: list[Text] = [one for value in terms if (one := text(value)) is not None]
    return Side(addressee=text(post), affiliation=text(party), terms=tuple(found))


def page(id: DocumentNumber, fr: Side, nl: Side, *warnings: PageWarning) -> Reading:
    source = Source(View.BILINGUAL_PRINT, None)
    return Reading(document=f"{id}.txt", source=source, id=id, fr=fr, nl=nl, warnings=warnings)


PAGES = (
    page(
        TWO,
        side("ministre des Arbres", "Indépendant", "arbre", "banc"),
        side("minister van Bomen", "Onafhankelijke", "boom", "bank"),
    ),
    page(ONE, side("Ministre des arbres", None, "arbre"), side("minister van Bomen", None, "boom")),
    page(THREE, side("ministre des Bancs"), side("Minister van Bomen")),
)


# --- learning -------------------------------------------------------------------------------------------------------


def test_pairs_are_learnt_from_bilingual_pages() -> None:
    assert learn(PAGES).names == (
        Name(Kind.POST, "Ministre des arbres", "minister van Bomen", example=ONE),
        Name(Kind.POST, "ministre des Bancs", "Minister van Bomen", example=THREE),
        Name(Kind.AFFILIATION, "Indépendant", "Onafhankelijke", example=TWO),
        Name(Kind.TERM, "arbre", "boom", example=ONE),
        Name(Kind.TERM, "banc", "bank", example=TWO),
    )


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (page(ONE, side("ministre des Arbres", "PS", "arbre"), Side()), "one language only"),
        (page(ONE, side(None, None, "arbre", "banc"), side(None, None, "boom")), "lists of unequal length"),
        (
            page(ONE, side("ministre des Arbr?s"), side("minister van Bomen"), PageWarning("encoding-damaged", "lost")),
            "damaged letters",
        ),
        (page(ONE, side("…"), side("minister van Bomen")), "a name without a slug"),
    ],
)  # fmt: skip
def test_nothing_is_learnt(reading: Reading, reason: str) -> None:
    assert learn([reading]) == Authorities(), reason


@pytest.mark.parametrize("order", list(permutations(PAGES)))
def test_the_order_of_the_pages_does_not_matter(order: tuple[Reading, ...]) -> None:
    assert learn(order) == learn(PAGES)
    parts = [learn([one]) for one in order]
    assert parts[0] | parts[1] | parts[2] == learn(PAGES)


# --- putting together -----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["a", "A", "b", "B b", "c"])
NAMES = st.builds(
    Name,
    st.sampled_from(Kind),
    WORDS,
    WORDS | st.none(),
    also_fr=st.lists(WORDS, unique=True, max_size=2).map(lambda words: tuple(sorted(words))),
    example=st.none() | st.builds(DocumentNumber, st.just(7), st.integers(1, 3)),
)
AUTHORITIES = st.builds(
    lambda names, persons: Authorities(tuple(names), tuple(persons)) | Authorities(),
    st.lists(NAMES, max_size=5),
    st.lists(st.builds(Person, WORDS, surname=st.none() | WORDS), max_size=3),
)


@given(AUTHORITIES, AUTHORITIES, AUTHORITIES)
def test_files_can_be_put_together_in_any_order(a: Authorities, b: Authorities, c: Authorities) -> None:
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a


# --- looking up -----------------------------------------------------------------------------------------------------

OWN = Authorities(
    (
        Name(Kind.POST, "ministre des Arbres", "minister van Bomen", ("ministre des Abres",), ("Boomminister",)),
        Name(Kind.POST, "ministre des Bancs", "minister van Banken"),
        Name(Kind.POST, "ministre des Sièges", "minister van Banken"),
        Name(Kind.POST, "ministre des Étangs", "minister van Vijvers"),
        Name(Kind.POST, "Ministre des étangs", "minister voor Vijvers"),
        Name(Kind.POST, "ministre des Eaux", None, ("ministre de l'Eau",)),
        Name(Kind.POST, "ministre du Feu", None, ("ministre de l'Eau", "ministre de la Flamme")),
        Name(Kind.POST, None, "minister van Wind", (), ("minister van Lucht",)),
        Name(Kind.AFFILIATION, "Indépendant", "Onafhankelijke"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("fr", "nl", "completed", "rivals", "reason"),
    [
        (None, "minister van Bomen", ("ministre des Arbres", "minister van Bomen"), [], "Dutch gets its French name"),
        (None, "Minister van bomen", ("ministre des Arbres", "minister van Bomen"), [], "with the same slug"),
        (None, "Boomminister", ("ministre des Arbres", "minister van Bomen"), [], "another Dutch spelling"),
        ("ministre des Abres", None, ("ministre des Arbres", None), [], "another French spelling; no Dutch is added"),
        ("ministre des Arbres", None, ("ministre des Arbres", None), [], "French alone has its IRI already"),
        ("ministre du Ciel", "minister van Bomen", ("ministre du Ciel", "minister van Bomen"), [], "what the page prints counts"),
        (None, "minister van Banken", None, ["ministre des Bancs", "ministre des Sièges"], "two French names"),
        (None, "minister van Vijvers", ("ministre des Étangs", "minister van Vijvers"), [], "only one"),
        ("ministre de l'Eau", None, None, ["ministre des Eaux", "ministre du Feu"], "another spelling of two names"),
        (None, "minister van Lucht", (None, "minister van Wind"), [], "no French name is known"),
        (None, "minister van Zand", (None, "minister van Zand"), [], "not known"),
        (None, "Onafhankelijke", (None, "Onafhankelijke"), [], "another kind of thing"),
    ],
)  # fmt: skip
def test_complete(
    fr: str | None,
    nl: str | None,
    completed: tuple[str | None, str | None] | None,
    rivals: list[str],
    reason: str,
) -> None:
    label = pair(fr, nl)
    found, others = Register(OWN).complete(Kind.POST, label)
    expected = label if completed is None else pair(*completed)
    if fr is not None or nl is None:
        assert found == expected, reason
    else:
        # Words that differ in case alone are the page's own.
        assert (found.fr, found.nl and found.nl.value.casefold()) == (
            expected.fr,
            expected.nl and expected.nl.value.casefold(),
        ), reason
    assert list(others) == rivals, reason


def test_a_name_that_is_added_has_the_line_of_the_one_it_was_found_by() -> None:
    found, _ = Register(OWN).complete(Kind.POST, pair(None, "minister van Bomen"))
    assert found.fr is not None
    assert found.fr.span is not None
    assert found.fr.span.first == 2


def test_a_label_without_words_stays_so() -> None:
    assert Register(OWN).complete(Kind.POST, Bilingual()) == (Bilingual(), ())


PERSONS = Authorities(
    persons=(
        Person("Anna Voorbeeld", ("Anna Voorbeelt",), "Voorbeeld", (1, 2)),
        Person("Anna Voorbeeld", (), "Voorbeeld", (5,), "https://example.org/younger"),
        Person("Bea de Test", (), "de Test", (), "https://example.org/bea"),
        Person("Carl de Test", (), "de Test", (3,), "https://example.org/carl"),
    )
)


@pytest.mark.parametrize(
    ("name", "legislature", "found", "reason"),
    [
        ("Anna Voorbeeld", 1, [0], "in that legislature"),
        ("anna voorbeeld", 5, [1], "the namesake"),
        ("Anna Voorbeelt", 2, [0], "another spelling"),
        ("Anna Voorbeeld", 6, [], "neither of them"),
        ("Bea De Test", 6, [2], "in every legislature"),
        ("Voorbeeld", 1, [], "a surname is no name"),
    ],
)
def test_persons(name: str, legislature: int, found: list[int], reason: str) -> None:
    register = Register(PERSONS)
    assert list(register.persons(name, legislature)) == [PERSONS.persons[k] for k in found], reason


@pytest.mark.parametrize(
    ("surname", "legislature", "found", "reason"),
    [
        ("Voorbeeld", 2, [0], "in that legislature"),
        ("De Test", 2, [2], "in every legislature"),
        ("De Test", 3, [3], "who is listed for the legislature comes first"),
        ("Anna Voorbeeld", 1, [], "a full name is no surname"),
        ("Niemand", 1, [], "unknown"),
    ],
)
def test_surnames(surname: str, legislature: int, found: list[int], reason: str) -> None:
    register = Register(PERSONS)
    assert list(register.surnamed(surname, legislature)) == [PERSONS.persons[k] for k in found], reason
