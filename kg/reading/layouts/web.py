"""The web view: one language, no rules; empty lines part the page.

Links to the print views, heading, asker with the date, addressee, title, terms, the word ``Chronologie``, chronology
with the deadline on the event's line, relations, the question's heading and text, the answer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Language, View
from kg.reading import patterns
from kg.reading.layouts.collecting import Collected, bodies, people_apart
from kg.reading.lexicon import first_letters, pattern
from kg.reading.page import Page
from kg.reading.parts import Parts
from kg.reading.rows import Row

_HEADING = {
    lang: patterns.compiled(rf"{pattern('heading', lang)}\s+{pattern('number_sign', lang)}\s*\d")
    for lang in Language
}
_QUESTION_HEADING = {
    lang: patterns.compiled(rf"{pattern('question_heading', lang)}\s+{pattern('number_sign', lang)}\s*\d")
    for lang in Language
}
_LINKS = {lang: patterns.compiled(pattern("print_links", lang)) for lang in Language}
_CHRONOLOGY = patterns.compiled(rf"{pattern('chronology')}\s*:?")
_STARTS = first_letters("heading", "question_heading", "print_links", "chronology")
_LONGEST_HEADING = 250


def _language(page: Page) -> tuple[Language | None, float]:
    short = [
        text for row in page.rows if len(text := row.text) < _LONGEST_HEADING and text[:2].lower() in _STARTS
    ]
    found: dict[Language, float] = {}
    for lang in Language:
        found[lang] = (
            0.4 * any(_HEADING[lang].match(text) for text in short)
            + 0.25 * any(_LINKS[lang].match(text) for text in short)
            + 0.3 * any(_QUESTION_HEADING[lang].match(text) for text in short)
        )
    found_chronology = 0.25 * any(_CHRONOLOGY.fullmatch(text) for text in short)
    best = max(found, key=lambda lang: found[lang])
    return (best, min(0.9, found[best] + found_chronology)) if found[best] else (None, 0.0)


def evidence(page: Page) -> float:
    """How many of the view's headings the page has; rules speak against it, unless it has what only this view has."""
    sure = _language(page)[1]
    if not any(row.separator for row in page.rows):
        return sure
    own = any(
        _CHRONOLOGY.fullmatch(row.text) or any(test.match(row.text) for test in _LINKS.values())
        for row in page.rows
    )
    return sure if own else sure / 2


def parts(page: Page) -> Parts:
    """Find the parts of the page."""
    language = _language(page)[0] or Language.FR
    found = Collected((language,))
    rows = [row for row in page.rows if row.text and not row.separator]
    start = next((i for i, row in enumerate(rows) if _QUESTION_HEADING[language].match(row.text)), None)
    _front(rows[:start] if start is not None else rows, language, found, closed=start is not None)
    if start is not None:
        found.put("question_heading", rows[start].lines)
        found.last = "question"
        bodies(rows[start + 1 :], found)
    return found.parts(View.WEB, page)


def _front(rows: Sequence[Row], language: Language, found: Collected, *, closed: bool) -> None:
    before_heading = True
    rows = people_apart(rows)
    for row in rows:
        if before_heading:
            if _HEADING[language].match(row.text):
                found.put("heading", row.lines)
                before_heading = False
            elif not any(test.match(row.text) for test in _LINKS.values()):
                found.put("unexplained", row.lines)
            continue
        _sort(row, language, found)
    if before_heading:
        # The heading was lost: the rows are sorted without it.
        found.lines.pop("unexplained", None)
        for row in rows:
            if not any(test.match(row.text) for test in _LINKS.values()):
                _sort(row, language, found)
    if closed:
        found.whole.update(("heading", "asker", "addressee", "title", "terms", "chronology", "relations"))


def _sort(row: Row, language: Language, found: Collected) -> None:
    """Put a row of the front into its part, by its words and by what came before it."""
    if _CHRONOLOGY.fullmatch(row.text):
        found.last = "chronology"
        found.whole.update(("title", "terms"))
    elif found.has("title") and patterns.CHRONOLOGY_LINE.match(row.text):
        found.whole.update(("title", "terms"))
        found.last = "chronology"
        found.add("chronology", row)
    elif found.has("title") and patterns.RELATION_LABEL.match(row.text):
        found.whole.update(("title", "terms", "chronology"))
        found.last = "relations"
        found.add("relations", row)
    elif found.last in {"chronology", "relations"}:
        found.add(found.last, row)
    elif not found.has("asker") and not found.has("addressee") and patterns.ASKER[language].match(row.text):
        found.add("asker", row)
        found.last = "asker"
    elif (
        not found.has("addressee") and not found.has("title") and patterns.ADDRESSEE[language].match(row.text)
    ):
        found.add("addressee", row)
        found.last = "addressee"
    elif not found.has("title"):
        found.whole.update(("heading", "asker", "addressee"))
        found.add("title", row)
        found.last = "title"
    else:
        found.whole.add("title")
        found.add("terms", row)
        found.last = "terms"
