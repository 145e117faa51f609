"""Texts of a page: paragraphs, which of them are French and which Dutch, and whether the end was cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Body, Item, Language, Span
from kg.reading.inline import Paragraph, part
from kg.reading.labels import dash, leading
from kg.reading.language import border, halves_alike, language_of, paragraph_odds
from kg.reading.lexicon import fold, known_texts
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns

_ENDS = re.compile(r"[.?!…»”\"')\]]\s*$")
_ELIDED = re.compile(r"(?<!\w)(?:[cdjlmnst]|\w*qu)['’]\s*$", re.IGNORECASE)
_MAY_BE_NUMBER = re.compile(r"(?<!\w)\w{1,4}\W*$")
_LONGEST_NUMBER = 16
_AFTER = " .!"
_DASHES = "-–— "
_FEW_WORDS = 3
_MUCH_SHORTER = 0.6
_STRANGE = 8.0

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
    _warn_of_strangers(paragraphs, at, notes)
    return Divided({Language.FR: paragraphs[:at], Language.NL: paragraphs[at:]})


def _warn_of_strangers(paragraphs: Sequence[Paragraph], border: int, notes: Notes) -> None:
    """Tell of paragraphs that are in the other language than those around them."""
    for index, paragraph in enumerate(paragraphs):
        odds = paragraph_odds(paragraph.text)
        if (odds if index < border else -odds) <= -_STRANGE:
            looks, stands = ("Dutch", "French") if index < border else ("French", "Dutch")
            notes.warn(
                "language-unclear",
                f"this paragraph looks {looks}, and stands in the {stands} text",
                paragraph.line,
            )


def _filled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text]


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    return [Paragraph(line.shown, line.number, lists=line.lists) for line in lines if _is_paragraph(line)]


def _is_paragraph(line: Line) -> bool:
    return bool(line.text) and not line.separator


def _border(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> int | None:
    found = border([paragraph.text for paragraph in paragraphs])
    if found.certain:
        return found.index
    dividers = set()
    at = 0
    for line in lines:
        if line.divider and 0 < at < len(paragraphs):
            dividers.add(at)
        at += _is_paragraph(line)
    if found.index in dividers or (len(dividers) == 1 and not found.margin > 1):
        return found.index if found.index in dividers else dividers.pop()
    if halves_alike([paragraph.text for paragraph in paragraphs]):
        return len(paragraphs) // 2
    return _border_of_known_texts(paragraphs)


def _border_of_known_texts(paragraphs: Sequence[Paragraph]) -> int | None:
    """Where Dutch begins in paragraphs that each say no more than the lexicon knows in one language alone ("Nihil.")."""
    told = [_known_text(paragraph.text) for paragraph in paragraphs]
    if Language.FR not in told or Language.NL not in told:
        return None
    at = told.index(Language.NL)
    return at if told == [Language.FR] * at + [Language.NL] * (len(told) - at) else None


def _known_text(text: str) -> Language | None:
    for language in Language:
        marks = leading(text, language)
        own = fold(text[marks[-1].end :].lstrip(_DASHES) if marks else text).rstrip(_AFTER)
        if own in known_texts(language):
            return language
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


def lacks_points(mine: Body, theirs: Body) -> bool:
    """Whether a text lacks the last of the numbered points that its version in the other language has.

    Dashes tell nothing, for a language may merge or part what they stand before. Without any point it does only where it is much shorter, for a translation may also leave the numbers out.
    """
    here, there = _names(mine.items), _names(theirs.items)
    if not here and _length(mine) > _MUCH_SHORTER * _length(theirs):
        return False
    return len(there) > len(here) and there[: len(here)] == here


def _names(items: Sequence[Item]) -> list[str]:
    found: list[str] = []
    for item in items:
        found += item.label.names if item.label else ()
        found += _names(item.items)
    return found


def _length(body: Body) -> int:
    own = len(body.text.value) if body.text else 0
    return own + sum(_length(Body(item.text, item.items)) for item in body.items)


def is_cut(
    paragraphs: Sequence[Paragraph],
    language: Language,
    other: Sequence[Paragraph] = (),
    known: frozenset[str] | None = None,
    *,
    ends_open: bool = False,
) -> bool:
    """Whether a text ends within a sentence.

    It does where it ends in the number of a point that nothing follows; and where its last paragraph ends without a mark
    of punctuation, and neither the like paragraphs of the text nor the end of the ``other`` language's text do so too
    (tables, lists, and points that their author ended without one). ``known`` are the labels of the question's own
    points, when the text is an answer; ``ends_open`` says that not even a line break ends the copy: then what is like it
    is no excuse.
    """
    if not paragraphs:
        return False
    last = paragraphs[-1].text
    if _MAY_BE_NUMBER.search(last[-_LONGEST_NUMBER:]) and _is_bare_number(
        part(paragraphs, language, known)[-1].text, language
    ):
        return True
    if _ELIDED.search(last):
        return True
    if _ENDS.search(last):
        return False
    if other and not _ENDS.search(other[-1].text) and other[-1].text[-1].isalnum():
        return False
    if last[-1] in ",:;" or ends_open:
        return True
    kind = _kind(last, language)
    like = [p.text for p in paragraphs[:-1] if _kind(p.text, language) == kind]
    return all(_ENDS.search(text) or text[-1] in ",:;" for text in like)


def _is_bare_number(text: str, language: Language) -> bool:
    marks = leading(text, language)
    return bool(marks) and marks[-1].end == len(text)


def _kind(text: str, language: Language) -> str:
    if " | " in text:
        return "row"
    if dash(text) is not None:
        return "dash"
    if leading(text, language):
        return "point"
    return "cell" if len(text.split()) <= _FEW_WORDS else "paragraph"
