"""What a command works on: the same questions from files, from a store on disk and from a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.formats import FORMATS, parse
from tests.cli.support import Kg, page
from tests.store.fixtures import SERVERS, Start, server
from tests.store.servers import Server, oxigraph

__all__ = ["server"]

BASE = "https://w3id.org/written-questions/be/senate/"


@pytest.fixture
def pages(kg: Kg, folder: Path) -> str:
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(page("7-9001"))
    (folder / "pages" / "b.txt").write_text(page("7-9002", second=False))
    assert kg("build", "pages", "--store", "store", "-q").code == 0
    return "pages"


@pytest.mark.parametrize("name", ["late-answers", "unanswered-points", "names"])
def test_a_store_gives_the_rows_of_the_pages(kg: Kg, pages: str, name: str) -> None:
    stored = kg("query", name, "--store", "store")
    assert (stored.code, stored.err) == (0, "")
    assert stored.out == kg("query", name, "--data", pages).out


def test_a_store_is_also_held_against_rules_across_its_questions(kg: Kg, pages: str, folder: Path) -> None:
    text = page("7-9003").replace(
        "________ ________\nQuestion n°",
        "________ ________\nAussi posée à : question écrite 7-9004\n________ ________\nQuestion n°",
    )
    (folder / pages / "c.txt").write_text(text)
    assert kg("load", pages, "--store", "store", "-q").code == 0
    alone = kg("validate", pages, "-f", "csv").out
    stored = kg("validate", "--store", "store", "-f", "csv")
    assert stored.code == 0
    (more,) = set(stored.out.splitlines()) - set(alone.splitlines())
    assert "7-9004" in more
    assert more.startswith("7-9003,warning,")


def test_a_store_is_validated_as_its_pages_are(kg: Kg, pages: str) -> None:
    stored = kg("validate", "--store", "store")
    assert (stored.code, stored.err) == (0, "")
    assert stored.out == kg("validate", pages).out


@pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_formats_without_graphs_flatten_a_store(kg: Kg, pages: str, format: str) -> None:
    assert kg("export", "--store", "store", "-f", format).out == kg("convert", pages, "-f", format).out


def test_nquads_and_trig_keep_the_graphs_of_a_store_apart(kg: Kg, pages: str, folder: Path) -> None:
    assert kg("export", "--store", "store", "-o", "all.nq").code == 0
    lines = (folder / "all.nq").read_text().splitlines()
    assert {line.rsplit(" ", 2)[1] for line in lines} == {
        f"<{BASE}graph/{name}>" for name in ("7-9001", "7-9002", "names")
    }
    for line in lines:
        graph = line.rsplit(" ", 2)[1]
        subject = line.split(" ")[0]
        assert ("7-9001" in subject) is graph.endswith("/7-9001>")
    assert kg("export", "--store", "store", "-o", "all.trig").code == 0
    flat = kg("convert", pages, "-f", "nt").out
    for name in ("all.nq", "all.trig"):
        assert sorted(kg("export", name, "-f", "nt").out.splitlines()) == sorted(flat.splitlines())


def test_one_question_of_a_store_with_the_names_it_uses(kg: Kg, pages: str) -> None:
    assert pages
    one = kg("export", "--store", "store", "--question", "7-9001")
    assert one.out == kg("convert", "pages/a.txt").out
    missing = kg("export", "--store", "store", "--question", "7-1")
    assert (missing.code, missing.out) == (1, "")
    assert missing.err == "error: not in the store: question 7-1\n"


def test_a_question_of_a_store_is_shown(kg: Kg, pages: str) -> None:
    assert pages
    shown = kg("show", "7-9002", "--store", "store")
    assert shown.out == kg("show", "7-9002", "--data", "pages").out
    assert kg("show", "7-1", "--store", "store").code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "names", "--store", "store", "--data", "pages"], "cannot be given together"),
        (["query", "names", "--store", "store", "--thesaurus", "pages/a.txt"], "a store has what it has"),
        (["export", "pages", "--store", "store"], "cannot be given together"),
        (["show", "7-9001", "--store", "store", "--data", "pages"], "cannot be given together"),
        (["load", "pages"], "load where? Name --store DIR, --graph-store URL, or both."),
        (["load", "--graph-store", "http://127.0.0.1:1/"], "load what? Name a PATH."),
        (["load", "pages", "--remove", "7-1", "--store", "store"], "give no PATH with it"),
        (["build", "pages"], "where does the graph go?"),
    ],
)
def test_wrong_usage(kg: Kg, pages: str, arguments: list[str], told: str) -> None:
    assert pages
    result = kg(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in " ".join(result.err.split())


def test_a_folder_without_a_store(kg: Kg, folder: Path) -> None:
    assert folder.is_dir()
    for arguments in (["query", "names"], ["export"], ["show", "7-9001"]):
        result = kg(*arguments, "--store", "none")
        assert (result.code, result.err) == (
            2,
            "error: no store in none: 'kg load PATH --store none' makes one\n",
        )


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_gets_questions_and_loses_them(kg: Kg, pages: str, server: Start, name: str) -> None:
    running = server(name)
    base = f"https://example.org/{name}/"
    user = running.settings.user
    to = ["--graph-store", running.graphs, *(["--user", user] if user else [])]
    data = ["--base", base]
    known = {"KG_PASSWORD": running.settings.password}
    assert kg("load", "pages/a.txt", *to, *data, **known).code == 0
    sent = kg("load", pages, *to, *data, **known)
    assert (sent.code, sent.out) == (0, "")
    assert "2 questions sent to" in sent.err
    asked = kg("export", "--endpoint", running.query, *data)
    assert asked.out == kg("convert", pages, *data).out
    removed = kg("load", "--remove", "7-9001", *to, *data, **known)
    assert (removed.code, removed.err) == (0, "1 question removed.\n")
    left = kg("export", "--endpoint", running.query, "-f", "nt", *data).out
    assert f"<{base}question/7-9002>" in left
    assert f"<{base}question/7-9001>" not in left


@contextmanager
def loaded(kg: Kg, pages: str, running: Server, base: str) -> Iterator[dict[str, str]]:
    """The pages on a server, below a base of their own, and what the environment must hold to ask it."""
    user = running.settings.user
    arguments = ["--graph-store", running.graphs, *(["--user", user] if user else []), "--base", base]
    known = {"KG_PASSWORD": running.settings.password}
    assert kg("load", pages, *arguments, **known).code == 0
    try:
        yield known
    finally:
        assert kg("load", "--remove", "7-9001", "--remove", "7-9002", *arguments, **known).code == 0
        with running.graph_store() as target:
            target.delete(f"{base}graph/names")


@pytest.mark.parametrize("format", ["nquads", "trig"])
@pytest.mark.parametrize("name", SERVERS)
def test_nquads_and_trig_keep_the_graphs_of_a_server_apart(
    kg: Kg, pages: str, server: Start, name: str, format: str
) -> None:
    running = server(name)
    base = f"https://example.org/apart/{name}/"
    assert kg("load", pages, "--store", "own", "--base", base).code == 0
    disk = ["export", "--store", "own", "--base", base, "-f", format]
    with loaded(kg, pages, running, base) as known:
        remote = ["export", "--base", base, "-f", format]
        endpoint = kg(*remote, "--endpoint", running.query)
        assert (endpoint.code, endpoint.out) == (0, kg(*disk).out)
        assert endpoint.err == kg(*disk).err
        one = kg(*disk, "--question", "7-9002").out
        assert kg(*remote, "--endpoint", running.query, "--question", "7-9002").out == one
        missing = kg(*remote, "--endpoint", running.query, "--question", "7-9009")
        assert (missing.code, missing.out, missing.err) == (
            1,
            "",
            "error: not in the data: question 7-9009\n",
        )
        user = running.settings.user
        store = ["--graph-store", running.graphs, *(["--user", user] if user else [])]
        assert kg(*remote, *store, "--question", "7-9002", **known).out == one
    assert kg(*remote, "--endpoint", running.query).code == 1


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_all_graphs_of_a_graph_store_and_the_default_graph_without_a_name(
    kg: Kg, pages: str, format: str
) -> None:
    stored = kg("export", "--store", "store", "-f", format).out
    extra = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o"))
    with oxigraph() as running:
        assert kg("load", pages, "--graph-store", running.graphs).code == 0
        whole = ["export", "--graph-store", running.graphs, "-f", format]
        assert kg(*whole).out == stored
        with running.graph_store() as target:
            target.put(None, [extra])
        with_default = kg(*whole)
    assert (with_default.code, with_default.out) == (0, f"{stored}{extra} .\n")


def test_a_server_that_holds_all_in_its_default_graph(kg: Kg, pages: str) -> None:
    flat = kg("convert", pages, "-f", "nquads").out
    with oxigraph() as running:
        with running.graph_store() as target:
            target.put(None, parse(flat.encode(), FORMATS["nquads"], name="flat"))
        remote = ["export", "--endpoint", running.query, "-f", "nquads"]
        assert kg(*remote).out == flat
        one = kg(*remote, "--question", "7-9001").out
    assert one == kg("convert", f"{pages}/a.txt", "-f", "nquads").out


def test_a_graph_store_that_gives_graphs_one_by_one(kg: Kg, folder: Path, server: Start) -> None:
    running = server("virtuoso")
    known = {"KG_PASSWORD": running.settings.password}
    result = kg("export", "--graph-store", running.graphs, "-o", "all.nq", "--user", "dba", **known)
    assert (result.code, result.out) == (4, "")
    assert "this server does not give all graphs at once: name questions, or ask its SPARQL" in result.err
    assert list(folder.iterdir()) == []
