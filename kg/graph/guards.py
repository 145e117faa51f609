"""What is looked at before a parser sees a document: the faults that parsers let pass, or fall over."""

from __future__ import annotations

import re
from xml.parsers import expat

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|([\[{])|([\]}])', re.DOTALL)
_DEEPEST = 500
_REFERENCE = re.compile("&(?!#|(?:lt|gt|amp|quot|apos);)")


class RdfSyntaxError(ValueError):
    """A document is not what its format asks for.

    ``message`` says what is wrong, ``name`` and ``line`` where; the text of the exception says all three.
    """

    def __init__(self, message: str, *, name: str, line: int | None = None) -> None:
        place = name if line is None else f"{name}, line {line}"
        super().__init__(f"{place}: {message}")
        self.message = message
        self.name = name
        self.line = line


def check_xml(data: bytes, name: str) -> None:
    """Check that XML is well-formed: pyoxigraph reads a document that was cut as far as it goes.

    Entities that refer to entities are not accepted: a few of them make a short document endless (billion laughs).

    Raises:
        RdfSyntaxError: with the line.
    """
    parser = expat.ParserCreate()

    def entity(title: str, is_parameter: bool, value: str | None, *_rest: object) -> None:
        if is_parameter or value is None or _REFERENCE.search(value):
            message = (
                f"the XML entity {title!r} refers to other entities or documents, which is not supported"
            )
            raise RdfSyntaxError(message, name=name, line=parser.CurrentLineNumber)

    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise RdfSyntaxError(f"not RDF/XML: {reason}", name=name, line=error.lineno) from None


def check_json(data: bytes, name: str) -> None:
    """Check that JSON is not nested so deeply that a parser runs out of stack.

    Raises:
        RdfSyntaxError: with the line.
    """
    depth = 0
    for token in _TOKEN.finditer(data):
        if token[1]:
            depth += 1
            if depth > _DEEPEST:
                line = data.count(b"\n", 0, token.start()) + 1
                raise RdfSyntaxError(f"nested more than {_DEEPEST} levels deep", name=name, line=line)
        elif token[2]:
            depth -= 1


def printable(text: str) -> str:
    """A message with the characters that a terminal does not show as their code points."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
