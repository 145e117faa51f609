"""The bilingual print view as text: both languages on one line, or French before Dutch.

Rules of underscores part the page: house, session, date, heading with asker and addressee, title, terms, chronology,
relations; then come the question's heading and text, and the answer's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Language, View
from kg.reading import patterns
from kg.reading.lexicon import pattern
from kg.reading.page import Line, Page
from kg.reading.parts import Columns, Lines, PartName, Parts

# Names and posts are no sentences.
_REST = r"\S(?!.*[.?!:;]$)"
_ASKER = {
    Language.FR: patterns.compiled(rf"{pattern('asker', Language.FR)}\s*{_REST}"),
    Language.NL: patterns.compiled(rf"{pattern('asker', Language.NL)}\s+{_REST}"),
}
_ADDRESSEE = {
    Language.FR: patterns.compiled(rf"(?:{pattern('addressee', Language.FR)}|à)\s*{_REST}"),
    Language.NL: patterns.compiled(rf"(?:{pattern('addressee', Language.NL)}|aan)\s+{_REST}"),
}
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
_LONGEST_HEADING = 250
_RELATED = re.compile(r"\s[1-9]\d?-[1-9]\d*$")
_NO_RULE = "no rule stands between this part of the page and the one before it"
_ORDER = ("house", "session", "date", "heading", "asker.fr", "asker.nl", "addressee.fr", "addressee.nl")


def evidence(page: Page) -> float:
    """How many of the lines that hold French and Dutch side by side the page has; two are certainty."""
    short = [line.text for line in page.lines if len(line.text) < _LONGEST_HEADING]
    tests = (*_BOTH_LANGUAGES, _BOTH_HOUSES)
    found = sum(any(both.fullmatch(text) for text in short) for both in tests)
    return min(1.0, 0.3 + 0.35 * found) if found else 0.0


@dataclass(slots=True)
class _Front:
    """The parts before the question's text, as they are found; ``odd`` tells what is not as it should be."""

    odd: list[tuple[Line, str]] = field(default_factory=list)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    whole: set[PartName] = field(default_factory=set)
    last: PartName = "heading"

    def add(self, part: str, line: Line) -> None:
        self.lines.setdefault(part, []).append(line)

    def get(self, part: str) -> Lines:
        return tuple(self.lines.get(part, ()))


def parts(page: Page) -> Parts:
    """Find the parts; what is between two rules and does not look like its place is left unexplained."""
    lines = page.lines
    start = _start(lines)
    front = _front(lines[:start] if start is not None else lines, closed=start is not None)
    heading: Lines = ()
    body: Lines = front.get("body")
    if start is not None:
        heading, body = (lines[start],), lines[start + 1 :]
    question, answer_heading, answer, stray = _bodies(body)
    ends_in: PartName = front.last
    if answer_heading:
        ends_in = "answer"
    elif heading or question:
        ends_in = "question"
    return Parts(
        view=View.BILINGUAL_PRINT,
        languages=(Language.FR, Language.NL),
        doubled=True,
        session=front.get("session"),
        date=front.get("date"),
        heading=front.get("heading"),
        asker=Columns(front.get("asker.fr"), front.get("asker.nl")),
        addressee=Columns(front.get("addressee.fr"), front.get("addressee.nl")),
        title=Columns(both=front.get("title")),
        terms=Columns(both=front.get("terms")),
        chronology=Columns(both=front.get("chronology")),
        relations=Columns(both=front.get("relations")),
        question_heading=heading,
        question=Columns(both=question),
        answer_heading=answer_heading,
        answer=Columns(both=answer),
        ends_in=ends_in,
        whole=frozenset(front.whole),
        unexplained=front.get("unexplained") + stray,
        irregular=tuple(front.odd),
    )


def _start(lines: Lines) -> int | None:
    """Where the question's heading is: the first one below the heading of the page."""
    found = [i for i, line in enumerate(lines) if patterns.QUESTION_HEADING.match(line.text)]
    if not found:
        return None
    top = next((i for i, line in enumerate(lines) if patterns.HEADING.match(line.text)), None)
    if top is None or top < found[0] or not any(line.separator for line in lines[top:]):
        return found[0]
    return next((i for i in found if i > top), None)


