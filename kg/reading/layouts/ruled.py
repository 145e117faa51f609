"""Print views: rules of underscores part the page.

House, session, date, heading with asker and addressee, title, terms, chronology, relations; then come the question's
heading and text, and the answer's. Bilingual prints have French and Dutch in two columns, or one after the other where
a copy lost the columns; monolingual prints have one language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.model import Language, View
from kg.reading import patterns
from kg.reading.layouts.collecting import Collected, bodies, people_apart
from kg.reading.lexicon import first_letters
from kg.reading.page import Page
from kg.reading.parts import Parts
from kg.reading.rows import Cell, Row

_RELATED = re.compile(r"\s[1-9]\d?-[1-9]\d*$")
_NO_RULE = "no rule stands between this part of the page and the one before it"
_ORDER = ("house", "session", "date", "heading", "asker.fr", "asker.nl", "addressee.fr", "addressee.nl")

_PEOPLE_STARTS = frozenset(start[0] for start in first_letters("asker", "addressee")) | {"à"}

_Section = list[Row]


def parts(page: Page, view: View, languages: Sequence[Language]) -> Parts:
    """Find the parts; what is between two rules and does not look like its place is left unexplained."""
    rows = page.rows
    start = _start(rows)
    front = _front(rows[:start] if start is not None else rows, languages, closed=start is not None)
    if start is not None:
        front.put("question_heading", rows[start].lines)
        bodies(rows[start + 1 :], front)
    elif front.has("body"):
        body = front.lines.pop("body")[0]
        # By the line itself, for a whole page of HTML can stand on one line of its source.
        at = next(i for i, row in enumerate(rows) if any(line is body for line in row.lines))
        bodies(rows[at:], front)
    return front.parts(view, page)


def _start(rows: Sequence[Row]) -> int | None:
    """Where the question's heading is: the first one below the heading of the page."""
    found = [
        i
        for i, row in enumerate(rows)
        if row.text[:2].lower() in patterns.HEADING_STARTS and patterns.QUESTION_HEADING.match(row.text)
    ]
    if not found:
        return None
    top = next((i for i, row in enumerate(rows) if patterns.HEADING.match(row.text)), None)
    if top is None or top < found[0] or not any(row.separator for row in rows[top:]):
        return found[0]
    return next((i for i in found if i > top), None)


def _front(rows: Sequence[Row], languages: Sequence[Language], *, closed: bool) -> Collected:
    """Read the part of the page before the question's heading; ``closed`` says that the heading follows."""
    front = Collected(languages)
    sections = _sections(people_apart(rows))
    _check_rules(rows, front)
    at = _place_of_people(sections)
    for section in sections[: at if at is not None else len(sections)]:
        for row in section:
            front.put(_opening(row) or "unexplained", row.lines)
    if at is None:
        return front
    for section in sections[: at + 1]:
        _one_kind(section, front)
    if not any(_opening(row) == "heading" for row in sections[at]) and front.has("heading"):
        front.odd.append((front.get("heading")[0], "asker and addressee are not below this heading"))
    irregular = _heading(sections[at], front)
    _check_order(front)
    first = next((line for row in rows for line in row.lines if line.text), None)
    if first is not None and not front.has("house"):
        front.odd.append((first, "the page does not begin with the name of the Senate"))
    rest = sections[at + 1 :]
    if rest:
        front.whole.update(("heading", "asker", "addressee"))
    for row in irregular:
        front.put("unexplained", row.lines)
    # Where a rule is missing, it is not certain any more which of the next rows are title and which are terms.
    _titles_and_terms([[], [], *rest] if irregular and rest else rest, front, closed=closed)
    return front


def _check_rules(rows: Sequence[Row], front: Collected) -> None:
    """Note a rule across a bilingual page below one for each column, which come last."""
    columns = False
    for row in rows if len(front.languages) > 1 else ():
        if row.separator:
            if columns and " " not in row.text:
                front.odd.append((row.lines[0], "this rule is not of the kind that stands here"))
            columns = columns or " " in row.text


