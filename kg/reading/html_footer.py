"""The footer of an HTML page, which old pages mark in no way."""

from __future__ import annotations

import re

from lxml import etree

from kg.reading.html_tree import INLINE, is_skipped, short_text, shows_text, text_of
from kg.reading.page import normalise

_COPYRIGHT = re.compile(r"©|copyright\s*(?:©|\(c\)|\d{4})", re.IGNORECASE)
_WITHIN_SITE = re.compile(
    r"mailto:[^?]*senate\.be|(?!\w+:|//)|(?:https?:)?//(?:[\w-]+\.)*senate\.be(?:[/:?#]|$)", re.IGNORECASE
)
_TELLING = re.compile(r"https?:|www\.|.*\d", re.IGNORECASE)
_BETWEEN_LINKS = " |·•-–—/\xa0\t\r\n\f"


def drop_footer(element: etree._Element) -> bool:
    """Take away what stands last and is no text of the page; tell whether nothing is left.

    Old pages mark their footer in no way: it is the name of the owner of the rights, and links within the site.
    """
    for child in reversed(list(element)):
        if (child.tail or "").strip(_BETWEEN_LINKS):
            return False
        if not isinstance(child.tag, str) or is_skipped(child):
            continue
        if is_footer(child) and (child.tag not in INLINE or _begins_line(child)):
            child.clear(keep_tail=True)
        elif shows_text(child) and (child.tag in INLINE or not drop_footer(child)):
            return False
    return not (element.text or "").strip()


def is_footer(element: etree._Element) -> bool:
    """Whether an element holds no more than the name of the owner of the rights, or links within the site."""
    text = short_text(element)
    if text is None:
        return False
    if _COPYRIGHT.match(text):
        return True
    links = [element] if element.tag == "a" else list(element.iter("a"))
    outside = text
    for link in links:
        shown = normalise(text_of(link))
        # An answer's own links spell out an address, name a document by its number, or point outside the site.
        if _TELLING.match(shown) or not _WITHIN_SITE.match((link.get("href") or "").strip()):
            return False
        outside = outside.replace(shown, "", 1)
    return bool(links) and bool(text) and not outside.strip(_BETWEEN_LINKS)


def _begins_line(element: etree._Element) -> bool:
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str) and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return (before.tag == "br" or before.tag not in INLINE) and not (before.tail or "").strip()
