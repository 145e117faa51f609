"""French or Dutch: which of the two a text is in, and where in a run of texts the one ends and the other begins.

On a copied bilingual page the French and the Dutch text follow each other with nothing between. Nothing here looks at
anything but the words; docs/language.md tells how the rules and the table of letter groups (``language.tsv``) were
chosen and how often they are right. All functions are pure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from kg.model import Language

CLEAR = 3.0
"""Natural-log odds from which :func:`language_of` names a language."""

CERTAIN = 3.5
"""Margin from which a border is called certain."""

TITLE_CERTAIN = 3.0
"""Margin from which :func:`split_title` splits."""

_LONGEST = 5
_WORD_LIMIT = 6.0
_TEXT_LIMIT = 8.0
_ACRONYM = 5
_REMEMBERED = 1 << 16

_WORD = re.compile(r"[^\W\d_]+['’]?")
_ADDRESS = re.compile(r"//|www\.|@")
_NAMED = re.compile(r"\d+(?:[.,]\d+)*|\b[A-Z][\w-]+")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s?[.)](?!\d)")
_QUOTED = re.compile(r"\s*(?:\d{1,2}\s?[.)])?\s*[«“\"„].*[»”\"]\s*\.?\s*", re.DOTALL)
_SAYS = re.compile(r"\w")
_SEPARATOR = re.compile(r"[-–—/|:;,.]+")
_PUNCTUATION = ".,;:()«»“”„\"'’?!"


@dataclass(frozen=True, slots=True)
class Border:
    """Where Dutch begins.

    ``index`` is that of the first Dutch text: 0 where all are Dutch, the number of texts where all are French.
    ``margin`` is the natural-log odds of this place against all others that differ in meaning (texts without a letter
    or a digit may stand on either side); ``certain`` says whether it may be written down as a fact.
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


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, float]
    groups: dict[str, float]


