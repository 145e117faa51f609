"""Two titles on one line: where the French one ends and the Dutch one begins.

A copy of a bilingual page has both on one line with nothing between. docs/language.md tells how this was chosen and how often
it is right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.reading.language import CLEAR
from kg.reading.scores import log_sum, parted, sums
from kg.reading.word_odds import WORD_LIMIT, is_listed, log_odds, within

TITLE_CERTAIN = 2.5
"""Margin from which :func:`split_title` and :func:`title_border` answer."""

_SEPARATOR = re.compile(r"[-–—/|:;,.]+")
_PUNCTUATION = ".,;:()«»“”„\"'’?!"

# What the form of two titles says, in natural-log odds.
_TITLE_HINT = 0.5
_COGNATE, _COGNATE_HINT = 3, 2.0
_ONE_TITLE = -8.0
_SEPARATOR_AT_BORDER = -12.0
_UNLIKE_SEGMENTS, _MOST_SEGMENTS = -4.0, -10.0
_SMALL_LETTER, _CAPITAL = -3.0, 0.7
_BRACKET_FIRST = -3.0
_OPEN_BRACKET = -4.0
_TITLE_SPREAD, _MOST_TITLE_LENGTH = 0.25, -6.0
_SEGMENT_SPREAD, _MOST_SEGMENT_LENGTH = 0.5, -2.5
_TITLE_NAME_ON_ONE_SIDE = -2.0
_SAME_SEGMENT = 3.0
_SAME_NAME_FIRST = 3.0
_UNKNOWN_NAME_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class TitleSplit:
    """The two titles of one line, and the natural-log odds of this split against all others."""

    french: str
    dutch: str
    margin: float


def split_title(line: str) -> TitleSplit | None:
    """The French and the Dutch title of a line that holds both one after the other, or None where it cannot be told.

    Blanks are normalised. Beside the words' languages it counts: equally many segments on both sides, of about the same
    length, a capital letter where Dutch begins, names and numerals that both sides have, brackets that close on their side.
    """
    words = line.split()
    found = title_border(words)
    if found is None:
        return None
    index, margin = found
    return TitleSplit(" ".join(words[:index]), " ".join(words[index:]), margin)


def title_border(words: Sequence[str]) -> tuple[int, float] | None:
    """Index of the first Dutch word of a line that holds a French and a Dutch title, with the margin, or None; see :func:`split_title`."""
    if len(words) < 2:
        return None
    french_so_far = sums(map(_title_word_odds, words))
    scores = sums(french_so_far, _title_form(words))
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    margin = scores[best] - log_sum([*scores[:best], *scores[best + 1 :]])
    french, dutch = french_so_far[best], french_so_far[best] - french_so_far[-1]
    clear = min(french, dutch) >= _TITLE_HINT and french + dutch >= CLEAR
    if margin < TITLE_CERTAIN or not (clear or _is_framed(words, best) or _are_cognates(words)):
        return None
    return best, margin


def _are_cognates(words: Sequence[str]) -> bool:
    """Whether the line is one word twice, as each language spells it: ``Dopage Doping``."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    french, dutch = _title_word_odds(words[0]), -_title_word_odds(words[1])
    alike = words[0][:_COGNATE].lower() == words[1][:_COGNATE].lower()
    return alike and min(french, dutch) > 0 and french + dutch >= _COGNATE_HINT


def _is_framed(words: Sequence[str], k: int) -> bool:
    """Whether both sides of a place have equally many segments, and begin or end with the same one."""
    left, right = _segments(words[:k]), _segments(words[k:])
    return len(left) == len(right) and (left[0] == right[0] or left[-1] == right[-1])


def _segments(words: Sequence[str]) -> list[list[str]]:
    segments: list[list[str]] = [[]]
    for word in words:
        if _SEPARATOR.fullmatch(word):
            segments.append([])
        else:
            segments[-1].append(word)
    return segments


def _title_word_odds(word: str) -> float:
    odds = within(log_odds(word), WORD_LIMIT)
    unknown_name = word[:1].isupper() and not is_listed(word)
    return odds * _UNKNOWN_NAME_SHARE if unknown_name else odds


def _title_form(words: Sequence[str]) -> list[float]:
    """For each place, how much the words before and after it look like two whole titles of one question."""
    size = len(words)
    separators = [k for k, word in enumerate(words) if _SEPARATOR.fullmatch(word)]
    places = set(separators)
    before = [0, *accumulate(int(k in places) for k in range(size))]
    length = sums(len(word) + 1 for word in words)
    brackets = sums(word.count("(") - word.count(")") for word in words)
    quotes = sums(word.count("«") - word.count("»") for word in words)
    starts, ends = [0, *(k + 1 for k in separators)], [*separators, size]
    first, last = length[ends[0]], length[size] - length[starts[-1]]
    again = _first_name_again(words)
    pairs = _name_pairs(words)
    pairs_parted = parted(pairs, size)
    scores = [_ONE_TITLE] * (size + 1)
    for k in range(1, size):
        left, right = before[k], len(separators) - before[k]
        if before[k] > before[k - 1] or before[k + 1] > before[k]:
            scores[k] = _SEPARATOR_AT_BORDER
            continue
        score = max(_UNLIKE_SEGMENTS * abs(left - right), _MOST_SEGMENTS) + _beginning(words[k])
        score += _unlike(length[k], length[size] - length[k], _TITLE_SPREAD, _MOST_TITLE_LENGTH)
        if left and right:
            score += _unlike(first, length[ends[left]] - length[k], _SEGMENT_SPREAD, _MOST_SEGMENT_LENGTH)
            score += _unlike(length[k] - length[starts[left]], last, _SEGMENT_SPREAD, _MOST_SEGMENT_LENGTH)
            score += _SAME_SEGMENT * (words[: ends[0]] == words[k : ends[left]])
            score += _SAME_SEGMENT * (words[starts[left] : k] == words[starts[-1] :])
        score += _SAME_NAME_FIRST * (k == again and left == right)
        for depth in (brackets, quotes):
            if depth[k] or depth[size] - depth[k]:
                score += _OPEN_BRACKET
        scores[k] = score + _TITLE_NAME_ON_ONE_SIDE * (len(pairs) - pairs_parted[k])
    return scores


def _first_name_again(words: Sequence[str]) -> int | None:
    """Where the name that a line begins with comes again, if it does so once: both titles then begin with it."""
    if is_listed(words[0]) or words.count(words[0]) != 2:
        return None
    return words.index(words[0], 1)


def _beginning(word: str) -> float:
    """How well a word begins a title."""
    letter = next((c for c in word if c.isalnum()), "")
    score = _SMALL_LETTER if letter.islower() else _CAPITAL if letter.isupper() else 0.0
    return score + _BRACKET_FIRST if word.startswith("(") else score


def _name_pairs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Of each name or numeral that comes an even number of times, the two middle places: the border is between them."""
    places: dict[str, list[int]] = {}
    for k, word in enumerate(words):
        for piece in word.split("-"):
            name = piece.strip(_PUNCTUATION)
            if len(name) > 1 and not name.islower():
                places.setdefault(name.lower(), []).append(k)
    return [
        (found[len(found) // 2 - 1], found[len(found) // 2])
        for found in places.values()
        if not len(found) % 2
    ]


def _unlike(a: float, b: float, spread: float, least: float) -> float:
    """The log-odds against two lengths that belong together, from 0 down to ``least``."""
    ratio = math.log(max(a, 1.0) / max(b, 1.0))
    return max(-ratio * ratio / (2 * spread * spread), least)
