"""Where the questions begin after an introduction that holds lists of its own: a law's items, promises, quoted questions.

Such a list states, and the numbering begins anew after it, or goes on below its last item in another style. What comes
after is read again without it, for its numbers would be taken for a series that is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Language
from kg.reading.announcing import announces, asks
from kg.reading.inline import Paragraph
from kg.reading.series import Node, nodes_of

_MOST_LISTS = 12
_LATE = frozenset(map(str, range(2, 10)))


def questions_of(pieces: Sequence[Paragraph], language: Language) -> tuple[list[Paragraph], list[Node]]:
    """What stands before the first point of a question, and its points; lists before the questions are text."""
    start = 0
    before, nodes = nodes_of(pieces, language, None)
    for _ in range(_MOST_LISTS):
        first = _first_question(nodes, language)
        if first is None:
            break
        start = next(at for at in range(start + 1, len(pieces)) if pieces[at] is first.printed)
        before, nodes = nodes_of(pieces[start:], language, None)
    before = [*pieces[:start], *before]
    if len(runs_of(nodes)) == 1 and _lists_statements(nodes):
        return list(pieces), []
    return before, nodes


def runs_of(nodes: Sequence[Node]) -> list[list[Node]]:
    """The points, parted where their numbering begins anew."""
    runs: list[list[Node]] = []
    for at, node in enumerate(nodes):
        if not runs or _begins_anew(runs[-1], node, nodes[at + 1 : at + 2]):
            runs.append([])
        runs[-1].append(node)
    return runs


def _begins_anew(run: Sequence[Node], node: Node, following: Sequence[Node]) -> bool:
    name, first = _name(node), _name(run[0])
    if name is None or first is None:
        return False
    # A list can begin late, and the next one at its first number; but one that counts backwards ends there.
    return name == first or (name == "1" and bool(following) and _name(following[0]) == "2")


def _begins_late(run: Sequence[Node]) -> bool:
    """Whether a list lacks its first number: ``2. … 3. …``, but not one that counts backwards."""
    return _name(run[0]) in _LATE and all(_name(node) != "1" for node in run)


def _name(node: Node) -> str | None:
    return node.label.names[0] if node.label else None


def _first_question(nodes: Sequence[Node], language: Language) -> Node | None:
    """The point that the questions begin with, where a list of the introduction comes before it."""
    runs = runs_of(nodes)
    if not runs:
        return None
    asking = [_ask(_items(run), language) for run in runs[:-1]]
    asking.append(_ask(runs[-1], language))
    if True in asking:
        at = asking.index(True)
    else:
        # None asks: the last that is announced.
        at = max((at for at in range(1, len(runs)) if _is_announced(runs[at - 1], language)), default=0)
    if at == 0 and len(runs) > 1 and asking[1] and _begins_late(runs[0]) and _name(runs[1][0]) == "1":
        at = 1
    if at > 0:
        return _begun_before(runs[at - 1]) or runs[at][0]
    if _holds_the_questions(runs[0], language):
        return runs[0][-1].nodes[0]
    return None


def _ask(nodes: Iterable[Node], language: Language) -> bool:
    return any(asks(text, language) for node in nodes for text in node.texts())


def _items(run: Sequence[Node]) -> list[Node]:
    """The points without the text that follows the last of them."""
    *before, last = run
    if last.nodes:
        return [*before, replace(last, nodes=_items(last.nodes))]
    return [*before, replace(last, paragraphs=last.paragraphs[:1])]


def _is_announced(run: Sequence[Node], language: Language) -> bool:
    """Whether the text after a list says that the questions follow."""
    last = run[-1]
    while last.nodes:
        last = last.nodes[-1]
    return bool(last.paragraphs) and announces(last.paragraphs[-1].text, language)


def _holds_the_questions(run: Sequence[Node], language: Language) -> bool:
    """Whether the questions are numbered in another style than a list before them, and so came below its last item."""
    *before, last = run
    if not before or not last.nodes or any(node.nodes for node in before):
        return False
    alone = replace(last, nodes=[])
    announced = _is_announced([alone], language)
    if not (announced or last.nodes[0].kind == "number"):
        return False
    if last.kind in {"upper", "upper-roman"} and not (announced and _enumerates(before)):
        # "A. Introduction", "B. Questions".
        return False
    if _ask(_items([*before, alone]), language) or not _ask(last.nodes, language):
        return False
    if announced or len(last.paragraphs) > 1:
        return True
    # Numbers right below a letter are its own where it ends in a colon.
    return last.kind != "number" and not any(text.endswith(":") for text in alone.texts())


def _enumerates(run: Sequence[Node]) -> bool:
    """Whether points are parts of one sentence."""
    return all(text[-1] in ";," for node in run for text in node.texts())


def _begun_before(run: Sequence[Node]) -> Node | None:
    """The number that the questions began with below a list's last letter.

    Its own letters, ``1) … a) …``, were taken for that list begun anew.
    """
    *before, last = run
    if not before or not last.nodes or any(node.nodes for node in before) or len(last.paragraphs) < 2:
        return None
    if last.kind not in {"lower", "roman"} or any(node.kind != "number" for node in last.nodes):
        return None
    ends = last.nodes[-1]
    return last.nodes[0] if not ends.nodes and len(ends.paragraphs) < 2 else None


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
