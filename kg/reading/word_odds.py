"""How much a text speaks for French against Dutch, word by word.

``language.tsv`` holds the weights: of words, and of letter groups for the words that are not in it. It is made by
benchmarks/language_table.py; docs/language.md tells from what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORD_LIMIT = 6.0
"""What a word that is not in the table can say at most, in natural-log odds."""

_LONGEST_GROUP = 5
_LONGEST_WORD = 40
_LONGEST_ACRONYM = 5
_REMEMBERED = 1 << 16

_WORD = re.compile(r"[^\W\d_]+['’]?")
_ADDRESS = re.compile(r"//|www\.|@")


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
    """Log-odds of what stands between two blanks, worked out once; bounded, whatever the pages hold."""

    def __missing__(self, token: str) -> float:
        odds = 0.0 if _ADDRESS.search(token) else sum(map(_word_odds, _WORD.findall(token)))
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(token) <= _LONGEST_WORD:
            self[token] = odds
        return odds


_ODDS = _Odds()


def _word_odds(word: str) -> float:
    table = _table()
    lower = word.lower().replace("’", "'")
    known = table.words.get(lower)
    if known is not None:
        return known
    if 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
        return 0.0
    framed = f"^{lower[:_LONGEST_WORD]}$"
    found = {framed[i : i + n] for n in range(1, _LONGEST_GROUP + 1) for i in range(len(framed) - n + 1)}
    return within(sum(table.groups.get(group, 0.0) for group in sorted(found)), WORD_LIMIT)


def within(odds: float, limit: float) -> float:
    """Odds cut at a limit on both sides."""
    return max(-limit, min(limit, odds))


def is_listed(word: str) -> bool:
    """Whether the table has the word itself, and not only its letter groups."""
    return word.lower().replace("’", "'") in _table().words


def log_odds(text: str) -> float:
    """The natural-log odds that a text is French rather than Dutch: above 0 French, below 0 Dutch, about 0 where nothing tells.

    The sum over its words, each at most about 7; numbers, addresses and unknown short words in capitals count nothing.
    """
    return sum(map(_ODDS.__getitem__, text.split()))
