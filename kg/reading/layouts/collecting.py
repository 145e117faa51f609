"""What the layouts share: the lines of each part as they are found, and the border between question and answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import LANGUAGES, Language, View
from kg.reading import dates, patterns
from kg.reading.lexicon import first_letters, pattern
from kg.reading.page import Line, Page
from kg.reading.parts import Columns, Lines, PartName, Parts
from kg.reading.rows import Cell, Row

_OPENING = patterns.compiled(
    rf"(?:(?P<heading>(?:{pattern('chamber')}\s+)?{pattern('heading')}\s+{pattern('number_sign')}\s*\d{{1,2}}\s?-\s?\d{{1,7}})\s+)?"
    rf"(?P<asker>{pattern('asker')}(?:\s+|(?<=['’]))[^()]{{1,80}}\([^()]{{1,60}}\)(?:\s+{pattern('dated')}\s+{dates.ANY})?)"
    rf"(?:\s+(?P<addressee>{pattern('addressee')}\s*\S[^?:;]{{2,400}}[^.?:;]))?"
)


_END_STARTS = frozenset(start[0] for start in patterns.HOUSE_STARTS) | patterns.OWNER_STARTS
_OPENING_STARTS = first_letters("chamber", "heading", "asker")


@dataclass(slots=True)
class Collected:
    """The lines of each part, as a layout finds them; ``odd`` tells what is not as it should be."""

    languages: Sequence[Language]
    odd: list[tuple[Line, str]] = field(default_factory=list)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    whole: set[PartName] = field(default_factory=set)
    last: PartName = "heading"

    def add(self, part: str, row: Row) -> None:
        """Put a row into a part, by column where it has two."""
        if len(row.cells) == 1 and len(row.cells[0]) == 1:
            # Nearly all rows.
            self.put(part, row.cells[0])
        elif len(row.cells) == 2 and len(self.languages) == 2:
            for language, cell in zip(self.languages, row.cells, strict=True):
                self.put(f"{part}.{language}", cell)
        else:
            self.put(part, _joined(row.lines))

    def add_all(self, part: str, rows: Iterable[Row]) -> None:
        """Put rows into a part, as :meth:`add` does."""
        for row in rows:
            self.add(part, row)

    def put(self, part: str, lines: Sequence[Line]) -> None:
        """Put lines into a part (``title``), or into one of its columns (``title.fr``)."""
        self.lines.setdefault(part, []).extend(lines)

    def has(self, part: str) -> bool:
        """Whether the part, or a column of it, has lines."""
        return part in self.lines or f"{part}.fr" in self.lines or f"{part}.nl" in self.lines

    def get(self, part: str) -> Lines:
        """The lines of a part, whatever their column."""
        if not self.has(part):
            return ()
        return tuple(
            line
            for key, lines in self.lines.items()
            if key.partition(".")[0] == part
            for line in lines
            if line.text
        )

    def columns(self, part: str) -> Columns:
        """The lines of a part, by language where it is known."""
        fr, nl = (tuple(self.lines.get(f"{part}.{lang}", ())) for lang in LANGUAGES)
        both = tuple(self.lines.get(part, ()))
        if len(self.languages) == 1 and both:
            return Columns(both, ()) if self.languages[0] is Language.FR else Columns((), both)
        return Columns(fr, nl, both)

    def parts(self, view: View, page: Page) -> Parts:
        """All that was found."""
        ends_in: PartName = self.last
        if self.has("answer_heading"):
            ends_in = "answer"
        elif self.has("question_heading") or self.has("question"):
            ends_in = "question"
        return Parts(
            view=view,
            languages=tuple(self.languages),
            page_language=self.languages[0] if len(self.languages) == 1 else None,
            doubled=len(self.languages) > 1,
            glued=page.flattened and self._may_be_glued(page),
            session=self.get("session"),
            date=self.get("date"),
            heading=self.get("heading"),
            asker=self.columns("asker"),
            addressee=self.columns("addressee"),
            title=self.columns("title"),
            terms=self.columns("terms"),
            chronology=self.columns("chronology"),
            relations=self.columns("relations"),
            question_heading=self.get("question_heading"),
            question=self.columns("question"),
            answer_heading=self.get("answer_heading"),
            answer=self.columns("answer"),
            ends_in=ends_in,
            whole=frozenset(self.whole),
            unexplained=self.get("unexplained"),
            irregular=tuple(self.odd),
        )

    def _may_be_glued(self, page: Page) -> bool:
        """Whether a line of terms may hold several: all of them come in one cell then, and cells break over lines.

        They stand one a row where there are several rows, each of one line, and it is certain where each row ends.
        """
        numbers = {line.number for line in self.get("terms")}
        rows = [row for row in page.rows if any(line.number in numbers for line in row.lines)]
        broken = any(sum(bool(line.text) for line in cell) > 1 for row in rows for cell in row.cells)
        barred = {line.text.endswith("|") for line in page.lines if line.number in numbers}
        return len(rows) < 2 or broken or len(barred) > 1


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, cells of one line joined: a row of a table inside a text is one paragraph."""
    joined: list[Line] = []
    for line in lines:
        if joined and joined[-1].number == line.number and joined[-1].text and line.text:
            joined[-1] = joined[-1].with_text(f"{joined[-1].text} | {line.shown}")
        else:
            joined.append(line)
    return joined