def _front(lines: Lines, *, closed: bool) -> _Front:
    """Read the part of the page before the question's heading; ``closed`` says that the heading follows."""
    front = _Front()
    sections = _sections(lines)
    _check_rules(lines, front)
    at = _place_of_people(sections)
    if at is None:
        for section in sections:
            for line in section:
                front.add(_opening(line) or "unexplained", line)
        return front
    for section in sections[:at]:
        for line in section:
            front.add(_opening(line) or "unexplained", line)
    for section in sections[: at + 1]:
        _one_kind(section, front)
    first = next((line for line in lines if line.text), None)
    if first is not None and "house" not in front.lines:
        front.odd.append((first, "the page does not begin with the name of the Senate"))
    if not any(_opening(line) == "heading" for line in sections[at]) and "heading" in front.lines:
        front.odd.append((front.lines["heading"][0], "asker and addressee are not below this heading"))
    irregular = _heading(sections[at], front)
    _check_order(front)
    rest = sections[at + 1 :]
    if rest:
        front.whole.update(("heading", "asker", "addressee"))
    if irregular and rest:
        for line in irregular:
            front.add("unexplained", line)
        # A rule is missing: which of the next lines are title and which are terms is not certain any more.
        _titles_and_terms([[], [], *rest], front, closed=closed, unsure=True)
    else:
        for line in irregular:
            front.add("unexplained", line)
        _titles_and_terms(rest, front, closed=closed, unsure=False)
    return front


def _check_rules(lines: Lines, front: _Front) -> None:
    """Note a rule across the page below one for each column, which come last."""
    columns = False
    for line in lines:
        if line.separator:
            if columns and " " not in line.text:
                front.odd.append((line, "this rule is not of the kind that stands here"))
            columns = columns or " " in line.text


def _check_order(front: _Front) -> None:
    """Note what stands before that which it should follow."""
    found = [mine[0] for part in _ORDER if (mine := front.lines.get(part))]
    for before, line in pairwise(found):
        if line.number < before.number:
            front.odd.append((line, "this stands before what it should follow"))


def _sections(lines: Lines) -> list[list[Line]]:
    """The non-empty lines between the rules."""
    sections: list[list[Line]] = [[]]
    for line in lines:
        if line.separator:
            sections.append([])
        elif line.text:
            sections[-1].append(line)
    return sections


def _opening(line: Line) -> str | None:
    if patterns.HOUSE.fullmatch(line.text):
        return "house"
    if patterns.SESSION.match(line.text):
        return "session"
    if patterns.DATE_LINE.fullmatch(line.text):
        return "date"
    if patterns.HEADING.match(line.text):
        return "heading"
    return None


def _place_of_people(sections: Sequence[list[Line]]) -> int | None:
    """The section that says who asks whom: that of the page's heading, or one below it."""

    def matches(section: list[Line], tests: Mapping[Language, re.Pattern[str]]) -> bool:
        return any(test.match(line.text) for line in section for test in tests.values())

    askers = [matches(section, _ASKER) for section in sections]
    addressees = [matches(section, _ADDRESSEE) for section in sections]
    headings = [any(patterns.HEADING.match(line.text) for line in section) for section in sections]
    both = [i for i in range(len(sections)) if askers[i] and addressees[i]]
    if True not in headings:
        return both[0] if both else None
    at = headings.index(True)
    if askers[at] or addressees[at]:
        return at
    return next((i for i in both if i > at), at)


def _heading(section: list[Line], front: _Front) -> list[Line]:
    """Sort out number, asker and addressee; give back the lines that follow them without a rule between."""
    left: list[Line] = []
    for line in section:
        place = _opening(line)
        if place is None:
            place = next(
                (
                    f"{part}.{lang}"
                    for part, tests in (("asker", _ASKER), ("addressee", _ADDRESSEE))
                    for lang in Language
                    if f"{part}.{lang}" not in front.lines and tests[lang].match(line.text)
                ),
                None,
            )
        if place is None or left:
            left.append(line)
        else:
            front.add(place, line)
            if place.partition(".")[0] in {"asker", "addressee"}:
                front.last = "asker" if place.startswith("asker") else "addressee"
    return left


def _one_kind(section: list[Line], front: _Front) -> None:
    """Note where the rule between two parts of the opening is missing."""
    kinds = [(line, kind) for line in section if (kind := _opening(line))]
    for (_, before), (line, kind) in pairwise(kinds):
        if kind != before:
            front.odd.append((line, _NO_RULE))


