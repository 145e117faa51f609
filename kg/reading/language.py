"""French or Dutch: which of the two a text is in, and where in a run of texts the one ends and the other begins.

A copy of a bilingual page has the French and the Dutch text after each other with nothing between. What tells them
apart are the words (:mod:`kg.reading.word_odds`), and that the two halves are versions of one text. docs/language.md tells
how this was chosen and how often it is right. Same input, same output; nothing is fetched.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.model import Language
from kg.reading.scores import log_sum, parted, sums
from kg.reading.word_odds import log_odds, within

__all__ = [
    "Border",
    "border",
    "halves_alike",
    "language_of",
    "log_odds",
    "paragraph_odds",
]

CLEAR = 3.0
"""Natural-log odds from which :func:`language_of` names a language: about 20 to 1."""

CERTAIN = 4.0
"""Margin from which :func:`border` calls its place certain."""

_TEXT_LIMIT = 8.0
"""What a text can say at most, so that one quotation does not outweigh its neighbours."""

_BEGINNING_LENGTH = 120
_BEYOND_DOUBT = 20.0
_FIGURES = re.compile(r"[0-9]+")
_QUOTATION_SHARE = 1 / 8
"""What a text that is one quotation says, against another one: it may well be in the other language."""

# It begins with a set of signs, so that the search leaps from one to the next.
_NUMERAL_OR_NAME = re.compile(r"[0-9A-Z](?:(?<=[0-9])[0-9]*(?:[.,][0-9]+)*|(?<=\b[A-Z])[\w-]+)")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s?[.)](?!\d)")
_LABEL = re.compile(r"(?:(?P<number>[0-9]{1,2})|(?P<lower>[a-z])|(?P<upper>[A-Z]))\s?[.)]+(?![0-9])\s*")
_SAYS = re.compile(r"[^\W_]")
_QUOTES = {"«": "»", "“": "”", "„": "”", '"': '"'}

# What the form of two halves says, in natural-log odds.
_ONE_LANGUAGE = -2.0
_NUMBERS_FALL = -3.0
_SAME_NUMBERS = 2.0
_SAME_LENGTHS = 4.0
_TEXT_TWICE_ON_ONE_SIDE = -3.0
_NAME_ON_ONE_SIDE, _MOST_NAMES = -1.0, -6.0


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
    scores = sums(sums(odds), _numbering(texts), _repetition(texts), _lengths(texts))
    found = _best_border(texts, odds, scores)
    if found.certain or len(texts) < 2:
        return found
    return _best_border(texts, odds, sums(scores, _names(texts)))


@lru_cache(maxsize=512)
def paragraph_odds(text: str) -> float:
    """The log-odds of a text that is no mixture: of a long one, what its beginning says where that is beyond all doubt."""
    if len(text) > 2 * _BEGINNING_LENGTH:
        odds = log_odds(text[:_BEGINNING_LENGTH])
        if abs(odds) >= _BEYOND_DOUBT:
            return odds
    return log_odds(text)


def _text_odds(text: str) -> float:
    odds = within(paragraph_odds(_without_labels(text)), _TEXT_LIMIT)
    return odds * _QUOTATION_SHARE if _is_quotation(text) else odds


def _without_labels(text: str) -> str:
    """A text without the labels of points that it begins with: ``a`` is no French word there."""
    at = 0
    while text[at + 1 : at + 4] and (match := _LABEL.match(text, at)) and match.end() < len(text):
        at = match.end()
    return text[at:]


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
    margin = scores[best] - log_sum(others) if others else 0.0
    french = first == 0 or sum(odds[:best]) >= CLEAR
    dutch = last == len(texts) or -sum(odds[best:]) >= CLEAR
    # Beyond a text that speaks against this place lies another reading of the whole: it must lose by that text's odds more.
    against = [k for k, o in enumerate(odds) if (-o if k < best else o) >= CLEAR]
    below = max((k for k in against if k < best), default=-1)
    above = min((k for k in against if k >= best), default=len(texts))
    beyond = scores[best] - log_sum([*scores[: below + 1], *scores[above + 1 :]])
    needed = CERTAIN + max((abs(odds[k]) for k in against), default=0.0)
    return Border(best, margin, french and dutch and margin >= CERTAIN and beyond >= needed)


def _numbering(texts: Sequence[str]) -> list[float]:
    """For each place, how well the numbers before the texts fit two halves that count from the same number up."""
    labels = _labels(texts)
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


def _labels(texts: Sequence[str]) -> list[int | None]:
    """The places in their series of the labels that texts begin with; only those of the kind that comes first count."""
    found = [_LABEL.match(text) for text in texts]
    kind = next((match.lastgroup for match in found if match), None)
    return [_place(match[kind]) if match and kind and match[kind] else None for match in found]


def _place(label: str) -> int:
    return int(label) if label.isdigit() else ord(label.lower()) - ord("a") + 1


def halves_alike(texts: Sequence[str]) -> bool:
    """Whether texts are a French half and a Dutch one that tell the same by their labels and figures alone.

    Each text of the second half has the label and the figures of its fellow in the first, at least one of them, and no words
    speak against it: what answers in figures (``a) 112. b) 8.150 euros.``) has hardly any.
    """
    half, odd = divmod(len(texts), 2)
    if odd or not half:
        return False
    for french, dutch in zip(texts[:half], texts[half:], strict=True):
        told = _LABEL.match(french), _LABEL.match(dutch)
        labels = [match[0].strip() if match else "" for match in told]
        figures = [_FIGURES.findall(_without_labels(text)) for text in (french, dutch)]
        if labels[0] != labels[1] or figures[0] != figures[1] or not (labels[0] or figures[0]):
            return False
    odds = [_text_odds(text) for text in texts]
    return min(odds[:half]) > -CLEAR and max(odds[half:]) < CLEAR and sum(odds[:half]) >= sum(odds[half:])


def _repetition(texts: Sequence[str]) -> list[float]:
    """For each place, what texts say that come twice, word for word: one in each half."""
    places: dict[str, list[int]] = {}
    for k, text in enumerate(texts):
        if _SAYS.search(text):
            places.setdefault(text, []).append(k)
    pairs = [(found[0], found[1]) for found in places.values() if len(found) == 2]
    return [_TEXT_TWICE_ON_ONE_SIDE * (len(pairs) - parted) for parted in parted(pairs, len(texts))]


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
