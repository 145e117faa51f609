"""Who asks and who is asked: ``de Tom Ongena (Open Vld)``, ``à la ministre de la Défense``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import LANGUAGES, Fact, Language, Text
from kg.reading.lexicon import pattern
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns, Lines
from kg.reading.patterns import compiled
from kg.slugs import slug

_ASKER = {
    Language.FR: compiled(r"(?:de\s+|d['’])"),
    Language.NL: compiled(rf"{pattern('asker', Language.NL)}\s+"),
}
_COURTESY = compiled(rf"{pattern('courtesy')}\s+")
_DATE = compiled(rf"\s+{pattern('dated')}\s+(?P<date>\d.*)$")
_PARTY = re.compile(r"(?P<name>[^()]*?)\s*\((?P<party>.+)\)\s*")
_ADDRESSEE = {
    Language.FR: compiled(r"(?:à\s+la\s+|à\s+l['’]\s*|aux?\s+|à\s+)"),
    Language.NL: compiled(r"aan\s+(?:(?:de|het)\s+)?"),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """The senator's full name, or the surname where it stands alone; and the party or group as each language prints it."""

    name: Text | None = None
    surname: Text | None = None
    parties: Mapping[Language, Text] = field(default_factory=dict)


def asker(columns: Columns, notes: Notes, *, surnames_only: bool = False) -> Asker:
    """Who asks.

    A surname alone is no person: it is kept apart, with a warning. ``surnames_only`` says that the page prints no others.
    """
    names: dict[str, Line] = {}
    parties: dict[Language, Text] = {}
    for language in LANGUAGES:
        lines = columns.get(language)
        for line in _joined(lines):
            name, party = _name_and_party(line.text, language)
            if name:
                names.setdefault(name, line)
            if party and slug(party):
                parties.setdefault(language, Fact(party, notes.span(line)))
    if not names:
        return Asker(parties=parties)
    if len(names) > 1:
        shown = " / ".join(names)
        notes.warn("person-unclear", f"the two languages name the asker differently: {shown}", columns.lines)
        return Asker(parties=parties)
    ((name, line),) = names.items()
    if surnames_only or len(name.split()) < 2 or not slug(name):
        notes.warn("person-unclear", f"a surname alone is not a person: {name!r}", line)
        return Asker(surname=Fact(name, notes.span(line)) if slug(name) else None, parties=parties)
    return Asker(Fact(name, notes.span(line)), parties=parties)


def _joined(lines: Lines) -> Lines:
    """The lines of a cell as one: a copy can break a name over lines."""
    return (lines[0].with_text(" ".join(line.text for line in lines if line.text)),) if lines else ()


def _name_and_party(text: str, language: Language) -> tuple[str, str | None]:
    # The Dutch page of a print says "de" too.
    for lang in (language, language.other):
        if match := _ASKER[lang].match(text):
            text = text[match.end() :]
            break
    text = _DATE.sub("", text)
    text = _COURTESY.sub("", text, count=1) if _COURTESY.match(text) else text
    if match := _PARTY.fullmatch(text):
        return match["name"].strip(), match["party"].strip()
    if "(" in text:
        # The bracket was cut off: what stands before it is whole, what stands in it may not be.
        return text.partition("(")[0].strip(), None
    return text.strip(), None


def addressee(columns: Columns, notes: Notes) -> dict[Language, Text]:
    """The minister's post in each language, without the leading article."""
    posts: dict[Language, Text] = {}
    for language in LANGUAGES:
        lines: Lines = columns.get(language)
        if not lines:
            continue
        text = " ".join(line.text for line in lines)
        match = _ADDRESSEE[language].match(text)
        label = text[match.end() :].strip() if match else text
        if slug(label):
            posts[language] = Fact(label, notes.span(lines))
        else:
            notes.warn("unknown-label", f"no minister's post: {text!r}", lines)
    return posts
