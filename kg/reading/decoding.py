"""Bytes to text.

The encoding is what the bytes show, not what anybody declares: a byte-order mark, else UTF-8 where the bytes are
valid UTF-8, else ISO-8859-15 where the document says so (``charset``, or ``encoding`` of XML), else windows-1252, in which
the Senate serves its pages.
"""

from __future__ import annotations

import codecs
import re

from kg.reading.page import Notes, Rejected, unusual

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls (C0, DEL, C1) other than tab and line break, and what RDF and XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MOST_CONTROLS = 0.02
_LATIN_9 = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*(?:iso-?8859-15|latin-?9)\b", re.IGNORECASE)
_HEAD = 4096


def decode(data: bytes, notes: Notes) -> str:
    """The text of a document, without control characters.

    Raises:
        Rejected: the document is empty, or no text.
    """
    if not data.strip():
        raise Rejected("empty", "not a Senate written question: the document is empty")
    text = _decode(data)
    controls = len(_CONTROL.findall(unusual(text)))
    if controls > max(4, _MOST_CONTROLS * len(text)) or (b"\x00" in data and "\x00" in text):
        raise Rejected("not-text", "not a Senate written question: the document is not text")
    if controls:
        first = _CONTROL.search(text)
        line = text.count("\n", 0, first.start() if first else 0) + 1
        notes.warn("control-characters", f"{controls} control characters were left out", line)
        text = _CONTROL.sub("", text)
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        notes.warn("encoding-damaged", "characters were lost before this copy was made (U+FFFD)", line)
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut can fall inside the last character: then the rest is UTF-8 all the same.
        if error.reason == "unexpected end of data" and error.end == len(data) and error.start > 0:
            return data[: error.start].decode("utf-8")
    declared = _LATIN_9.search(data[:_HEAD])
    return data.decode("iso8859-15" if declared else "cp1252", errors="replace")
