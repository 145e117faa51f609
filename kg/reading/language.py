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
from functools import cache, lru_cache
from importlib import resources

from kg.model import Language

CLEAR = 3.0
"""Natural-log odds from which :func:`language_of` names a language."""

CERTAIN = 5.0
"""Margin from which a border is called certain."""

TITLE_CERTAIN = 4.0
"""Margin from which :func:`split_title` splits."""

_LONGEST = 5
_WORD_LIMIT = 6.0
_TEXT_LIMIT = 8.0
_ACRONYM = 5

_WORD = re.compile(r"[^\W\d_]+['’]?")
_ADDRESS = re.compile(r"\S*(?://|www\.|@)\S*")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = re.compile(r"\s*(\d{1,2}|[a-zA-Z])\s?[.)°]")
_QUOTED = re.compile(r"\s*[«“\"„].*[»”\"]\s*\.?\s*", re.DOTALL)
_SAYS = re.compile(r"\w")


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
    text = resources.files("kg.reading").joinpath("language.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        key, value = line.split("\t")
        if key.startswith("="):
            words[key[1:]] = int(value) / 10
        else:
            groups[key] = int(value) / 50
    return _Table(words, groups)


@lru_cache(maxsize=1 << 16)
def _word_odds(word: str) -> float:
    table = _table()
    lower = word.lower().replace("’", "'")
    known = table.words.get(lower)
    if known is not None:
        return known
    if len(word) <= _ACRONYM and word.isupper() and len(word) > 1:
        return 0.0
    framed = f"^{lower}$"
    found = {framed[i : i + n] for n in range(1, _LONGEST + 1) for i in range(len(framed) - n + 1)}
    odds = sum(table.groups.get(group, 0.0) for group in sorted(found))
    return max(-_WORD_LIMIT, min(_WORD_LIMIT, odds))


def log_odds(text: str) -> float:
    """The natural-log odds that a text is French rather than Dutch: above 0 French, below 0 Dutch, about 0 where nothing tells.

    The sum over its words; numbers, addresses and short acronyms count nothing.
    """
    if "//" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    return sum(map(_word_odds, _WORD.findall(text)))


def language_of(text: str) -> Language | None:
    """The language of a text, or None where the evidence is below :data:`CLEAR`."""
    odds = log_odds(text)
    if abs(odds) < CLEAR:
        return None
    return Language.FR if odds > 0 else Language.NL


def border(texts: Sequence[str]) -> Border:
    """Where Dutch begins in texts (paragraphs, or terms) of which the first are French and the others Dutch.

    Each text counts by its language, up to a limit, so that one long quotation does not outweigh the others. Where that
    leaves it open, the two halves are held against each other: numbers of points that begin again, numerals that both have.
    """
    odds = [_bounded(text) for text in texts]
    scores = _prefix_sums(odds)
    found = _border(texts, odds, scores)
    if found.certain or len(texts) < 2:
        return found
    likeness = _likeness(texts)
    return _border(texts, odds, [a + b for a, b in zip(scores, likeness, strict=True)])


def _bounded(text: str) -> float:
    odds = max(-_TEXT_LIMIT, min(_TEXT_LIMIT, log_odds(text)))
    return odds / 4 if _QUOTED.fullmatch(text) else odds


def _prefix_sums(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


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
    misplaced = any(o < -CLEAR for o in odds[:best]) or any(o > CLEAR for o in odds[best:])
    needed = 1.5 * _TEXT_LIMIT if misplaced else CERTAIN
    return Border(best, margin, margin >= needed)


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def _likeness(texts: Sequence[str]) -> list[float]:
    """For each place, how much the texts before it and after it look like two versions of one text."""
    labels = [m[1].lower() if (m := _NUMBERED.match(text)) else None for text in texts]
    numerals = [Counter(_NUMERAL.findall(text)) for text in texts]
    left: Counter[str] = Counter()
    right: Counter[str] = sum(numerals, Counter())
    scores = []
    for k in range(len(texts) + 1):
        if k:
            left += numerals[k - 1]
            right -= numerals[k - 1]
        common = sum(min(count, right[numeral]) for numeral, count in left.items())
        before = [label for label in labels[:k] if label]
        after = [label for label in labels[k:] if label]
        score = min(1.5 * common, 6.0)
        if before and before == after:
            score += 3.0
        if 2 * k == len(texts):
            score += 1.0
        scores.append(score)
    return scores


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
    odds = [max(-_WORD_LIMIT, min(_WORD_LIMIT, log_odds(word))) for word in words]
    sums = _prefix_sums(odds)
    scores = [sums[k] + _title_form(words, k) for k in range(len(words) + 1)]
    best = max(range(len(scores)), key=lambda k: (scores[k], -k))
    margin = scores[best] - _log_sum([score for k, score in enumerate(scores) if k != best])
    if margin < TITLE_CERTAIN or best in {0, len(words)}:
        return None
    return best, margin


def _is_separator(word: str) -> bool:
    return not _SAYS.search(word)


def _title_form(words: Sequence[str], k: int) -> float:
    """How much the words before and after ``k`` look like two whole titles of the same question."""
    if k in {0, len(words)}:
        return -8.0
    if _is_separator(words[k - 1]) or _is_separator(words[k]):
        return -12.0
    left, right = words[:k], words[k:]
    score = 0.0
    segments = abs(sum(map(_is_separator, left)) - sum(map(_is_separator, right)))
    score -= min(4.0 * segments, 10.0)
    first = next((c for c in words[k] if c.isalnum()), "")
    if first.islower():
        score -= 4.0
    ratio = math.log(len(" ".join(left)) / len(" ".join(right))) - 0.05
    score -= min(ratio * ratio / (2 * 0.25**2), 6.0)
    for side in (left, right):
        text = " ".join(side)
        if text.count("(") != text.count(")") or text.count("«") != text.count("»"):
            score -= 4.0
    names = {w.strip(".,;:()«»\"'") for w in words if any(c.isupper() or c.isdigit() for c in w)}
    stripped = [w.strip(".,;:()«»\"'") for w in words]
    for name in names:
        places = [i for i, w in enumerate(stripped) if w == name]
        if len(places) == 2 and (places[1] < k or places[0] >= k):
            score -= 1.5
    return score
