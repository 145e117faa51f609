"""The web view as a crawler can flatten it: the number and both headings are lost, often asker and addressee too.

Title, terms, chronology, relations, text: what is left is known by the labels of the chronology. Where the answer
begins is not known.
"""

from __future__ import annotations

import re

from kg.model import Language, View
from kg.reading import dates, patterns
from kg.reading.layouts.collecting import Collected
from kg.reading.lexicon import event_labels, pattern
from kg.reading.page import Page
from kg.reading.parts import Parts
from kg.reading.rows import Row

_EVENT = {
    lang: patterns.compiled(
        rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}\s*\|?\s*(?:{'|'.join(pattern(f'event.{kind.value}', lang) for kind in set(event_labels().values()))})\b"
    )
    for lang in Language
}
# What stands above the title, where it was kept: a title begins with a capital.
_ASKER = {
    lang: re.compile(
        rf"{pattern('asker', lang)}(?:\s+|(?<=['’]))[^()]+\([^()]+\)(?:\s+{pattern('dated', lang)}\s+{dates.ANY})?"
    )
    for lang in Language
}
_ADDRESSEE = {
    lang: re.compile(rf"{pattern('addressee', lang)}\s*(?i:{pattern('minister', lang)})") for lang in Language
}
_CUT_DATE = re.compile(r"\d{1,2}(?:/\d{0,4}){0,2}")
_LONGEST_LABEL = 120


def _events(row: Row) -> set[Language]:
    text = row.text
    if len(text) > _LONGEST_LABEL:
        return set()
    return {lang for lang in Language if _EVENT[lang].match(text)}


def evidence(page: Page) -> float:
    """Whether the page has a chronology, and no heading of a written question."""
    if not any(_events(row) for row in page.rows):
        return 0.0
    lost = not any(
        test.match(row.text)
        for row in page.rows
        for test in (patterns.HEADING, patterns.QUESTION_HEADING, patterns.HOUSE)
    )
    return 0.6 if lost else 0.0


def parts(page: Page) -> Parts:
    """Find the parts of the page; all text is taken for the question's."""
    told = [languages for row in page.rows if (languages := _events(row))]
    language = next((min(languages) for languages in told if len(languages) == 1), Language.FR)
    found = Collected((language,))
    for row in page.rows:
        if row.text:
            _sort(row, language, found)
    if found.has("question"):
        found.whole.update(("asker", "addressee", "title", "terms", "chronology", "relations"))
    return found.parts(View.WEB, page)


def _sort(row: Row, language: Language, found: Collected) -> None:
    text = row.text
    if (
        found.last not in {"question", "relations"}
        and found.has("title")
        and (patterns.CHRONOLOGY_LINE.match(text) and (found.last == "chronology" or _events(row)))
    ):
        found.last = "chronology"
        found.add("chronology", row)
    elif found.last in {"chronology", "relations"} and patterns.RELATION_LABEL.match(text):
        found.last = "relations"
        found.add("relations", row)
    elif found.last == "chronology" and _CUT_DATE.fullmatch(text):
        found.add("chronology", row)
    elif found.last in {"chronology", "relations", "question"}:
        found.last = "question"
        found.add("question", row)
    elif not found.has("title") and not found.has("asker") and _ASKER[language].fullmatch(text):
        found.last = "asker"
        found.add("asker", row)
    elif not found.has("title") and not found.has("addressee") and _ADDRESSEE[language].match(text):
        found.last = "addressee"
        found.add("addressee", row)
    elif not found.has("title"):
        found.last = "title"
        found.add("title", row)
    else:
        found.last = "terms"
        found.add("terms", row)
