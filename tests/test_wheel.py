"""What is published works where the checkout is not: the wheel, made from the source distribution."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, away from the checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment with nothing but the wheel, and the libraries of this one lent to it."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip: tuple[str, ...] = (sys.executable, "-m", "pip", "--python", str(python))
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    )
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("".join(f"{path}\n" for path in sorted(lent)))
    return home / "bin"


def test_the_wheel_holds_what_a_user_needs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "kg/py.typed",
        "kg/reading/lexicon.toml",
        "kg/data/ontology/",
        "kg/data/shapes/",
        "kg/data/queries/",
    ):
        assert any(entry.startswith(name) for entry in names), name
    assert [name for name in names if not name.startswith(("kg/", "written_questions-"))] == []


def test_the_package_comes_from_the_environment(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)


@pytest.mark.parametrize("start", [("kg",), ("python", "-m", "kg")], ids=["kg", "python -m kg"])
def test_the_command_starts(installed: Path, tmp_path: Path, start: tuple[str, ...]) -> None:
    command: tuple[str | Path, ...] = (installed / start[0], *start[1:])
    assert run(*command, "--version", cwd=tmp_path).startswith("kg, version ")
    assert "Exit codes" in run(*command, "--help", cwd=tmp_path)


@pytest.mark.parametrize("name", ["ontology", "shapes", "queries"])
def test_the_data_files_are_found(installed: Path, tmp_path: Path, name: str) -> None:
    script = f"from kg.resources import folder; print(*sorted(p.name for p in folder({name!r}).iterdir()), sep='\\n')"
    found = run(installed / "python", "-c", script, cwd=tmp_path).split()
    assert found == sorted(path.name for path in (ROOT / name).iterdir())


def test_the_main_job(installed: Path, tmp_path: Path) -> None:
    kg = installed / "kg"
    run(kg, "build", EXAMPLES, "-o", "out.ttl", cwd=tmp_path)
    assert "conforms" in run(kg, "validate", "out.ttl", cwd=tmp_path)
    assert run(kg, "query", "late-answers", "--data", "out.ttl", "-f", "csv", cwd=tmp_path).startswith(
        "number,"
    )
