"""HTML to rows: the text as a browser shows it, and what tables tell.

Nothing hangs on classes or ids, which the site never documented. The page becomes a tree (:mod:`kg.reading.html_tree`), which
loses its footer (:mod:`kg.reading.html_footer`) and becomes rows (:mod:`kg.reading.html_rows`). Line numbers are those of the
source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from kg.model import Language
from kg.reading import patterns
from kg.reading.html_footer import drop_footer
from kg.reading.html_rows import Renderer
from kg.reading.html_tree import ANCHOR, INLINE, is_anchor, parse, text_of
from kg.reading.lexicon import pattern, words
from kg.reading.page import normalise
from kg.reading.rows import Row

_TAGS = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|table|tbody|tr|td|th|div|p|br|font|span|b|i|ol|ul|li|center|h[1-6]))\b[^<>]*>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 3
_SAVED = re.compile(r"saved from url=\(\d+\)\s*(\S+)")
_START = patterns.compiled(
    rf"{pattern('house')}|{pattern('print_links')}|{pattern('bulletin_name')}|(?:{pattern('chamber')}\s+)?{pattern('heading')}\s+{pattern('number_sign')}"
    rf"|{pattern('question_heading')}\s+{pattern('number_sign')}\s*\d"
)
_BOTH_HOUSES = patterns.compiled(rf"{pattern('house', Language.FR)}\s*{pattern('house', Language.NL)}")
# The words are looked for first: a page in one language is long, and has none of the other's.
_HEADINGS = [
    (
        [word.lower() for entry in ("heading", "question_heading") for word in words(entry, lang)],
        patterns.compiled(
            rf"(?:{pattern('heading', lang)}|{pattern('question_heading', lang)})\s+{pattern('number_sign', lang)}\s*\d"
        ),
    )
    for lang in Language
]
_BODY_END = re.compile(r"</(?:bo(?:dy?)?|ht(?:ml?)?)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>", re.IGNORECASE)
_ROW_END = re.compile(r"</(?:tr|tbody|table)\b", re.IGNORECASE)
_UNFINISHED_TAG = re.compile(r"<(?:[a-z/!?].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """What is read of an HTML page: its rows, the address that it names itself, and whether it ends within its second column."""

    rows: tuple[Row, ...]
    address: str | None
    column_cut: bool = False


def is_html(text: str) -> bool:
    """Whether a text is HTML: it has several tags as pages have them."""
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        return True
    return sum(1 for _, _ in zip(_TAGS.finditer(text), range(_FEWEST_TAGS), strict=False)) == _FEWEST_TAGS


def ends_in_tag(text: str) -> bool:
    """Whether a page ends within a tag or a comment, before its body does."""
    if _BODY_END.search(text):
        return False
    comment, tag = text.rfind("<!--"), text.rfind("<")
    if comment >= 0 and "-->" not in text[comment:]:
        return True
    return tag > text.rfind(">") and _UNFINISHED_TAG.fullmatch(text, tag) is not None


def ends_open(text: str) -> bool:
    """Whether a page ends in a text that no tag ends, or only a line break."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] == ">"):
        if text[end - 1] == ">":
            start = text.rfind("<", 0, end)
            if start < 0 or not _BREAK.fullmatch(text, start, end):
                return False
            end = start
        else:
            end -= 1
    return True


def ends_closed(text: str) -> bool:
    """Whether the body of a page ends, or the row of a table that holds its last text."""
    if _BODY_END.search(text):
        return True
    end = len(text)
    while end:
        if text[end - 1].isspace():
            end -= 1
            continue
        start = text.rfind("<", 0, end)
        if text[end - 1] != ">" or start < 0:
            return False
        if _ROW_END.match(text, start):
            return True
        end = start
    return False


def read(text: str) -> Document:
    """Read the rows of an HTML page."""
    tree = parse(text)
    if tree is None:
        return Document((), None)
    body = tree.find("body")
    root = body if body is not None else tree
    shown = normalise(text_of(root))
    headed = patterns.QUESTION_HEADING.search(shown) is not None
    if headed:
        # Before that heading, links are terms or relations.
        drop_footer(root)
    renderer = Renderer(bilingual=_is_bilingual(shown, headed=headed))
    scope = _scope(root)
    rows: list[Row] = []
    while True:
        rows = renderer.rows(scope)
        parent = scope.getparent()
        if scope is root or parent is None or _has_text_after_headings(rows):
            break
        scope = parent
    first = next((i for i, row in enumerate(rows) if _START.match(row.text)), 0)
    address = _address(tree) if _may_name_itself(text) else None
    return Document(tuple(rows[first:]), address, renderer.column_cut)


def _may_name_itself(text: str) -> bool:
    lower = text.lower()
    return "saved from" in lower or "canonical" in lower or "<base" in lower


def _address(tree: etree._Element) -> str | None:
    """The address that the page was saved from, or names as its own."""
    for comment in tree.getroottree().xpath("//comment() | /comment()"):
        if match := _SAVED.search(comment.text or ""):
            return match[1]
    for comment in _preceding_comments(tree):
        if match := _SAVED.search(comment):
            return match[1]
    for xpath in ("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href", "//base/@href"):
        for value in tree.xpath(xpath):
            return str(value)
    return None


def _preceding_comments(tree: etree._Element) -> Iterator[str]:
    node = tree.getprevious()
    while node is not None:
        if isinstance(node, etree._Comment):
            yield node.text or ""
        node = node.getprevious()


def _is_bilingual(text: str, *, headed: bool) -> bool:
    """Whether a page is bilingual; ``headed`` tells that it has the heading of the question."""
    if not headed and _BOTH_HOUSES.search(text):
        # A copy that ends above the Dutch heading.
        return True
    lower = text.lower()
    return all(
        any(word in lower for word in wording) and heading.search(text) for wording, heading in _HEADINGS
    )


def _scope(root: etree._Element) -> etree._Element:
    """The smallest element that holds all headings of the question."""
    anchors = [element for element in root.iter() if isinstance(element.tag, str) and is_anchor(element)]
    if not anchors:
        return root
    chains = [[*reversed(list(anchor.iterancestors())), anchor] for anchor in anchors]
    common = root
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    if common.tag in INLINE or common.tag in {"p", "h1", "h2", "h3", "h4", "td", "tr"}:
        parent = common.getparent()
        common = parent if parent is not None else common
    while common.tag in {"tbody", "thead", "tfoot"} and (table := common.getparent()) is not None:
        # Only a table's rows tell its columns.
        common = table
    return common


def _has_text_after_headings(rows: Sequence[Row]) -> bool:
    last = max((i for i, row in enumerate(rows) if ANCHOR.match(row.text)), default=-1)
    return any(row.text for row in rows[last + 1 :])
