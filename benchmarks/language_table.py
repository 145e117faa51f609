r"""Make kg/reading/language.tsv: the words and letter groups by which kg/reading/language.py tells French from Dutch.

    pip install --target build/packages --no-deps django==5.2.19 wagtail==8.0.1 django-oscar==4.2.1 django-allauth==65.21.1 \
        djangorestframework==3.18.3 django-cms==5.1.3 django-filer==3.6.0 babel==2.18.0
    PYTHONPATH=build/packages python benchmarks/language_table.py build/packages

Text learned from: the French and Dutch translation catalogues of these packages (BSD and MIT licences), the names of countries,
languages and currencies of the Unicode CLDR that Babel carries (Unicode licence), and the word lists in data/language, which were
written for this project. None of their text is in the table, only weights. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "kg" / "reading" / "language.tsv"
PACKAGES = ("allauth", "cms", "django", "filer", "menus", "oscar", "rest_framework", "wagtail")

LONGEST = 5
EPOCHS, RATE, L1, L2, SEED = 8, 0.3, 0.6, 1.0, 1
RAREST_GROUP, SMALLEST_WEIGHT = 4, 0.1
FREQUENT, LISTED = 15, 4
PRIOR, LIMIT, WORTH_LISTING = 2.0, 7.0, 1.0

WORD = re.compile(r"[a-zß-öø-ÿœĳ]+'?")
MARKUP = re.compile(r"<[^>]*>|%\([^)]*\)[sdif]|%[sdif]|\{[^}]*\}|&\w+;|\S*(?:://|www\.|@|_|\w\.\w|/\w+/)\S*")


def words(text: str) -> list[str]:
    """The words of a text, in lower case; an elided article keeps its apostrophe."""
    return WORD.findall(text.lower().replace("’", "'"))


def groups(word: str) -> set[str]:
    """The groups of 1 to 5 letters of a word, its beginning and end marked."""
    framed = f"^{word}$"
    return {framed[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(framed) - n + 1)} - {"^", "$"}


def messages(packages: Path) -> Iterator[tuple[str, str]]:
    """Language and text of all messages that have a French and a Dutch catalogue, and of their English originals."""
    seen = set()
    for package in PACKAGES:
        for french in sorted((packages / package).glob("**/fr/LC_MESSAGES/*.po")):
            dutch = Path(str(french).replace("/fr/LC_MESSAGES/", "/nl/LC_MESSAGES/"))
            if not dutch.is_file():
                continue
            for language, path in (("fr", french), ("nl", dutch)):
                with path.open("rb") as file:
                    catalogue = read_po(file)
                for message in catalogue:
                    if not message.id or message.fuzzy:
                        continue
                    originals = message.id if isinstance(message.id, tuple | list) else (message.id,)
                    strings = (
                        message.string if isinstance(message.string, tuple | list) else (message.string,)
                    )
                    seen |= {(language, MARKUP.sub(" ", s)) for s in strings if s and s not in originals}
                    if language == "fr":
                        seen |= {("en", MARKUP.sub(" ", s)) for s in originals}
    yield from sorted(seen)


def names(language: str) -> Iterator[str]:
    """The names that CLDR has in a language."""
    locale = Locale(language)
    for kind in (locale.territories, locale.languages, locale.currencies, locale.scripts):
        yield from sorted({str(name) for name in kind.values()})


def listed(name: str) -> list[str]:
    """The words of a list in data/language."""
    lines = (HERE / "data" / "language" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return words(" ".join(line for line in lines if not line.startswith("#")))


def count(packages: Path) -> dict[str, Counter[str]]:
    """How often each word comes in French, Dutch and English."""
    counts: dict[str, Counter[str]] = {language: Counter() for language in ("fr", "nl", "en")}
    for language, text in messages(packages):
        counts[language].update(words(text))
    for language, counter in counts.items():
        for name in names(language):
            counter.update(words(name))
    for language in ("fr", "nl"):
        for word in listed(f"frequent_{language}"):
            counts[language][word] += FREQUENT
        for word in listed(f"words_{language}") + listed("words_both"):
            counts[language][word] += LISTED
    return counts


@dataclass(frozen=True)
class Example:
    """A word, the share of French in its uses, and how much it counts in learning; an English word is neither."""

    word: str
    share: float
    weight: float


def examples(counts: Mapping[str, Counter[str]]) -> list[Example]:
    """All words that were counted, in order."""
    found = []
    for word in sorted(set().union(*counts.values())):
        french, dutch = counts["fr"][word], counts["nl"][word]
        if french + dutch:
            share = (french + 0.25) / (french + dutch + 0.5)
            found.append(Example(word, share, 1 + 0.3 * min(3.0, math.log2(french + dutch))))
        else:
            found.append(Example(word, 0.5, 0.25))
    return found


def learn(data: Sequence[Example]) -> dict[str, float]:
    """Logistic regression on letter groups, by follow-the-regularised-leader (McMahan and others, 2013)."""
    uses = Counter(group for example in data for group in groups(example.word))
    features = [[g for g in sorted(groups(example.word)) if uses[g] >= RAREST_GROUP] for example in data]
    z: defaultdict[str, float] = defaultdict(float)
    n: defaultdict[str, float] = defaultdict(float)

    def weight(group: str) -> float:
        if abs(z[group]) <= L1:
            return 0.0
        return -(z[group] - math.copysign(L1, z[group])) / ((1 + math.sqrt(n[group])) / RATE + L2)

    order = list(range(len(data)))
    shuffle = random.Random(SEED).shuffle  # noqa: S311 -- an order that is the same every time
    for _ in range(EPOCHS):
        shuffle(order)
        for i in order:
            weights = [weight(group) for group in features[i]]
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights)))))
            gradient = (guess - data[i].share) * data[i].weight
            for group, old in zip(features[i], weights, strict=True):
                step = (math.sqrt(n[group] + gradient**2) - math.sqrt(n[group])) / RATE
                z[group] += gradient - step * old
                n[group] += gradient**2
    learned = {group: weight(group) for group in sorted(z)}
    return {group: value for group, value in learned.items() if abs(value) >= SMALLEST_WEIGHT}


def exceptions(
    data: Sequence[Example], counts: Mapping[str, Counter[str]], learned: Mapping[str, float]
) -> dict[str, float]:
    """The log-odds of the words whose letter groups alone mislead, or say too little."""
    found = {}
    for example in data:
        word = example.word
        odds = sum(learned.get(group, 0.0) for group in sorted(groups(word)))
        share = 1 / (1 + math.exp(-odds))
        french, dutch, english = (float(counts[language][word]) for language in ("fr", "nl", "en"))
        if not french + dutch:
            french = dutch = english / 2
        value = math.log((french + PRIOR * share) / (dutch + PRIOR * (1 - share)))
        value = max(-LIMIT, min(LIMIT, value))
        if max(french + dutch, english) >= 3 and abs(value - odds) >= WORTH_LISTING:
            found[word] = value
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Make kg/reading/language.tsv.")
    parser.add_argument("packages", type=Path, help="the folder into which the packages were installed")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    arguments = parser.parse_args()
    logging.disable()
    counts = count(arguments.packages)
    data = examples(counts)
    learned = learn(data)
    listing = exceptions(data, counts, learned)
    lines = [
        "# Made by benchmarks/language_table.py: =word, log-odds x 10; letter group, weight x 50. Above 0 is French."
    ]
    lines += [f"={word}\t{round(value * 10)}" for word, value in sorted(listing.items())]
    lines += [f"{group}\t{round(value * 50)}" for group, value in sorted(learned.items())]
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
