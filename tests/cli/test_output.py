"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click
import pytest

from kg.cli.exits import Code, Failure
from kg.cli.output import STDOUT, OutputPath, writing


def test_the_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    with writing(tmp_path / "out.ttl") as stream:
        stream.write(b"whole")
        assert not (tmp_path / "out.ttl").exists()
    assert (tmp_path / "out.ttl").read_bytes() == b"whole"
    assert [file.name for file in tmp_path.iterdir()] == ["out.ttl"]


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt, SystemExit, BrokenPipeError])
def test_a_failure_in_the_middle_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, problem: type[BaseException]
) -> None:
    (tmp_path / "out.ttl").write_bytes(b"old")

    def fail() -> None:
        with writing(tmp_path / "out.ttl") as stream:
            stream.write(b"half")
            raise problem

    with pytest.raises(problem):
        fail()
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("out.ttl", b"old")]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with writing(tmp_path / "out.ttl"):
            raise OSError(28, "No space left on device")

    with pytest.raises(Failure, match=r"cannot write .*out\.ttl: No space left on device") as failure:
        fail()
    assert failure.value.exit_code == Code.USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real" / "out.ttl")
    with writing(tmp_path / "link.ttl") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real" / "out.ttl").read_bytes() == b"new"


def test_permissions_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    (tmp_path / "old.ttl").touch(mode=0o600)
    (tmp_path / "plain").touch()
    for name in ("old.ttl", "new.ttl"):
        with writing(tmp_path / name) as stream:
            stream.write(b"x")
    assert stat.S_IMODE((tmp_path / "old.ttl").stat().st_mode) == 0o600
    assert (tmp_path / "new.ttl").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_device_is_written_to_and_stays() -> None:
    with writing(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no/such/out.ttl", r"the folder .*no/such does not exist; make it first"),
        ("", r"is a folder; name a file in it"),
    ],
)
def test_where_nothing_can_be_written_is_known_before_the_work(
    tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(click.BadParameter, match=message):
        OutputPath().convert(str(tmp_path / name), None, None)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_known_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    with pytest.raises(click.BadParameter, match="no permission"):
        OutputPath().convert(str(tmp_path / "closed" / "out.ttl"), None, None)


def test_a_dash_is_standard_output() -> None:
    assert OutputPath().convert("-", None, None) == STDOUT
