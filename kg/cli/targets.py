"""What a command works on: files, or a server; and how a server is asked."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.conversion import Outcome
    from kg.graph.iris import Iris
    from kg.store import EmbeddedStore, Store
    from kg.store.connection import Connection

F = TypeVar("F", bound=Callable[..., Any])

PASSWORD = "KG_PASSWORD"  # noqa: S105
"""The environment variable that holds the password for a server."""


class Address(click.ParamType[str]):
    """The address of a server."""

    name = "url"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it is sent."""
        from kg.store.connection import checked

        try:
            return checked(str(value))
        except ValueError as problem:
            self.fail(f"{problem}.", param, ctx)


class GraphIri(click.ParamType[str]):
    """The IRI of a graph."""

    name = "iri"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The IRI itself."""
        from pyoxigraph import NamedNode

        try:
            return NamedNode(str(value)).value
        except ValueError as problem:
            self.fail(f"{value!r} is not an absolute IRI: {problem}", param, ctx)


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks a server, and how patiently."""

    user: str | None
    timeout: float

    def connect(self, url: str) -> Connection:
        """A connection to a server; asks for the password where there is none in the environment.

        Raises:
            Failure: a password is needed, and nobody can be asked for it.
        """
        from kg.asking import is_here
        from kg.store.connection import Connection, Settings

        host = urlsplit(url).hostname or ""
        password = "" if self.user is None else self._password(host)
        if self.user is not None and urlsplit(url).scheme == "http" and not is_here(host):
            Terminal.current().say(
                f"warning: the connection to {host} is not encrypted; the password can be read on the way"
            )
        return Connection(
            url,
            Settings(
                user=self.user,
                password=password,
                timeout=self.timeout,
            ),
        )

    def _password(self, host: str) -> str:
        known = os.environ.get(PASSWORD)
        if known is not None:
            return known
        if not sys.stdin.isatty():
            raise Failure(
                f"no password for {self.user}: put it in the environment variable {PASSWORD}", Code.USAGE
            )
        return str(click.prompt(f"Password of {self.user} at {host}", hide_input=True, err=True))


def access(command: F) -> F:
    """Options ``--user`` and ``--timeout``; the command gets an :class:`Access`."""

    @functools.wraps(command)
    def asked(*args: Any, user: str | None, timeout: float, **others: Any) -> Any:
        return command(*args, access=Access(user, timeout), **others)

    name = click.option(
        "--user",
        metavar="NAME",
        help=f"Who you are, for a server that asks; the password is taken from {PASSWORD}, or asked for on a terminal.",
    )
    patience = click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True, max=86400),
        default=300.0,
        show_default=True,
        metavar="SECONDS",
        help="The longest that one answer of a server may take.",
    )
    return name(patience(asked))  # type: ignore[return-value]


endpoint = click.option(
    "--endpoint",
    type=Address(),
    metavar="URL",
    help="A server, by the address of its SPARQL endpoint.",
)

default_graphs = click.option(
    "--default-graph",
    "default_graphs",
    multiple=True,
    type=GraphIri(),
    metavar="IRI",
    help="Ask the endpoint to query this graph, in place of all that it has. Can be given more than once.",
)

graph_store = click.option(
    "--graph-store",
    type=Address(),
    metavar="URL",
    help="A server, by the address of its graph store (SPARQL 1.1 Graph Store Protocol).",
)


@contextmanager
def opened(
    paths: tuple[Path, ...],
    iris: Iris,
    *,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    folder: Path | None,
    endpoint: str | None,
    default_graphs: tuple[str, ...],
    access: Access,
) -> Iterator[tuple[Store, Sequence[Outcome]]]:
    """The store that a query is put to: in memory with what the files hold, on disk, or on a server.

    Yields:
        The store, and what became of each file.

    Raises:
        UsageError: none is named, or several are, or a store or server with what files are read with.
        Failure: none of the files could be read, or the store cannot be.
    """
    one_of({"--data PATH": paths, "--store DIR": folder, "--endpoint URL": endpoint}, "query what?")
    only_for_files(endpoint or folder, thesaurus, authorities)
    if endpoint is not None:
        from kg.store.remote import RemoteStore

        with access.connect(endpoint) as connection:
            yield RemoteStore(connection, default_graphs), ()
        return
    if folder is not None:
        with on_disk(folder) as store:
            yield store, ()
        return
    from kg.store import open_store

    gathered = documents.read_data(paths, iris, resolver=options.resolver(thesaurus, authorities))
    held = open_store()
    held.load(gathered.triples)
    yield held, gathered.outcomes


@contextmanager
def on_disk(folder: Path) -> Iterator[EmbeddedStore]:
    """The store in a folder, to be asked.

    Raises:
        Failure: it cannot be.
    """
    from kg.store import StoreError, open_store

    try:
        store = open_store(folder)
    except StoreError as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    with store:
        yield store


def one_of(given: dict[str, object], asked: str) -> None:
    """Check that one of several things is given, and no two.

    Raises:
        UsageError: none is, or two are.
    """
    named = [name for name, value in given.items() if value]
    if not named:
        raise click.UsageError(f"{asked} Name {' or '.join(given)}.")
    if len(named) > 1:
        raise click.UsageError(f"{' and '.join(named)} cannot be given together.")


def only_for_files(store: Path | str | None, *given: object) -> None:
    """Check that a store or a server is not given together with what files are read with.

    Raises:
        UsageError: it is.
    """
    if store is not None and any(given):
        raise click.UsageError(
            "--thesaurus and --authorities are for pages that are read; a store has what it has."
        )
