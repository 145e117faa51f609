"""Fills the terms of a result into its messages (SHACL, section 5.3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib.term import BNode, Identifier

from kg.validation.report import Message

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def filled(message: Message, terms: Mapping[str, str]) -> Message:
    """The message with the terms that it asks for; what there is no term for stays as it is."""
    if "{" not in message.text:
        return message
    text = _PLACEHOLDER.sub(lambda match: terms.get(match[1], match[0]), message.text)
    return Message(text, message.language)


def shown(term: Identifier | None) -> str:
    """A term as messages have it: without angle brackets or quotation marks; none as nothing."""
    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else str(term)
