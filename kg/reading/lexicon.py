"""The labels of ``lexicon.toml`` as regular expressions and look-ups.

Patterns are written for :func:`fold`-ed or plain text alike: they ignore case and take both apostrophes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from kg.model import EventKind, Language, RelationKind


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def words(entry: str, language: Language | None = None) -> tuple[str, ...]:
    """The spellings of an entry (``event.sent``) in one language, or in both, French first.

    Raises:
        KeyError: the lexicon has no such entry.
    """
    table = _data()
    for key in entry.split("."):
        table = table[key]
    languages = (language,) if language else tuple(Language)
    return tuple(dict.fromkeys(word for lang in languages for word in table[lang.value]))


def either(spellings: Iterable[str]) -> str:
    """A pattern that matches any of the spellings, the longest first; one that matches nothing if there are none."""
    ordered = sorted(spellings, key=len, reverse=True)
    if not ordered:
        return r"(?!)"
    return "(?:" + "|".join(_literal(spelling) for spelling in ordered) + ")"


def pattern(entry: str, language: Language | None = None) -> str:
    """A pattern that matches any spelling of an entry."""
    return either(words(entry, language))


def _literal(spelling: str) -> str:
    return re.escape(spelling).replace(r"\ ", r"\s+").replace("'", "['’]")


def first_letters(*entries: str, language: Language | None = None) -> frozenset[str]:
    """The first two letters of the spellings of some entries, in lower case: what begins otherwise matches none of them."""
    folded = {word.lower()[:2] for entry in entries for word in words(entry, language)}
    return frozenset(folded | {start.replace("'", "’") for start in folded})


def fold(text: str) -> str:
    """A text as labels are compared: lower case, straight apostrophes, single blanks."""
    return " ".join(text.replace("’", "'").lower().split())


@cache
def event_labels() -> Mapping[str, EventKind]:
    """Folded label of the chronology → what happened."""
    return {fold(word): kind for kind in EventKind for word in words(f"event.{kind.value}")}


@cache
def relation_labels() -> Mapping[str, tuple[RelationKind, Language]]:
    """Folded label of a relation → its kind, and the language of the label."""
    return {
        fold(word): (kind, language)
        for kind in RelationKind
        for language in Language
        for word in words(f"relation.{kind.value}", language)
    }


@cache
def known_texts(language: Language) -> frozenset[str]:
    """Folded texts, without what ends them, that are all an answer may say, in one language."""
    return frozenset(fold(word).rstrip(" .") for word in words("whole_text", language))


@cache
def ordinals(language: Language) -> Mapping[str, int]:
    """Word for a place in a series, in one language → 1 to 10."""
    return {
        word: number
        for number, spellings in enumerate(_data()["ordinals"][language.value], start=1)
        for word in spellings
    }


@cache
def months() -> Mapping[str, int]:
    """Folded name of a month, in either language → 1 to 12."""
    return {
        fold(spelling): number
        for language in Language
        for number, spellings in enumerate(_data()["months"][language.value], start=1)
        for spelling in spellings
    }
