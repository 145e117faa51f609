"""Texts of a page: paragraphs, which of them are French and which Dutch, and whether the end was cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Language, Span
from kg.reading.inline import Paragraph
from kg.reading.labels import dash, leading
from kg.reading.language import border, language_of
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns

_ENDS = re.compile(r"[.?!…»”\"')\]]\s*$")
_FEW_WORDS = 3
_SEVERAL = 2

Paragraphs = dict[Language, list[Paragraph]]


@dataclass(frozen=True, slots=True)
class Divided:
    """The paragraphs of a text by language; ``certain`` is false where the languages could not be told apart."""

    paragraphs: Paragraphs
    certain: bool = True


def divide(columns: Columns, languages: Sequence[Language], notes: Notes, what: str) -> Divided:
    """The paragraphs of a part, by language.

    Every line that is not empty is a paragraph. Where the layout does not tell the languages apart, French comes first:
    a line with a no-break space stands between the two, or nothing at all.
    """
    found: Paragraphs = {lang: _paragraphs(columns.get(lang)) for lang in languages}
    both = columns.both
    if not both:
        return Divided(found)
    if len(languages) == 1:
        found[languages[0]] = _paragraphs(both)
        return Divided(found)
    paragraphs = _paragraphs(both)
    if not paragraphs:
        return Divided(found)
    at = _border(both, paragraphs)
    if at is None:
        notes.warn(
            "language-unclear",
            f"where the Dutch {what} begins is not certain: it was left out",
            _filled(both),
        )
        return Divided(found, certain=False)
    return Divided({Language.FR: paragraphs[:at], Language.NL: paragraphs[at:]})


def _filled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text]


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    return [Paragraph(line.text, line.number) for line in lines if line.text and not line.separator]


def _border(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> int | None:
    found = border([paragraph.text for paragraph in paragraphs])
    if found.certain:
        return found.index
    dividers = {
        at
        for line in lines
        if line.divider
        and 0 < (at := sum(paragraph.line < line.number for paragraph in paragraphs)) < len(paragraphs)
    }
    if found.index in dividers or (len(dividers) == 1 and not found.margin > 1):
        return found.index if found.index in dividers else dividers.pop()
    return None


def without_answer(divided: Divided, lines: Sequence[Line], notes: Notes) -> Divided:
    """Leave out an answer that follows the question without its heading: where French comes again after Dutch.

    Where exactly it begins is not certain, so that the text counts as one whose end is not certain.
    """
    paragraphs = _paragraphs(lines)
    told = [language_of(paragraph.text) for paragraph in paragraphs]
    dutch = next((i for i, lang in enumerate(told) if lang is Language.NL), len(told))
    again = next((i for i in range(dutch, len(told)) if told[i] is Language.FR), None)
    if again is None or Language.FR not in told[:dutch]:
        return divided
    first = max((i for i in range(again) if told[i] is not None), default=0) + 1
    stray = paragraphs[first:]
    notes.warn(
        "border-undecided",
        f"French comes again after Dutch, as an answer whose heading was lost: lines {stray[0].line} to {stray[-1].line} were left out",
        Span(notes.document, stray[0].line, stray[-1].line),
    )
    start = next(i for i, lang in enumerate(told) if lang is Language.NL)
    at = _border([line for line in lines if line.number < stray[0].line], paragraphs[:first])
    at = start if at is None else at
    return Divided({Language.FR: paragraphs[:at], Language.NL: paragraphs[at:first]}, certain=False)


def lacks_points(
    paragraphs: Sequence[Paragraph], language: Language, others: Sequence[Paragraph], other: Language
) -> bool:
    """Whether a text has none of the numbered points of its other version, or lacks several at its end."""
    mine = _numbers(paragraphs, language)
    theirs = _numbers(others, other)
    missing = len(theirs) - len(mine)
    return theirs[: len(mine)] == mine and (missing >= _SEVERAL or (missing > 0 and not mine))


def _numbers(paragraphs: Sequence[Paragraph], language: Language) -> list[tuple[str, ...]]:
    marks = [leading(paragraph.text, language) for paragraph in paragraphs]
    return [mark[0].label.names for mark in marks if mark]


def is_cut(paragraphs: Sequence[Paragraph], language: Language, other: Sequence[Paragraph] = ()) -> bool:
    """Whether a text ends within a sentence.

    It does where its last paragraph ends without a mark of punctuation, and neither the like paragraphs of the text nor
    the end of the ``other`` language's text do so too (tables, lists, and points that their author ended without one).
    """
    if not paragraphs:
        return False
    last = paragraphs[-1].text
    if _ENDS.search(last):
        return False
    if other and not _ENDS.search(other[-1].text) and other[-1].text[-1].isalnum():
        return False
    if last[-1] in ",:;":
        return True
    kind = _kind(last, language)
    like = [p.text for p in paragraphs[:-1] if _kind(p.text, language) == kind]
    return not any(text[-1].isalnum() for text in like)


def _kind(text: str, language: Language) -> str:
    if " | " in text:
        return "row"
    if dash(text) is not None:
        return "dash"
    if leading(text, language):
        return "point"
    return "cell" if len(text.split()) <= _FEW_WORDS else "paragraph"