def people_apart(rows: Iterable[Row]) -> list[Row]:
    """The rows; one that holds heading, asker and addressee, or two of them, in each of its cells is made several."""
    apart: list[Row] = []
    for row in rows:
        if row.text[:2].lower() not in _OPENING_STARTS:
            apart.append(row)
            continue
        parted = [_parted(cell) for cell in row.cells]
        if len(parted[0]) > 1 and len({len(cells) for cells in parted}) == 1:
            apart += [Row(cells) for cells in zip(*parted, strict=True)]
        else:
            apart.append(row)
    return apart


def _parted(cell: Cell) -> list[Cell]:
    lines = [line for line in cell if line.text]
    match = _OPENING.fullmatch(" ".join([line.text for line in lines]))
    if match is None:
        return [cell]
    starts = [match.start(part) for part in ("heading", "asker", "addressee") if match[part]]
    return [_between(lines, start, end) for start, end in pairwise([*starts, match.end() + 1])]


def _between(lines: Sequence[Line], start: int, end: int) -> Cell:
    """What stands between two places of some lines, as places of the lines joined with blanks."""
    found: list[Line] = []
    at = 0
    for line in lines:
        if text := line.text[max(start - at, 0) : max(end - at, 0)].strip():
            found.append(line.with_text(text))
        at += len(line.text) + 1
    return tuple(found)


def _is_end(row: Row) -> bool:
    return bool(patterns.HOUSE.fullmatch(row.text) or patterns.OWNER.fullmatch(row.text))


def bodies(rows: Sequence[Row], found: Collected) -> None:
    """Part the rows after the question's heading into question, answer heading, and answer.

    What belongs to a next page, or stands below the owner of the rights, is left unexplained.
    """
    starts = [row.text[:2].lower() for row in rows]
    end = next(
        (i for i, start in enumerate(starts) if start[:1] in _END_STARTS and _is_end(rows[i])), len(rows)
    )
    for row in rows[end:]:
        found.put("unexplained", row.lines)
    rows = rows[:end]
    at = next(
        (
            i
            for i, (start, row) in enumerate(zip(starts, rows, strict=False))
            if start in patterns.ANSWER_STARTS and patterns.ANSWER_HEADING.fullmatch(row.text)
        ),
        None,
    )
    filled = [i for i, row in enumerate(rows) if row.text]
    if at is None and filled and patterns.ANSWER_HEADING_CUT.fullmatch(rows[filled[-1]].text):
        at = filled[-1]
    found.add_all("question", rows[:at])
    if at is not None:
        found.put("answer_heading", rows[at].lines)
        found.add_all("answer", rows[at + 1 :])
