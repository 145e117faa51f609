"""Authority files: TOML that anyone can read and edit.

>>> text = '''
... [[post]]
... fr = "ministre de la Défense"
... nl = "minister van Defensie"
... also_nl = ["minister van Landsverdediging"]
...
... [[person]]
... name = "Anna Voorbeeld"
... surname = "Voorbeeld"
... legislatures = [1, 2]
... iri = "https://example.org/anna"
... '''
>>> found = loads(text, "own.toml")
>>> found.names[0].also_nl, found.persons[0].legislatures
(('minister van Landsverdediging',), (1, 2))
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import tomli_w

from kg.authority.authorities import Authorities, Kind, Name, Person
from kg.model import DocumentNumber, Language
from kg.slugs import slug

_HEAD: Final = """\
# Names that belong together, for --authorities.
#
# [[post]], [[affiliation]] and [[term]]: the French and the Dutch name of a minister's post, of a party or group, of a
# term. also_fr and also_nl list other spellings that mean the same. A Dutch name that stands here with several French
# ones is not used: delete the wrong ones. example is a question where the pair was printed.
#
# [[person]]: name, other spellings (also), the surname where pages print it alone, the legislatures it holds for
# (all where left out), and the IRI that the person has elsewhere.
"""


class AuthoritiesError(ValueError):
    """A file of authorities is malformed; the message names the file and the entry, and says what is wrong."""


def load(paths: Iterable[Path]) -> Authorities:
    """Read files of authorities, and put them together.

    Raises:
        AuthoritiesError: one of them is malformed.
        OSError: one of them cannot be opened.
    """
    found = Authorities()
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise AuthoritiesError(f"{path}: not UTF-8") from None
        found |= loads(text, str(path))
    return found


def loads(text: str, name: str) -> Authorities:
    """Read the text of a file of authorities; ``name`` is what messages call it.

    Raises:
        AuthoritiesError: it is malformed.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise AuthoritiesError(f"{name}: not TOML: {problem}") from None
    known = [*Kind, "person"]
    for key, entries in tables.items():
        if key not in known:
            raise AuthoritiesError(f"{name}: unknown entry {key!r}; known are {', '.join(known)}")
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise AuthoritiesError(f"{name}: each {key} is written with double brackets: [[{key}]]")
    names = [
        _name(kind, _Entry(entry, f"{name}: [[{kind}]] number {place}"))
        for kind in Kind
        for place, entry in enumerate(tables.get(kind, ()), start=1)
    ]
    persons = [
        _person(_Entry(entry, f"{name}: [[person]] number {place}"))
        for place, entry in enumerate(tables.get("person", ()), start=1)
    ]
    return Authorities(tuple(names), tuple(persons)) | Authorities()


def dumps(authorities: Authorities) -> str:
    """The text of a file of authorities, the same each time."""
    entries: list[tuple[str, Name | Person]] = [(name.kind, name) for name in authorities.names]
    entries += [("person", person) for person in authorities.persons]
    return _HEAD + "".join(f"\n[[{key}]]\n{tomli_w.dumps(_plain(entry))}" for key, entry in entries)


def _plain(entry: Name | Person) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields(entry):
        value = getattr(entry, field.name)
        if field.name != "kind" and value not in (None, ()):
            found[field.name] = list(value) if isinstance(value, tuple) else str(value)
    return found


class _Entry:
    """An entry of the file, whose values are checked as they are taken."""

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        self.table = table
        self.where = where

    def check(self, known: Iterable[str]) -> None:
        """Refuse values that mean nothing here: most are misspelt."""
        wrong = sorted(self.table.keys() - set(known))
        if wrong:
            raise AuthoritiesError(f"{self.where}: unknown value {wrong[0]!r}; known are {', '.join(known)}")

    def text(self, key: str) -> str | None:
        """A name, which must have letters or digits."""
        if key not in self.table:
            return None
        return self._named(key, self.table[key])

    def texts(self, key: str) -> tuple[str, ...]:
        """Names, sorted."""
        found = self.table.get(key, [])
        if not isinstance(found, list):
            raise AuthoritiesError(f'{self.where}: {key} must be a list, such as ["…", "…"]')
        return tuple(sorted({self._named(key, one) for one in found}))

    def _named(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not slug(value):
            raise AuthoritiesError(f"{self.where}: {key} must be a name in quotes, not {value!r}")
        return " ".join(value.split())


def _name(kind: Kind, entry: _Entry) -> Name:
    entry.check([field.name for field in fields(Name) if field.name != "kind"])
    name = Name(
        kind,
        entry.text("fr"),
        entry.text("nl"),
        entry.texts("also_fr"),
        entry.texts("also_nl"),
        _example(entry),
    )
    for language in Language:
        other = language.other
        alone = name.wording(other) is None or not name.spellings(other)
        if name.wording(language) is None and (name.spellings(language) or alone):
            raise AuthoritiesError(f"{entry.where}: {language} is missing")
    return name


def _example(entry: _Entry) -> DocumentNumber | None:
    if "example" not in entry.table:
        return None
    try:
        return DocumentNumber.parse(str(entry.table["example"]))
    except ValueError as problem:
        raise AuthoritiesError(f"{entry.where}: example is {problem}") from None


def _person(entry: _Entry) -> Person:
    entry.check([field.name for field in fields(Person)])
    name = entry.text("name")
    if name is None:
        raise AuthoritiesError(f"{entry.where}: name is missing")
    legislatures = entry.table.get("legislatures", [])
    if not isinstance(legislatures, list) or not all(type(one) is int and one > 0 for one in legislatures):
        raise AuthoritiesError(f"{entry.where}: legislatures must be a list of numbers, such as [6, 7]")
    iri = entry.table.get("iri")
    if iri is not None and not _is_iri(iri):
        raise AuthoritiesError(
            f"{entry.where}: iri must be absolute, such as https://example.org/x, not {iri!r}"
        )
    return Person(name, entry.texts("also"), entry.text("surname"), tuple(sorted(set(legislatures))), iri)


def _is_iri(value: object) -> bool:
    """Whether a value is an absolute IRI that RDF can hold (RFC 3987; Turtle, IRIREF)."""
    if not isinstance(value, str) or any(char <= " " or char in '<>"{}|^`\\' for char in value):
        return False
    parts = urlsplit(value)
    return bool(parts.scheme) and bool(parts.netloc or parts.path)
