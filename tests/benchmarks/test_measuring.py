"""Processes are measured one by one, and a failed one is told of in its own words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import measuring
from benchmarks.measuring import Failed, Run

ROOT = Path(__file__).parents[2]


def module(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    (folder / "measured_here.py").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return "measured_here"


def test_the_peak_is_that_of_the_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = module(
        tmp_path, "import sys\nblock = bytearray(int(sys.argv[1]))\nprint(len(block))\n", monkeypatch
    )
    # From a process that is small itself, as what a new one has begins with what the one that starts it has.
    script = (
        "import json; from benchmarks import measuring\n"
        f"runs = [measuring.python({name!r}, size) for size in (200 * 2**20, 1)]\n"
        "print(json.dumps([[run.seconds, run.peak, run.output] for run in runs]))"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    large, small = (Run(*run) for run in json.loads(told))
    assert large.output == f"{200 * 2**20}\n"
    assert large.peak >= 200 * 2**20 > small.peak
    assert small.seconds > 0


def test_another_code_is_told_of_with_what_the_process_said_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = module(tmp_path, "import sys\nprint('one')\nsys.exit('no such page')\n", monkeypatch)
    with pytest.raises(Failed, match=r"^-m measured_here a ended with 1: no such page$"):
        measuring.python(name, "a")
    assert measuring.python(name, "a", codes=(0, 1)).output == "one\n"


def test_the_median_is_the_time_of_the_middle_run() -> None:
    assert measuring.median([Run(3, 1), Run(1, 2), Run(2, 3)]) == 2
