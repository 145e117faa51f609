"""How pages are read and questions made, as it is handed to every process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.authority import files, importing
from kg.authority.resolving import Resolver
from kg.graph.formats import FORMATS, Format
from kg.graph.iris import Iris
from kg.graph.namespaces import BASE
from kg.model import DocumentNumber
from kg.version import __version__


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the result.

    Attributes:
        base: what IRIs begin with.
        number: the number of a question, for a page that lacks it.
        thesaurus: a file that ``kg thesaurus import`` wrote, if names of terms are looked up.
        authorities: files that other names are looked up in.
        format: the name of the format that questions are written in; none where they are not.
        graphs: whether documents may be RDF.
        statements: whether each question is wanted as N-Triples, to be loaded.
        check: whether questions are held against the shapes, and those that do not conform left out.
        engine: what checks them, by the names of :mod:`kg.validation`.
    """

    base: str = BASE
    number: DocumentNumber | None = None
    thesaurus: Path | None = None
    authorities: tuple[Path, ...] = ()
    format: str | None = None
    graphs: bool = False
    statements: bool = False
    check: bool = False
    engine: str = "auto"

    @property
    def reader(self) -> str:
        """What decides how a page is read: the same page read with another one may give another reading."""
        return f"{__version__} {self.number or ''}"


class Means:
    """What settings stand for, made when it is first needed; each process has its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.iris = Iris(settings.base)

    @cached_property
    def format(self) -> Format | None:
        """The format that questions are written in."""
        return None if self.settings.format is None else FORMATS[self.settings.format]

    @cached_property
    def resolver(self) -> Resolver | None:
        """What turns names into what they name.

        Raises:
            ThesaurusError: the thesaurus is malformed.
            AuthoritiesError: a file of names is.
        """
        thesaurus, authorities = self.settings.thesaurus, self.settings.authorities
        if thesaurus is None and not authorities:
            return None
        return Resolver(
            None if thesaurus is None else importing.load(thesaurus),
            files.load(authorities) if authorities else None,
        )
