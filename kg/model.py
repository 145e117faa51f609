"""The plain values that the stages of the program hand to each other.

A :class:`Reading` is what *one page* says, per language, with the lines it was read from.
A :class:`Question` is what all pages of a question say together, French and Dutch aligned.

Everything here is frozen and compares by value. Spans and warnings tell where a fact was read and what could not
be read; they are left out of comparisons, so that a question read back from its graph equals the one that was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Generic, Self, TypeVar

import msgspec

T = TypeVar("T")


class _Small:
    """What a reading has hundreds of: pickled by its fields in their order.

    What dataclasses give a frozen class with slots looks the fields up anew for each value, and takes four times as long.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


class Language(StrEnum):
    """The two languages of the Senate's pages, as BCP 47 tags."""

    # Nearly everything is looked up by language: at C's speed, and as the strings that they equal.
    __hash__ = str.__hash__

    FR = "fr"
    NL = "nl"

    @property
    def other(self) -> Language:
        """The other one of the two."""
        return Language.NL if self is Language.FR else Language.FR


LANGUAGES: Final = tuple(Language)
"""French, then Dutch."""


class View(StrEnum):
    """The ways in which the Senate prints a question, flattened by a crawler or not."""

    BILINGUAL_PRINT = "bilingual-print"
    PRINT = "print"
    WEB = "web"
    BULLETIN = "bulletin"


class EventKind(StrEnum):
    """What can happen to a question (labels of the page's chronology)."""

    SENT = "sent"
    REMINDED = "reminded"
    ANSWERED = "answered"
    REQUALIFIED = "requalified"
    NOT_PUBLISHED = "not-published"
    CLOSED = "closed"
    LAPSED = "lapsed"


class Status(StrEnum):
    """The state of a question; in the order in which the first that is shown counts."""

    ANSWERED = "answered"
    REQUALIFIED = "requalified"
    CLOSED = "closed"
    LAPSED = "lapsed"
    OPEN = "open"


class RelationKind(StrEnum):
    """How a question is tied to another question, or to a request for explanations."""

    ALSO_ASKED_AS = "also-asked-as"
    RESUBMITTED_AS = "resubmitted-as"
    RESUBMISSION_OF = "resubmission-of"
    REQUALIFIED_AS = "requalified-as"
    REQUALIFICATION_OF = "requalification-of"
    REFERRED_TO = "referred-to"

    @property
    def to_request(self) -> bool:
        """Whether the other end is a request for explanations rather than a written question."""
        return self in {
            RelationKind.REQUALIFIED_AS,
            RelationKind.REQUALIFICATION_OF,
            RelationKind.REFERRED_TO,
        }


_NUMBER = re.compile(r"([1-9][0-9]?)-([1-9][0-9]{0,6})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber(_Small):
    """The number of a question or a request: legislature and serial number, printed ``7-1668``."""

    legislature: int
    number: int

    def __str__(self) -> str:
        return f"{self.legislature}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``7-1668``.

        Raises:
            ValueError: the text is anything else, blanks around it included.
        """
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise ValueError(f"not the number of a question, such as 7-1668: {text!r}")
        return cls(int(match[1]), int(match[2]))


# Of these a page has hundreds: structs are made, compared, packed and read back many times as fast as frozen dataclasses.
class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Where something was read: a document as it was named to us, and its first and last line, from 1, both included."""

    document: str
    first: int
    last: int

    def __str__(self) -> str:
        lines = f"line {self.first}" if self.first == self.last else f"lines {self.first}-{self.last}"
        return f"{self.document}, {lines}"


class Fact(msgspec.Struct, Generic[T], frozen=True, eq=False, array_like=True):
    """A value and the lines it was read from (none once it was read back from a graph)."""

    value: T
    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and bool(self.value == other.value)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.value)


Text = Fact[str]
"""A text of one language, blanks normalised, paragraphs parted by one empty line."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The French and the Dutch wording of one thing; either can be missing."""

    fr: Text | None = None
    nl: Text | None = None

    def __bool__(self) -> bool:
        return self.fr is not None or self.nl is not None

    def get(self, language: Language) -> Text | None:
        """The wording in one language, or none."""
        return self.fr if language is Language.FR else self.nl

    def items(self) -> tuple[tuple[Language, Text], ...]:
        """The languages that are there, French first, each with its wording."""
        french = () if self.fr is None else ((Language.FR, self.fr),)
        return french if self.nl is None else (*french, (Language.NL, self.nl))