@cache
def _table() -> _Table:
    words: dict[str, float] = {}
    groups: dict[str, float] = {}
    text = Path(__file__).with_name("language.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        key, value = line.split("\t")
        if key.startswith("="):
            words[key[1:]] = int(value) / 10
        else:
            groups[key] = int(value) / 50
    return _Table(words, groups)


class _Odds(dict[str, float]):
    """Log-odds of what stands between two blanks, worked out once; bounded, since pages are strangers' input."""

    def __missing__(self, token: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        odds = 0.0 if _ADDRESS.search(token) else sum(map(_word_odds, _WORD.findall(token)))
        self[token] = odds
        return odds


_ODDS = _Odds()


def _word_odds(word: str) -> float:
    table = _table()
    lower = word.lower().replace("’", "'")
    known = table.words.get(lower)
    if known is not None:
        return known
    if 1 < len(word) <= _ACRONYM and word.isupper():
        return 0.0
    framed = f"^{lower}$"
    found = {framed[i : i + n] for n in range(1, _LONGEST + 1) for i in range(len(framed) - n + 1)}
    odds = sum(table.groups.get(group, 0.0) for group in sorted(found))
    return max(-_WORD_LIMIT, min(_WORD_LIMIT, odds))


def log_odds(text: str) -> float:
    """The natural-log odds that a text is French rather than Dutch: above 0 French, below 0 Dutch, about 0 where nothing tells.

    The sum over its words; numbers, addresses and short acronyms count nothing.
    """
    return sum(map(_ODDS.__getitem__, text.split()))


def language_of(text: str) -> Language | None:
    """The language of a text, or None where the evidence is below :data:`CLEAR`."""
    odds = log_odds(text)
    if abs(odds) < CLEAR:
        return None
    return Language.FR if odds > 0 else Language.NL


def border(texts: Sequence[str]) -> Border:
    """Where Dutch begins in texts (paragraphs, or terms) of which the first are French and the others Dutch.

    Each text counts by its language, up to a limit, so that one long quotation does not outweigh the others, and the two
    halves are held against each other: points that begin again, lengths, and, where that leaves it open, numerals and names.
    """
    odds = [_bounded(text) for text in texts]
    scores = [a + b for a, b in zip(_prefix_sums(odds), _numbering(texts), strict=True)]
    found = _border(texts, odds, scores)
    if found.certain or len(texts) < 2:
        return found
    return _border(texts, odds, [a + b for a, b in zip(scores, _common(texts), strict=True)])


def _bounded(text: str) -> float:
    odds = max(-_TEXT_LIMIT, min(_TEXT_LIMIT, log_odds(text)))
    return odds / 8 if _QUOTED.fullmatch(text) else odds


def _prefix_sums(values: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _border(texts: Sequence[str], odds: Sequence[float], scores: Sequence[float]) -> Border:
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    same = {best}
    for k in range(best, len(texts)):
        if _SAYS.search(texts[k]):
            break
        same.add(k + 1)
    for k in range(best - 1, -1, -1):
        if _SAYS.search(texts[k]):
            break
        same.add(k)
    others = [scores[k] for k in range(len(scores)) if k not in same]
    margin = scores[best] - _log_sum(others) if others else 0.0
    misplaced = max([-o for o in odds[:best]] + [o for o in odds[best:]], default=0.0)
    needed = CERTAIN + (misplaced if misplaced > CLEAR else 0.0)
    silent = (best and max(odds[:best]) < CLEAR) or (best < len(texts) and min(odds[best:]) > -CLEAR)
    return Border(best, margin, not silent and margin >= needed)


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def _numbering(texts: Sequence[str]) -> list[float]:
    """For each place, how well the numbers of the points and the lengths fit two versions of one text that part there."""
    size = len(texts)
    labels = [int(m[1]) if (m := _NUMBERED.match(text)) else None for text in texts]
    told = [label for label in labels if label is not None]
    scores = []
    seen = 0
    falls = [b <= a for a, b in pairwise(told)]
    places: dict[str, list[int]] = {}
    for k, text in enumerate(texts):
        places.setdefault(text, []).append(k)
    twins = [found for text, found in places.items() if len(found) == 2 and _SAYS.search(text)]
    for k in range(size + 1):
        score = NO_HALF if k in {0, size} else 0.0
        if k and labels[k - 1] is not None:
            seen += 1
        inside = sum(falls) - (falls[seen - 1] if 0 < seen < len(told) else 0)
        score -= FALL * inside
        if 0 < seen < len(told):
            if told[seen] != told[0]:
                score -= FALL
            if 2 * seen == len(told) and told[:seen] == told[seen:]:
                score += LABELS
        score -= TWINS * sum(not a < k <= b for a, b in twins)
        if size > 2 and 2 * k == size:
            spread = (
                sum(
                    abs(math.log((len(a) + 5) / (len(b) + 5)))
                    for a, b in zip(texts[:k], texts[k:], strict=True)
                )
                / k
            )
            score += EVEN * max(0.0, 1 - spread)
        scores.append(score)
    return scores


FALL = 3.0
LABELS = 2.0
EVEN = 3.0
NO_HALF = -2.0
NAMES = 1.0
TWINS = 3.0


def _common(texts: Sequence[str]) -> list[float]:
    """For each place, how many of the numerals and names before it come again after it, less the most there can be."""
    found = [Counter(_NAMED.findall(text)) for text in texts]
    left: Counter[str] = Counter()
    right: Counter[str] = sum(found, Counter())
    common = 0
    counts = [0]
    for counter in found:
        for name, count in counter.items():
            common -= min(left[name], right[name])
            left[name] += count
            right[name] -= count
            common += min(left[name], right[name])
        counts.append(common)
    most = max(counts)
    return [-min(NAMES * (most - count), 6.0) for count in counts]


def split_title(line: str) -> TitleSplit | None:
    """The French and the Dutch title of a line that holds both one after the other, or None where it cannot be told.

    Besides the words' languages it counts: equally many segments on both sides, about the same length, a capital letter
    where Dutch begins, names and numerals that both sides have, brackets that close on their side.
    """
    words = line.split()
    found = title_border(words)
    if found is None:
        return None
    index, margin = found
    return TitleSplit(" ".join(words[:index]), " ".join(words[index:]), margin)


def title_border(words: Sequence[str]) -> tuple[int, float] | None:
    """Index of the first Dutch word of a line that holds a French and a Dutch title, with the margin; None where it cannot be told."""
    if len(words) < 2:
        return None
    sums = _prefix_sums([_title_word_odds(word) for word in words])
    form = _TitleForm(words)
    scores = [sums[k] + form.score(k) for k in range(len(words) + 1)]
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    margin = scores[best] - _log_sum([score for k, score in enumerate(scores) if k != best])
    if margin < TITLE_CERTAIN or best in {0, len(words)}:
        return None
    return best, margin


def _title_word_odds(word: str) -> float:
    odds = max(-_WORD_LIMIT, min(_WORD_LIMIT, log_odds(word)))
    return odds * NAME_SHARE if word[0].isupper() and word.lower() not in _table().words else odds


NAME_SHARE = 0.5
UNLIKE_COUNT = 4.0
LOWER = 3.0
CAPITAL = 0.7
BRACKET = 3.0
RATIO_SIGMA = 0.25
SEG_SIGMA = 0.5
SEG_CAP = 2.5
TWIN = 2.0


class _TitleForm:
    """How much the words before and after a place look like two whole titles of the same question."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.size = len(words)
        self.separator = [_SEPARATOR.fullmatch(word) is not None for word in words]
        self.separators = _prefix_sums(self.separator)
        self.lengths = _prefix_sums([len(word) + 1 for word in words])
        self.brackets = _prefix_sums([word.count("(") - word.count(")") for word in words])
        self.quotes = _prefix_sums([word.count("«") - word.count("»") for word in words])
        places = [k for k, separator in enumerate(self.separator) if separator]
        self.starts = [-1, *places]
        self.ends = [*places, self.size]
        self.first = self.lengths[self.ends[0]]
        self.last = self.lengths[self.size] - self.lengths[self.starts[-1] + 1]
        twins: dict[str, list[int]] = {}
        for k, word in enumerate(words):
            for piece in word.split("-"):
                name = piece.strip(_PUNCTUATION)
                if len(name) > 1 and not name.islower():
                    twins.setdefault(name.lower(), []).append(k)
        self.twins = [found for found in twins.values() if len(found) % 2 == 0]

    def score(self, k: int) -> float:
        """The natural-log odds, about, that form lends to the place before word ``k``."""
        if k in {0, self.size}:
            return -8.0
        if self.separator[k - 1] or self.separator[k]:
            return -12.0
        left, right = self.separators[k], self.separators[-1] - self.separators[k]
        score = -min(UNLIKE_COUNT * abs(left - right), 10.0)
        word = self.words[k]
        first = next((c for c in word if c.isalnum()), "")
        if first.islower():
            score -= LOWER
        elif first.isupper():
            score += CAPITAL
        if word[0] == "(":
            score -= BRACKET
        score -= min(_unlike(self.lengths[k], self.lengths[-1] - self.lengths[k], RATIO_SIGMA), 6.0)
        if left and right:
            at = int(left)
            score -= min(
                _unlike(self.first, self.lengths[self.ends[at]] - self.lengths[k], SEG_SIGMA), SEG_CAP
            )
            score -= min(
                _unlike(self.lengths[k] - self.lengths[self.starts[at] + 1], self.last, SEG_SIGMA), SEG_CAP
            )
        for sums in (self.brackets, self.quotes):
            if sums[k] or sums[-1] - sums[k]:
                score -= 4.0
        for twin in self.twins:
            if sum(place < k for place in twin) * 2 != len(twin):
                score -= TWIN
        return score


def _unlike(a: float, b: float, spread: float) -> float:
    ratio = math.log(max(a, 1.0) / max(b, 1.0))
    return ratio * ratio / (2 * spread * spread)
