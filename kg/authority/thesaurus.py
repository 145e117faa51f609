"""A thesaurus: its concepts, and which of them a printed term names.

Terms match per language, for one word can name different concepts in two languages (``service``). Before they are held
against labels, terms are made comparable: Unicode NFC, case folded, one form of the apostrophe, single blanks.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from kg.model import Bilingual, Fact, Language, Text

LANGUAGES = ("fr", "nl", "en")
"""The languages whose labels are kept, as BCP 47 tags: those of the pages, and English."""

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\u2032", "'"))
_NOTHING: frozenset[Any] = frozenset()


@lru_cache(maxsize=65536)
def comparable(term: str) -> str:
    """The form in which terms and labels are compared; it has as many words as the term.

    >>> comparable("Sécurité  des systèmes d’information")
    "sécurité des systèmes d'information"
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", term).casefold())
    return " ".join(folded.translate(_APOSTROPHES).split())


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a concept in one language: at most one preferred, and alternatives, sorted."""

    preferred: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a thesaurus.

    ``labels`` has one entry for each language of :data:`LANGUAGES`, in that order; ``broader``, ``related`` and
    ``schemes`` hold IRIs, sorted; of the schemes one is the thesaurus itself, the others are its parts (microthesauri).
    """

    iri: str
    labels: tuple[Labels, Labels, Labels] = (Labels(), Labels(), Labels())
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    def named(self, language: str) -> Labels:
        """The labels in one of the languages kept."""
        return self.labels[LANGUAGES.index(language)]

    def label(self, terms: Bilingual) -> Bilingual:
        """The concept's own two labels, with the lines that ``terms`` were read from."""
        return Bilingual(self._own(Language.FR, terms), self._own(Language.NL, terms))

    def _own(self, language: Language, terms: Bilingual) -> Text | None:
        preferred = self.named(language).preferred
        if preferred is None:
            return None
        printed = terms.get(language) or terms.get(language.other)
        return Fact(preferred, printed.span if printed else None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A thesaurus, or one of its parts (a microthesaurus): its IRI, its number, and its names as in :class:`Concept`."""

    iri: str
    notation: str | None = None
    names: tuple[str | None, str | None, str | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Match:
    """What two terms that belong together name: one concept; or different ones; or, where both are empty, nothing."""

    concept: Concept | None = None
    rivals: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Concepts and schemes, sorted by IRI, and what looks them up."""

    concepts: tuple[Concept, ...]
    schemes: tuple[Scheme, ...] = ()
    _preferred: Mapping[tuple[str, str], frozenset[Concept]] = field(init=False, repr=False, compare=False)
    _alternative: Mapping[tuple[str, str], frozenset[Concept]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        preferred: defaultdict[tuple[str, str], set[Concept]] = defaultdict(set)
        alternative: defaultdict[tuple[str, str], set[Concept]] = defaultdict(set)
        for concept in self.concepts:
            for language, labels in zip(LANGUAGES, concept.labels, strict=True):
                if labels.preferred is not None:
                    preferred[language, comparable(labels.preferred)].add(concept)
                for label in labels.alternatives:
                    alternative[language, comparable(label)].add(concept)
        object.__setattr__(self, "_preferred", _frozen(preferred))
        object.__setattr__(self, "_alternative", _frozen(alternative))

    def __reduce__(self) -> tuple[type[Thesaurus], tuple[tuple[Concept, ...], tuple[Scheme, ...]]]:
        return Thesaurus, (self.concepts, self.schemes)

    def candidates(self, language: Language, term: str) -> frozenset[Concept]:
        """The concepts that a term can name: those that prefer it as a label, else those that have it as an alternative."""
        key = (language.value, comparable(term))
        return self._preferred.get(key) or self._alternative.get(key, _NOTHING)

    def find(self, language: Language, term: str) -> Concept | None:
        """The one concept that a term names; none where it names several, or nothing."""
        found = self.candidates(language, term)
        return next(iter(found)) if len(found) == 1 else None

    def match(self, terms: Bilingual) -> Match:
        """The concept that a French and a Dutch term, or one of them alone, name.

        A term that several concepts have as an alternative names none of them; it can still speak against what the
        other language names.
        """
        candidates = [self.candidates(language, term.value) for language, term in terms.items()]
        known = [found for found in candidates if found]
        sure = {concept for found in known if len(found) == 1 for concept in found}
        if not sure:
            return Match()
        common = frozenset.intersection(*known)
        if len(sure) > 1 or not common:
            return Match(rivals=tuple(sorted(frozenset.union(*known), key=lambda concept: concept.iri)))
        return Match(next(iter(sure)))


def _frozen(
    index: Mapping[tuple[str, str], Iterable[Concept]],
) -> Mapping[tuple[str, str], frozenset[Concept]]:
    return MappingProxyType({key: frozenset(found) for key, found in index.items()})
