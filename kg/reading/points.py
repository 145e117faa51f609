"""The points of a text in one language, and what of it belongs to none.

Numbers are put together by :mod:`kg.reading.series`. Lists in a text before the questions and dashes inside a point stay
text; dashed items that end a question without numbers, or make up an answer, are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Body, Fact, Item, Language, Span
from kg.reading.inline import Paragraph, joined, part
from kg.reading.labels import dash, reference
from kg.reading.page import Notes
from kg.reading.series import Node, nodes_of


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
    intro, nodes = nodes_of(pieces, language, known)
    if question is None:
        intro, nodes = _without_lists_before(intro, nodes)
        if with_answer:
            nodes = _first_run(nodes)
    if not nodes:
        intro, nodes = _dashed(pieces, is_answer=question is not None)
    freeze = _Freezer(language, notes, is_answer=question is not None)
    return Body(freeze.text(intro), freeze.items(nodes))


def _runs(nodes: Sequence[Node]) -> list[list[Node]]:
    """The points, parted where their numbering begins anew."""
    runs: list[list[Node]] = []
    for node in nodes:
        if not runs or (
            node.label and runs[-1][0].label and node.label.names[0] == runs[-1][0].label.names[0]
        ):
            runs.append([])
        runs[-1].append(node)
    return runs


def _asks(nodes: Iterable[Node]) -> bool:
    return any("?" in text for node in nodes for text in node.texts())


def _without_lists_before(intro: list[Paragraph], nodes: list[Node]) -> tuple[list[Paragraph], list[Node]]:
    """Give lists that stand in the text before the questions back to that text."""
    runs = _runs(nodes)
    while len(runs) > 1 and not _asks(runs[0]) and any(_asks(run) for run in runs[1:]):
        intro = intro + _printed(runs.pop(0))
    if len(runs) == 1 and _holds_the_questions(runs[0]):
        *before, last = runs[0]
        intro = intro + _printed([*before, replace(last, nodes=[])])
        return _without_lists_before(intro, last.nodes)
    if len(runs) == 1 and _lists_statements(runs[0]):
        return intro + _printed(runs[0]), []
    return intro, [node for run in runs for node in run]


def _first_run(nodes: list[Node]) -> list[Node]:
    """The points until their numbering begins anew; the rest is text of the last of them, as all text after it is."""
    first, *others = _runs(nodes) or [[]]
    if not others:
        return first
    *before, last = first
    rest = _printed([node for run in others for node in run])
    return [*before, _with_text(last, rest)]


def _with_text(node: Node, text: list[Paragraph]) -> Node:
    if node.nodes:
        return replace(node, nodes=[*node.nodes[:-1], _with_text(node.nodes[-1], text)])
    return replace(node, paragraphs=[*node.paragraphs, *text])


def _holds_the_questions(run: Sequence[Node]) -> bool:
    """Whether the questions are numbered in another style than a list before them, and so came below its last item."""
    *before, last = run
    if not before or not last.nodes or any(node.nodes for node in before):
        return False
    if last.kind not in {"number", "lower"} or last.nodes[0].kind != "number":
        return False
    states = not _asks([*before, replace(last, nodes=[])])
    return states and _asks(last.nodes) and (last.kind == "lower" or len(last.paragraphs) > 1)


def _lists_statements(run: Sequence[Node]) -> bool:
    """Whether a list only states, and the asking comes in unnumbered text after it."""
    last = run[-1]
    if any(node.nodes for node in run) or not last.paragraphs or len(run) < 2:
        return False
    own = [node.paragraphs[0].text for node in run if node.paragraphs]
    if any("?" in text for node in run[:-1] for text in node.texts()) or "?" in own[-1]:
        return False
    after = [paragraph.text for paragraph in last.paragraphs[1:]]
    return any("?" in text for text in after) and all(
        text[-1] in ";," or text[:1].islower() for text in own[:-1]
    )


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
