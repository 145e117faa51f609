"""The documentation says what the program does."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import command_reference

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "kg").rglob("*.py"))
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
CODE_POSITION = {"PageWarning": 0, "Problem": 0, "Rejected": 0, "Unreadable": 1, "warn": 0}
"""Where the calls that make a warning or an error have its code."""


def given_codes() -> Iterator[tuple[str, str]]:
    """The codes that the program gives, each with the place."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            callee = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            position = CODE_POSITION.get(callee)
            if position is None or len(node.args) <= position:
                continue
            code = node.args[position]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value, f"{source.relative_to(ROOT)}:{node.lineno}"


def literals() -> set[str]:
    """All texts in the program's source."""
    return {
        node.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def documented_codes() -> list[str]:
    text = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)


def test_every_code_that_is_given_is_documented() -> None:
    codes = list(given_codes())
    assert len(codes) > 20
    documented = set(documented_codes())
    assert [f"{code} at {place}" for code, place in codes if code not in documented] == []


def test_every_documented_code_is_given_and_stands_once_in_order() -> None:
    codes = documented_codes()
    assert [code for code in codes if code not in literals()] == []
    assert len(set(codes)) == len(codes)
    text = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    for table in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        listed = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
        assert listed == sorted(listed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{page.name} links to {target}"


def test_the_reference_of_the_command_is_current() -> None:
    assert command_reference.PAGE.read_text(encoding="utf-8") == command_reference.page()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the examples, as a checkout has them."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "build").mkdir()
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code in a page."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def shell(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with ``kg`` on the path, on a terminal's usual width."""
    where = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": where, "COLUMNS": "80"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_the_readme_shows_first_is_what_the_program_prints(home: Path) -> None:
    shown = (
        blocks(ROOT / "README.md", "console")[0].removeprefix("$ make demo\n").replace(".venv/bin/kg", "kg")
    )
    assert shell("kg build examples -o build/examples.ttl", home).stderr == shown


def test_the_recipes_of_the_readme_run_as_they_stand(home: Path) -> None:
    recipes = [block for block in blocks(ROOT / "README.md", "sh") if "kg " in block]
    assert len(recipes) == 4
    for recipe in recipes:
        done = shell(recipe, home)
        assert (done.returncode, "rror" in done.stderr) == (0, False), done.stderr
    assert (home / "late.csv").read_text(encoding="utf-8").count("\n") == 6
    assert "PFAS" not in shell(recipes[1], home).stdout
    assert "responsable" in shell(recipes[1], home).stdout
    (script,) = blocks(ROOT / "README.md", "python")
    done = shell(f"python - <<'END'\n{script}\nEND", home)
    assert done.returncode == 0, done.stderr
    assert "7-90214 0 0\n" in done.stdout
    assert len(done.stdout.splitlines()) > 12


def test_the_walk_through_the_architecture_is_what_happens(home: Path) -> None:
    page = ROOT / "docs" / "architecture.md"
    (session,) = blocks(page, "console")
    command, _, printed = session.removeprefix("$ ").partition("\n")
    assert shell(command, home).stdout.replace("\r\n", "\n") == printed
    (excerpt,) = blocks(page, "turtle")
    assert excerpt in shell("kg export examples/7-90377.txt", home).stdout


def anchors(page: Path) -> set[str]:
    """The anchors that headings get where the pages are shown."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
