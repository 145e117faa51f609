"""Texts of a page: paragraphs, which of them are French and which Dutch, and whether the end was cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Language
from kg.reading.inline import Paragraph
from kg.reading.labels import dash, leading
from kg.reading.language import border
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns

_ENDS = re.compile(r"[.?!…»”\"')\]]\s*$")
_FEW_WORDS = 3

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
