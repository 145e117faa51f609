"""Elements of an HTML page to rows: the text as a browser shows it, and what tables tell.

Two columns of a table are French and Dutch on a bilingual print; other tables are one paragraph a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from lxml import etree

from kg.reading import patterns
from kg.reading.html_footer import is_footer
from kg.reading.html_tree import ANCHOR, INLINE, is_anchor, is_skipped, line_before, line_of
from kg.reading.listing import NOTHING, Numbering, kind_of
from kg.reading.page import Line, normalise
from kg.reading.rows import Row

_BLANKS = " \t\r\n\f"
_DASH = "- "
_OWN_LABEL = re.compile(r"(?:[1-9][0-9]?|[A-Za-z])\s?(?:\)|\.(?=\s))")
_RULE = "_" * 16
"""What ``hr`` shows: the rules between the parts of a print view."""


class Renderer:
    """Turns elements into rows."""

    def __init__(self, *, bilingual: bool) -> None:
        self._bilingual = bilingual
        self._lists = 0
        self.line = 1
        self.column_cut = False

    def number_of_list(self) -> int:
        """The number of the next list of the page."""
        self._lists += 1
        return self._lists

    def rows(self, element: etree._Element) -> list[Row]:
        """The rows of an element."""
        self.line = line_before(element)
        flow = _Flow(self)
        flow.element(element, depth=0)
        flow.end()
        return flow.rows

    def table(self, table: etree._Element, depth: int) -> list[Row]:
        """The rows of a table: side by side where its columns are the languages, else one paragraph a row."""
        grid = [
            [(cell, self._cell(cell, depth)) for cell in self._children(row, ("td", "th"))]
            for part in self._children(table, ("tr", "thead", "tbody", "tfoot"))
            for row in ([part] if part.tag == "tr" else self._children(part, ("tr",)))
        ]
        grid = _without_empty_columns(grid)
        out: list[Row] = []
        columns = max((len(row) for row in grid), default=0)
        side_by_side = columns == 2 and self._bilingual and (depth == 0 or _holds_headings(table))
        for row in grid:
            filled = [rows for _, rows in row if any(r.text for r in rows)]
            if any(map(_is_page, filled)) and not (side_by_side and len(row) == 2):
                # A table that only lays the page out: menus stand beside the page.
                out += [r for cell, rows in row if not is_footer(cell) for r in rows]
                continue
            if not filled:
                out += [r for _, rows in row for r in rows if r.divider][:1]
            elif len(filled) == 1 and not (side_by_side and len(row) == 2 and not _is_whole(filled[0])):
                out += filled[0]
            elif side_by_side and len(row) == 2:
                rows, cut = _beside(*(rows for _, rows in row))
                out += rows
                self.column_cut = self.column_cut or cut
            elif _holds_headings(table) and any(len(rows) > 1 for rows in filled):
                out += [r for rows in filled for r in rows]
            else:
                text = " | ".join(
                    " ".join(line.shown for r in rows for line in r.lines if line.text) for rows in filled
                )
                out.append(Row(((Line(filled[0][0].lines[0].number, text),),)))
        return out

    def see(self, node: etree._Element) -> bool:
        """Take note of the line where a comment or a skipped element tells of it; whether the node is to be read."""
        if not isinstance(node.tag, str):
            self.line = line_of(node) or self.line
            return False
        if not is_skipped(node):
            return True
        for comment in node.iter(etree.Comment):
            self.line = line_of(comment) or self.line
        return False

    def _children(self, element: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        for child in element:
            if self.see(child) and child.tag in tags:
                yield child

    def _cell(self, cell: etree._Element, depth: int) -> list[Row]:
        flow = _Flow(self)
        flow.children(cell, depth=depth + 1)
        flow.end()
        return flow.rows


def _is_whole(rows: Sequence[Row]) -> bool:
    """Whether the only filled cell of a row holds something that belongs to both columns."""
    text = " ".join(row.text for row in rows)
    return ANCHOR.match(text) is not None or any(len(row.cells) > 1 for row in rows)


def _is_page(rows: Sequence[Row]) -> bool:
    """Whether the rows of a cell are those of a page, with its headings, and not of one part of it."""
    headings = sum(ANCHOR.match(row.text) is not None for row in rows)
    return headings > 1 and any(row.separator for row in rows)


def _beside(left: Sequence[Row], right: Sequence[Row]) -> tuple[list[Row], bool]:
    """The rows of two cells side by side, French and Dutch, and whether the second lacks the end that the first has.

    Where the cells are whole columns, with several parts of the page in each, part goes beside part: what stands between two rules
    or headings, and line beside line where both have equally many. A copy that was cut lacks the end of the second column, whose
    last line may then be half of one: of names, terms, dates and numbers it is left out.
    """
    columns = [_parts_of(rows) for rows in (left, right)]
    kinds = [[kind for kind, _ in parts] for parts in columns]
    least = min(map(len, kinds))
    if kinds[0][:least] != kinds[1][:least] or least < 2:
        return [_paired(left, right)], False
    cut = len(kinds[1]) < len(kinds[0])
    if cut and kinds[1][-1] in {"part", "question heading"}:
        columns[1][-1][1].pop()
    out: list[Row] = []
    for (kind, mine), (_, theirs) in zip_longest(*columns, fillvalue=("rule", [])):
        filled = [[row for row in rows if row.text] for rows in (mine, theirs)]
        if kind == "rule":
            out += filled[0] or filled[1]
        elif kind != "text" and len(filled[0]) == len(filled[1]):
            out += [_paired([one], [other]) for one, other in zip(*filled, strict=True)]
        elif any(filled):
            out.append(_paired(mine, theirs))
    return out, cut


def _paired(left: Sequence[Row], right: Sequence[Row]) -> Row:
    return Row(tuple(tuple(line for row in rows for line in row.lines) for rows in (left, right)))


def _parts_of(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of a column by part, each with what kind it is: a rule, a heading, or what stands between these."""
    parts: list[tuple[str, list[Row]]] = []
    kind = "part"
    for row in rows:
        if row.separator:
            parts.append(("rule", [row]))
        elif patterns.QUESTION_HEADING.match(row.text) and any(one == "rule" for one, _ in parts):
            parts.append(("question heading", [row]))
            kind = "text"
        elif patterns.ANSWER_HEADING.fullmatch(row.text):
            parts.append(("answer heading", [row]))
            kind = "text"
        elif parts and parts[-1][0] == kind:
            parts[-1][1].append(row)
        elif row.text:
            parts.append((kind, [row]))
    return parts