def _titles_and_terms(rest: list[list[Line]], front: _Front, *, closed: bool, unsure: bool) -> None:
    """Sort out what follows the heading, section by section."""
    for number, section in enumerate(rest):
        last = number == len(rest) - 1 and not closed
        past_terms = "chronology" in front.lines or "relations" in front.lines
        split = next(
            (i for i, line in enumerate(section) if _late(line) and (i + number or _tells_a_number(line))),
            len(section),
        )
        free = section[:split]
        if number == 0 and len(free) > 1:
            # A title is one line: a rule is missing, and where the terms begin is not certain.
            unsure = True
        for line in free:
            if (unsure and number < 2) or (number == 0 and _opening(line)):
                front.add("unexplained", line)
            elif number == 0:
                front.add("title", line)
                front.last = "title"
            elif number == 1 and not past_terms:
                front.add("terms", line)
                front.last = "terms"
            elif past_terms and closed:
                front.add("relations" if front.last in {"chronology", "relations"} else "unexplained", line)
            elif past_terms:
                front.add("body", line)
                front.last = "question"
            else:
                front.add("unexplained", line)
        if number == 0 and (not last or split < len(section)):
            front.whole.add("title")
        if number == 1 and (not last or split < len(section)):
            front.whole.add("terms")
        if 0 < split < len(section) or (closed and number == len(rest) - 1 and section):
            front.odd.append((section[min(split, len(section) - 1)], _NO_RULE))
        if not section and "chronology" in front.lines and number < len(rest) - 1:
            front.odd.append(
                (front.lines["chronology"][-1], "nothing stands between two of the rules after this line")
            )
        before = front.last
        for line in section[split:]:
            _after_terms(line, front)
            if front.last == "relations" and before == "chronology" and line is not section[split]:
                front.odd.append((line, _NO_RULE))
            before = front.last
        if not last and front.last in {"chronology", "relations"}:
            front.whole.add(front.last)
        unended = closed and number == len(rest) - 1
        if number == 1 and (unended or any(not _late(line) for line in section[split:])):
            _give_up_terms(front)
    if closed:
        front.whole.update(("title", "terms", "chronology", "relations"))
    _check_terms(front)
    dates, relations = front.get("chronology"), front.get("relations")
    if dates and relations and relations[0].number < dates[-1].number:
        front.odd.append((relations[0], "this stands before what it should follow"))


def _check_terms(front: _Front) -> None:
    """Give the terms up where lines of no part stand between them and the chronology."""
    if terms := front.get("terms"):
        end = next((line.number for line in front.get("chronology")), None)
        after = [line for line in front.get("unexplained") if line.number > terms[-1].number]
        if any(end is None or line.number < end for line in after):
            _give_up_terms(front)


def _give_up_terms(front: _Front) -> None:
    """Leave the terms unexplained: a rule is not where it should be, and how many there are is not certain."""
    for line in front.lines.pop("terms", []):
        front.add("unexplained", line)


def _late(line: Line) -> bool:
    return bool(patterns.CHRONOLOGY_LINE.match(line.text) or patterns.RELATION_LABEL.match(line.text))


def _tells_a_number(line: Line) -> bool:
    """Whether a line is a relation for certain, for a title may begin like one."""
    return _RELATED.search(line.text) is not None


def _after_terms(line: Line, front: _Front) -> None:
    if patterns.CHRONOLOGY_LINE.match(line.text):
        front.last = "chronology"
    elif patterns.RELATION_LABEL.match(line.text):
        if "chronology" in front.lines:
            front.whole.add("chronology")
        front.last = "relations"
    front.add(front.last, line)


def _bodies(lines: Lines) -> tuple[Lines, Lines, Lines, Lines]:
    """Part the text into question, answer heading, answer, and what belongs to a page that follows."""
    end = next((i for i, line in enumerate(lines) if patterns.HOUSE.fullmatch(line.text)), len(lines))
    stray = tuple(line for line in lines[end:] if line.text)
    lines = lines[:end]
    at = next((i for i, line in enumerate(lines) if patterns.ANSWER_HEADING.fullmatch(line.text)), None)
    filled = [i for i, line in enumerate(lines) if line.text]
    if at is None and filled and patterns.ANSWER_HEADING_CUT.fullmatch(lines[filled[-1]].text):
        at = filled[-1]
    if at is None:
        return lines, (), (), stray
    return lines[:at], (lines[at],), lines[at + 1 :], stray
