"""A page as lines, and the notes taken while it is read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from kg.model import PageWarning, Span

if TYPE_CHECKING:
    from kg.reading.address import Address
    from kg.reading.rows import Row

_OTHER_BLANKS = [blank for blank in map(chr, range(0x3001)) if blank.isspace() and blank not in " \n"]
"""Every blank but the common one, and the line break: none has a code point beyond these."""

_USUAL = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# What stands before the combining marks, and punctuation, is the same in every normalisation form.
_MAY_BE_COMPOSED = re.compile("[^\x00-\u02ff\u2010-\u2027\u2030-\u205e€]")
_SEPARATOR = re.compile(r"_{4,}(?: _{4,})*")


# A page has hundreds of lines, rows and paragraphs: structs are made many times as fast as frozen dataclasses.
class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of a page: its number from 1, and its text in NFC with single blanks and none at the ends.

    ``divider`` marks a line that holds nothing but a no-break space: bilingual prints set one between the languages.
    ``mark`` is what a browser shows before the item of a list that the line begins (``3. ``, ``- ``, ``1. a. ``): part of
    a text, but of no heading, name, term or date. ``lists`` tells, for each number in it, which list of the page has it: the lists from the outermost in.
    """

    number: int
    text: str
    divider: bool = False
    mark: str = ""
    lists: tuple[tuple[int, ...], ...] = ()

    def with_text(self, text: str) -> Line:
        """The line with another text."""
        return replace(self, text=text)

    @property
    def shown(self) -> str:
        """The text as a browser shows it, with the mark of its list."""
        return self.mark + self.text

    @property
    def separator(self) -> bool:
        """Whether the line is one of the rules of underscores between the parts of a page."""
        return self.text.startswith("____") and _SEPARATOR.fullmatch(self.text) is not None


class Rejected(Exception):
    """A document that is not read.

    Attributes:
        code: one of the error codes of docs/warnings.md.
        message: an English sentence that says what is wrong.
        line: the line to look at, from 1, where there is one.
    """

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line


@dataclass(slots=True)
class Notes:
    """Collects the warnings of one document."""

    document: str
    warnings: list[PageWarning] = field(default_factory=list)

    def warn(self, code: str, message: str, where: Line | Sequence[Line] | Span | int | None = None) -> None:
        """Take a warning down, with the lines it is about."""
        self.warnings.append(PageWarning(code, message, self.span(where)))

    def span(self, where: Line | Sequence[Line] | Span | int | None) -> Span | None:
        """The span of some lines of this document."""
        match where:
            case None | Span():
                return where
            case int():
                return Span(self.document, where, where)
            case Line():
                return Span(self.document, where.number, where.number)
            case _:
                if not where:
                    return None
                return Span(self.document, where[0].number, where[-1].number)


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it comes to the layouts.

    ``rows`` are the lines as cells of a table, where it was one. ``ends_open`` is true where the bytes do not end in a
    line break, or a tag of HTML that ends a paragraph, as those of a text that was cut short; ``ends_in_tag`` where they
    end within a tag; ``column_cut`` where they end within the second of two columns; ``ends_closed`` where the last row of a table, or the body of the page, is closed.
    """

    document: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    sha256: str
    flattened: bool = False
    ends_open: bool = False
    ends_in_tag: bool = False
    ends_closed: bool = False
    address: Address | None = None
    retrieved: datetime | None = None
    column_cut: bool = False


def normalise(text: str) -> str:
    """NFC, with every run of blanks (no-break spaces too) made one blank, and none at the ends."""
    return unicodedata.normalize("NFC", _with_single_blanks(text))


def _with_single_blanks(text: str) -> str:
    # Most texts have single blanks only; "printable" leaves no other kind of blank.
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return " ".join(text.split())
    return text


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text, numbered as an editor numbers them."""
    # No letter is composed across a blank or a line break, so that all lines can be normalised at once.
    if _MAY_BE_COMPOSED.search(unusual(text)):
        text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blanks = [blank for blank in _OTHER_BLANKS if blank in text]
    lines = []
    for number, row in enumerate(text.split("\n"), 1):
        shown, divider = row.strip(" "), False
        for blank in blanks:
            if blank in shown:
                divider = divider or (blank == "\xa0" and shown.isspace())
                shown = shown.replace(blank, " ").strip(" ")
        lines.append(Line(number, " ".join(shown.split()) if "  " in shown else shown, divider))
    return tuple(lines)


def unusual(text: str) -> str:
    """What a text holds beside printable ASCII, tabs and line breaks: little, so that it is quickly looked through."""
    if text.isascii() and text.isprintable():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def strip_blank(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without the empty ones."""
    return tuple(line for line in lines if line.text)
