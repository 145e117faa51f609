"""What is said where Spark or Java is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import spark


@pytest.fixture
def without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(spark, "find_spec", lambda _: True)
    return tmp_path


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda _: None)
    assert spark.missing() == "Spark is not installed: pip install 'written-questions[spark]'"


def test_without_java_it_is_said_what_to_install(without_java: Path) -> None:
    assert without_java.is_dir()
    said = spark.missing()
    assert said is not None
    assert said.startswith(
        "Spark needs Java 17 or newer, and none was found: install it (Debian, Ubuntu: apt install"
    )


@pytest.mark.parametrize("there", [True, False])
def test_java_home_counts_where_java_is_in_it(
    without_java: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    (without_java / "jdk" / "bin").mkdir(parents=True)
    if there:
        (without_java / "jdk" / "bin" / "java").touch()
    monkeypatch.setenv("JAVA_HOME", str(without_java / "jdk"))
    assert (spark.missing() is None) is there
