"""Terms that a copy ran together: where one ends and the next begins, and where French ends and Dutch begins.

A crawler that flattens a table leaves several terms in one line, blanks between: ``arbre entretien``. They are parted
only where known labels fill the line in exactly one way. The lists of a bilingual page that could not be told apart are
divided only where labels of the one language are followed at once by labels of the other, or, in flattened copies,
where one division alone fits.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice, product
from typing import TypeAlias

from kg.authority.thesaurus import comparable
from kg.model import Fact, Language, Text

Known: TypeAlias = Callable[[Language, str], frozenset[Hashable]]
"""What a term can name in a language: anything that the same thing has in both; nothing where the term is not known."""

Terms: TypeAlias = tuple[Text, ...]

_MOST_WORDS = 200
"""Longer lists are left as they are; the longest that was seen has 12 terms."""

_MOST = 256
"""So many ways of parting a list are looked at; where there are more, none is the only one."""


def separations(words: Sequence[str], is_label: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """The ways in which labels, one after the other, make up all the words, each way as the labels it has.

    Only beginnings that lead to the end are followed, so that each next way costs no more than its own length.
    """
    ends: list[list[int]] = [[] for _ in words]
    leads = [False] * len(words) + [True]
    for start in reversed(range(len(words))):
        ends[start] = [
            end
            for end in range(start + 1, len(words) + 1)
            if leads[end] and is_label(" ".join(words[start:end]))
        ]
        leads[start] = bool(ends[start])

    def ways(start: int) -> Iterator[tuple[str, ...]]:
        if start == len(words):
            yield ()
        for end in ends[start] if start < len(words) else ():
            label = " ".join(words[start:end])
            for rest in ways(end):
                yield (label, *rest)

    return ways(0) if leads[0] else iter(())


def separate_both(french: Sequence[Text], dutch: Sequence[Text], known: Known) -> tuple[Terms, Terms]:
    """The terms of two lists of lines that belong together; either is empty where it cannot be parted for certain.

    A line of one word is one term, known or not; a longer one must be parted in exactly one way. Where a list can be parted in several ways, the other can tell which is right: the lists of a page are parallel, and
    only one pair of ways may have terms in the same places that name the same.
    """
    lists = [
        list(islice(_separated(lines, language, known, alone=True), _MOST))
        for language, lines in zip(Language, (french, dutch), strict=True)
    ]
    if all(0 < len(ways) < _MOST for ways in lists) and max(map(len, lists)) > 1:
        agreeing = [pair for pair in product(lists[0], lists[1]) if _agree(pair, known)]
        if len(agreeing) == 1:
            return agreeing[0]
    first, second = (ways[0] if len(ways) == 1 else () for ways in lists)
    return first, second


def divide(lines: Sequence[Text], known: Known) -> tuple[Terms, Terms] | None:
    """French and Dutch terms of a list that has a term on each line, French before Dutch; none where that is not certain.

    The border is where a term that is known in French alone is followed by one that is known in Dutch alone; nothing
    may speak against it.
    """
    french = [bool(known(Language.FR, line.value)) for line in lines]
    dutch = [bool(known(Language.NL, line.value)) for line in lines]
    last = max((k for k in range(len(lines)) if french[k] and not dutch[k]), default=None)
    first = min((k for k in range(len(lines)) if dutch[k] and not french[k]), default=None)
    if last is None or first is None or last + 1 != first:
        return None
    return tuple(lines[:first]), tuple(lines[first:])


def divide_glued(lines: Sequence[Text], known: Known) -> tuple[Terms, Terms] | None:
    """French and Dutch terms of lines that each may hold several, French before Dutch; none where that is not certain.

    Certain is the only way to divide and part them; of several, the only one in which the lists are parallel and name
    the same things.
    """
    words = [line.value.split() for line in lines]
    if sum(map(len, words)) > _MOST_WORDS:
        return None
    found: list[tuple[Terms, Terms]] = []
    for row, line in enumerate(lines):
        for column in range(1, len(words[row]) + 1):
            before = [*lines[:row], _part(line, words[row][:column])]
            after = [*([_part(line, words[row][column:])] if words[row][column:] else []), *lines[row + 1 :]]
            if not after:
                continue
            french = list(islice(_separated(before, Language.FR, known), _MOST))
            dutch = list(islice(_separated(after, Language.NL, known), _MOST)) if french else []
            found += product(french, dutch)
            if len(found) >= _MOST:
                return None
    if len(found) > 1:
        found = [pair for pair in found if _agree(pair, known)]
    return found[0] if len(found) == 1 else None


def _part(line: Text, words: Sequence[str]) -> Text:
    return Fact(" ".join(words), line.span)


def _separated(
    lines: Sequence[Text], language: Language, known: Known, *, alone: bool = False
) -> Iterator[Terms]:
    """The ways to part some lines; ``alone`` takes a line of one word for a term whether it is known or not."""

    def ways(line: Text) -> list[Terms]:
        words = line.value.split()
        if alone and len(words) == 1:
            return [(line,)]
        if len(words) > _MOST_WORDS:
            return []
        found = islice(separations(words, lambda label: bool(known(language, label))), _MOST)
        return [tuple(Fact(label, line.span) for label in labels) for labels in found]

    each = []
    for line in lines:
        each.append(ways(line))
        if not each[-1]:
            return
    for row in product(*each):
        yield tuple(term for terms in row for term in terms)


def _agree(pair: tuple[Terms, Terms], known: Known) -> bool:
    """Whether two lists are parallel, and terms in the same places can name the same."""
    french, dutch = pair
    return len(french) == len(dutch) and all(
        known(Language.FR, a.value) & known(Language.NL, b.value)
        or comparable(a.value) == comparable(b.value)
        for a, b in zip(french, dutch, strict=True)
    )
