"""``kg load``: pages and RDF into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options, targets
from kg.cli.exits import Code
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.graph.iris import Iris
    from kg.model import DocumentNumber


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=options.INPUT)
@options.store_to_fill
@targets.graph_store
@targets.access
@click.option(
    "--replace",
    is_flag=True,
    help="Let a page take the place of what earlier loads read from the same view and language of its question.",
)
@click.option(
    "--remove",
    "removed",
    multiple=True,
    type=options.Number(),
    metavar="N-M",
    help="Take this question out of the store. Can be given more than once.",
)
@options.base
@options.thesaurus
@options.authorities
@options.report
@options.engine
@options.jobs
@options.resume
@options.verbosity
@click.pass_context
def load(
    context: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    graph_store: str | None,
    access: targets.Access,
    replace: bool,
    removed: tuple[DocumentNumber, ...],
    iris: Iris,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    report: Path | None,
    engine: str,
    jobs: int | None,
    resume: bool,
) -> None:
    """Load pages of the Senate, or RDF, into a store on disk, or to a server.

    PATH is what 'kg convert' takes, or an RDF file. The store keeps what each page said: the French page today and the
    Dutch one tomorrow give what both at once would have given, and a page that it knows changes nothing. What RDF says of a
    question takes the place of all that was known of it, and a page that is loaded later that of what RDF said. A question that
    has violations is reported and left out, and the command ends with exit code 1.

    The store remembers thesaurus and authority files; where they change, all its questions are made anew. An interrupted
    load is completed by the next one, also by one without any PATH.

    A server with a graph store gets each question as a graph, in the place of the one it has, and the names that questions
    share beside those it has; with --store too, what the store holds of them after the load.

    \b
    kg load pages/ --store senate/
    kg load new-pages/ --store senate/ --report report.jsonl
    kg load --remove 7-1668 --store senate/
    kg load pages/ --graph-store http://localhost:7878/store
    """
    from kg.cli import bulk
    from kg.loading import load as fill
    from kg.loading import remove

    if store is None and graph_store is None:
        raise click.UsageError("load where? Name --store DIR, --graph-store URL, or both.")
    if store is None and not paths and not removed:
        raise click.UsageError("load what? Name a PATH.")
    if removed and paths:
        raise click.UsageError("--remove takes questions out: give no PATH with it.")
    terminal = Terminal.current()
    with bulk.home_at(store, iris, context) as home:
        settings = home.settings(thesaurus, authorities, engine)
        with bulk.pool_of(settings, jobs) as pool:
            if removed:
                loaded, unknown = remove(home, removed, pool)
                if graph_store is not None:
                    bulk.take_from_server(graph_store, access, home, removed)
                    unknown = unknown if store is not None else []
                for id in unknown:
                    terminal.line(f"{id}: not in the store")
                bulk.tell_left_out(loaded)
                terminal.say(f"{documents.plural(len(removed) - len(unknown), 'question')} removed.")
                context.exit(Code.FOUND if unknown or loaded.left_out else Code.FINE)
            found = bulk.data(paths)
            loaded = fill(home, found, pool, resume=resume, replace=replace, watch=bulk.watched)
            outcomes = home.archive.outcomes
            documents.tell(outcomes)
            bulk.tell_left_out(loaded)
            documents.write_report(report, outcomes, bulk.conforming(home))
            if paths:
                documents.check_any(outcomes, paths, bulk.more_suffixes())
                terminal.say(documents.counted(outcomes) + ".")
            if store is not None:
                terminal.say(bulk.changes(loaded, home))
            code = documents.code_of(outcomes)
            if graph_store is not None:
                bulk.give_to_server(graph_store, access, home)
    context.exit(Code.FOUND if loaded.left_out else code)
