"""HTML to rows: the text as a browser shows it, and what tables tell.

Lexbor reads the page by the rules of the HTML standard, which say what is meant where tags are missing or crossed; lxml takes
up the tree, in which comments hold the lines of the source.

Nothing hangs on classes or ids, which the site never documented. Two columns of a table are French and Dutch on a
bilingual print; other tables are one paragraph a row. Line numbers are those of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from kg.model import Language
from kg.reading import patterns
from kg.reading.lexicon import pattern, words
from kg.reading.listing import NOTHING, Numbering, kind_of
from kg.reading.page import Line, normalise
from kg.reading.rows import Row

_TAGS = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|table|tbody|tr|td|th|div|p|br|font|span|b|i|ol|ul|li|center|h[1-6]))\b[^<>]*>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 3
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
        "form",
    ]
) - {"form"}
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"}
)
_INLINE = frozenset(
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
_SAVED = re.compile(r"saved from url=\(\d+\)\s*(\S+)")
_BLOCK_ANCHOR = re.compile(
    "|".join(
        f"(?:{test.pattern})"
        for test in (patterns.HOUSE, patterns.HEADING, patterns.QUESTION_HEADING, patterns.ANSWER_HEADING)
    ).replace("(?P<", "(?P<_"),
    re.IGNORECASE,
)
_ANCHOR_STARTS = patterns.HEADING_STARTS | patterns.ANSWER_STARTS | patterns.HOUSE_STARTS
_START = patterns.compiled(
    rf"{pattern('house')}|{pattern('print_links')}|{pattern('bulletin_name')}|(?:{pattern('chamber')}\s+)?{pattern('heading')}\s+{pattern('number_sign')}"
    rf"|{pattern('question_heading')}\s+{pattern('number_sign')}\s*\d"
)
_LINE = "line of the source: "
# Where line breaks do not part text they are counted as one: in comments, in tags, and in what holds no tags.
_BREAKS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1\b[^<>]*>|\Z)|<[a-z/!?][^<>]*>?|\n",
    re.IGNORECASE | re.DOTALL,
)
_SOME_LETTERS = 4
"""So many hold two letters, however these are composed."""
_STRING = etree.XPath("string()", smart_strings=False)
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
_LONGEST_ANCHOR = 250
_MOST_PIECES = 12
_COPYRIGHT = re.compile(r"©|copyright\s*(?:©|\(c\)|\d{4})", re.IGNORECASE)
_BODY_END = re.compile(r"</(?:bo(?:dy?)?|ht(?:ml?)?)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>", re.IGNORECASE)
_ROW_END = re.compile(r"</(?:tr|tbody|table)\b", re.IGNORECASE)
_UNFINISHED_TAG = re.compile(r"<(?:[a-z/!?].*)?", re.IGNORECASE | re.DOTALL)
_WITHIN_SITE = re.compile(
    r"mailto:[^?]*senate\.be|(?!\w+:|//)|(?:https?:)?//(?:[\w-]+\.)*senate\.be(?:[/:?#]|$)", re.IGNORECASE
)
_TELLING = re.compile(r"https?:|www\.|.*\d", re.IGNORECASE)
_BETWEEN_LINKS = " |·•-–—/\xa0\t\r\n\f"
_BLANKS = " \t\r\n\f"
_DASH = "- "
_OWN_LABEL = re.compile(r"(?:[1-9][0-9]?|[A-Za-z])\s?(?:\)|\.(?=\s))")
_RULE = "_" * 16
"""What ``hr`` shows: the rules between the parts of a print view."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is read of an HTML page: its rows, and the address that it names itself."""

    rows: tuple[Row, ...]
    address: str | None


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
    tree = _parse(text)
    if tree is None:
        return Document((), None)
    body = tree.find("body")
    root = body if body is not None else tree
    shown = normalise(_text_of(root))
    headed = patterns.QUESTION_HEADING.search(shown) is not None
    if headed:
        # Before that heading, links are terms or relations.
        _drop_footer(root)
    renderer = _Renderer(bilingual=_is_bilingual(shown, headed=headed))
    scope = _scope(root)
    rows: list[Row] = []
    while True:
        rows = renderer.rows(scope)
        parent = scope.getparent()
        if scope is root or parent is None or _has_text_after_headings(rows):
            break
        scope = parent
    first = next((i for i, row in enumerate(rows) if _START.match(row.text)), 0)
    return Document(tuple(rows[first:]), _address(tree) if _may_name_itself(text) else None)


