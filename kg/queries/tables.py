"""Results for people: a table on a terminal, aligned lines in a file or a pipe, a table in Markdown.

On a terminal that is too narrow for the columns, each row is a block of its own, a line for each value.
"""

from __future__ import annotations

import re
from typing import IO, Final

from pyoxigraph import Literal, NamedNode
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from kg.graph.namespaces import BASE, PREFIXES, XSD
from kg.store import Boolean, Solutions, Term

_NUMBERS: Final = {XSD + name for name in ("integer", "decimal", "double", "float")}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What could move the cursor, or turn the line's direction; blanks between words aside."""
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#])")
_NARROWEST: Final = 12
"""A column of words narrower than this cannot be read."""


def write_table(result: Solutions | Boolean, out: IO[str]) -> None:
    """Write rows for a person: to a terminal as a table or as blocks, elsewhere as one line for each row."""
    if isinstance(result, Boolean):
        out.write("yes\n" if result.value else "no\n")
    elif not result.rows:
        out.write("No rows.\n")
    elif out.isatty():
        _to_terminal(result, Console(file=out))
    else:
        _aligned(result, out)


def write_markdown(result: Solutions | Boolean, out: IO[str]) -> None:
    """Write rows as a table in GitHub's Markdown; addresses become links."""
    if isinstance(result, Boolean):
        out.write("yes\n" if result.value else "no\n")
        return
    out.write(f"| {' | '.join(result.variables)} |\n")
    numeric = _numeric(result)
    out.write(f"|{'|'.join(' ---: ' if number else ' --- ' for number in numeric)}|\n")
    for row in result.rows:
        out.write(f"| {' | '.join(_marked_up(term) for term in row)} |\n")


def _to_terminal(result: Solutions, console: Console) -> None:
    numeric = _numeric(result)
    cells = [[_linked(term) for term in row] for row in result.rows]
    widths = [
        max(cell_len(line) for cell in (name, *column) for line in str(cell).split("\n"))
        for name, column in zip(result.variables, zip(*cells, strict=True), strict=True)
    ]
    if sum(min(width, _NARROWEST) for width in widths) + 2 * len(widths) > console.width:
        _blocks(result, cells, console)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, number, width in zip(result.variables, numeric, widths, strict=True):
        table.add_column(
            name,
            justify="right" if number else "left",
            overflow="fold",
            min_width=min(width, _NARROWEST),
        )
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _blocks(result: Solutions, cells: list[list[Text]], console: Console) -> None:
    for number, row in enumerate(cells):
        if number:
            console.print()
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True, min_width=max(map(cell_len, result.variables)))
        block.add_column(overflow="fold")
        for name, cell in zip(result.variables, row, strict=True):
            if cell:
                block.add_row(name, cell)
        console.print(block)


def _aligned(result: Solutions, out: IO[str]) -> None:
    numeric = _numeric(result)
    lines = [list(result.variables), *([_line(term) for term in row] for row in result.rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        padded = (
            " " * (width - cell_len(cell)) + cell if number else cell + " " * (width - cell_len(cell))
            for cell, width, number in zip(line, widths, numeric, strict=True)
        )
        out.write("  ".join(padded).rstrip() + "\n")


def _numeric(result: Solutions) -> list[bool]:
    """Of each column whether it holds numbers and nothing else."""
    return [
        any(column)
        and all(isinstance(term, Literal) and term.datatype.value in _NUMBERS for term in column if term)
        for column in ([row[place] for row in result.rows] for place in range(len(result.variables)))
    ]


def _value(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _line(term: Term | None) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(_value(term).split()))


def _linked(term: Term | None) -> Text:
    """A cell of a terminal's table: texts keep their paragraphs, IRIs are shortened and can be followed."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in _value(term).split("\n") if paragraph.strip()]
    text = "\n".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", paragraph) for paragraph in paragraphs)
    if isinstance(term, NamedNode):
        return Text(_short(text), style=Style(link=text))
    return Text(text)


def _short(iri: str) -> str:
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _marked_up(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    return _MARKUP.sub(r"\\\1", _line(term))
