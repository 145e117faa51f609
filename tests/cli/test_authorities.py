"""``kg authorities``, and ``--authorities``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import support
from tests.cli.support import Kg

DUTCH = """\
Tweetalige printerversie Eentalige printerversie

Schriftelijke vraag nr. 7-90002

van Anna Voorbeeld (Groen) d.d. 2 juni 2022

aan de minister van Openbare Tuinen
________
Banken
________
boom
________
Chronologie
2/6/2022 Verzending vraag (Einde van de antwoordtermijn: 7/7/2022)
________
Vraag nr. 7-90002 d.d. 2 juni 2022 : (Vraag gesteld in het Nederlands)

Hoeveel banken staan er in onze openbare tuinen?
"""
BASE = "https://w3id.org/written-questions/be/senate/"


@pytest.fixture
def page(folder: Path) -> Path:
    path = folder / "page.txt"
    path.write_text(support.page("7-90001"), encoding="utf-8")
    return path


@pytest.fixture
def names(kg: Kg, folder: Path, page: Path) -> Path:
    done = kg("authorities", "learn", page, "-o", "names.toml")
    assert (done.code, done.out) == (0, "")
    assert done.err == "1 post, 1 parties and groups, 2 terms.\n"
    return folder / "names.toml"


def test_pairs_are_learnt(names: Path) -> None:
    assert (
        '\n[[post]]\nfr = "ministre des Jardins publics"\nnl = "minister van Openbare Tuinen"\nexample = "7-90001"\n'
        in names.read_text(encoding="utf-8")
    )


def test_a_dutch_page_meets_the_french_names(kg: Kg, folder: Path, names: Path) -> None:
    (folder / "nl.txt").write_text(DUTCH, encoding="utf-8")
    plain, known = (kg("convert", "nl.txt", *more).out for more in ((), ("--authorities", names)))
    assert f"<{BASE}post/nl/minister-van-openbare-tuinen>" in plain
    assert f"<{BASE}topic/nl/boom>" in plain
    assert f"<{BASE}post/ministre-des-jardins-publics>" in known
    assert f"<{BASE}topic/arbre>" in known
    assert "/nl/" not in known


def test_what_was_known_is_kept_and_ambiguous_names_are_told(kg: Kg, folder: Path, page: Path) -> None:
    (folder / "own.toml").write_text(
        '[[post]]\nfr = "ministre des Parcs"\nnl = "minister van Openbare Tuinen"\n', encoding="utf-8"
    )
    done = kg("authorities", "learn", page, "-o", "own.toml", "--authorities", "own.toml")
    assert done.code == 0
    assert "1 Dutch name with several French ones" in done.err
    (folder / "nl.txt").write_text(DUTCH, encoding="utf-8")
    done = kg("convert", "nl.txt", "--authorities", "own.toml")
    assert f"<{BASE}post/nl/minister-van-openbare-tuinen>" in done.out
    assert "nl.txt:7: warning: " in done.err
    assert "[name-ambiguous]" in done.err


def test_several_files_count_together(kg: Kg, folder: Path, names: Path) -> None:
    (folder / "nl.txt").write_text(DUTCH, encoding="utf-8")
    (folder / "own.toml").write_text(
        '[[person]]\nname = "Anna Voorbeeld"\nlegislatures = [7]\niri = "https://example.org/anna"\n',
        encoding="utf-8",
    )
    done = kg("build", "nl.txt", "-o", "-", "-q", "--authorities", names, "--authorities", "own.toml")
    assert done.code == 0, done.err
    assert "wq:askedBy <https://example.org/anna>" in done.out
    assert f"<{BASE}post/ministre-des-jardins-publics>" in done.out


def test_a_malformed_file_is_told_with_its_entry(kg: Kg, folder: Path, page: Path) -> None:
    (folder / "own.toml").write_text('[[post]]\nfr = "ministre"\n', encoding="utf-8")
    for arguments in (("convert", page), ("authorities", "learn", page)):
        done = kg(*arguments, "--authorities", "own.toml")
        assert (done.code, done.out) == (2, "")
        assert done.err == "error: own.toml: [[post]] number 1: nl is missing\n"
