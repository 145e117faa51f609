"""The parts of a page: what a layout finds and what the interpreters read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Language, View
from kg.reading.page import Line

Lines = tuple[Line, ...]

PartName = Literal[
    "session",
    "date",
    "heading",
    "asker",
    "addressee",
    "title",
    "terms",
    "chronology",
    "relations",
    "question",
    "answer",
]


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines of one part: by language where the layout tells them apart, else all together, French before Dutch."""

    fr: Lines = ()
    nl: Lines = ()
    both: Lines = ()

    @property
    def lines(self) -> Lines:
        """All lines."""
        return self.fr + self.nl + self.both

    def get(self, language: Language) -> Lines:
        """The lines that are known to be of one language."""
        return self.fr if language is Language.FR else self.nl


NOTHING = Columns()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where the parts of a page are.

    Attributes:
        doubled: whether the page prints chronology and relations once per column.
        languages: the languages that the page prints its texts in.
        glued: whether the terms may stand in one line with blanks between.
        bulletin: the line with the bulletin's number, whose first figure is the legislature.
        surnames_only: whether the page never prints first names.
        shown_open: whether the page says that the question was not answered.
        ends_in: the part in which the page ends; anything but question and answer means that it was cut short.
        whole: the parts whose end is certain.
        unexplained: lines that belong to no part.
        irregular: lines where the layout is not as it should be, with what is wrong.
    """

    view: View
    languages: tuple[Language, ...]
    page_language: Language | None = None
    doubled: bool = False
    glued: bool = False
    surnames_only: bool = False
    shown_open: bool = False
    bulletin: Lines = ()
    session: Lines = ()
    date: Lines = ()
    heading: Lines = ()
    asker: Columns = NOTHING
    addressee: Columns = NOTHING
    title: Columns = NOTHING
    terms: Columns = NOTHING
    chronology: Columns = NOTHING
    relations: Columns = NOTHING
    question_heading: Lines = ()
    question: Columns = NOTHING
    answer_heading: Lines = ()
    answer: Columns = NOTHING
    ends_in: PartName = "answer"
    whole: frozenset[PartName] = frozenset()
    unexplained: Lines = ()
    irregular: tuple[tuple[Line, str], ...] = ()