class PageWarning(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something that could not be read for certain, or that contradicts something else.

    ``code`` is one of the codes of docs/warnings.md, ``message`` an English sentence that names what was printed.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source(_Small):
    """A page that was read.

    ``language`` is the page's own language, where it shows. ``hashes`` are the SHA-256 (hex) of the bytes read, sorted;
    several where copies of the page differ. ``address`` is the page's IRI and ``retrieved`` the time it was fetched,
    where metadata says so.
    """

    view: View
    language: Language | None
    hashes: tuple[str, ...] = ()
    address: str | None = None
    retrieved: datetime | None = None


# --- what one page says -------------------------------------------------------------------------------------------


class Label(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The number before an item.

    ``printed`` is without bracket or full stop (``1``, ``A``, ``1 à 3``), ``key`` the same in both languages and fit
    for an IRI (``1``, ``a``, ``1-to-3``), ``names`` the single labels it stands for, in lower case (``1``, ``2``, ``3``).
    """

    printed: str
    key: str
    names: tuple[str, ...]


class Item(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """A point of a text in one language; ``label`` is none for a dash or a bullet, ``mark`` is what is printed before it.

    ``refers_to`` holds the label names of the answer point that the whole text points to ("voir point 1").
    """

    label: Label | None
    text: Text | None
    items: tuple[Item, ...] = ()
    refers_to: tuple[str, ...] = ()
    mark: str = ""
    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self._compared == other._compared

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[object, ...]:
        return self.label, self.text, self.items, self.refers_to, self.mark


@dataclass(frozen=True, slots=True)
class Body(_Small):
    """The text of a question or an answer in one language: what belongs to no point, and the points."""

    text: Text | None = None
    items: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return self.text is not None or bool(self.items)


@dataclass(frozen=True, slots=True)
class Side(_Small):
    """What a page says in one language."""

    title: Text | None = None
    affiliation: Text | None = None
    addressee: Text | None = None
    terms: tuple[Text, ...] = ()
    question: Body = Body()
    answer: Body = Body()


@dataclass(frozen=True, slots=True)
class LooseTerms:
    """Lines of terms that the page alone does not tell apart; a thesaurus may.

    ``language`` is none where the lines are French, then Dutch, and where Dutch begins is not known. ``glued`` says that
    a line may hold several terms, blanks between. ``warning`` is what was said of them: it holds as long as they are loose.
    """

    lines: tuple[Text, ...]
    language: Language | None = None
    glued: bool = False
    warning: PageWarning | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Event(_Small):
    """A line of the chronology; ``date`` is none where what is printed is no date."""

    kind: EventKind
    date: date | None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Relation(_Small):
    """A tie to another document."""

    kind: RelationKind
    target: DocumentNumber
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one page says, before anything is looked up or compared with other pages.

    ``chronology_complete`` is true where the page prints a chronology that is whole and understood, so that what it
    does not list has not happened. ``shown_open`` is true where the page itself says that there is no answer (section of a bulletin).
    ``answer_present`` is true where the page holds the answer's heading or text. ``surname`` is there where the page
    names the asker by the surname alone, ``loose_terms`` where it does not tell the terms apart.
    """

    document: str
    source: Source
    id: DocumentNumber
    session: Fact[str] | None = None
    submitted: Fact[date] | None = None
    asker: Text | None = None
    surname: Text | None = None
    original_language: Fact[Language] | None = None
    events: tuple[Event, ...] = ()
    due: Fact[date] | None = None
    chronology_complete: bool = False
    shown_open: bool = False
    relations: tuple[Relation, ...] = ()
    fr: Side = Side()
    nl: Side = Side()
    loose_terms: tuple[LooseTerms, ...] = ()
    answer_present: bool = False
    received: Fact[date] | None = None
    question_incomplete: bool = False
    answer_incomplete: bool = False
    layout: str = ""
    warnings: tuple[PageWarning, ...] = field(default=(), compare=False)

    def side(self, language: Language) -> Side:
        """What the page says in one language."""
        return self.fr if language is Language.FR else self.nl


# --- what a question is -------------------------------------------------------------------------------------------

PointPath = tuple[str, ...]
"""The keys from a top-level point down to a point: ``("1",)``, ``("1", "a")``."""


@dataclass(frozen=True, slots=True)
class QuestionPoint:
    """A numbered point of a question. ``key`` names it among its siblings and in its IRI; positions count from 1."""

    key: str
    label: str | None
    position: int
    text: Bilingual = Bilingual()
    points: tuple[QuestionPoint, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class AnswerPoint:
    """A numbered point of an answer, with the question points it answers and the answer points it refers to."""

    key: str
    label: str | None
    position: int
    text: Bilingual = Bilingual()
    points: tuple[AnswerPoint, ...] = ()
    answers: tuple[PointPath, ...] = ()
    refers_to: tuple[PointPath, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The minister's answer, where a page holds its heading or its text."""

    received: Fact[date] | None = None
    text: Bilingual = Bilingual()
    points: tuple[AnswerPoint, ...] = ()
    text_incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Chronology:
    """The dates of a question's life; of events that can come once, the first."""

    sent: Fact[date] | None = None
    due: Fact[date] | None = None
    reminded: tuple[Fact[date], ...] = ()
    answered: Fact[date] | None = None
    requalified: Fact[date] | None = None
    not_published: Fact[date] | None = None
    closed: Fact[date] | None = None
    lapsed: Fact[date] | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A term of the thesaurus: its labels, and its IRI where a thesaurus knows it."""

    label: Bilingual
    concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One written question, from all pages that were read of it.

    ``asker`` is a full name; ``asker_iri`` its IRI where an authority file gives one.
    """

    id: DocumentNumber
    session: Fact[str] | None = None
    submitted: Fact[date] | None = None
    title: Bilingual = Bilingual()
    asker: Text | None = None
    asker_iri: str | None = None
    affiliation: Bilingual = Bilingual()
    addressee: Bilingual = Bilingual()
    topics: tuple[Topic, ...] = ()
    original_language: Fact[Language] | None = None
    chronology: Chronology = Chronology()
    status: Fact[Status] | None = None
    relations: tuple[Relation, ...] = ()
    text: Bilingual = Bilingual()
    points: tuple[QuestionPoint, ...] = ()
    answer: Answer | None = None
    text_incomplete: bool = False
    sources: tuple[Source, ...] = ()
    warnings: tuple[PageWarning, ...] = field(default=(), compare=False)
