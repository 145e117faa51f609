"""Who asks and who is asked."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.reading import people
from kg.reading.page import Notes
from kg.reading.parts import Columns
from tests.reading.pages import lines

FR, NL = Language.FR, Language.NL


def columns(french: str | None, dutch: str | None) -> Columns:
    return Columns(fr=lines(french) if french else (), nl=lines(dutch, first=2) if dutch else ())


@pytest.mark.parametrize(
    ("french", "dutch", "name", "party", "codes", "reason"),
    [
        ("de Anna Essai (CD&V)", "van Anna Essai (CD&V)", "Anna Essai", "CD&V", [], "plain"),
        ("de Sabine de Bethune (CD&V)", "van Sabine de Bethune (CD&V)", "Sabine de Bethune", "CD&V", [], "a small particle"),
        ("de Anke Van dermeersch (Vlaams Belang)", None, "Anke Van dermeersch", "Vlaams Belang", [], "Van"),
        (None, "van Gaëtan Van Goidsenhoven (MR)", "Gaëtan Van Goidsenhoven", "MR", [], "the article comes off once"),
        ("d'Anna Essai (PS)", None, "Anna Essai", "PS", [], "d'"),
        ("d’Anna Essai (PS)", None, "Anna Essai", "PS", [], "a curly apostrophe"),
        ("de Mme Anna Essai (PS)", "van mevrouw Anna Essai (PS)", "Anna Essai", "PS", [], "a courtesy title"),
        ("de M. Jean Essai (MR)", "van de heer Jean Essai (MR)", "Jean Essai", "MR", [], "another one"),
        (None, "de Anna Essai (PS)", "Anna Essai", "PS", [], "the Dutch page of a print says de too"),
        ("de Anna Essai (sp.a)", None, "Anna Essai", "sp.a", [], "small letters"),
        ("de Anna Essai (SP.A-SPIRIT)", None, "Anna Essai", "SP.A-SPIRIT", [], "two parties"),
        ("de Anna Essai (Indépendant)", None, "Anna Essai", "Indépendant", [], "no party"),
        ("de Anna Essai", "van Anna Essai", "Anna Essai", None, [], "nothing in brackets"),
        ("de Anna Essai (Open V", None, "Anna Essai", None, [], "the bracket was cut off"),
        ("de Essai (PS)", "van Essai (PS)", None, "PS", ["person-unclear"], "a surname alone"),
        ("de Anna Essai (PS)", "van Anna Proef (PS)", None, "PS", ["person-unclear"], "two names"),
        ("de (PS)", None, None, "PS", [], "no name"),
        ("de 中 文 (PS)", None, None, "PS", ["person-unclear"], "a name that no IRI can be made of"),
        ("de Anna Essai (…)", None, "Anna Essai", None, [], "a party that no IRI can be made of"),
        (None, None, None, None, [], "nothing"),
    ],
)  # fmt: skip
def test_asker(
    french: str | None, dutch: str | None, name: str | None, party: str | None, codes: list[str], reason: str
) -> None:
    notes = Notes("p")
    asker = people.asker(columns(french, dutch), notes)
    fact, parties = asker.name, asker.parties
    assert (fact.value if fact else None) == name, reason
    assert {fact.value for fact in parties.values()} == ({party} if party else set()), reason
    assert [warning.code for warning in notes.warnings] == codes, reason


def test_the_party_is_that_of_each_language() -> None:
    parties = people.asker(
        columns("de Anna Essai (Indépendant)", "van Anna Essai (Onafhankelijke)"), Notes("p")
    ).parties
    assert {lang: (fact.value, str(fact.span)) for lang, fact in parties.items()} == {
        FR: ("Indépendant", "p, line 1"),
        NL: ("Onafhankelijke", "p, line 2"),
    }


@pytest.mark.parametrize(
    ("text", "language", "post", "reason"),
    [
        ("à la ministre de la Défense", FR, "ministre de la Défense", "à la"),
        ("au ministre des Fontaines", FR, "ministre des Fontaines", "au"),
        ("aux ministres des Fontaines", FR, "ministres des Fontaines", "aux"),
        ("à l'adjointe du ministre", FR, "adjointe du ministre", "à l'"),
        ("à l’adjointe du ministre", FR, "adjointe du ministre", "a curly apostrophe"),
        ("aan de minister van Defensie", NL, "minister van Defensie", "aan de"),
        ("aan het kabinet van de minister", NL, "kabinet van de minister", "aan het"),
        (
            "au vice-premier ministre et ministre des Affaires étrangères, du Commerce extérieur et des Affaires européennes",
            FR,
            "vice-premier ministre et ministre des Affaires étrangères, du Commerce extérieur et des Affaires européennes",
            "one phrase, never split at a comma",
        ),
        (
            "au secrétaire d'État à l'Eau, adjoint au ministre de la Justice",
            FR,
            "secrétaire d'État à l'Eau, adjoint au ministre de la Justice",
            "only the leading article comes off",
        ),
        (
            "aan de Staatssecretaris voor Water, toegevoegd aan de minister van Justitie",
            NL,
            "Staatssecretaris voor Water, toegevoegd aan de minister van Justitie",
            "capitals stay",
        ),
    ],
)
def test_addressee(text: str, language: Language, post: str, reason: str) -> None:
    notes = Notes("p")
    found = people.addressee(Columns(**{language.value: lines(text)}), notes)
    assert {lang: fact.value for lang, fact in found.items()} == {language: post}, reason
    assert notes.warnings == []


def test_an_addressee_without_name_is_none() -> None:
    notes = Notes("p")
    assert people.addressee(columns("à la …", None), notes) == {}
    assert [warning.code for warning in notes.warnings] == ["unknown-label"]


@pytest.mark.parametrize(
    ("printed", "surnames_only", "surname", "reason"),
    [
        ("de M. Essai", True, "Essai", "a bulletin"),
        ("de Mme Van den Essai", True, "Van den Essai", "a bulletin, several words"),
        ("de Essai (PS)", False, "Essai", "one word"),
        ("de Anna Essai (PS)", False, None, "a full name"),
        ("de 中 (PS)", False, None, "a name that no IRI can be made of"),
    ],
)
def test_a_surname_alone_is_kept_apart(
    printed: str, surnames_only: bool, surname: str | None, reason: str
) -> None:
    notes = Notes("p")
    asker = people.asker(columns(printed, None), notes, surnames_only=surnames_only)
    assert (asker.surname.value if asker.surname else None) == surname, reason
    if asker.surname is not None:
        assert asker.name is None
        assert [(warning.code, warning.span) for warning in notes.warnings] == [
            ("person-unclear", asker.surname.span)
        ]
