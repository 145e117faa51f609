"""Whether one language lacks a paragraph that the other has.

One language may put two paragraphs of the other into one, so that their numbers tell nothing. The lengths do: of all ways
to put the paragraphs of the two texts side by side, the likeliest is looked for, as W. A. Gale and K. W. Church align
sentences ("A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19, 1993).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from kg.model import Bilingual, Language

_DUTCH_TO_FRENCH = 0.97
"""Characters of Dutch for one of French."""
_VARIANCE = 6.8
"""Of the difference of two lengths, for each character: that of Gale and Church; the pages at hand stay below 1.2."""
_PRIORS = {1: 0.89, 2: 0.0445, 3: 0.01, 4: 0.005, 5: 0.0025}
"""How likely it is that so many paragraphs of one language are one of the other."""
_ALONE = -math.log(0.005)
"""What it costs to leave a paragraph without one beside it."""
_CERTAIN = 2.0
"""By so much leaving paragraphs alone must be the likelier way, in natural-log odds."""
_MOST = 80
"""Texts of more paragraphs are lists or tables, and not looked at."""

_Ways = list[tuple[float, int, int]]


def lacking(text: Bilingual) -> dict[Language, list[str]]:
    """The paragraphs that a language lacks, as the other one has them; nothing where both have equally many.

    What is short, beside what is long, leaves no trace in the lengths and is not found.
    """
    if text.fr is None or text.nl is None:
        return {}
    french, dutch = text.fr.value.split("\n\n"), text.nl.value.split("\n\n")
    if len(french) == len(dutch) or max(len(french), len(dutch)) > _MOST:
        return {}
    cost, alone = _likeliest(french, dutch, _ALONE)
    whole, _ = _likeliest(french, dutch, math.inf)
    if whole - cost < _CERTAIN or whole == math.inf:
        return {}
    found: dict[Language, list[str]] = {}
    for at, of_french in alone:
        lacks, paragraph = (Language.NL, french[at]) if of_french else (Language.FR, dutch[at])
        found.setdefault(lacks, []).append(paragraph)
    return found


def _likeliest(
    french: Sequence[str], dutch: Sequence[str], alone: float
) -> tuple[float, list[tuple[int, bool]]]:
    """The cost of the likeliest way, and which paragraphs it leaves alone: the index, and whether it is French."""
    steps = [(1, 1, -math.log(_PRIORS[1]))]
    for count, prior in list(_PRIORS.items())[1:]:
        steps += [(count, 1, -math.log(prior)), (1, count, -math.log(prior))]
    long, wide = ([0, *accumulate(map(len, texts))] for texts in (french, dutch))
    best = [[(0.0, 0, 0)] + [(math.inf, 0, 0)] * len(dutch)]
    best += [[(math.inf, 0, 0)] * (len(dutch) + 1) for _ in french]
    for i in range(len(french) + 1):
        for j in range(len(dutch) + 1):
            ways: _Ways = [best[i][j]]
            if i:
                ways.append((best[i - 1][j][0] + alone, 1, 0))
            if j:
                ways.append((best[i][j - 1][0] + alone, 0, 1))
            for rows, columns, cost in steps:
                if i >= rows and j >= columns:
                    unlike = _unlike(long[i] - long[i - rows], wide[j] - wide[j - columns])
                    ways.append((best[i - rows][j - columns][0] + cost + unlike, rows, columns))
            best[i][j] = min(ways)
    left: list[tuple[int, bool]] = []
    i, j = len(french), len(dutch)
    while i or j:
        _, rows, columns = best[i][j]
        if not rows and not columns:
            return math.inf, []
        i, j = i - rows, j - columns
        if not rows or not columns:
            left.append((i if rows else j, rows > 0))
    return best[-1][-1][0], left[::-1]


def _unlike(french: int, dutch: int) -> float:
    """What speaks against two lengths being those of one text, as the cost of the chance that they differ so much."""
    mean = (french + dutch / _DUTCH_TO_FRENCH) / 2
    off = abs(dutch - french * _DUTCH_TO_FRENCH) / math.sqrt(_VARIANCE * mean)
    return -math.log(max(math.erfc(off / math.sqrt(2)), 1e-300))
