"""An HTML page as a tree of elements, and what an element shows.

Lexbor reads the page by the rules of the HTML standard, which say what is meant where tags are missing or crossed; lxml takes
up the tree, in which comments hold the lines of the source.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from kg.reading import patterns
from kg.reading.page import normalise

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "nav",
        "footer",
        "aside",
        "select",
        "option",
        "button",
        "textarea",
        "iframe",
        "object",
        "svg",
        "math",
    ]
)
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"}
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ANCHOR = re.compile(
    "|".join(
        f"(?:{test.pattern})"
        for test in (patterns.HOUSE, patterns.HEADING, patterns.QUESTION_HEADING, patterns.ANSWER_HEADING)
    ).replace("(?P<", "(?P<_"),
    re.IGNORECASE,
)
_ANCHOR_STARTS = patterns.HEADING_STARTS | patterns.ANSWER_STARTS | patterns.HOUSE_STARTS
_LINE = "line of the source: "
# Where line breaks do not part text they are counted as one: in comments, in tags, and in what holds no tags.
_BREAKS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\b[^<>]*>|\Z)|<[a-z/!?][^<>]*>?|\n",
    re.IGNORECASE | re.DOTALL,
)
_SOME_LETTERS = 4
"""So many hold two letters, however these are composed."""
_STRING = etree.XPath("string()", smart_strings=False)
LONGEST_ANCHOR = 250
_MOST_PIECES = 12


def parse(text: str) -> etree._Element | None:
    """The tree of a page; none where there is nothing in it."""
    parser = etree.HTMLParser(recover=True, no_network=True, encoding="utf-8")
    whole = LexborHTMLParser(_with_lines(text)).html
    try:
        return etree.fromstring((whole or "").encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _with_lines(text: str) -> str:
    """The page with a comment wherever another line of the source begins: comments may stand everywhere."""
    line = 1

    def marked(match: re.Match[str]) -> str:
        nonlocal line
        breaks = match[0].count("\n")
        if not breaks:
            return match[0]
        line += breaks
        return f"{match[0]}<!--{_LINE}{line}-->"

    return _BREAKS.sub(marked, text.replace("\r\n", "\n"))


def line_before(element: etree._Element) -> int:
    """The line of the source on which an element begins."""
    before = element.xpath(f"preceding::comment()[starts-with(., '{_LINE}')][1]")
    return line_of(before[0]) or 1 if isinstance(before, list) and before else 1


def line_of(node: etree._Element) -> int | None:
    """The line that a comment tells of."""
    told = node.text or ""
    return int(told[len(_LINE) :]) if told.startswith(_LINE) else None


def text_of(element: etree._Element) -> str:
    """All text of an element."""
    return str(_STRING(element))


def shows_text(element: etree._Element) -> bool:
    """Whether an element has text."""
    return any(not piece.isspace() for piece in element.itertext(with_tail=False))


def short_text(element: etree._Element) -> str | None:
    """What an element shows, where that is short."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext(with_tail=False):
        shown = normalise(piece)
        size += len(shown)
        if size > LONGEST_ANCHOR:
            return None
        pieces.append(piece)
    text = normalise("".join(pieces))
    return text if len(text) <= LONGEST_ANCHOR else None


def is_anchor(element: etree._Element) -> bool:
    """Whether an element is a heading of a question, its answer, or the name of the house, by which a page is found its way in."""
    if element.tag in INLINE or _first_letters(element) not in _ANCHOR_STARTS:
        return False
    if len(element) > _MOST_PIECES and sum(isinstance(child.tag, str) for child in element) > _MOST_PIECES:
        return False
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > 2 * LONGEST_ANCHOR:
            return False
    return ANCHOR.match(normalise(text)) is not None


def _first_letters(element: etree._Element) -> str:
    """The first two letters that an element shows, in lower case: most elements need no closer look."""
    start = (element.text or "").lstrip()
    if len(start) >= _SOME_LETTERS and start.isascii():
        return start[:2].lower()
    start = ""
    for piece in element.itertext():
        start = (start + piece).lstrip()
        if len(start) >= _SOME_LETTERS:
            break
    return unicodedata.normalize("NFC", start)[:2].lower()


def is_skipped(element: etree._Element) -> bool:
    """Whether an element does not belong to what is read: menus, footers, scripts, what is hidden."""
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
