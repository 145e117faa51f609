"""From names to what they name: terms to concepts, Dutch names to the French ones they belong to, askers to persons.

:func:`settle` works on a reading, before the pages of a question are put together: it parts the terms that the page alone
does not tell apart, and knows a person by the surname. :func:`resolve` works on the question. Both give something new and
leave what they were given as it is; without a thesaurus and authorities they change nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from kg.authority import separating
from kg.authority.authorities import Authorities, Kind, Person, Register
from kg.authority.thesaurus import Thesaurus
from kg.model import (
    Bilingual,
    Fact,
    Language,
    LooseTerms,
    PageWarning,
    Question,
    Reading,
    Side,
    Span,
    Text,
    Topic,
)

_LANGUAGE_NAMES = {Language.FR: "French", Language.NL: "Dutch"}


def settle(
    reading: Reading, thesaurus: Thesaurus | None = None, authorities: Authorities | None = None
) -> Reading:
    """A reading with its loose terms told apart, and its surname a full name, where that is certain."""
    return Resolver(thesaurus, authorities).settle(reading)


def resolve(
    question: Question, thesaurus: Thesaurus | None = None, authorities: Authorities | None = None
) -> Question:
    """A question with its terms, posts, parties and asker as thesaurus and authorities know them."""
    return Resolver(thesaurus, authorities).resolve(question)


class Resolver:
    """Settles readings and resolves questions, as many as there are, with one thesaurus and one set of authorities."""

    def __init__(self, thesaurus: Thesaurus | None = None, authorities: Authorities | None = None) -> None:
        self._thesaurus = thesaurus
        self._register = None if authorities is None else Register(authorities)

    # --- readings -------------------------------------------------------------------------------------------------

    def settle(self, reading: Reading) -> Reading:
        """As :func:`settle`."""
        if self._register is not None and reading.asker is None and reading.surname is not None:
            reading = self._with_asker(reading, reading.surname, self._register)
        if reading.loose_terms and (self._thesaurus is not None or self._register is not None):
            reading = self._with_terms(reading)
        return reading

    @staticmethod
    def _with_asker(reading: Reading, surname: Text, register: Register) -> Reading:
        persons = register.surnamed(surname.value, reading.id.legislature)
        if len({_identity(person) for person in persons}) != 1:
            return reading
        kept = (
            warning
            for warning in reading.warnings
            if (warning.code, warning.span) != ("person-unclear", surname.span)
        )
        return replace(reading, asker=Fact(persons[0].name, surname.span), surname=None, warnings=tuple(kept))

    def _with_terms(self, reading: Reading) -> Reading:
        """The reading with each list of loose terms that can be told apart among the terms of its language."""
        terms: dict[Language, tuple[Text, ...]] = {}
        loose: list[LooseTerms] = []
        by_language = {one.language: one for one in reading.loose_terms if one.language is not None}
        both = [one for one in reading.loose_terms if one.language is None]
        french, dutch = (by_language[lang].lines if lang in by_language else () for lang in Language)
        parted = separating.separate_both(french, dutch, self._known)
        for lang, found in zip(Language, parted, strict=True):
            if lang in by_language:
                if found:
                    terms[lang] = found
                else:
                    loose.append(by_language[lang])
        for one in both:
            way = separating.divide_glued if one.glued else separating.divide
            divided = way(one.lines, self._known)
            if divided is None:
                loose.append(one)
            else:
                terms.update(zip(Language, divided, strict=True))
        if not terms:
            return reading
        return replace(
            reading,
            fr=_with(reading.fr, terms.get(Language.FR)),
            nl=_with(reading.nl, terms.get(Language.NL)),
            loose_terms=tuple(loose),
            warnings=_renewed(reading, loose),
        )

    def _known(self, language: Language, term: str) -> frozenset[Hashable]:
        """What a term can name: concepts of the thesaurus, entries of the authorities."""
        found: set[Hashable] = set()
        if self._thesaurus is not None:
            found |= self._thesaurus.candidates(language, term)
        if self._register is not None:
            found |= {entry.key for entry in self._register.entries(Kind.TERM, language, term)}
        return frozenset(found)

    # --- questions ------------------------------------------------------------------------------------------------

    def resolve(self, question: Question) -> Question:
        """As :func:`resolve`."""
        warnings = list(question.warnings)
        resolved = replace(
            question,
            affiliation=self._complete(Kind.AFFILIATION, question.affiliation, warnings),
            addressee=self._complete(Kind.POST, question.addressee, warnings),
            topics=self._topics(question.topics, warnings),
        )
        resolved = self._person(resolved, warnings)
        return replace(resolved, warnings=tuple(dict.fromkeys(warnings)))

    def _complete(self, kind: Kind, label: Bilingual, warnings: list[PageWarning]) -> Bilingual:
        if self._register is None:
            return label
        completed, rivals = self._register.complete(kind, label)
        if rivals:
            shown = " / ".join(text.value for _, text in label.items())
            warnings.append(
                PageWarning(
                    "name-ambiguous",
                    f"the authorities know {shown!r} by several names ({', '.join(map(repr, rivals))}): it stays as printed",
                    _span(label),
                )
            )
        return completed

    def _topics(self, topics: Sequence[Topic], warnings: list[PageWarning]) -> tuple[Topic, ...]:
        resolved = [self._topic(topic, warnings) for topic in topics]
        if topics and all(topic.concept is not None for topic in resolved):
            # Lists of unequal length are paired now, each term by the concept it names.
            spans = {text.span for topic in topics for _, text in topic.label.items()}
            warnings[:] = [
                warning
                for warning in warnings
                if warning.code != "terms-not-paired" or warning.span not in spans
            ]
        found: dict[object, Topic] = {}
        for topic in resolved:
            found.setdefault(topic.concept or topic, topic)
        return tuple(found.values())

    def _topic(self, topic: Topic, warnings: list[PageWarning]) -> Topic:
        if topic.concept is not None:
            return topic
        if matched := self._matched(topic.label, warnings):
            return matched
        completed = self._complete(Kind.TERM, topic.label, warnings)
        if completed != topic.label:
            return self._matched(completed, warnings) or Topic(completed)
        return topic

    def _matched(self, label: Bilingual, warnings: list[PageWarning]) -> Topic | None:
        if self._thesaurus is None:
            return None
        match = self._thesaurus.match(label)
        if match.rivals:
            shown = " / ".join(repr(text.value) for _, text in label.items())
            named = ", ".join(concept.iri for concept in match.rivals)
            warnings.append(
                PageWarning(
                    "concepts-differ",
                    f"{shown}: the French and the Dutch term name different concepts ({named}); neither is taken",
                    _span(label),
                )
            )
        if match.concept is None:
            return None
        return Topic(match.concept.label(label), match.concept.iri)

    def _person(self, question: Question, warnings: list[PageWarning]) -> Question:
        asker = question.asker
        if self._register is None or asker is None or question.asker_iri is not None:
            return question
        persons = self._register.persons(asker.value, question.id.legislature)
        known = sorted({_identity(person) for person in persons})
        if len(known) > 1:
            named = ", ".join(" ".join(filter(None, one)) for one in known)
            message = (
                f"the authorities know several persons as {asker.value!r} ({named}); no asker is written"
            )
            warnings.append(PageWarning("person-unclear", message, asker.span))
            return replace(question, asker=None)
        if not known:
            return question
        return replace(question, asker=Fact(persons[0].name, asker.span), asker_iri=persons[0].iri)


def _identity(person: Person) -> tuple[str, str]:
    return person.name, person.iri or ""


def _with(side: Side, terms: tuple[Text, ...] | None) -> Side:
    return side if terms is None else replace(side, terms=terms)


def _renewed(reading: Reading, loose: Iterable[LooseTerms]) -> tuple[PageWarning, ...]:
    """The warnings of a reading, of those about loose terms only what still holds."""
    over = {one.warning for one in reading.loose_terms}
    kept = [warning for warning in reading.warnings if warning not in over]
    for one in loose:
        span = _lines(one)
        if one.language is not None:
            name = _LANGUAGE_NAMES[one.language]
            message = (
                f"the {name} terms stand in one line, and where one ends and the next begins is not certain:"
                " they were left out"
            )
            kept.append(PageWarning("terms-not-separated", message, span))
        elif one.warning is not None:
            kept.append(one.warning)
    return tuple(kept)


def _lines(loose: LooseTerms) -> Span | None:
    spans = [line.span for line in loose.lines if line.span is not None]
    return Span(spans[0].document, spans[0].first, spans[-1].last) if spans else None


def _span(label: Bilingual) -> Span | None:
    return next((text.span for _, text in label.items() if text.span is not None), None)