def _parse(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(recover=True, no_network=True, encoding="utf-8", huge_tree=True)
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


def _line_of(node: etree._Element) -> int | None:
    """The line that a comment tells of."""
    told = node.text or ""
    return int(told[len(_LINE) :]) if told.startswith(_LINE) else None


def _may_name_itself(text: str) -> bool:
    lower = text.lower()
    return "saved from" in lower or "canonical" in lower or "<base" in lower


def _text_of(element: etree._Element) -> str:
    return str(_STRING(element))


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


def _drop_footer(element: etree._Element) -> bool:
    """Take away what stands last and is no text of the page; tell whether nothing is left.

    Old pages mark their footer in no way: it is the name of the owner of the rights, and links within the site.
    """
    for child in reversed(list(element)):
        if (child.tail or "").strip(_BETWEEN_LINKS):
            return False
        if not isinstance(child.tag, str) or _is_skipped(child):
            continue
        if _is_footer(child) and (child.tag not in _INLINE or _begins_line(child)):
            child.clear(keep_tail=True)
        elif _shows_text(child) and (child.tag in _INLINE or not _drop_footer(child)):
            return False
    return not (element.text or "").strip()


def _is_footer(element: etree._Element) -> bool:
    text = _short_text(element)
    if text is None:
        return False
    if _COPYRIGHT.match(text):
        return True
    links = [element] if element.tag == "a" else list(element.iter("a"))
    outside = text
    for link in links:
        shown = normalise(_text_of(link))
        # An answer's own links spell out an address, name a document by its number, or point outside the site.
        if _TELLING.match(shown) or not _WITHIN_SITE.match((link.get("href") or "").strip()):
            return False
        outside = outside.replace(shown, "", 1)
    return bool(links) and bool(text) and not outside.strip(_BETWEEN_LINKS)


def _shows_text(element: etree._Element) -> bool:
    return any(not piece.isspace() for piece in element.itertext(with_tail=False))


def _short_text(element: etree._Element) -> str | None:
    """What an element shows, where that is short."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext(with_tail=False):
        shown = normalise(piece)
        size += len(shown)
        if size > _LONGEST_ANCHOR:
            return None
        pieces.append(piece)
    text = normalise("".join(pieces))
    return text if len(text) <= _LONGEST_ANCHOR else None


def _begins_line(element: etree._Element) -> bool:
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str) and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return (before.tag == "br" or before.tag not in _INLINE) and not (before.tail or "").strip()


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
    anchors = [element for element in root.iter() if isinstance(element.tag, str) and _is_anchor(element)]
    if not anchors:
        return root
    chains = [[*reversed(list(anchor.iterancestors())), anchor] for anchor in anchors]
    common = root
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    if common.tag in _INLINE or common.tag in {"p", "h1", "h2", "h3", "h4", "td", "tr"}:
        parent = common.getparent()
        common = parent if parent is not None else common
    while common.tag in {"tbody", "thead", "tfoot"} and (table := common.getparent()) is not None:
        # Only a table's rows tell its columns.
        common = table
    return common


def _is_anchor(element: etree._Element) -> bool:
    if element.tag in _INLINE or _first_letters(element) not in _ANCHOR_STARTS:
        return False
    if len(element) > _MOST_PIECES and sum(isinstance(child.tag, str) for child in element) > _MOST_PIECES:
        return False
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > 2 * _LONGEST_ANCHOR:
            return False
    return _BLOCK_ANCHOR.match(normalise(text)) is not None


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


def _has_text_after_headings(rows: Sequence[Row]) -> bool:
    last = max((i for i, row in enumerate(rows) if _BLOCK_ANCHOR.match(row.text)), default=-1)
    return any(row.text for row in rows[last + 1 :])


class _Renderer:
    """Turns elements into rows."""

    def __init__(self, *, bilingual: bool) -> None:
        self._bilingual = bilingual
        self._lists = 0
        self.line = 1

    def number_of_list(self) -> int:
        """The number of the next list of the page."""
        self._lists += 1
        return self._lists

    def rows(self, element: etree._Element) -> list[Row]:
        """The rows of an element."""
        before = element.xpath(f"preceding::comment()[starts-with(., '{_LINE}')][1]")
        self.line = _line_of(before[0]) or 1 if isinstance(before, list) and before else 1
        flow = _Flow(self)
        flow.element(element, depth=0)
        flow.end()
        return flow.rows

    def table(self, table: etree._Element, depth: int) -> list[Row]:
        """The rows of a table: side by side where its columns are the languages, else one paragraph a row."""
        grid = [
            [(cell, self._cell(cell, depth)) for cell in self._children(row, ("td", "th"))]
            for part in self._children(table, ("tr", "thead", "tbody", "tfoot"))
            for row in ([part] if part.tag == "tr" else self._children(part, ("tr",)))
        ]
        grid = _without_empty_columns(grid)
        out: list[Row] = []
        columns = max((len(row) for row in grid), default=0)
        side_by_side = columns == 2 and self._bilingual and (depth == 0 or _holds_headings(table))
        for row in grid:
            filled = [rows for _, rows in row if any(r.text for r in rows)]
            if any(map(_is_page, filled)) and not (side_by_side and len(row) == 2):
                # A table that only lays the page out: menus stand beside the page.
                out += [r for cell, rows in row if not _is_footer(cell) for r in rows]
                continue
            if not filled:
                out += [r for _, rows in row for r in rows if r.divider][:1]
            elif len(filled) == 1 and not (side_by_side and len(row) == 2 and not _is_whole(filled[0])):
                out += filled[0]
            elif side_by_side and len(row) == 2:
                out += _beside(*(rows for _, rows in row))
            elif _holds_headings(table) and any(len(rows) > 1 for rows in filled):
                out += [r for rows in filled for r in rows]
            else:
                text = " | ".join(
                    " ".join(line.shown for r in rows for line in r.lines if line.text) for rows in filled
                )
                out.append(Row(((Line(filled[0][0].lines[0].number, text),),)))
        return out

    def see(self, node: etree._Element) -> bool:
        """Take note of the line where a comment or a skipped element tells of it; whether the node is to be read."""
        if not isinstance(node.tag, str):
            self.line = _line_of(node) or self.line
            return False
        if not _is_skipped(node):
            return True
        for comment in node.iter(etree.Comment):
            self.line = _line_of(comment) or self.line
        return False

    def _children(self, element: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        for child in element:
            if self.see(child) and child.tag in tags:
                yield child

    def _cell(self, cell: etree._Element, depth: int) -> list[Row]:
        flow = _Flow(self)
        flow.children(cell, depth=depth + 1)
        flow.end()
        return flow.rows


def _is_whole(rows: Sequence[Row]) -> bool:
    """Whether the only filled cell of a row holds something that belongs to both columns."""
    text = " ".join(row.text for row in rows)
    return _BLOCK_ANCHOR.match(text) is not None or any(len(row.cells) > 1 for row in rows)


def _is_page(rows: Sequence[Row]) -> bool:
    """Whether the rows of a cell are those of a page, with its headings, and not of one part of it."""
    headings = sum(_BLOCK_ANCHOR.match(row.text) is not None for row in rows)
    return headings > 1 and any(row.separator for row in rows)


def _beside(left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    """The rows of two cells side by side, French and Dutch.

    Where the cells are whole columns, with several parts of the page in each, part goes beside part: what stands between two rules
    or headings, and line beside line where both have equally many.
    """
    columns = [_parts_of(rows) for rows in (left, right)]
    kinds = [[kind for kind, _ in parts] for parts in columns]
    least = min(map(len, kinds))
    # A copy that was cut lacks the end of the second column.
    if kinds[0][:least] != kinds[1][:least] or least < 2:
        return [_paired(left, right)]
    out: list[Row] = []
    for (kind, mine), (_, theirs) in zip_longest(*columns, fillvalue=("rule", [])):
        filled = [[row for row in rows if row.text] for rows in (mine, theirs)]
        if kind == "rule":
            out += filled[0] or filled[1]
        elif kind != "text" and len(filled[0]) == len(filled[1]):
            out += [_paired([one], [other]) for one, other in zip(*filled, strict=True)]
        elif any(filled):
            out.append(_paired(mine, theirs))
    return out


def _paired(left: Sequence[Row], right: Sequence[Row]) -> Row:
    return Row(tuple(tuple(line for row in rows for line in row.lines) for rows in (left, right)))


def _parts_of(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of a column by part, each with what kind it is: a rule, a heading, or what stands between these."""
    parts: list[tuple[str, list[Row]]] = []
    kind = "part"
    for row in rows:
        if row.separator:
            parts.append(("rule", [row]))
        elif patterns.QUESTION_HEADING.match(row.text) and any(one == "rule" for one, _ in parts):
            parts.append(("question heading", [row]))
            kind = "text"
        elif patterns.ANSWER_HEADING.fullmatch(row.text):
            parts.append(("answer heading", [row]))
            kind = "text"
        elif parts and parts[-1][0] == kind:
            parts[-1][1].append(row)
        elif row.text:
            parts.append((kind, [row]))
    return parts


def _holds_headings(table: etree._Element) -> bool:
    return any(isinstance(e.tag, str) and _is_anchor(e) for e in table.iter() if e is not table)


def _without_empty_columns(
    grid: list[list[tuple[etree._Element, list[Row]]]],
) -> list[list[tuple[etree._Element, list[Row]]]]:
    """The grid without columns that hold nothing in any row (spacers)."""
    columns = max((len(row) for row in grid), default=0)
    full = [row for row in grid if len(row) == columns]
    empty = {i for i in range(columns) if not any(r.text for row in full for r in row[i][1])}
    return [[cell for i, cell in enumerate(row) if len(row) < columns or i not in empty] for row in grid]


def _is_skipped(element: etree._Element) -> bool:
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


class _Flow:
    """Collects text into lines."""

    def __init__(self, renderer: _Renderer) -> None:
        self.rows: list[Row] = []
        self._renderer = renderer
        self._pieces: list[str] = []
        self._lines_kept = False
        self._start: int | None = None
        self._mark = ""
        self._lists: tuple[int, ...] = ()

    def element(self, element: etree._Element, depth: int) -> None:
        """Take an element with all that it holds."""
        tag = element.tag
        if tag == "br":
            self.end(always=True)
        elif tag == "hr":
            self.end()
            self.rows.append(Row(((Line(self._renderer.line, _RULE),),)))
        elif tag == "table":
            self.end()
            self.rows += self._renderer.table(element, depth)
        elif tag in {"ol", "ul"}:
            self.end()
            self._list(element, depth)
        elif tag in _INLINE:
            self.children(element, depth)
        elif tag == "pre":
            self.end()
            self._lines_kept = True
            self.children(element, depth)
            self._lines_kept = False
            self.end(always=True)
        else:
            self.end()
            self.children(element, depth)
            self.end()

    def children(self, element: etree._Element, depth: int) -> None:
        """Take the text and the elements inside an element."""
        self.text(element.text)
        for child in element:
            if self._renderer.see(child):
                self.element(child, depth)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        """Take a piece of text; only its end can be a line break, for a comment follows each."""
        if not text:
            return
        if self._start is None and text.strip(_BLANKS):
            self._start = self._renderer.line
        self._pieces.append(text)
        if self._lines_kept and text.endswith("\n"):
            self.end(always=True)

    def end(self, *, always: bool = False) -> None:
        """End the paragraph."""
        if not self._pieces and not always:
            return
        # A browser shows a soft hyphen at the end of a line only.
        raw = "".join(self._pieces).replace("\xad", "")
        text = normalise(raw)
        start = self._start if self._start is not None else self._renderer.line
        divider = not text and "\xa0" in raw
        if text:
            if self._mark == _DASH and _OWN_LABEL.match(text):
                # What is typed before an item is its label, whatever the browser shows beside it.
                self._mark = ""
            self.rows.append(Row(((Line(start, text, False, self._mark, self._lists),),), False, text))
            self._mark, self._lists = "", ()
        elif divider or always:
            self.rows.append(Row(((Line(start, text, divider=divider),),), divider=divider))
        self._pieces = []
        self._start = None

    def _list(self, element: etree._Element, depth: int) -> None:
        items = [child for child in element if isinstance(child.tag, str) and not _is_skipped(child)]
        numbering = (
            Numbering.of(element, sum(item.tag == "li" for item in items)) if element.tag == "ol" else None
        )
        dashed = "" if kind_of(element, "disc") == NOTHING else _DASH
        number = self._renderer.number_of_list()
        for item in element:
            if not self._renderer.see(item):
                continue
            if item.tag != "li":
                self.element(item, depth)
                continue
            # A list that begins an item shows its first mark beside the item's own: "1. a.".
            if numbering is None:
                self._mark += dashed
            elif shown := numbering.next(item):
                self._mark += f"{shown}. "
                self._lists += (number,)
            self.children(item, depth)
            self.end()
            self._mark, self._lists = "", ()
