"""The points of a text in one language, and what of it belongs to none.

Numbers are put together by :mod:`kg.reading.series`. Lists in a text before the questions
(:mod:`kg.reading.introduction`) and dashes inside a point stay text; dashed items that end a question without numbers, or make up an answer, are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Body, Fact, Item, Language, Span
from kg.reading.inline import Paragraph, joined, part
from kg.reading.introduction import questions_of, runs_of
from kg.reading.labels import dash
from kg.reading.page import Notes
from kg.reading.references import reference
from kg.reading.series import Node, nodes_of
from kg.reading.unread import unread


def names_of(items: Iterable[Item]) -> frozenset[str]:
    """All single labels of some points and of those below them."""
    return frozenset(
        name
        for item in items
        for name in ((item.label.names if item.label else ()) + tuple(names_of(item.items)))
    )


def read_body(
    paragraphs: Sequence[Paragraph],
    language: Language,
    notes: Notes,
    question: Body | None = None,
    *,
    with_answer: bool = False,
) -> Body:
    """Read a text into what belongs to no point, and its points.

    ``question`` is given when the text is the answer to it, in the same language. ``with_answer`` says that a question's
    text may hold its answer too: numbers that begin anew may be those of the answer, and stay text.
    """
    known = None if question is None else names_of(question.items)
    pieces = part(paragraphs, language, known)
    if question is not None:
        intro, nodes = nodes_of(pieces, language, known)
        for piece, names in unread(pieces, nodes, question.items, language):
            notes.warn(
                "answer-point-not-read",
                f"this paragraph may answer point {names} of the question, and was not read so: {piece.text[:60]!r}",
                piece.line,
            )
    else:
        intro, nodes = questions_of(pieces, language)
        if with_answer:
            nodes = _first_run(nodes)
    if not nodes:
        intro, nodes = _dashed(pieces, is_answer=question is not None)
    freeze = _Freezer(language, notes, is_answer=question is not None)
    return Body(freeze.text(intro), freeze.items(nodes))


def _first_run(nodes: list[Node]) -> list[Node]:
    """The points until their numbering begins anew; the rest is text of the last of them, as all text after it is."""
    first, *others = runs_of(nodes) or [[]]
    if not others:
        return first
    *before, last = first
    rest = _printed([node for run in others for node in run])
    return [*before, _with_text(last, rest)]


def _with_text(node: Node, text: list[Paragraph]) -> Node:
    if node.nodes:
        return replace(node, nodes=[*node.nodes[:-1], _with_text(node.nodes[-1], text)])
    return replace(node, paragraphs=[*node.paragraphs, *text])


def _printed(nodes: Iterable[Node]) -> list[Paragraph]:
    """The paragraphs of some points as they were printed."""
    found: list[Paragraph] = []
    for node in nodes:
        below = _printed(node.nodes)
        if below and below[0] is node.printed:
            del below[0]
        found += [node.printed, *node.paragraphs[int(node.has_rest) :], *below]
    return found


def _dashed(pieces: Sequence[Paragraph], *, is_answer: bool) -> tuple[list[Paragraph], list[Node]]:
    """Dashed items that end a question and all ask, or that are all there is of an answer, as points."""
    first = len(pieces)
    while first > 0 and dash(pieces[first - 1].text) is not None:
        first -= 1
    before, items = list(pieces[:first]), pieces[first:]
    if not items or (is_answer and len(before) > 1):
        return list(pieces), []
    if not is_answer and not all(item.text.endswith("?") for item in items):
        return list(pieces), []
    nodes = []
    for item in items:
        at = dash(item.text) or 0
        nodes.append(Node(None, None, item, item.text[:at], True, [Paragraph(item.text[at:], item.line)]))
    return before, nodes


class _Freezer:
    """Turns what was put together into the model's values."""

    def __init__(self, language: Language, notes: Notes, *, is_answer: bool) -> None:
        self._language = language
        self._notes = notes
        self._is_answer = is_answer

    def text(self, paragraphs: Sequence[Paragraph]) -> Fact[str] | None:
        if not paragraphs:
            return None
        return Fact(joined(paragraphs), self._span(paragraphs[0].line, paragraphs[-1].line))

    def items(self, nodes: Sequence[Node]) -> tuple[Item, ...]:
        seen: set[str] = set()
        items = []
        for node in nodes:
            item = self._item(node)
            if item is None:
                continue
            if node.label is not None:
                if node.label.key in seen:
                    self._notes.warn(
                        "point-label-repeated",
                        f"the number {node.label.printed} comes twice among its siblings",
                        node.printed.line,
                    )
                seen.add(node.label.key)
            items.append(item)
        return tuple(items)

    def _item(self, node: Node) -> Item | None:
        items = self.items(node.nodes)
        text = self.text(node.paragraphs)
        if text is None and not items:
            self._notes.warn(
                "part-missing", f"the point {node.printed.text!r} has no text", node.printed.line
            )
            return None
        refers: tuple[str, ...] = ()
        if self._is_answer and text is not None and not items:
            refers = reference(text.value, self._language)
        last = node.printed.line
        for paragraph in node.paragraphs:
            last = max(last, paragraph.line)
        for item in items:
            if item.span:
                last = max(last, item.span.last)
        return Item(node.label, text, items, refers, node.mark, self._span(node.printed.line, last))

    def _span(self, first: int, last: int) -> Span:
        return Span(self._notes.document, first, last)
