"""The bulletin "Questions et Réponses" / "Vragen en Antwoorden" of legislatures 1 to 3: one question, one language a page.

Header (house, bulletin, session, in varying order), section, legend, minister, heading, title, text, answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Language, View
from kg.reading import dates, patterns
from kg.reading.layouts.collecting import Collected
from kg.reading.lexicon import first_letters, pattern, words
from kg.reading.page import Line, Page
from kg.reading.parts import Parts
from kg.reading.rows import Row

_NAME = {lang: patterns.compiled(rf"{pattern('bulletin_name', lang)}\b.{{0,40}}") for lang in Language}
_BULLETIN = patterns.compiled(r"Bulletin\s+(\d{1,2})\s?-\s?\d+")
_BETWEEN_LABELS = patterns.compiled(
    rf"\s+(?:[-–—|/]\s+)?(?=(?:Bulletin\s+\d|(?:{pattern('extraordinary_session')}|{pattern('session')})\s+\d{{4}}\b|{pattern('house')}))"
)
_LEGEND = patterns.compiled(rf"\(?(?:{pattern('posed_mark.fr')}|{pattern('posed_mark.nl')})\)?\s*:")
_HEADING = {
    lang: patterns.compiled(
        rf"{pattern('question_heading', lang)}\s+{pattern('number_sign', lang)}\s*(?:\d{{1,2}}\s?-\s?)?\d{{1,7}}\s+"
        rf"(?P<asker>{pattern('asker', lang)}\s*(?P<name>{pattern('courtesy', lang)}\s*[^(:]{{1,60}}?))\s+"
        rf"{pattern('dated', lang)}\s+(?={dates.ANY})"
    )
    for lang in Language
}
_STARTS = first_letters("question_heading")
_SECTION = {
    name: {lang: patterns.compiled(pattern(f"section.{name}", lang)) for lang in Language}
    for name in ("answered", "unanswered")
}
_MINISTER = {lang: patterns.compiled(rf"{pattern('minister', lang)}\b[^.?!:;]*") for lang in Language}
_COMPETENCE = re.compile(r"\s*\([^()]*\)\s*$")
_ANSWER = {lang: patterns.compiled(rf"{pattern('event.answered', lang)}\s*:\s*") for lang in Language}

_IDENTICAL = {
    lang: patterns.compiled(
        rf"{pattern('identical', lang)}\s+(?:{pattern('number_sign', lang)}\s*)?(?P<legislature>\d{{1,2}}-)?(?P<number>[1-9]\d{{0,6}})\b(?!-)"
    )
    for lang in Language
}


def _language(page: Page) -> tuple[Language | None, float]:
    rows = [row for row in page.rows if row.text]
    for lang in Language:
        if rows and _NAME[lang].fullmatch(rows[0].text):
            return lang, 0.97
    for lang in Language:
        if any(row.text[:2].lower() in _STARTS and _HEADING[lang].match(row.text) for row in rows):
            return lang, 0.92
    return None, 0.0


def evidence(page: Page) -> float:
    """Whether the page begins with the bulletin's name, or has a heading as only the bulletin has them."""
    return _language(page)[1]


def parts(page: Page) -> Parts:
    """Find the parts of the page."""
    language = _language(page)[0] or Language.FR
    found = Collected((language,))
    rows = [row for row in page.rows if row.text and not row.separator]
    start = next((i for i, row in enumerate(rows) if _HEADING[language].match(row.text)), None)
    for row in rows[:start]:
        for part in _parted(row):
            _header(part, language, found)
    rest: list[Row] = []
    if start is not None:
        _heading(rows[start], language, found)
        rest = _title(rows[start + 1 :], found)
        _texts(rest, language, found)
    ends_in_title = found.has("title") and not rest
    if ends_in_title and not found.get("title")[-1].text.endswith("."):
        # The copy ends within the title, which goes on to a full stop.
        del found.lines["title"]
    collected = found.parts(View.BULLETIN, page)
    return replace(
        collected,
        ends_in="title" if ends_in_title else collected.ends_in,
        bulletin=found.get("bulletin"),
        surnames_only=True,
        shown_open=found.has("unanswered"),
        glued=False,
    )


