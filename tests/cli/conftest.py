"""The command within the test, and as a process of its own; both in an empty folder."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.app import run
from tests.cli.support import Kg, Result, page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kg(folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """Runs ``kg`` within the test; a traceback would be the test's own."""
    assert folder.is_dir()

    def call(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
            for name, value in {"COLUMNS": "80", **environment}.items():
                patch.setenv(name, value)
            capsysbinary.readouterr()
            code = run([str(argument) for argument in arguments])
            out, err = capsysbinary.readouterr()
        return Result(int(code), out.decode(), err.decode())

    return call


@pytest.fixture
def kg_process(folder: Path) -> Kg:
    """Runs ``kg`` as a person's shell does."""

    def call(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=folder,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env={**os.environ, "COLUMNS": "80", **environment},
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def data(kg: Kg, folder: Path) -> Path:
    """The graph of two questions, beside their ``pages``; the answer to the second, 7-9002, passes over its point 2."""
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(page("7-9001"))
    (folder / "pages" / "b.txt").write_text(page("7-9002", second=False))
    assert kg("convert", "pages", "-o", "data.ttl").code == 0
    return folder / "data.ttl"
