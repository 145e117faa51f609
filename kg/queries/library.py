"""The queries of ``queries/`` and of people's own files: finding them, reading their headers, binding, running.

A query's header is YAML in comments that begin with ``#+``. The keys ``summary``, ``description``, ``tags``,
``defaults`` and ``enumerate`` are those of grlc (https://github.com/CLARIAH/grlc, "Decorator syntax"); ``params`` and
``columns`` are ours. Parameters are the variables of each line that ends in ``# parameters``::

    VALUES (?_lang ?_days) { ("fr" UNDEF) } # parameters

``?_days`` is the parameter ``days``. In any other tool the file runs as it stands, and values can be written there.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from kg import resources
from kg.queries.errors import ParameterError, QueryFileError, UnknownQuery
from kg.queries.parameters import KINDS, Parameter, Value, kind_named, sparql
from kg.store import InOrder, QuerySyntaxError, Result, Store

SUFFIX: Final = ".rq"
_HEADER: Final = "#+"
_MARKED: Final = re.compile(
    r"^(?P<before>[ \t]*VALUES[ \t]*)\((?P<variables>(?:[ \t]*[?$]\w+)+)[ \t]*\)[ \t]*\{[ \t]*\(.*\)[ \t]*\}"
    r"(?P<after>[ \t]*#[ \t]*parameters[ \t\r]*)$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what its header says of it.

    ``name`` is the file's name without its suffix; ``text`` is the whole file; ``columns`` describes the variables
    of the result.
    """

    name: str
    path: Path
    text: str
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def bind(self, values: Mapping[str, str]) -> str:
        """The text of the query with values for its parameters.

        A parameter that is not given has its default, or stays open (``UNDEF``). Values become terms in the lines
        marked for them; all other text, and the number of every line, stays as it is.

        Raises:
            ParameterError: a parameter is unknown or missing, or a value does not fit.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise ParameterError(f"{self.name} has no parameter {name!r}{_hint(name, known)}")
        terms: dict[str, Value] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is not None:
                terms[parameter.name] = parameter.term(value)
            elif parameter.required:
                such = f", such as {parameter.example}" if parameter.example else ""
                raise ParameterError(f"{self.name} needs a value for {parameter.name}{such}")

        def bound(match: re.Match[str]) -> str:
            variables = match["variables"].split()
            row = " ".join(
                sparql(terms[name]) if (name := _parameter(variable)) in terms else "UNDEF"
                for variable in variables
            )
            return f"{match['before']}({' '.join(variables)}) {{ ({row}) }}{match['after']}"

        return _MARKED.sub(bound, self.text)


def run(query: Query, store: Store, values: Mapping[str, str] = MappingProxyType({})) -> Result:
    """Run a query with values for its parameters.

    Raises:
        ParameterError: a parameter is unknown or missing, or a value does not fit.
        QueryFileError: the query is not SPARQL; the message has the file and the line.
        StoreError: the store cannot be read.
    """
    text = query.bind(values)
    ask = store.query
    # The library's own queries are written for that; of others it is not known.
    if isinstance(store, InOrder) and query.path.parent == resources.folder("queries"):
        ask = store.query_in_order
    try:
        return ask(text)
    except QuerySyntaxError as problem:
        raise QueryFileError(
            f"{query.path}, {problem}" if problem.line else f"{query.path}: {problem}"
        ) from None


def library() -> list[Query]:
    """The queries that come with the program, by name."""
    return list(_library().values())


def find(name_or_path: str) -> Query:
    """A query of the library by its name, or of a file by its path.

    Raises:
        UnknownQuery: there is neither.
        QueryFileError: the file cannot be read, or its header cannot.
    """
    queries = _library()
    if name_or_path in queries:
        return queries[name_or_path]
    path = Path(name_or_path)
    if path.is_file():
        return read(path)
    if path.suffix == SUFFIX or path.name != name_or_path:
        raise UnknownQuery(f"there is no file {name_or_path}{_hint(path.stem, queries, 'the library has')}")
    raise UnknownQuery(f"there is no query {name_or_path!r}{_hint(name_or_path, queries)}")


def read(path: Path) -> Query:
    """Read a query's file.

    Raises:
        QueryFileError: it cannot be read, is not text in UTF-8, or its header is not as it should be.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise QueryFileError(f"{path}, line {line}: not text in UTF-8") from None
    except OSError as problem:
        raise QueryFileError(f"{path}: cannot be read: {problem.strerror or problem}") from None
    header = _header(text, path)
    return Query(
        name=path.stem,
        path=path,
        text=text,
        summary=_sentence(header.get("summary")),
        description=_sentence(header.get("description")),
        tags=tuple(map(str, _listed(header.get("tags")))),
        parameters=tuple(_parameters(header, text, path)),
        columns=MappingProxyType(
            {str(name): _sentence(said) for name, said in _mapping(header, "columns", path).items()}
        ),
    )


