"""Names as people settled them: which French and Dutch names belong together, and who is meant by a name.

What an authority file says (:mod:`kg.authority.files`), how the pairs that bilingual pages print are learnt, and how a
name is looked up. Names that have the same slug are the same name, as they have the same IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.model import Bilingual, DocumentNumber, Fact, Language, Question, Reading, Text
from kg.slugs import slug


class Kind(StrEnum):
    """What a name in two languages names."""

    POST = "post"
    AFFILIATION = "affiliation"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Name:
    """A French and a Dutch name of one thing, with other spellings of each, sorted; one of the two can be missing.

    ``example`` is a question where the two were printed together.
    """

    kind: Kind
    fr: str | None = None
    nl: str | None = None
    also_fr: tuple[str, ...] = ()
    also_nl: tuple[str, ...] = ()
    example: DocumentNumber | None = None

    def wording(self, language: Language) -> str | None:
        """The name in a language."""
        return self.fr if language is Language.FR else self.nl

    def spellings(self, language: Language) -> tuple[str, ...]:
        """The other spellings in a language."""
        return self.also_fr if language is Language.FR else self.also_nl

    @property
    def key(self) -> tuple[Kind, str, str]:
        """What makes two entries the same."""
        return self.kind, slug(self.fr or ""), slug(self.nl or "")


@dataclass(frozen=True, slots=True)
class Person:
    """A person: the full name and its other spellings, the surname where it stands alone, the legislatures, the IRI.

    Without legislatures the entry holds for all of them; without an IRI the person has the one made from the name.
    """

    name: str
    also: tuple[str, ...] = ()
    surname: str | None = None
    legislatures: tuple[int, ...] = ()
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Authorities:
    """What an authority file says: names by kind and slug, persons by name, each once."""

    names: tuple[Name, ...] = ()
    persons: tuple[Person, ...] = ()

    def __or__(self, other: Authorities) -> Authorities:
        """Both together, whichever comes first; of two spellings with one slug the smallest by code point is kept."""
        merged: dict[tuple[Kind, str, str], Name] = {}
        for name in (*self.names, *other.names):
            known = merged.get(name.key)
            merged[name.key] = name if known is None else _joined(known, name)
        persons = {*self.persons, *other.persons}
        return Authorities(
            tuple(sorted(merged.values(), key=lambda name: (list(Kind).index(name.kind), name.key[1:]))),
            tuple(sorted(persons, key=_person_key)),
        )

    def ambiguous(self) -> tuple[str, ...]:
        """The Dutch names that have several French ones, and so are not used."""
        french: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
        for name in self.names:
            if name.fr is not None and name.nl is not None:
                french[name.kind, slug(name.nl)].add(slug(name.fr))
        return tuple(
            dict.fromkeys(
                name.nl
                for name in self.names
                if name.nl is not None and len(french[name.kind, slug(name.nl)]) > 1
            )
        )


def _joined(one: Name, other: Name) -> Name:
    def least(first: str | None, second: str | None) -> str | None:
        return min((text for text in (first, second) if text is not None), default=None)

    examples = [name.example for name in (one, other) if name.example is not None]
    return replace(
        one,
        fr=least(one.fr, other.fr),
        nl=least(one.nl, other.nl),
        also_fr=tuple(sorted({*one.also_fr, *other.also_fr})),
        also_nl=tuple(sorted({*one.also_nl, *other.also_nl})),
        example=min(examples, default=None),
    )


def _person_key(person: Person) -> tuple[str, str, tuple[int, ...], tuple[str, ...], str]:
    return person.name, person.surname or "", person.legislatures, person.also, person.iri or ""


# --- learning -------------------------------------------------------------------------------------------------------


class Learner:
    """Collects the pairs of names that bilingual pages print; the order of the pages does not matter."""

    def __init__(self) -> None:
        self._names: dict[tuple[Kind, str, str], Name] = {}

    def add(self, reading: Reading) -> None:
        """Take the pairs of one page; of a page in one language, or one that was damaged, there are none.

        Terms pair by their place, where the two lists are equally long.
        """
        if any(warning.code == "encoding-damaged" for warning in reading.warnings):
            return
        french, dutch = reading.fr, reading.nl
        self._pair(Kind.POST, french.addressee, dutch.addressee, reading.id)
        self._pair(Kind.AFFILIATION, french.affiliation, dutch.affiliation, reading.id)
        if len(french.terms) == len(dutch.terms):
            for first, second in zip(french.terms, dutch.terms, strict=True):
                self._pair(Kind.TERM, first, second, reading.id)

    def _pair(self, kind: Kind, french: Text | None, dutch: Text | None, example: DocumentNumber) -> None:
        if french is None or dutch is None:
            return
        name = Name(kind, french.value, dutch.value, example=example)
        if all(name.key[1:]):
            known = self._names.get(name.key)
            self._names[name.key] = name if known is None else _joined(known, name)

    def settle(self, reading: Reading) -> Reading:
        """Take the pairs of a page that is converted; it stays as it is."""
        self.add(reading)
        return reading

    def resolve(self, question: Question) -> Question:
        """The question, as it is."""
        return question

    def learnt(self) -> Authorities:
        """All that was collected."""
        return Authorities() | Authorities(tuple(self._names.values()))


def learn(readings: Iterable[Reading]) -> Authorities:
    """The French–Dutch pairs of posts, parties and groups, and terms that bilingual pages print."""
    learner = Learner()
    for reading in readings:
        learner.add(reading)
    return learner.learnt()


# --- looking up -----------------------------------------------------------------------------------------------------


class Register:
    """Looks names up in authorities."""

    def __init__(self, authorities: Authorities) -> None:
        self._names: defaultdict[tuple[Kind, Language, str], list[Name]] = defaultdict(list)
        self._persons: defaultdict[str, list[Person]] = defaultdict(list)
        self._surnames: defaultdict[str, list[Person]] = defaultdict(list)
        for name in authorities.names:
            for language in Language:
                texts = (name.wording(language), *name.spellings(language))
                for key in {slug(text) for text in texts if text is not None}:
                    self._names[name.kind, language, key].append(name)
        for person in authorities.persons:
            for key in {slug(text) for text in (person.name, *person.also)}:
                self._persons[key].append(person)
            if person.surname is not None:
                self._surnames[slug(person.surname)].append(person)

    def entries(self, kind: Kind, language: Language, text: str) -> tuple[Name, ...]:
        """The entries that have a text as their name or as another spelling of it."""
        return tuple(self._names.get((kind, language, slug(text)), ()))

    def complete(self, kind: Kind, label: Bilingual) -> tuple[Bilingual, tuple[str, ...]]:
        """The names in their usual spelling, the French one added where only the Dutch is there.

        Where several names fit, nothing is changed, and the second value has them, sorted.
        """
        found: dict[Language, Text] = {}
        for language, text in label.items():
            usual = self._usual(kind, language, text.value)
            if len(usual) > 1:
                return label, usual
            found[language] = Fact(usual[0], text.span) if usual else text
        if label.fr is None and label.nl is not None:
            entries = self.entries(kind, Language.NL, label.nl.value)
            french = _distinct(entry.fr for entry in entries)
            if len(french) > 1:
                return label, french
            if french:
                found[Language.FR] = Fact(french[0], label.nl.span)
        return Bilingual(found.get(Language.FR), found.get(Language.NL)), ()

    def _usual(self, kind: Kind, language: Language, text: str) -> tuple[str, ...]:
        """The usual spellings of a name that is listed as another one; none where it is a usual spelling itself."""
        usual = _distinct(entry.wording(language) for entry in self.entries(kind, language, text))
        return () if slug(text) in map(slug, usual) else usual

    def persons(self, name: str, legislature: int) -> tuple[Person, ...]:
        """Those who are known by a full name in a legislature."""
        return _of(self._persons.get(slug(name), ()), legislature)

    def surnamed(self, surname: str, legislature: int) -> tuple[Person, ...]:
        """Those who are known by a surname alone in a legislature."""
        return _of(self._surnames.get(slug(surname), ()), legislature)


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts, sorted; of those with the same slug the smallest."""
    found: dict[str, str] = {}
    for text in sorted(text for text in texts if text is not None):
        found.setdefault(slug(text), text)
    return tuple(sorted(found.values()))


def _of(persons: Iterable[Person], legislature: int) -> tuple[Person, ...]:
    """Those who are listed for a legislature; else those who are listed for all of them."""
    known = tuple(persons)
    return tuple(person for person in known if legislature in person.legislatures) or tuple(
        person for person in known if not person.legislatures
    )