def _check_order(front: Collected) -> None:
    """Note what stands before that which it should follow."""
    found = [mine[0] for part in _ORDER if (mine := front.lines.get(part))]
    for before, line in pairwise(found):
        if line.number < before.number:
            front.odd.append((line, "this stands before what it should follow"))


def _sections(rows: Sequence[Row]) -> list[_Section]:
    """The rows with text between the rules."""
    sections: list[_Section] = [[]]
    for row in rows:
        if row.separator:
            sections.append([])
        elif row.text:
            sections[-1].append(row)
    return sections


def _opening(row: Row) -> str | None:
    if patterns.HOUSE.fullmatch(row.text):
        return "house"
    if patterns.SESSION.match(row.text):
        return "session"
    if patterns.DATE_LINE.fullmatch(row.text):
        return "date"
    if patterns.HEADING.match(row.text):
        return "heading"
    return None


def _place_of_people(sections: Sequence[_Section]) -> int | None:
    """The section that says who asks whom: that of the page's heading, or one below it."""
    texts = [
        [
            text
            for row in section
            for text in (map(_text, row.cells) if len(row.cells) > 1 else (row.text,))
            if text[:1].lower() in _PEOPLE_STARTS
        ]
        for section in sections
    ]

    def matches(section: Sequence[str], tests: Mapping[Language, re.Pattern[str]]) -> bool:
        return any(_names(test, text) for text in section for test in tests.values())

    askers = [matches(section, patterns.ASKER) for section in texts]
    addressees = [matches(section, patterns.ADDRESSEE) for section in texts]
    headings = [any(patterns.HEADING.match(row.text) for row in section) for section in sections]
    both = [i for i in range(len(sections)) if askers[i] and addressees[i]]
    if True not in headings:
        return both[0] if both else None
    at = headings.index(True)
    if askers[at] or addressees[at]:
        return at
    return next((i for i in both if i > at), at)


def _names(test: re.Pattern[str], text: str) -> bool:
    """Whether a text begins as a name or a post does, and is no sentence."""
    return test.match(text) is not None and not text.endswith((".", "?", "!", ":", ";"))


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell if line.text)


def _heading(section: _Section, front: Collected) -> list[Row]:
    """Sort out number, asker and addressee; give back the rows that follow them without a rule between."""
    left: list[Row] = []
    for row in section:
        if opening := _opening(row):
            if left:
                left.append(row)
            else:
                front.put(opening, row.lines)
            continue
        places = [_person(cell, front) for cell in row.cells]
        if left or None in places:
            left.append(row)
            continue
        for place, cell in zip(places, row.cells, strict=True):
            if place is not None:
                front.put(place, cell)
                front.last = "asker" if place.startswith("asker") else "addressee"
    return left


def _person(cell: Cell, front: Collected) -> str | None:
    """Whether a cell names the asker or the addressee, and in which language."""
    text = _text(cell)
    if len(front.languages) == 1:
        # The Dutch page says "de" before the asker, too.
        if not front.has("asker") and any(_names(patterns.ASKER[lang], text) for lang in Language):
            return "asker"
        if not front.has("addressee") and _names(patterns.ADDRESSEE[front.languages[0]], text):
            return "addressee"
        return None
    for part, tests in (("asker", patterns.ASKER), ("addressee", patterns.ADDRESSEE)):
        for lang in front.languages:
            if f"{part}.{lang}" not in front.lines and _names(tests[lang], text):
                return f"{part}.{lang}"
    return None


def _one_kind(section: _Section, front: Collected) -> None:
    """Note where the rule between two parts of the opening is missing."""
    kinds = [(row, kind) for row in section if (kind := _opening(row))]
    for (_, before), (row, kind) in pairwise(kinds):
        if kind != before:
            front.odd.append((row.lines[0], _NO_RULE))


