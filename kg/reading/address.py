"""Addresses of the Senate's pages, in one form whatever host, scheme and slash they came with.

``https://www.senate.be/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=1668&LANG=fr``,
``https://www.senate.be/www/?MIval=publications/viewPubDoc&TID=33606060&LANG=fr``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kg.model import DocumentNumber, Language

_HOSTS = frozenset({"www.senate.be", "senate.be"})
_PREFIX = "https://www.senate.be/www/?MIval="
_ARCHIVED = re.compile(r"^https?://[^/]+/.*?(https?://(?:www\.)?senate\.be/.*)$", re.IGNORECASE)
_QUESTION_VIEWS = {name.lower(): name for name in ("SVPrintNLFR", "SVPrint", "SchriftelijkeVraag")}


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address: its canonical IRI, and what it says of the page."""

    iri: str
    number: DocumentNumber | None
    language: Language | None


def canonical(address: str) -> Address | None:
    """The canonical form of an address of a question's or a bulletin's page; none for any other address."""
    if archived := _ARCHIVED.match(address):
        address = archived[1]
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if (parts.hostname or "").lower() not in _HOSTS:
        return None
    query = {key.upper(): value for key, value in parse_qsl(parts.query)}
    route = query.get("MIVAL", "").strip("/").split("/")
    language = {"fr": Language.FR, "nl": Language.NL}.get(query.get("LANG", "").lower())
    tail = f"&LANG={language}" if language else ""
    if len(route) != 2:
        return None
    if route[0].lower() == "vragen" and (view := _QUESTION_VIEWS.get(route[1].lower())):
        number = _number(query.get("LEG", ""), query.get("NR", ""))
        if number is None:
            return None
        iri = f"{_PREFIX}Vragen/{view}&LEG={number.legislature}&NR={number.number}{tail}"
        return Address(iri, number, language)
    if [part.lower() for part in route] == ["publications", "viewpubdoc"] and query.get(
        "TID", ""
    ).isdecimal():
        return Address(f"{_PREFIX}publications/viewPubDoc&TID={query['TID']}{tail}", None, language)
    return None


def _number(legislature: str, number: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(f"{legislature}-{number.lstrip('0')}")
    except ValueError:
        return None
