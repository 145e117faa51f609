"""Write invented questions as pages of the Senate.

    python -m benchmarks.generate -n 10000 -o FOLDER
    python -m benchmarks.generate -n 1000 -o pages.zip --as zip --seed 7 --layout bilingual-print --layout web

A question is about as large as those of the Senate: 20 kB of text, 140 triples. The same seed gives the same bytes, and fewer
questions are the first of more. The layouts come in about the shares that were seen; benchmarks/README.md tells more.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks import html_pages, pages, wording
from benchmarks.prose import pick
from benchmarks.questions import BLOCK, Invented, questions

_IN_ONE_FOLDER = 1000
_BULLETIN = "bulletin"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a question is printed: a view, and in which languages pages of it are kept (``bilingual`` pages have either)."""

    share: int
    view: str
    print: Callable[[Invented, str], str]
    languages: tuple[tuple[str, ...], ...] = (("fr",), ("nl",))
    is_html: bool = False


_PAIR = (("fr", "nl"),)
_ALONE_OR_PAIR = (("fr",), ("nl",), ("fr", "nl"))
LAYOUTS: dict[str, Layout] = {
    "bilingual-print": Layout(58, "SVPrintNLFR", pages.bilingual),
    "print": Layout(8, "SVPrint", pages.monolingual, _PAIR),
    "web": Layout(7, "SchriftelijkeVraag", pages.web, _ALONE_OR_PAIR),
    "flattened-bilingual-print": Layout(2, "SVPrintNLFR", pages.flattened_bilingual),
    "flattened-print": Layout(1, "SVPrint", pages.flattened_monolingual, _PAIR),
    "flattened-web": Layout(1, "SchriftelijkeVraag", pages.flattened_web),
    "html-bilingual-print": Layout(12, "SVPrintNLFR", html_pages.bilingual, is_html=True),
    "html-print": Layout(3, "SVPrint", html_pages.monolingual, _PAIR, is_html=True),
    "html-web": Layout(4, "SchriftelijkeVraag", html_pages.web, _ALONE_OR_PAIR, is_html=True),
    "bulletin": Layout(3, _BULLETIN, pages.bulletin, _PAIR),
    "html-bulletin": Layout(1, _BULLETIN, html_pages.bulletin, _PAIR, is_html=True),
}
_BULLETINS = frozenset(name for name, layout in LAYOUTS.items() if layout.view == _BULLETIN)


_DAMAGES = ("cp852", "mac_latin2")
_DAMAGED, _CUT, _ALSO_ON_THE_WEB = 0.02, 0.004, 0.04


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a question: a name for its file, its address, its text, and how that becomes bytes."""

    name: str
    address: str
    text: str
    is_html: bool
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        """The page as it is kept; letters that its encoding lacks stand as references."""
        return self.text.encode(self.encoding, "xmlcharrefreplace")


def invented(seed: int, layouts: Collection[str] = ()) -> Iterator[list[Page]]:
    """The pages of one question after the other, without an end; only in the layouts named, or in all."""
    chosen = {name: layout for name, layout in LAYOUTS.items() if not layouts or name in layouts}
    bulletins, others = (
        {name: layout.share for name, layout in chosen.items() if (name in _BULLETINS) is bulletin}
        for bulletin in (True, False)
    )
    share = sum(bulletins.values()) / (sum(bulletins.values()) + sum(others.values()))

    def is_bulletin(block: int) -> bool:
        # Evenly spread; of shares such as 3/7, sums can come out a little too small.
        return int((block + 1) * share + 1e-9) > int(block * share + 1e-9)

    for place, random, question in questions(seed, is_bulletin):
        shares = bulletins if is_bulletin(place // BLOCK) else others
        name = random.choices(list(shares), list(shares.values()))[0]
        yield [_kept(random, place, page) for page in _printed(random, question, chosen[name])]


def write(questions: Iterable[Sequence[Page]], target: Path, form: str) -> tuple[int, int]:
    """Write pages into a folder, a ``zip`` archive or a file of JSON Lines (``jsonl``); how many, and of how many bytes."""
    return _WRITERS[form]((page for pages in questions for page in pages), target)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("-n", "--questions", type=int, default=1000, help="how many questions")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder or file; written anew")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="form", choices=sorted(_WRITERS), default="folder")
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS), help="only this; repeatable")
    given = parser.parse_args(arguments)
    target: Path = given.output
    if given.form == "folder" and target.exists() and (not target.is_dir() or any(target.iterdir())):
        parser.error(f"{target} is there and not an empty folder; nothing was written")
    pages, size = write(islice(invented(given.seed, given.layout or ()), given.questions), target, given.form)
    sys.stderr.write(f"{given.questions} questions, {pages} pages, {size / 1e6:.1f} MB: {target}\n")


def _printed(random: Random, question: Invented, layout: Layout) -> Iterator[Page]:
    """The pages of a question: in the layout, and of some bilingual prints the site's view too."""
    languages = pick(random, layout.languages)
    if question.language is not None:
        languages = (question.language,)
    for language in languages:
        yield _page(random, question, layout, language)
    if layout is LAYOUTS["bilingual-print"] and random.random() < _ALSO_ON_THE_WEB:
        yield _page(random, question, LAYOUTS["web"], languages[0])


def _page(random: Random, question: Invented, layout: Layout, language: str) -> Page:
    suffix = "html" if layout.is_html else "txt"
    name = f"{question.id}-{layout.view.lower()}-{language}.{suffix}"
    address = (
        wording.bulletin_address(question, language)
        if layout.view == _BULLETIN
        else wording.address(layout.view, question, language)
    )
    encoding = pick(random, ("utf-8", "cp1252")) if layout.is_html else "utf-8"
    return Page(name, address, layout.print(question, language), layout.is_html, encoding)


def _kept(random: Random, place: int, page: Page) -> Page:
    """A page as somebody kept it: some texts with letters damaged, some cut short."""
    name, text = f"{place // _IN_ONE_FOLDER:04}/{page.name}", page.text
    if not page.is_html and "-nl." in name and random.random() < _DAMAGED:
        text = text.encode("cp1252").decode(pick(random, _DAMAGES))
    elif random.random() < _CUT:
        text = text[: int(len(text) * (0.5 + random.random() / 2))]
    return replace(page, name=name, text=text)


def _folder(pages: Iterable[Page], target: Path) -> tuple[int, int]:
    count = size = 0
    made: set[Path] = set()
    for page in pages:
        path = target / page.name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        size += path.write_bytes(page.data)
        count += 1
    return count, size


def _zip(pages: Iterable[Page], target: Path) -> tuple[int, int]:
    count = size = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for page in pages:
            # The date of an entry is that of ZIP's first day, so that the archive is the same each time.
            archive.writestr(zipfile.ZipInfo(page.name), page.data, zipfile.ZIP_DEFLATED)
            size += len(page.data)
            count += 1
    return count, size


def _jsonl(pages: Iterable[Page], target: Path) -> tuple[int, int]:
    count = size = 0
    with target.open("w", encoding="utf-8", newline="\n") as lines:
        for page in pages:
            content = {"url": page.address, "html" if page.is_html else "text": page.text}
            lines.write(json.dumps(content, ensure_ascii=False) + "\n")
            size += len(page.data)
            count += 1
    return count, size


_WRITERS: dict[str, Callable[[Iterable[Page], Path], tuple[int, int]]] = {
    "folder": _folder,
    "zip": _zip,
    "jsonl": _jsonl,
}

if __name__ == "__main__":
    main()
