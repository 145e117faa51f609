"""Sentences that only say that questions follow: ``Pourriez-vous répondre aux questions suivantes ?``, ``Mijn vragen:``."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Language
from kg.reading.lexicon import pattern

_LONGEST = 200
"""How much of a text's end is looked at."""
_REST = r"\b[^.?!:]{0,60}"


@cache
def _announcement(language: Language) -> re.Pattern[str]:
    loose, clear = pattern("questions_follow", language), pattern("questions_announced", language)
    return re.compile(rf"\b(?:{clear}{_REST}[:.?]|{loose}{_REST}:)$", re.IGNORECASE)


@cache
def _hint(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern('questions_follow', language)}\b[^.?!]{{0,60}}[:.]$", re.IGNORECASE)


def announces(text: str, language: Language) -> bool:
    """Whether a text ends in saying that questions follow; where it ends in a question, it asks nothing else."""
    return text[-1:] in {":", ".", "?"} and _announcement(language).search(text[-_LONGEST:]) is not None


def may_announce(text: str, language: Language) -> bool:
    """Whether a text ends in a sentence that may say so, before what looks like questions anyway."""
    return announces(text, language) or _hint(language).search(text[-_LONGEST:]) is not None


def asks(text: str, language: Language) -> bool:
    """Whether a text asks something, and does not only announce that questions follow."""
    first = text.find("?")
    return first >= 0 and (first < len(text) - 1 or not announces(text, language))
