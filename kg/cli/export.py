"""``kg export``: RDF and pages to any RDF format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from kg.cli import documents, options, targets
from kg.cli.exits import Code, Failure
from kg.cli.output import writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.conversion import Outcome
    from kg.graph.formats import Format
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber
    from kg.store.connection import Connection

    _Graph: TypeAlias = tuple[str | None, Collection[Triple]]
    """A graph with its IRI; the default graph, or several as one, with none."""


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.INPUT)
@options.store_to_read
@targets.endpoint
@targets.graph_store
@targets.access
@options.output
@options.rdf_format
@options.base
@options.thesaurus
@options.authorities
@click.option(
    "--question",
    "numbers",
    multiple=True,
    type=options.Number(),
    metavar="N-M",
    help="Only this question, with the names it uses. Can be given more than once.",
)
@options.verbosity
@click.pass_context
def export(
    context: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    endpoint: str | None,
    graph_store: str | None,
    access: targets.Access,
    output: Path,
    format: Format | None,
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    numbers: tuple[DocumentNumber, ...],
) -> None:
    """Write RDF, pages of the Senate, or what a store or a server holds, in an RDF format of your choice.

    PATH is an RDF file, a page, a folder of both, or '-'. What several files say comes together. Of a store or a server, nquads
    and trig keep the graphs apart; the other formats flatten them. Of an endpoint, the questions below --base are written
    with the names they share, and it is counted that none is missing; of a graph store, all graphs, where the server gives
    them at once, or the questions named.

    \b
    kg export questions.ttl -o questions.rdf                another format
    kg export a.ttl b.ttl -o both.nt                        two files in one
    kg export questions.ttl --question 7-1668 -f jsonld     one question
    kg export --store senate/ -o all.nq
    kg export --endpoint http://localhost:7878/query -o all.ttl
    """
    from kg.graph.formats import Unwritable

    targets.one_of(
        {"PATH": paths, "--store DIR": store, "--endpoint URL": endpoint, "--graph-store URL": graph_store},
        "export what?",
    )
    targets.only_for_files(store or endpoint or graph_store, thesaurus, authorities)
    format = options.format_for(format, output)
    wanted = set(numbers)
    if store is not None:
        _from_disk(store, wanted, format, output)
        return
    outcomes: Sequence[Outcome] = ()
    graphs: Iterable[_Graph]
    if endpoint is not None:
        graphs = _asked(_of_endpoint(access.connect(endpoint), iris, wanted, apart=_has_graphs(format)))
    elif graph_store is not None:
        graphs = _asked(_of_graph_store(access.connect(graph_store), iris, wanted))
    else:
        gathered = documents.read_data(paths, iris, resolver=options.resolver(thesaurus, authorities))
        graphs, outcomes = [(None, _of(gathered.triples, wanted))], gathered.outcomes
    try:
        count = _write(graphs, format, output, iris)
    except Unwritable as problem:
        raise Failure(str(problem), Code.USAGE) from problem
    Terminal.current().say(f"{documents.plural(count, 'triple')} written.")
    context.exit(documents.code_of(outcomes))


def _has_graphs(format: Format) -> bool:
    from kg.graph.datasets import NAMING

    return format.name in NAMING


def _write(graphs: Iterable[_Graph], format: Format, output: Path, iris: Iris) -> int:
    """Write graphs, the default graph last; as one graph where the format has no others.

    Returns:
        How many triples were written.

    Raises:
        Unwritable: the format cannot hold one of the terms.
    """
    from kg.graph.datasets import write_graphs
    from kg.graph.formats import write

    with writing(output) as stream:
        if not _has_graphs(format):
            triples = dict.fromkeys(triple for _, found in graphs for triple in found)
            write(triples, format, stream, iris)
            return len(triples)
        unnamed: list[Triple] = []

        def named() -> Iterator[tuple[str, Collection[Triple]]]:
            for name, found in graphs:
                if name is None:
                    unnamed.extend(found)
                else:
                    yield name, found

        count = write_graphs(named(), format, stream, iris)
        if unnamed:
            # A document of these formats can be continued by another.
            write(unnamed, format, stream, iris)
    return count + len(unnamed)


def _from_disk(store: Path, wanted: set[DocumentNumber], format: Format, output: Path) -> None:
    """Write the graphs of a store one by one.

    Raises:
        Failure: it cannot be read, a question is not there, or the format cannot hold one of the terms.
    """
    from kg.graph.datasets import write_graphs
    from kg.graph.formats import Unwritable

    terminal = Terminal.current()
    with targets.on_disk(store) as held:
        missing = [str(id) for id in sorted(wanted) if not held.has(id)]
        if missing:
            raise Failure(f"not in the store: question {', '.join(missing)}", Code.FOUND)
        graphs = terminal.progress(held.graphs(wanted or None), "Writing graphs")
        try:
            with writing(output) as stream:
                count = write_graphs(graphs, format, stream, held.iris)
        except Unwritable as problem:
            raise Failure(str(problem), Code.USAGE) from problem
    terminal.say(f"{documents.plural(count, 'triple')} written.")


def _asked(graphs: Iterator[_Graph]) -> Iterator[_Graph]:
    """The graphs of a server.

    Raises:
        Failure: it cannot be asked.
    """
    from kg.store import QuerySyntaxError, StoreError

    try:
        yield from graphs
    except (StoreError, QuerySyntaxError) as problem:
        raise Failure(str(problem), Code.NETWORK) from problem


def _of_endpoint(
    connection: Connection, iris: Iris, wanted: set[DocumentNumber], *, apart: bool
) -> Iterator[_Graph]:
    """The graphs of a server; ``apart`` where they are to be told apart."""
    from kg.store import dumping
    from kg.store.remote import RemoteStore

    with RemoteStore(connection) as store:
        if not wanted:
            found = Terminal.current().progress(dumping.graphs(store, iris), "Getting graphs")
            yield from _any(found, connection, iris)
        elif apart:
            yield from _only(dumping.graphs_about(store, iris, wanted).items(), wanted)
        else:
            yield None, _of(dumping.about(store, iris, wanted), wanted)


def _of_graph_store(connection: Connection, iris: Iris, wanted: set[DocumentNumber]) -> Iterator[_Graph]:
    from kg.store import dumping
    from kg.store.graph_store import GraphStore

    with GraphStore(connection) as store:
        if not wanted:
            yield from _any(dumping.by_number(store.get_all(), iris), connection, iris)
            return
        names = [*map(iris.graph, sorted(wanted)), iris.names_graph, iris.thesaurus_graph]
        graphs = Terminal.current().progress(names, "Getting graphs")
        yield from _only([(graph, store.get(graph)) for graph in graphs], wanted)


def _any(graphs: Iterable[_Graph], connection: Connection, iris: Iris) -> Iterator[_Graph]:
    """The graphs, where there are any.

    Raises:
        Failure: there are none.
    """
    there = False
    for name, triples in graphs:
        there = there or bool(triples)
        yield name, triples
    if not there:
        raise Failure(f"{connection.url} holds no questions below {iris.base}", Code.FOUND)


def _only(graphs: Iterable[_Graph], wanted: set[DocumentNumber]) -> Iterator[_Graph]:
    """What graphs say of some questions.

    Raises:
        Failure: one of the questions is not there.
    """
    held = list(graphs)
    kept = set(_of(list(dict.fromkeys(triple for _, found in held for triple in found)), wanted))
    for name, triples in held:
        if found := [triple for triple in triples if triple in kept]:
            yield name, found


def _of(triples: Sequence[Triple], wanted: set[DocumentNumber]) -> Sequence[Triple]:
    """What the triples say of some questions; all of them where none are named.

    Raises:
        Failure: one of them is not there.
    """
    from kg.gathering import only, questions_in

    if not wanted:
        return triples
    missing = sorted(wanted.difference(questions_in(triples)))
    if missing:
        raise Failure(f"not in the data: question {', '.join(map(str, missing))}", Code.FOUND)
    return only(triples, wanted)