@functools.cache
def _library() -> Mapping[str, Query]:
    files = {path.stem: path for path in resources.folder("queries").glob(f"*{SUFFIX}")}
    return MappingProxyType({name: read(files[name]) for name in sorted(files)})


def _parameter(variable: str) -> str:
    return variable.lstrip("?$").lstrip("_")


def _hint(name: str, known: Iterable[str], there: str = "there are") -> str:
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; {there} {', '.join(names)}" if names else "; it takes none"


def _header(text: str, path: Path) -> Mapping[Any, Any]:
    numbered = [
        (number, line.removeprefix(_HEADER))
        for number, line in enumerate(text.splitlines(), 1)
        if line.startswith(_HEADER)
    ]
    try:
        # The base loader leaves every value the text it is: a default 2020-01-01 is no date here, and no is no "no".
        header = yaml.load("\n".join(line for _, line in numbered), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line = numbered[min(mark.line, len(numbered) - 1)][0] if mark else numbered[0][0]
        raise QueryFileError(f"{path}, line {line}: the header cannot be read: {problem.problem}") from None
    except yaml.YAMLError as problem:
        raise QueryFileError(f"{path}: the header cannot be read: {problem}") from None
    if header is None or header == "":
        return {}
    if not isinstance(header, dict):
        raise QueryFileError(f"{path}, line {numbered[0][0]}: the header is not made of keys and values")
    return header


def _parameters(header: Mapping[Any, Any], text: str, path: Path) -> Iterable[Parameter]:
    marked = {
        _parameter(variable): None
        for match in _MARKED.finditer(text)
        for variable in match["variables"].split()
    }
    described = _mapping(header, "params", path)
    for name in described:
        if name not in marked:
            raise QueryFileError(
                f"{path}: the parameter {name!r} is in no VALUES line that ends in # parameters"
            )
    defaults = _pairs(header.get("defaults"))
    choices = _pairs(header.get("enumerate"))
    for name in [*described, *(name for name in marked if name not in described)]:
        said = described.get(name)
        facts = said if isinstance(said, dict) else {"description": said or ""}
        try:
            kind = kind_named(str(facts.get("type") or "string"))
        except ValueError as problem:
            raise QueryFileError(f"{path}: the parameter {name!r}: {problem}") from None
        default = defaults.get(name)
        yield Parameter(
            name=str(name),
            kind=kind,
            description=_sentence(facts.get("description")),
            required=str(facts.get("required", "")).lower() == "true",
            default=None if default is None else str(default),
            choices=tuple(map(str, _listed(choices.get(name)))),
            example=None if facts.get("example") is None else str(facts["example"]),
        )


def _mapping(header: Mapping[Any, Any], key: str, path: Path) -> Mapping[Any, Any]:
    value = header.get(key) or {}
    if not isinstance(value, dict):
        raise QueryFileError(f"{path}: the header's {key!r} is not made of names and what is said of them")
    return value


def _pairs(value: object) -> dict[Any, Any]:
    """Names and values, written as one mapping or, as grlc does, as a list of mappings."""
    pairs: dict[Any, Any] = {}
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            pairs.update(part)
    return pairs


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _sentence(value: object) -> str:
    return " ".join(str(value).split()) if value else ""


__all__ = ["KINDS", "Query", "find", "library", "read", "run"]
