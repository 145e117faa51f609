"""French or Dutch: which of the two a text is in, and where in a run of texts the one ends and the other begins.

A copy of a bilingual page has the French and the Dutch text after each other with nothing between. What tells them
apart are the words (:mod:`kg.reading.word_odds`), and that the two halves are versions of one text. docs/language.md tells
how this was chosen and how often it is right. Same input, same output; nothing is fetched.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from kg.model import Language
from kg.reading.word_odds import WORD_LIMIT, is_listed, log_odds, within

__all__ = [
    "Border",
    "TitleSplit",
    "border",
    "language_of",
    "log_odds",
    "paragraph_odds",
    "split_title",
    "title_border",
]

CLEAR = 3.0
"""Natural-log odds from which :func:`language_of` names a language: about 20 to 1."""

CERTAIN = 4.0
"""Margin from which :func:`border` calls its place certain."""

TITLE_CERTAIN = 2.5
"""Margin from which :func:`split_title` and :func:`title_border` answer."""

_TEXT_LIMIT = 8.0
"""What a text can say at most, so that one quotation does not outweigh its neighbours."""

_BEGINNING_LENGTH = 300
_BEYOND_DOUBT = 40.0
_QUOTATION_SHARE = 1 / 8
"""What a text that is one quotation says, against another one: it may well be in the other language."""

# It begins with a set of signs, so that the search leaps from one to the next.
_NUMERAL_OR_NAME = re.compile(r"[0-9A-Z](?:(?<=[0-9])[0-9]*(?:[.,][0-9]+)*|(?<=\b[A-Z])[\w-]+)")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s?[.)](?!\d)")
_SAYS = re.compile(r"[^\W_]")
_SEPARATOR = re.compile(r"[-–—/|:;,.]+")
_PUNCTUATION = ".,;:()«»“”„\"'’?!"
_QUOTES = {"«": "»", "“": "”", "„": "”", '"': '"'}

# What the form of two halves says, in natural-log odds.
_ONE_LANGUAGE = -2.0
_NUMBERS_FALL = -3.0
_SAME_NUMBERS = 2.0
_SAME_LENGTHS = 4.0
_TEXT_TWICE_ON_ONE_SIDE = -3.0
_NAME_ON_ONE_SIDE, _MOST_NAMES = -1.0, -6.0

# The same for the two titles of a line.
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
class Border:
    """Where Dutch begins.

    ``index`` is that of the first Dutch text: 0 where all are Dutch, the number of texts where all are French.
    ``margin`` is the natural-log odds of this place against all others that differ in meaning (a text without a letter
    or a digit may stand on either side). ``certain`` says whether it may be taken for a fact.
    """

    index: int
    margin: float
    certain: bool


@dataclass(frozen=True, slots=True)
class TitleSplit:
    """The two titles of one line, and the natural-log odds of this split against all others."""

    french: str
    dutch: str
    margin: float


def language_of(text: str) -> Language | None:
    """The language of a text, or None where the evidence is below :data:`CLEAR`."""
    odds = log_odds(text)
    if abs(odds) < CLEAR:
        return None
    return Language.FR if odds > 0 else Language.NL


# --- texts --------------------------------------------------------------------------------------------------------


def border(texts: Sequence[str]) -> Border:
    """Where Dutch begins in texts (paragraphs, or terms) of which the first are French and the others Dutch.

    Each text counts by its language, up to a limit, and the two halves are held against each other: numbers of points
    that begin again, lengths, texts that come twice, and, where that leaves it open, the numerals and names of both.
    Certain it is not where one half as a whole says too little, or where a text speaks against the place and few others do not.
    """
    odds = [_text_odds(text) for text in texts]
    scores = _sums(_sums(odds), _numbering(texts), _repetition(texts), _lengths(texts))
    found = _best_border(texts, odds, scores)
    if found.certain or len(texts) < 2:
        return found
    return _best_border(texts, odds, _sums(scores, _names(texts)))


@lru_cache(maxsize=512)
def paragraph_odds(text: str) -> float:
    """The log-odds of a text that is no mixture: of a long one, what its beginning says where that is beyond all doubt."""
    if len(text) > 2 * _BEGINNING_LENGTH:
        odds = log_odds(text[:_BEGINNING_LENGTH])
        if abs(odds) >= _BEYOND_DOUBT:
            return odds
    return log_odds(text)


def _text_odds(text: str) -> float:
    odds = within(paragraph_odds(text), _TEXT_LIMIT)
    return odds * _QUOTATION_SHARE if _is_quotation(text) else odds


def _is_quotation(text: str) -> bool:
    start = text.lstrip()[:1]
    if start not in _QUOTES and not (start.isdigit() and _NUMBERED.match(text)):
        return False
    body = _NUMBERED.sub("", text, count=1).strip().rstrip(".,; ")
    opening = body[:1]
    closing = _QUOTES.get(opening)
    if closing is None or len(body) < 2 or body[-1] != closing:
        return False
    depth = 1
    for mark in body[1:-1]:
        if mark == closing:
            depth -= 1
        elif mark == opening:
            depth += 1
        if not depth:
            return False
    return True


def _best_border(texts: Sequence[str], odds: Sequence[float], scores: Sequence[float]) -> Border:
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    first = last = best
    while first > 0 and not _SAYS.search(texts[first - 1]):
        first -= 1
    while last < len(texts) and not _SAYS.search(texts[last]):
        last += 1
    others = [*scores[:first], *scores[last + 1 :]]
    margin = scores[best] - _log_sum(others) if others else 0.0
    french = first == 0 or sum(odds[:best]) >= CLEAR
    dutch = last == len(texts) or -sum(odds[best:]) >= CLEAR
    # Beyond a text that speaks against this place lies another reading of the whole: it must lose by that text's odds more.
    against = [k for k, o in enumerate(odds) if (-o if k < best else o) >= CLEAR]
    below = max((k for k in against if k < best), default=-1)
    above = min((k for k in against if k >= best), default=len(texts))
    beyond = scores[best] - _log_sum([*scores[: below + 1], *scores[above + 1 :]])
    needed = CERTAIN + max((abs(odds[k]) for k in against), default=0.0)
    return Border(best, margin, french and dutch and margin >= CERTAIN and beyond >= needed)


def _numbering(texts: Sequence[str]) -> list[float]:
    """For each place, how well the numbers before the texts fit two halves that count from the same number up."""
    labels = [int(m[1]) if (m := _NUMBERED.match(text)) else None for text in texts]
    told = [label for label in labels if label is not None]
    falls = [after <= before for before, after in pairwise(told)]
    total = sum(falls)
    scores = [_NUMBERS_FALL * total]
    seen = 0
    for label in labels:
        seen += label is not None
        score = _NUMBERS_FALL * total
        if 0 < seen < len(told):
            score -= _NUMBERS_FALL * falls[seen - 1]
            if told[seen] != told[0]:
                score += _NUMBERS_FALL
            if 2 * seen == len(told) and told[:seen] == told[seen:]:
                score += _SAME_NUMBERS
        scores.append(score)
    return scores


def _repetition(texts: Sequence[str]) -> list[float]:
    """For each place, what texts say that come twice, word for word: one in each half."""
    places: dict[str, list[int]] = {}
    for k, text in enumerate(texts):
        if _SAYS.search(text):
            places.setdefault(text, []).append(k)
    pairs = [(found[0], found[1]) for found in places.values() if len(found) == 2]
    return [_TEXT_TWICE_ON_ONE_SIDE * (len(pairs) - parted) for parted in _parted(pairs, len(texts))]


def _lengths(texts: Sequence[str]) -> list[float]:
    """For each place, what the number and the lengths of the texts on both sides say."""
    size = len(texts)
    scores = [0.0] * (size + 1)
    scores[0] = scores[-1] = _ONE_LANGUAGE
    half = size // 2
    if half and not size % 2:
        pairs = zip(texts[:half], texts[half:], strict=True)
        spread = sum(abs(math.log((len(a) + 5) / (len(b) + 5))) for a, b in pairs) / half
        if half > 1:
            scores[half] += _SAME_LENGTHS * max(0.0, 1 - spread)
    return scores


def _names(texts: Sequence[str]) -> list[float]:
    """For each place, how many fewer of the numerals and names before it come again after it than could."""
    found: list[list[str]] = [_NUMERAL_OR_NAME.findall(text) for text in texts]
    left: dict[str, int] = {}
    right = Counter(name for names in found for name in names)
    common = [0]
    for names in found:
        both = common[-1]
        for name in names:
            before = left.get(name, 0)
            after = right[name] - before
            # One goes from the right to the left: how many are on both sides grows or falls by one, or stays.
            both += 1 if after > before + 1 else -1 if after <= before else 0
            left[name] = before + 1
        common.append(both)
    most = max(common)
    return [max(_NAME_ON_ONE_SIDE * (most - count), _MOST_NAMES) for count in common]


def _sums(first: Iterable[float], *others: Iterable[float]) -> list[float]:
    """Element by element; of one sequence alone, the sums up to each place, from 0."""
    if not others:
        return [0.0, *accumulate(first)]
    return [sum(values) for values in zip(first, *others, strict=True)]


def _parted(pairs: Iterable[tuple[int, int]], size: int) -> list[int]:
    """For each place from 0 to ``size``, how many of the pairs have one of the two before it and one after it."""
    changes = [0] * (size + 2)
    for first, second in pairs:
        changes[first + 1] += 1
        changes[second + 1] -= 1
    return list(accumulate(changes))[: size + 1]


def _log_sum(values: Sequence[float]) -> float:
    if not values:
        return -math.inf
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


# --- titles -------------------------------------------------------------------------------------------------------


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
    sums = _sums(map(_title_word_odds, words))
    scores = _sums(sums, _title_form(words))
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    margin = scores[best] - _log_sum([*scores[:best], *scores[best + 1 :]])
    french, dutch = sums[best], sums[best] - sums[-1]
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
    length = _sums(len(word) + 1 for word in words)
    brackets = _sums(word.count("(") - word.count(")") for word in words)
    quotes = _sums(word.count("«") - word.count("»") for word in words)
    starts, ends = [0, *(k + 1 for k in separators)], [*separators, size]
    first, last = length[ends[0]], length[size] - length[starts[-1]]
    again = _first_name_again(words)
    pairs = _name_pairs(words)
    parted = _parted(pairs, size)
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
        scores[k] = score + _TITLE_NAME_ON_ONE_SIDE * (len(pairs) - parted[k])
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
