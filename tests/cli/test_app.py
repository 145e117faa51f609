"""``kg`` itself: help, exit codes, pipes, interrupts, colour."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from kg import __version__
from kg.cli.app import app
from kg.cli.options import DEFAULT_BASE
from kg.graph.namespaces import BASE
from tests.cli.support import Kg, page

COMMANDS = (
    "fetch",
    "build",
    "convert",
    "load",
    "validate",
    "query",
    "show",
    "export",
    "thesaurus",
    "authorities",
)
ANSI = "\x1b["


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_the_commands_in_the_order_of_the_work(kg: Kg, flag: str) -> None:
    result = kg(flag)
    assert (result.code, result.err) == (0, "")
    listed = [line.split()[0] for line in result.out.split("Commands:")[1].splitlines() if line.strip()]
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(kg: Kg, command: str, flag: str) -> None:
    result = kg(command, flag)
    assert (result.code, result.err) == (0, "")
    assert f"  kg {command} " in result.out
    assert "-q, --quiet" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    for parameter in app.commands[command].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_base_that_the_help_shows_is_the_base() -> None:
    assert DEFAULT_BASE == BASE


def test_version(kg: Kg) -> None:
    assert kg("--version").out == f"kg, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["frobnicate"], ["--frobnicate"], ["convert", "--store", "x", "y"]])
def test_what_is_not_there_is_wrong_usage(kg: Kg, arguments: list[str]) -> None:
    result = kg(*arguments)
    assert (result.code, result.out) == (2, "")


def test_help_and_import_bring_in_nothing_heavy() -> None:
    script = (
        "import sys, kg, kg.cli.app; print(kg.read, kg.query, file=sys.stderr)\n"
        "heavy = {'rdflib', 'pyshacl', 'pyoxigraph', 'rich', 'SPARQLWrapper', 'urllib3', 'protego'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_whoever_stops_reading_gets_no_complaint(folder: Path) -> None:
    for number in range(9001, 9041):
        (folder / f"{number}.txt").write_text(page(f"7-{number}"))
    command = [sys.executable, "-m", "kg", "-q", "convert", "."]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
        code = process.wait(60)
    assert (code, errors) == (141, b"")


@pytest.mark.parametrize(("sent", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_nothing_and_leaves_nothing(
    folder: Path, sent: signal.Signals, expected: int
) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "out.ttl").write_text("old")
    # A shell that runs tests in the background has them ignore interrupts; a person's terminal does not.
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from kg.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", start, "convert", "pipe", "-o", "out.ttl"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as process:
        with (folder / "pipe").open("wb"):  # opens once the command reads from it
            time.sleep(0.2)
            process.send_signal(sent)
            assert process.stderr is not None
            errors = process.stderr.read()
        code = process.wait(60)
    assert (code, errors.strip()) == (expected, b"")
    assert sorted(file.name for file in folder.iterdir()) == ["out.ttl", "pipe"]
    assert (folder / "out.ttl").read_text() == "old"


@pytest.mark.parametrize(("options", "shown"), [((), False), (("-v",), True)])
def test_an_error_of_the_program_is_one_line_and_with_v_all_of_it(
    folder: Path, options: tuple[str, ...], shown: bool
) -> None:
    (folder / "a.txt").write_text(page())
    start = (
        "import sys, kg.reading\n"
        "def read(*_, **__): raise ZeroDivisionError('oh')\n"
        "kg.reading.read = read\n"
        "from kg.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", start, "convert", "a.txt", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "a.txt: error: an error of the program, not of the page (ZeroDivisionError: oh)" in done.stderr
    assert ("Traceback" in done.stderr) == shown


def test_a_name_that_a_terminal_would_obey_is_shown_harmless(kg: Kg, folder: Path) -> None:
    (folder / "a\x1b[31m\n.txt").write_text("pancakes")
    assert "\x1b" not in kg("convert", ".").err


def test_colour_and_progress_are_for_terminals(kg_process: Kg, folder: Path) -> None:
    (folder / "a.txt").write_text(page(second=False))
    plain = kg_process("build", "a.txt", "-o", "out.ttl").err
    assert ANSI not in plain
    coloured = kg_process("build", "a.txt", "-o", "out.ttl", FORCE_COLOR="1", TERM="xterm").err
    assert ANSI in coloured
    without = kg_process("build", "a.txt", "-o", "out.ttl", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").err
    assert "\x1b[3" not in without


def test_a_full_disk_is_a_sentence(folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "kg", "convert", "a.txt"]
        done = subprocess.run(
            command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_streams_that_are_closed_are_no_traceback(folder: Path) -> None:
    (folder / "a.txt").write_text(page())
    command = f"{sys.executable} -m kg convert a.txt -o out.ttl >&- && {sys.executable} -m kg convert - <&-"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "<stdin>: error: cannot be read: standard input is closed [unreadable]" in done.stderr
    assert (folder / "out.ttl").exists()
