"""A page as rows of cells, whatever it came from.

A line of plain text is a row with one cell. Text that a crawler flattened from a table has its cells ended by bars, and
bars fill the row up; a cell can go on over several lines. Rows of the chronology (``11/1/2010 | Envoi question |``) stand
in a table of their own, and may be filled up to its width only. A row with two cells is French left, Dutch right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import force_setattr

from kg.reading import dates, patterns
from kg.reading.lexicon import either, event_labels
from kg.reading.page import Line

Cell = tuple[Line, ...]

_FILLER = "||"
"""A row that is filled up ends in at least so many bars."""

_DATE = re.compile(dates.NUMERIC)
_EVENT = patterns.compiled(rf"{dates.NUMERIC}\s*{either(event_labels())}(?!\w)")

_FLATTENED = 3
"""So many lines that end in a bar make a page a flattened one."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row of a page: its cells that are not empty, or one empty cell.

    ``divider`` marks a row with nothing but a no-break space; ``text`` is all text, with single blanks.
    """

    cells: tuple[Cell, ...]
    divider: bool = False
    # Every layout asks for the text of every row, again and again.
    text: str = ""

    def __post_init__(self) -> None:
        if not self.text:
            text = " ".join([line.text for cell in self.cells for line in cell if line.text])
            if text:
                force_setattr(self, "text", text)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, cell by cell."""
        if len(self.cells) == 1:
            return self.cells[0]
        return tuple([line for cell in self.cells for line in cell])

    @property
    def separator(self) -> bool:
        """Whether the row is a rule between the parts of a page."""
        return self.text.startswith("____") and all(line.separator for line in self.lines if line.text)


def is_flattened(lines: Sequence[Line]) -> bool:
    """Whether a text was flattened from a table with bars."""
    ends = [line.text for line in lines if line.text[-1:] == "|"]
    if len(ends) < _FLATTENED:
        return False
    return any(text.endswith(_FILLER) for text in ends) or len(ends) * 2 >= sum(
        bool(line.text) for line in lines
    )


def rows_of(lines: Sequence[Line], *, flattened: bool) -> tuple[Row, ...]:
    """The rows of a page that was flattened from a table, or was not."""
    if flattened:
        return tuple(_flattened(lines))
    return tuple([Row(((line,),), line.divider, line.text) for line in lines])


def _flattened(lines: Sequence[Line]) -> Iterator[Row]:
    cells: list[Cell] = []
    open_cell: list[Line] = []
    # Where no row is filled up, the table is as wide as its cells, and every line is a row.
    wide = any(line.text.endswith(_FILLER) for line in lines)
    for line in lines:
        text = line.text
        if not text:
            if open_cell:
                open_cell.append(line)
            else:
                yield Row(((line,),), divider=line.divider)
            continue
        first = len(cells)
        begins = not open_cell
        filled = text.endswith(_FILLER)
        pieces = text.split("|")
        ends = text.endswith("|")
        for number, piece in enumerate(pieces):
            closed = number < len(pieces) - 1
            part = piece.strip()
            if part:
                open_cell.append(line.with_text(part))
            if closed and open_cell:
                cells.append(_stripped(open_cell))
                open_cell = []
        if not wide and open_cell:
            cells.append(_stripped(open_cell))
            open_cell = []
        if wide and begins and first and _is_dated(cells[first:]):
            # The row above was not filled up.
            yield Row(tuple(cells[:first]))
            del cells[:first]
        if cells and (not wide or (ends and filled) or (ends and _is_dated(cells))):
            yield Row(tuple(cells))
            cells = []
    if open_cell:
        cells.append(_stripped(open_cell))
    if cells:
        yield Row(tuple(cells))


def _is_dated(cells: Sequence[Cell]) -> bool:
    """Whether cells are a row of the chronology: a date with what happened, or a deadline."""
    texts = [" ".join(line.text for line in cell if line.text) for cell in cells]
    if not texts:
        return False
    if len(texts) == 1:
        return _EVENT.match(texts[0]) is not None or patterns.DEADLINE.fullmatch(texts[0]) is not None
    return _DATE.fullmatch(texts[0]) is not None and texts[1][0].isalpha()


def _stripped(cell: list[Line]) -> Cell:
    while cell and not cell[-1].text:
        cell.pop()
    return tuple(cell)
