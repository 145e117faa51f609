"""The labels as patterns and look-ups."""

from __future__ import annotations

import re

import pytest

from kg.model import EventKind, Language, RelationKind
from kg.reading import lexicon


def test_words_come_french_first() -> None:
    assert lexicon.words("refer_to") == ("à", "au", "aux", "vers", "naar")
    assert lexicon.words("refer_to", Language.NL) == ("naar",)


def test_an_entry_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        lexicon.words("event.forgotten")


@pytest.mark.parametrize(
    ("spellings", "text", "matched", "reason"),
    [
        (["tot", "tot en met"], "tot en met 3", "tot en met", "the longest first"),
        (
            ["demande d'explications"],
            "demande d’explications",
            "demande d’explications",
            "a curly apostrophe",
        ),
        (["Envoi question"], "Envoi   question", "Envoi   question", "any blanks"),
        (["n°."], "n°x", None, "a full stop is no wildcard"),
        ([], "", None, "nothing matches none"),
    ],
)
def test_either(spellings: list[str], text: str, matched: str | None, reason: str) -> None:
    match = re.match(lexicon.either(spellings), text)
    assert (match[0] if match else None) == matched, reason


def test_fold() -> None:
    assert lexicon.fold("  Demande\xa0d’Explications ") == "demande d'explications"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Envoi question", EventKind.SENT),
        ("Verzending vraag", EventKind.SENT),
        ("Rappel", EventKind.REMINDED),
        ("Réponse", EventKind.ANSWERED),
        ("Antwoord", EventKind.ANSWERED),
        ("Dossier clôturé", EventKind.CLOSED),
        ("Dossier gesloten", EventKind.CLOSED),
        ("Fin de la législature", EventKind.LAPSED),
        ("Einde zittingsperiode", EventKind.LAPSED),
        ("Herkwalificatie", EventKind.REQUALIFIED),
        ("Décision de ne pas publier", EventKind.NOT_PUBLISHED),
    ],
)
def test_event_labels(label: str, kind: EventKind) -> None:
    assert lexicon.event_labels()[lexicon.fold(label)] is kind


@pytest.mark.parametrize(
    ("label", "kind", "language"),
    [
        ("Aussi posée à", RelationKind.ALSO_ASKED_AS, Language.FR),
        ("Ook gesteld aan", RelationKind.ALSO_ASKED_AS, Language.NL),
        ("Réintroduite comme", RelationKind.RESUBMITTED_AS, Language.FR),
        ("Heringediend als", RelationKind.RESUBMITTED_AS, Language.NL),
        ("Réintroduction de", RelationKind.RESUBMISSION_OF, Language.FR),
        ("Herindiening van", RelationKind.RESUBMISSION_OF, Language.NL),
        ("Requalification de", RelationKind.REQUALIFICATION_OF, Language.FR),
        ("Herkwalificatie van", RelationKind.REQUALIFICATION_OF, Language.NL),
        ("Geherkwalificeerd als", RelationKind.REQUALIFIED_AS, Language.NL),
        ("Renvoyé à", RelationKind.REFERRED_TO, Language.FR),
    ],
)
def test_relation_labels(label: str, kind: RelationKind, language: Language) -> None:
    assert lexicon.relation_labels()[lexicon.fold(label)] == (kind, language)


def test_months_of_both_languages_count_to_twelve() -> None:
    assert set(lexicon.months().values()) == set(range(1, 13))
    assert (lexicon.months()["août"], lexicon.months()["aôut"], lexicon.months()["augustus"]) == (8, 8, 8)


def test_no_known_text_is_of_both_languages() -> None:
    french, dutch = (lexicon.known_texts(language) for language in Language)
    assert "néant" in french
    assert "nihil" in dutch
    assert "n.v.t" in dutch
    assert not french & dutch
