"""The terms that a thesaurus does not know, and how often they come: what to look at to make it, or a file of names, better."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Final, TextIO

from kg.authority.resolving import Resolver
from kg.authority.thesaurus import Thesaurus, comparable
from kg.model import Bilingual, DocumentNumber, Language, LooseTerms, Question, Reading

UNKNOWN: Final = "unknown"
SEVERAL: Final = "several concepts"
DIFFERENT: Final = "different concepts"
GLUED: Final = "not separated"
MIXED: Final = "French and Dutch not told apart"


@dataclass(frozen=True, slots=True)
class Gap:
    """A term, or a pair of terms, that names no concept: in how many questions it stands, why, and one of them.

    Terms that were not told apart stand together, parted by ``|`` where they stood on different lines.
    """

    count: int
    fr: str
    nl: str
    why: str
    example: str


class GapCounter:
    """Settles and resolves like the resolver it is given, and takes down what stays without a concept."""

    def __init__(self, thesaurus: Thesaurus, resolver: Resolver) -> None:
        self._thesaurus = thesaurus
        self._resolver = resolver
        self._found: defaultdict[tuple[str, str, str], dict[DocumentNumber, tuple[str, str]]] = defaultdict(
            dict
        )

    def settle(self, reading: Reading) -> Reading:
        """The reading, settled."""
        settled = self._resolver.settle(reading)
        for loose in settled.loose_terms:
            fr, nl = _loose(loose)
            self._take(fr, nl, MIXED if loose.language is None else GLUED, reading.id)
        return settled

    def resolve(self, question: Question) -> Question:
        """The question, resolved."""
        resolved = self._resolver.resolve(question)
        for topic in resolved.topics:
            if topic.concept is None:
                fr, nl = (text.value if text else "" for text in (topic.label.fr, topic.label.nl))
                self._take(fr, nl, self._why(topic.label), question.id)
        return resolved

    def _take(self, fr: str, nl: str, why: str, id: DocumentNumber) -> None:
        found = self._found[comparable(fr), comparable(nl), why]
        found[id] = min(found.get(id, (fr, nl)), (fr, nl))

    def _why(self, label: Bilingual) -> str:
        if self._thesaurus.match(label).rivals:
            return DIFFERENT
        known = any(self._thesaurus.candidates(language, text.value) for language, text in label.items())
        return SEVERAL if known else UNKNOWN

    def gaps(self) -> list[Gap]:
        """All that was taken down, the most frequent first."""
        found = [
            Gap(len(examples), *min(examples.values()), why, str(min(examples)))
            for (_, _, why), examples in self._found.items()
        ]
        return sorted(found, key=lambda gap: (-gap.count, gap.fr, gap.nl, gap.why))


def _loose(loose: LooseTerms) -> tuple[str, str]:
    text = " | ".join(line.value for line in loose.lines)
    return ("", text) if loose.language is Language.NL else (text, "")


# --- writing --------------------------------------------------------------------------------------------------------

_COLUMNS: Final = tuple(field.name for field in fields(Gap))


def _table(gaps: Sequence[Gap], out: TextIO) -> None:
    rows = [_COLUMNS, *(tuple(map(str, asdict(gap).values())) for gap in gaps)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        out.write("  ".join(cells).rstrip() + "\n")


def _csv(gaps: Iterable[Gap], out: TextIO) -> None:
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(asdict(gap).values() for gap in gaps)


def _json(gaps: Iterable[Gap], out: TextIO) -> None:
    json.dump([asdict(gap) for gap in gaps], out, ensure_ascii=False, indent=2)
    out.write("\n")


WRITERS: Final[Mapping[str, Callable[[Sequence[Gap], TextIO], None]]] = MappingProxyType(
    {"table": _table, "csv": _csv, "json": _json}
)
"""What writes gaps, by the name of the format."""
