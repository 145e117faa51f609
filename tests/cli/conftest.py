"""The command as a process, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import Kg, Result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kg(folder: Path) -> Kg:
    """Runs ``kg`` as a process of its own."""

    def run(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=folder,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env={**os.environ, "COLUMNS": "80", **environment},
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