def _holds_headings(table: etree._Element) -> bool:
    return any(isinstance(e.tag, str) and is_anchor(e) for e in table.iter() if e is not table)


def _without_empty_columns(
    grid: list[list[tuple[etree._Element, list[Row]]]],
) -> list[list[tuple[etree._Element, list[Row]]]]:
    """The grid without columns that hold nothing in any row (spacers)."""
    columns = max((len(row) for row in grid), default=0)
    full = [row for row in grid if len(row) == columns]
    empty = {i for i in range(columns) if not any(r.text for row in full for r in row[i][1])}
    return [[cell for i, cell in enumerate(row) if len(row) < columns or i not in empty] for row in grid]


class _Flow:
    """Collects text into lines."""

    def __init__(self, renderer: Renderer) -> None:
        self.rows: list[Row] = []
        self._renderer = renderer
        self._pieces: list[str] = []
        self._lines_kept = False
        self._start: int | None = None
        self._mark = ""
        self._lists: tuple[tuple[int, ...], ...] = ()
        self._list: tuple[int, ...] = ()

    def element(self, element: etree._Element, depth: int) -> None:
        """Take an element with all that it holds."""
        tag = element.tag
        if tag == "br":
            self.end(always=True)
        elif tag == "hr":
            self.end()
            self.rows.append(Row(((Line(self._renderer.line, _RULE),),)))
        elif tag == "table":
            self.end()
            self.rows += self._renderer.table(element, depth)
        elif tag in {"ol", "ul"}:
            self.end()
            self._items(element, depth)
        elif tag in INLINE:
            self.children(element, depth)
        elif tag == "pre":
            self.end()
            self._lines_kept = True
            self.children(element, depth)
            self._lines_kept = False
            self.end(always=True)
        else:
            self.end()
            self.children(element, depth)
            self.end()

    def children(self, element: etree._Element, depth: int) -> None:
        """Take the text and the elements inside an element."""
        self.text(element.text)
        for child in element:
            if self._renderer.see(child):
                self.element(child, depth)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        """Take a piece of text; only its end can be a line break, for a comment follows each."""
        if not text:
            return
        if self._start is None and text.strip(_BLANKS):
            self._start = self._renderer.line
        self._pieces.append(text)
        if self._lines_kept and text.endswith("\n"):
            self.end(always=True)

    def end(self, *, always: bool = False) -> None:
        """End the paragraph."""
        if not self._pieces and not always:
            return
        # A browser shows a soft hyphen at the end of a line only.
        raw = "".join(self._pieces).replace("\xad", "")
        text = normalise(raw)
        start = self._start if self._start is not None else self._renderer.line
        divider = not text and "\xa0" in raw
        if text:
            if self._mark == _DASH and _OWN_LABEL.match(text):
                # What is typed before an item is its label, whatever the browser shows beside it.
                self._mark = ""
            self.rows.append(Row(((Line(start, text, False, self._mark, self._lists),),), False, text))
            self._mark, self._lists = "", ()
        elif divider or always:
            self.rows.append(Row(((Line(start, text, divider=divider),),), divider=divider))
        self._pieces = []
        self._start = None

    def _items(self, element: etree._Element, depth: int) -> None:
        items = [child for child in element if isinstance(child.tag, str) and not is_skipped(child)]
        numbering = (
            Numbering.of(element, sum(item.tag == "li" for item in items)) if element.tag == "ol" else None
        )
        dashed = "" if kind_of(element, "disc") == NOTHING else _DASH
        outer, self._list = self._list, (*self._list, self._renderer.number_of_list())
        for item in element:
            if not self._renderer.see(item):
                continue
            if item.tag != "li":
                self.element(item, depth)
                continue
            # A list that begins an item shows its first mark beside the item's own: "1. a.".
            if numbering is None:
                self._mark += dashed
            elif shown := numbering.next(item):
                self._mark += f"{shown}. "
                self._lists += (self._list,)
            self.children(item, depth)
            self.end()
            self._mark, self._lists = "", ()
        self._list = outer
