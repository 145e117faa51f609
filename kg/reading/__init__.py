"""Bytes to readings: what one page says.

The bytes become lines (:mod:`kg.reading.decoding`, :mod:`kg.reading.page`), a layout finds the parts
(:mod:`kg.reading.layouts`), and one interpreter reads each part (:mod:`kg.reading.interpreter`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kg.model import DocumentNumber, Reading
from kg.reading import damage, html
from kg.reading.address import canonical
from kg.reading.decoding import decode
from kg.reading.interpreter import interpret
from kg.reading.layouts import layout_of
from kg.reading.page import Notes, Page, Rejected, lines_of, sha256
from kg.reading.rows import Row, is_flattened, rows_of

__all__ = ["Rejected", "read"]


def read(
    data: bytes,
    name: str,
    *,
    number: DocumentNumber | None = None,
    address: str | None = None,
    retrieved: datetime | None = None,
) -> Reading:
    """Read one page.

    Args:
        data: the bytes of the document.
        name: how it is called in spans and warnings; a file's name is no evidence of the question's number.
        number: the question's number, for a page that does not print it.
        address: where the page was got from, as far as a crawler recorded it.
        retrieved: when it was got, as far as a crawler recorded it.

    Raises:
        Rejected: it is no written question, or one without a number.
    """
    notes = Notes(name)
    page = _page(data, decode(data, notes), notes, address, retrieved)
    layout = layout_of(page)
    reading = interpret(page, layout.parts(page), layout.name, number, notes)
    return replace(reading, warnings=tuple(notes.warnings))


def _page(data: bytes, text: str, notes: Notes, address: str | None, retrieved: datetime | None) -> Page:
    flattened = ends_in_tag = column_cut = False
    if html.is_html(text):
        document = html.read(text)
        rows, address, column_cut = document.rows, address or document.address, document.column_cut
        lines = tuple(line for row in rows for line in row.lines)
        ends_open = html.ends_open(text)
        ends_in_tag, ends_closed = html.ends_in_tag(text), html.ends_closed(text)
    else:
        lines = lines_of(text)
        flattened = is_flattened(lines)
        rows = rows_of(lines, flattened=flattened)
        ends_closed = flattened and text.rstrip().endswith("|")
        ends_open = not text.endswith(("\n", "\r"))
    if table := damage.find(lines, notes):
        lines = tuple(damage.mend(line, table) for line in lines)
        rows = tuple(
            Row(tuple(tuple(damage.mend(line, table) for line in cell) for cell in row.cells), row.divider)
            for row in rows
        )
    return Page(
        notes.document,
        lines,
        rows,
        sha256(data),
        flattened,
        ends_open,
        ends_in_tag,
        ends_closed,
        canonical(address) if address else None,
        retrieved,
        column_cut,
    )
