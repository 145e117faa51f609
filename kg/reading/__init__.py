"""Bytes to readings: what one page says.

The bytes become lines (:mod:`kg.reading.decoding`, :mod:`kg.reading.page`), a layout finds the parts
(:mod:`kg.reading.layouts`), and one interpreter reads each part (:mod:`kg.reading.interpreter`).
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import DocumentNumber, Reading
from kg.reading.damage import repair
from kg.reading.decoding import decode
from kg.reading.interpreter import interpret
from kg.reading.layouts import layout_of
from kg.reading.page import Notes, Page, Rejected, lines_of, sha256
from kg.reading.rows import is_flattened, rows_of

__all__ = ["Rejected", "read"]


def read(data: bytes, name: str, *, number: DocumentNumber | None = None) -> Reading:
    """Read one page.

    Args:
        data: the bytes of the document.
        name: how it is called in spans and warnings; a file's name is no evidence of the question's number.
        number: the question's number, for a page that does not print it.

    Raises:
        Rejected: it is no written question, or one without a number.
    """
    notes = Notes(name)
    text = decode(data, notes)
    lines = repair(lines_of(text), notes)
    page = Page(
        name,
        lines,
        rows_of(lines),
        sha256(data),
        flattened=is_flattened(lines),
        ends_open=not text.endswith(("\n", "\r")),
    )
    layout = layout_of(page)
    reading = interpret(page, layout.parts(page), layout.name, number, notes)
    return replace(reading, warnings=tuple(notes.warnings))
