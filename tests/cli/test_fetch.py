"""``kg fetch``."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import __version__
from kg.cli import fetch
from kg.fetching import SITE
from tests.cli.support import Kg
from tests.fetching.pages import RUBBISH, answered, waiting
from tests.fetching.server import Reply, Server, serving

GO_ON = "the same command goes on where it ended"
FILE = "7-9001-bilingual-print-fr.html"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


def of(server: Server, *more: str) -> list[str]:
    return ["-o", "pages", "--base-url", server.site, "--delay", "0", "--retries", "0", *more]


def test_each_page_has_its_line_and_the_run_its_sum(kg: Kg, server: Server) -> None:
    server.replies |= {
        "7-9001": [Reply(answered())],
        "7-9002": [Reply(waiting("7-9002"))],
        "7-9004": [Reply(status=403)],
    }
    first = kg("fetch", "7-9001..9002", *of(server))
    assert (first.code, first.out) == (0, "")
    assert first.err.splitlines() == [
        "7-9001-bilingual-print-fr.html: fetched: answered",
        "7-9002-bilingual-print-fr.html: fetched: open",
        "2 pages: 2 fetched, 0 unchanged, 0 already complete, 0 missing, 0 failed.",
    ]
    second = kg("fetch", "7-9001..9004", *of(server))
    assert second.code == 1
    assert second.err.splitlines() == [
        "7-9001-bilingual-print-fr.html: already complete: answered",
        "7-9002-bilingual-print-fr.html: unchanged: open",
        "7-9003-bilingual-print-fr.html: missing",
        "7-9004-bilingual-print-fr.html: failed: HTTP 403",
        "4 pages: 0 fetched, 1 unchanged, 1 already complete, 1 missing, 1 failed.",
    ]
    assert kg("fetch", "7-9001..9004", *of(server), "-q").err.splitlines() == [
        "7-9004-bilingual-print-fr.html: failed: HTTP 403"
    ]
    agent = server.requests[0].headers["User-Agent"]
    assert agent.startswith(f"written-questions/{__version__} ")


def test_what_was_fetched_tells_where_it_came_from(kg: Kg, folder: Path, server: Server) -> None:
    server.replies["7-9001"] = [Reply(answered())]
    assert kg("fetch", "7-9001", *of(server)).code == 0
    result = kg("convert", "pages", "-f", "ntriples")
    assert result.code == 0
    assert "<https://www.senate.be/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=9001&LANG=fr>" in result.out
    retrieved = json.loads((folder / "pages" / f"{FILE}.meta.json").read_bytes())["retrieved"]
    assert f'"{retrieved}"^^<http://www.w3.org/2001/XMLSchema#dateTime>' in result.out


def test_views_and_languages(kg: Kg, server: Server) -> None:
    kg(
        *("fetch", "7-9001", *of(server)),
        *("--view", "web", "--view", "print", "--language", "fr", "--language", "nl"),
    )
    assert [request.sent.partition("/")[2] for request in server.requests[1:]] == [
        f"www/?MIval=Vragen/{view}&LEG=7&NR=9001&LANG={language}"
        for view in ("SchriftelijkeVraag", "SVPrint")
        for language in ("fr", "nl")
    ]


@pytest.mark.parametrize(
    ("replies", "code", "reason"),
    [
        ({}, 0, "that there is no such question is an answer too"),
        ({"7-9001": [Reply(answered())], "7-9002": [Reply(status=403)]}, 1, "some failed"),
        ({"7-9001": [Reply(status=403)]}, 1, "one is missing, one failed"),
        ({"7-9001": [Reply(RUBBISH)], "7-9002": [Reply(RUBBISH)]}, 1, "what came is no page"),
        ({"7-9001": [Reply(status=500)], "7-9002": [Reply(status=403)]}, 4, "nothing could be fetched"),
        ({"/robots.txt": [Reply(b"User-agent: *\nDisallow: /")]}, 4, "nothing may be fetched"),
        ({"/robots.txt": [Reply(status=500)]}, 4, "whether anything may is not known"),
    ],
)
def test_exit_codes(kg: Kg, server: Server, replies: dict[str, list[Reply]], code: int, reason: str) -> None:
    server.replies |= replies
    result = kg("fetch", "7-9001..9002", *of(server))
    assert (result.code, result.out) == (code, ""), reason
    assert "Traceback" not in result.err


def test_the_server_that_the_help_shows_is_the_senates() -> None:
    assert fetch.SITE == SITE


def test_no_network(kg: Kg) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = kg(
        "fetch", "7-1", "-o", "p", "--base-url", f"http://127.0.0.1:{port}", "--delay=0", "--retries=0"
    )
    assert result.code == 4
    assert result.err.splitlines() == [
        "stopped: robots.txt cannot be read (no connection: Connection refused), and without it nothing is asked for; "
        + GO_ON,
        "1 page: 0 fetched, 0 unchanged, 0 already complete, 0 missing, 0 failed, 1 not asked for.",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["7-1"], "--output"),
        (["-o", "p"], "ID|RANGE"),
        (["1668", "-o", "p"], "not the number of a question"),
        (["7-9..7", "-o", "p"], "ends before it begins"),
        (["7-1", "-o", "file"], "file"),
        (["7-1", "-o", "p", "--view", "bulletin"], "bulletin"),
        (["7-1", "-o", "p", "--language", "de"], "de"),
        (["7-1", "-o", "p", "--delay", "0.5"], "only for a server on your own machine"),
        (["7-1", "-o", "p", "--delay", "-1"], "-1"),
        (["7-1", "-o", "p", "--timeout", "0"], "0"),
        (["7-1", "-o", "p", "--retries", "99"], "99"),
        (["7-1", "-o", "p", "--base-url", "senate.be"], "not the address of a server"),
        (["7-1", "-o", "p", "--base-url", "ftp://senate.be"], "not the address of a server"),
        (["7-1", "-o", "p", "--base-url", "https://senate.be/?a"], "not the address of a server"),
        (["7-1", "-o", "p", "--base-url", "https://[senate"], "not the address of a server"),
        (["7-1", "-o", "p", "--base-url", "https://senate.be:x"], "not the address of a server"),
    ],
)
def test_wrong_usage(kg: Kg, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "file").write_text("not a folder")
    result = kg("fetch", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert [file.name for file in folder.iterdir()] == ["file"]


def test_an_interrupt_leaves_what_was_got_whole(folder: Path, server: Server) -> None:
    server.replies |= {"7-9001": [Reply(answered())], "7-9002": [Reply(late=True)]}
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from kg.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", start, "fetch", "7-9001..9002", *of(server)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, env=dict(os.environ)) as process:
        until = time.monotonic() + 20
        while server.asked() != ["7-9001", "7-9002"] and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        errors = process.stderr.read().decode()
        code = process.wait(20)
    assert code == 130
    assert errors.splitlines() == [
        f"{FILE}: fetched: answered",
        f"interrupted; {GO_ON}",
        "2 pages: 1 fetched, 0 unchanged, 0 already complete, 0 missing, 0 failed, 1 not asked for.",
    ]
    assert sorted(file.name for file in (folder / "pages").iterdir()) == [FILE, f"{FILE}.meta.json"]
    assert (folder / "pages" / FILE).read_bytes() == answered()
