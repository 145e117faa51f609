"""The bilingual print view: both languages in two columns, or on one line where a copy lost the columns."""

from __future__ import annotations

from kg.model import Language, View
from kg.reading import patterns
from kg.reading.layouts import ruled
from kg.reading.lexicon import first_letters, pattern
from kg.reading.page import Page
from kg.reading.parts import Parts

_BOTH_HOUSES = patterns.compiled(rf"{pattern('house', Language.FR)}\s+{pattern('house', Language.NL)}")
_BOTH_LANGUAGES = tuple(
    patterns.compiled(
        rf"{pattern(entry, Language.FR)}\s.{{0,{width}}}?{pattern(entry, Language.NL)}(?:\s.{{0,{width}}})?"
    )
    for entry, width in (
        ("session", 40),
        ("heading", 40),
        ("question_heading", 90),
        ("answer_heading", 40),
    )
)
_STARTS = first_letters(
    "house", "session", "heading", "question_heading", "answer_heading", language=Language.FR
)
_LONGEST_HEADING = 250


def evidence(page: Page) -> float:
    """How many of the rows that hold French and Dutch side by side the page has; two are certainty."""
    short = [
        text for row in page.rows if len(text := row.text) < _LONGEST_HEADING and text[:2].lower() in _STARTS
    ]
    tests = (*_BOTH_LANGUAGES, _BOTH_HOUSES)
    found = sum(any(both.fullmatch(text) for text in short) for both in tests)
    return min(1.0, 0.3 + 0.35 * found) if found else 0.0


def parts(page: Page) -> Parts:
    """Find the parts of the page."""
    return ruled.parts(page, View.BILINGUAL_PRINT, (Language.FR, Language.NL))
