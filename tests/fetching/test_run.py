"""Runs: what is asked for, what is kept, and when a run ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.fetching import Outcome, Result, Settings, Stopped, Target, fetch, numbers, targets
from kg.fetching.folder import Folder
from kg.model import DocumentNumber, Language, View
from kg.sidecar import Sidecar, path_of
from tests.fetching.pages import MISSING, RUBBISH, answered, closed, waiting, without_its_answer
from tests.fetching.server import Reply, Server, StillClock

ONE = "7-9001"
FILE = f"{ONE}-bilingual-print-fr.html"


def pages(text: str = ONE) -> list[Target]:
    return list(targets(numbers(text), [View.BILINGUAL_PRINT], [Language.FR]))


def run(
    server: Server,
    folder: Path,
    text: str = ONE,
    *,
    clock: StillClock | None = None,
    again: bool = False,
    **options: Any,
) -> Iterator[Outcome]:
    settings = Settings(user_agent="written-questions/0", site=server.site, **options)
    return fetch(pages(text), folder, settings, clock=clock or StillClock(), again=again)


def told(outcomes: Iterator[Outcome]) -> list[str]:
    """What a run gave, up to where it stopped."""
    lines = []
    try:
        for outcome in outcomes:
            parts = (outcome.target.number, outcome.result, outcome.state, outcome.why)
            lines.append(" | ".join(str(part) for part in parts if part))
    except Stopped as problem:
        lines.append(f"stopped: {problem}")
    return lines


def sidecar(folder: Path, name: str = FILE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{name}.meta.json").read_bytes())
    return found


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_page_is_kept_as_it_came_with_what_is_known_of_it(server: Server, tmp_path: Path) -> None:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "ETag": '"a1"',
        "Last-Modified": "Tue, 19 Jul 2022 10:00:00 GMT",
    }
    server.replies[ONE] = [Reply(answered(), headers=headers)]
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"]
    assert names(tmp_path) == [FILE, f"{FILE}.meta.json"]
    assert (tmp_path / FILE).read_bytes() == answered()
    path = "/www/?MIval=Vragen/SVPrintNLFR&LEG=7&NR=9001&LANG=fr"
    assert server.requests[-1].sent == path
    assert sidecar(tmp_path) == {
        "url": server.site + path,
        "address": f"https://www.senate.be{path}",
        "retrieved": "2024-05-06T12:00:01Z",
        "checked": "2024-05-06T12:00:01Z",
        "sha256": "ANY",
        "etag": '"a1"',
        "last_modified": "Tue, 19 Jul 2022 10:00:00 GMT",
        "content_type": "text/html; charset=utf-8",
        "state": "answered",
    } | {"sha256": sidecar(tmp_path)["sha256"]}
    assert Sidecar(sha256=sidecar(tmp_path)["sha256"]).is_of(answered())


@pytest.mark.parametrize(
    ("page", "asked_again", "reason"),
    [
        (answered(), False, "answered: nothing more will come"),
        (closed(), False, "closed: nothing more will come"),
        (waiting(), True, "open: an answer may have come"),
        (without_its_answer(), True, "the answer is not there yet"),
    ],
)
def test_what_is_asked_for_again(
    server: Server, tmp_path: Path, page: bytes, asked_again: bool, reason: str
) -> None:
    server.replies[ONE] = [Reply(page)]
    list(run(server, tmp_path))
    before = len(server.requests)
    (outcome,) = run(server, tmp_path)
    assert (outcome.result is Result.UNCHANGED) == asked_again, reason
    assert (outcome.result is Result.COMPLETE) != asked_again
    assert len(server.requests) - before == (2 if asked_again else 0), "with robots.txt, or none at all"
    list(run(server, tmp_path, again=True))
    assert len(server.asked()) == (3 if asked_again else 2)


VALIDATORS = {"ETag": '"a1"', "Last-Modified": "Tue, 19 Jul 2022 10:00:00 GMT"}


def test_an_open_page_is_asked_whether_it_has_changed(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [
        Reply(waiting(), headers=VALIDATORS),
        Reply(status=304, headers={"ETag": '"a2"'}),
        Reply(answered(), headers={"ETag": '"b"'}),
    ]
    clock = StillClock()
    assert told(run(server, tmp_path, clock=clock)) == [f"{ONE} | fetched | open"]
    first = sidecar(tmp_path)
    clock.passed = 3600
    assert told(run(server, tmp_path, clock=clock)) == [f"{ONE} | unchanged | open"]
    asked = server.requests[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"a1"', VALIDATORS["Last-Modified"])
    second = sidecar(tmp_path)
    assert second == first | {"checked": "2024-05-06T13:00:01Z", "etag": '"a2"'}
    assert told(run(server, tmp_path, clock=clock)) == [f"{ONE} | fetched | answered"]
    assert server.requests[-1].headers["If-None-Match"] == '"a2"'
    assert (tmp_path / FILE).read_bytes() == answered()
    assert sidecar(tmp_path)["last_modified"] is None


def test_the_same_bytes_again_are_unchanged(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(waiting())]
    clock = StillClock()
    list(run(server, tmp_path, clock=clock))
    assert told(run(server, tmp_path, clock=clock)) == [f"{ONE} | unchanged | open"]
    found = sidecar(tmp_path)
    assert found["retrieved"] < found["checked"]
    assert "If-None-Match" not in server.requests[-1].headers


def test_a_copy_that_may_be_cut_is_asked_for_whole(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(answered()[:-900], headers=VALIDATORS), Reply(answered())]
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | incomplete"]
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"]
    assert "If-None-Match" not in server.requests[-1].headers


def test_not_changed_where_nobody_asked(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(status=304)]
    assert told(run(server, tmp_path)) == [f"{ONE} | failed | HTTP 304"]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda page: path_of(page).unlink(), "no sidecar, as where somebody put the page there"),
        (lambda page: path_of(page).write_text("{"), "a damaged sidecar"),
        (
            lambda page: path_of(page).write_text('{"state": "open", "sha256": "00"}'),
            "a sidecar of other bytes",
        ),
    ],
)
def test_a_settled_page_is_known_without_its_sidecar(
    server: Server, tmp_path: Path, spoil: Any, reason: str
) -> None:
    server.replies[ONE] = [Reply(answered())]
    list(run(server, tmp_path))
    spoil(tmp_path / FILE)
    assert told(run(server, tmp_path)) == [f"{ONE} | already complete | answered"], reason


def test_a_page_that_was_changed_by_hand_is_not_taken_for_the_servers(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(waiting(), headers=VALIDATORS), Reply(answered())]
    list(run(server, tmp_path))
    (tmp_path / FILE).write_bytes(waiting() + b"\n")
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"]
    assert "If-None-Match" not in server.requests[-1].headers


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(MISSING), "a page that says so"),
        (Reply(status=404), "not found"),
        (Reply(status=410), "gone"),
    ],
)
def test_a_question_that_is_not_there(server: Server, tmp_path: Path, reply: Reply, reason: str) -> None:
    server.replies[ONE] = [reply, Reply(answered())]
    assert told(run(server, tmp_path)) == [f"{ONE} | missing | missing"], reason
    assert names(tmp_path) == [f"{FILE}.meta.json"]
    assert (sidecar(tmp_path)["state"], sidecar(tmp_path)["sha256"]) == ("missing", None)
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"], "it may be put later"
    assert sidecar(tmp_path)["state"] == "answered"


def test_a_page_that_is_no_longer_there_is_kept(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(waiting()), Reply(status=404)]
    list(run(server, tmp_path))
    before = sidecar(tmp_path)
    assert told(run(server, tmp_path)) == [f"{ONE} | missing | open | the page that was got earlier stays"]
    assert ((tmp_path / FILE).read_bytes(), sidecar(tmp_path)) == (waiting(), before)


def test_what_is_no_page_of_the_question_is_kept_aside(server: Server, tmp_path: Path) -> None:
    server.replies[ONE] = [Reply(waiting()), Reply(RUBBISH), Reply(answered())]
    list(run(server, tmp_path))
    (line,) = told(run(server, tmp_path))
    assert line.startswith(f"{ONE} | failed | rejected | not a Senate written question")
    assert line.endswith(f"(kept as {FILE}.rejected)")
    assert names(tmp_path) == [FILE, f"{FILE}.meta.json", f"{FILE}.rejected", f"{FILE}.rejected.meta.json"]
    assert (tmp_path / FILE).read_bytes() == waiting()
    assert (tmp_path / f"{FILE}.rejected").read_bytes() == RUBBISH
    assert sidecar(tmp_path, f"{FILE}.rejected")["state"] == "rejected"
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"]
    assert names(tmp_path) == [FILE, f"{FILE}.meta.json"], "what was kept aside has had its day"


def test_one_page_that_fails_does_not_end_the_run(server: Server, tmp_path: Path) -> None:
    server.replies |= {f"7-{number}": [Reply(answered(f"7-{number}"))] for number in (1, 3)}
    server.replies["7-2"] = [Reply(status=500)]
    assert told(run(server, tmp_path, "7-1..3", retries=1)) == [
        "7-1 | fetched | answered",
        "7-2 | failed | HTTP 500 Internal Server Error, 2 times",
        "7-3 | fetched | answered",
    ]
    assert told(run(server, tmp_path, "7-1..3", retries=0))[::2] == [
        "7-1 | already complete | answered",
        "7-3 | already complete | answered",
    ]


def test_one_request_at_a_time_with_the_pause_that_robots_txt_asks_for(
    server: Server, tmp_path: Path
) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: *\nCrawl-delay: 8")]
    clock = StillClock()
    list(run(server, tmp_path, "7-1..3", clock=clock))
    assert [request.path for request in server.requests] == ["/robots.txt", "7-1", "7-2", "7-3"]
    assert clock.slept == [8, 8, 8]


def test_the_longer_pause_counts(server: Server, tmp_path: Path) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: *\nCrawl-delay: 1")]
    clock = StillClock()
    list(run(server, tmp_path, "7-1..2", clock=clock, delay=3))
    assert clock.slept == [3, 3]


def test_what_robots_txt_forbids_is_not_asked_for(server: Server, tmp_path: Path) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: *\nDisallow: /*NR=9001&")]
    server.replies |= {ONE: [Reply(answered())], "7-9002": [Reply(answered("7-9002"))]}
    assert told(run(server, tmp_path, "7-9001..9002")) == [
        f"{ONE} | failed | robots.txt does not allow it",
        "7-9002 | fetched | answered",
    ]
    assert server.asked() == ["7-9002"]


def test_without_robots_txt_nothing_is_asked_for(server: Server, tmp_path: Path) -> None:
    server.replies["/robots.txt"] = [Reply(status=503)]
    (line,) = told(run(server, tmp_path, "7-1..3"))
    assert line.startswith("stopped: robots.txt cannot be read (HTTP 503 Service Unavailable, 5 times)")
    assert server.asked() == []


def test_a_server_that_asks_for_a_long_pause_ends_the_run(server: Server, tmp_path: Path) -> None:
    server.replies["7-2"] = [Reply(status=429, headers={"Retry-After": "7200"})]
    why = "HTTP 429 Too Many Requests, and asks to wait 7200 seconds"
    assert told(run(server, tmp_path, "7-1..9"))[1:] == [f"7-2 | failed | {why}", f"stopped: {why}"]


def test_a_server_that_answers_no_more_ends_the_run(server: Server, tmp_path: Path) -> None:
    server.replies |= {f"7-{number}": [Reply(status=500)] for number in range(1, 20)}
    server.replies["7-4"] = [Reply(answered("7-4"))]
    lines = told(run(server, tmp_path, "7-1..19", retries=0))
    assert lines[3] == "7-4 | fetched | answered"
    assert lines[-1] == "stopped: 5 pages one after the other could not be got"
    assert server.asked() == [f"7-{number}" for number in range(1, 10)]


def test_an_end_between_sidecar_and_page_leaves_the_old_page_and_is_taken_up_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies[ONE] = [Reply(waiting(), headers=VALIDATORS), Reply(answered()), Reply(answered())]
    list(run(server, tmp_path))
    written: list[Path] = []
    replacing = Folder._write.__globals__["replacing"]

    def interrupted(path: Path) -> Any:
        written.append(path)
        if path.suffix == ".html":
            raise KeyboardInterrupt
        return replacing(path)

    with monkeypatch.context() as patch:
        patch.setattr("kg.fetching.folder.replacing", interrupted)
        with pytest.raises(KeyboardInterrupt):
            list(run(server, tmp_path))
    assert [path.name for path in written] == [f"{FILE}.meta.json", FILE]
    assert (tmp_path / FILE).read_bytes() == waiting()
    assert not Sidecar.parse((tmp_path / f"{FILE}.meta.json").read_bytes()).is_of(waiting())  # type: ignore[union-attr]
    assert told(run(server, tmp_path)) == [f"{ONE} | fetched | answered"]
    assert "If-None-Match" not in server.requests[-1].headers


def test_a_page_is_there_before_it_is_told_of(server: Server, tmp_path: Path) -> None:
    server.replies |= {f"7-{number}": [Reply(answered(f"7-{number}"))] for number in (1, 2)}
    outcomes = run(server, tmp_path, "7-1..2")
    assert next(outcomes).target.number == DocumentNumber(7, 1)
    assert names(tmp_path) == ["7-1-bilingual-print-fr.html", "7-1-bilingual-print-fr.html.meta.json"]
    assert server.asked() == ["7-1"]
