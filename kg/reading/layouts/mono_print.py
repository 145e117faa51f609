"""The monolingual print view: as the bilingual one, in one language, without deadlines."""

from __future__ import annotations

from kg.model import Language, View
from kg.reading import patterns
from kg.reading.layouts import ruled
from kg.reading.lexicon import first_letters, pattern
from kg.reading.page import Page
from kg.reading.parts import Parts

_HOUSE = {lang: patterns.compiled(pattern("house", lang)) for lang in Language}
_HEADING = {
    lang: patterns.compiled(
        rf"{pattern('chamber', lang)}\s+{pattern('heading', lang)}\s+{pattern('number_sign', lang)}"
    )
    for lang in Language
}
_STARTS = first_letters("house", "chamber")
_LONGEST_HEADING = 250


def _language(page: Page) -> tuple[Language | None, float]:
    """The language of the page by its own headings, and how sure that is."""
    short = [
        text for row in page.rows if len(text := row.text) < _LONGEST_HEADING and text[:2].lower() in _STARTS
    ]
    found = {
        lang: sum(_HEADING[lang].match(text) is not None for text in short)
        + any(_HOUSE[lang].fullmatch(text) for text in short)
        for lang in Language
    }
    best = max(found, key=lambda lang: found[lang])
    return (best, min(0.95, 0.4 + 0.25 * found[best])) if found[best] else (None, 0.0)


def evidence(page: Page) -> float:
    """How many of the headings with the name of the house the page has, and whether it has rules."""
    sure = _language(page)[1]
    return sure if any(row.separator for row in page.rows) else sure / 2


def parts(page: Page) -> Parts:
    """Find the parts of the page."""
    return ruled.parts(page, View.PRINT, (_language(page)[0] or Language.FR,))