def _titles_and_terms(rest: Sequence[_Section], front: Collected, *, closed: bool) -> None:
    """Sort out what follows the heading, section by section."""
    unsure = False
    for number, section in enumerate(rest):
        last = number == len(rest) - 1 and not closed
        split = next(
            (i for i, row in enumerate(section) if _late(row) and (i + number or _tells_a_number(row))),
            len(section),
        )
        # A title is one row: else a rule is missing, and where the terms begin is not certain.
        unsure = unsure or (number == 0 and split > 1)
        for row in section[:split]:
            _before_chronology(row, number, front, unsure=unsure, closed=closed)
        if number == 0 and (not last or split < len(section)):
            front.whole.add("title")
        if number == 1 and (not last or split < len(section)):
            front.whole.add("terms")
        if 0 < split < len(section) or (closed and number == len(rest) - 1 and section):
            front.odd.append((section[min(split, len(section) - 1)].lines[0], _NO_RULE))
        if not section and front.has("chronology") and number < len(rest) - 1 and len(front.languages) == 2:
            where = front.get("chronology")[-1]
            front.odd.append((where, "nothing stands between two of the rules after this line"))
        for row, before in zip(section[split:], [None, *section[split:]], strict=False):
            _after_terms(row, front, first=before is None)
        if not last and front.last in {"chronology", "relations"}:
            front.whole.add(front.last)
        unended = closed and number == len(rest) - 1
        if number == 1 and (unended or any(not _late(row) for row in section[split:])):
            _give_up_terms(front)
    if closed:
        front.whole.update(("title", "terms", "chronology", "relations"))
    _check_terms(front)
    dates, relations = front.lines.get("chronology"), front.lines.get("relations")
    if dates and relations and relations[0].number < dates[-1].number:
        front.odd.append((relations[0], "this stands before what it should follow"))


def _check_terms(front: Collected) -> None:
    """Give the terms up where lines of no part stand between them and the chronology."""
    if terms := front.get("terms"):
        end = next((line.number for line in front.get("chronology")), None)
        after = [line for line in front.get("unexplained") if line.number > terms[-1].number]
        if any(end is None or line.number < end for line in after):
            _give_up_terms(front)


def _give_up_terms(front: Collected) -> None:
    """Leave the terms unexplained: a rule is not where it should be, and how many there are is not certain."""
    for key in [key for key in front.lines if key.partition(".")[0] == "terms"]:
        front.put("unexplained", front.lines.pop(key))


def _before_chronology(row: Row, number: int, front: Collected, *, unsure: bool, closed: bool) -> None:
    past_terms = front.has("chronology") or front.has("relations")
    if (unsure and number < 2) or (number == 0 and _opening(row)):
        front.put("unexplained", row.lines)
    elif number == 0:
        front.add("title", row)
        front.last = "title"
    elif number == 1 and not past_terms:
        front.add("terms", row)
        front.last = "terms"
    elif past_terms and closed:
        front.add(front.last if front.last in {"chronology", "relations"} else "unexplained", row)
    elif past_terms:
        front.put("body", row.lines)
        front.last = "question"
    else:
        front.put("unexplained", row.lines)


def _late(row: Row) -> bool:
    return bool(patterns.CHRONOLOGY_LINE.match(row.text) or patterns.RELATION_LABEL.match(row.text))


def _tells_a_number(row: Row) -> bool:
    """Whether a row is a relation for certain, for a title may begin like one."""
    return _RELATED.search(row.text) is not None


def _after_terms(row: Row, front: Collected, *, first: bool) -> None:
    if patterns.CHRONOLOGY_LINE.match(row.text):
        front.last = "chronology"
    elif patterns.RELATION_LABEL.match(row.text):
        if front.has("chronology"):
            front.whole.add("chronology")
        if front.last == "chronology" and not first:
            front.odd.append((row.lines[0], _NO_RULE))
        front.last = "relations"
    front.add(front.last, row)