def _parted(row: Row) -> list[Row]:
    """The row; one that holds several parts of the header, in cells or beside each other, as several."""
    texts = [text for piece in row.text.split(" | ") for text in _BETWEEN_LABELS.split(piece) if text]
    return [Row(((row.lines[0].with_text(text),),)) for text in texts] if len(texts) > 1 else [row]


def _header(row: Row, language: Language, found: Collected) -> None:
    text = row.text
    if _NAME[language].fullmatch(text) or patterns.HOUSE.fullmatch(text):
        found.put("house", row.lines)
    elif patterns.SESSION.match(text):
        found.put("session", row.lines)
    elif _BULLETIN.match(text):
        found.put("bulletin", row.lines)
    elif patterns.DATE_LINE.fullmatch(text) or _LEGEND.match(text):
        # The bulletin's own date, and the legend of the marks.
        found.put("legend", row.lines)
    elif _SECTION["unanswered"][language].match(text):
        found.put("unanswered", row.lines)
    elif _SECTION["answered"][language].match(text):
        found.put("answered", row.lines)
    elif _MINISTER[language].match(text):
        # The last one before the question counts.
        line = row.lines[0].with_text(_COMPETENCE.sub("", text))
        found.lines["addressee"] = [line]
    else:
        found.put("unexplained", row.lines)


def _heading(row: Row, language: Language, found: Collected) -> None:
    match = _HEADING[language].match(row.text)
    found.put("question_heading", row.lines)
    if match:
        found.put("asker", [Line(row.lines[0].number, match["asker"])])
    found.last = "question"
    found.whole.update(("heading", "asker", "addressee", "title", "terms"))


def _title(rows: list[Row], found: Collected) -> list[Row]:
    """The lines after the heading, up to one that ends in a full stop, are the title."""
    for number, row in enumerate(rows):
        found.add("title", row)
        if row.text.endswith("."):
            return rows[number + 1 :]
        if number == 2:
            break
    if len(rows) < 3:
        # The copy ends before the full stop.
        return []
    # No line ends in a full stop: the first is the title, with those that a dash says it goes on in.
    last = next((i for i, row in enumerate(rows) if not row.text.endswith("—")), len(rows) - 1)
    if "title" in found.lines:
        found.lines["title"] = [line for row in rows[: last + 1] for line in row.lines]
    return rows[last + 1 :]


def _texts(rows: list[Row], language: Language, found: Collected) -> None:
    if rows and _MINISTER[language].fullmatch(rows[-1].text) and not rows[-1].text.endswith("."):
        # The heading of the next minister, who has nothing to do with this question.
        found.put("unexplained", rows[-1].lines)
        rows = rows[:-1]
    if rows:
        _identical(rows[0].lines[0], language, found, ends=len(rows) == 1)
    part = "question"
    for row in rows:
        match = _ANSWER[language].match(row.text) if part == "question" else None
        if match:
            part = "answer"
            found.put("answer_heading", [row.lines[0].with_text(match[0].strip())])
            rest = row.text[match.end() :]
            if rest:
                found.put(part, [row.lines[0].with_text(rest)])
            continue
        found.add(part, row)


def _identical(line: Line, language: Language, found: Collected, *, ends: bool) -> None:
    """Note the question that this one repeats, where a sentence in place of its text names its number.

    The number is bare where the heading's own is: its legislature is then the bulletin's. ``ends`` says that no line
    follows: a number that the line ends in may then be cut.
    """
    match = _IDENTICAL[language].match(line.text)
    if match is None or (ends and match.end() == len(line.text)):
        return
    printed = (_BULLETIN.match(bulletin.text) for bulletin in found.get("bulletin"))
    own = next((bulletin[1] for bulletin in printed if bulletin), None)
    if legislature := match["legislature"] or (own and f"{own}-"):
        label = words("relation.also-asked-as", language)[0]
        found.put("relations", [line.with_text(f"{label} : {legislature}{match['number']}")])
