"""Sentences that only say that questions follow."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.reading.announcing import announces, asks, may_announce

FR, NL = Language.FR, Language.NL


@pytest.mark.parametrize(
    ("text", "language", "expected", "reason"),
    [
        ("Je voudrais vous poser les questions suivantes :", FR, True, "a colon"),
        ("Je voudrais vous poser les questions suivantes.", FR, True, "a full stop"),
        ("Pourriez-vous répondre aux questions suivantes ?", FR, True, "a question mark"),
        ("Kunt u op de volgende vragen antwoorden?", NL, True, "words after it"),
        ("Rien. Pourriez-vous répondre aux questions suivantes ?", FR, True, "a sentence before it"),
        ("Mes questions :", FR, True, "the bare word and a colon"),
        ("Mijn vragen:", NL, True, "the same in Dutch"),
        ("Combien de questions avez-vous reçues ?", FR, False, "the bare word and a question mark"),
        ("Je n'ai pas de questions.", FR, False, "the bare word and a full stop"),
        ("Voir les questions suivantes. Elles sont closes.", FR, False, "not at the end"),
        ("Les questions suivantes", FR, False, "no sign after it"),
        ("", FR, False, "nothing"),
    ],
)
def test_announcement(text: str, language: Language, expected: bool, reason: str) -> None:
    assert announces(text, language) is expected, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Mes questions sont simples.", True, "the bare word and a full stop"),
        ("Répondez aux questions suivantes ?", True, "a clear announcement"),
        ("Combien de questions ?", False, "the bare word and a question mark"),
    ],
)
def test_what_may_announce(text: str, expected: bool, reason: str) -> None:
    assert may_announce(text, FR) is expected, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Combien ?", True, "a question"),
        ("Combien.", False, "none"),
        ("Pourriez-vous répondre aux questions suivantes ?", False, "an announcement alone"),
        ("Combien ? Pourriez-vous répondre aux questions suivantes ?", True, "a question before it"),
    ],
)
def test_asking(text: str, expected: bool, reason: str) -> None:
    assert asks(text, FR) is expected, reason
