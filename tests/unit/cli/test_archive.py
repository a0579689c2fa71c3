"""``onrecord archive``, against the tests' own server."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from tests.support.archives import dossier_of
from tests.support.commands import run
from tests.support.hostile_server import Server, answer, page, redirect, sends, serving

from onrecord.archive.log import read_log
from onrecord.archive.world import Limits
from onrecord.cli import archive as command
from onrecord.model.capture import Capture, Failed

PAGES = {
    "/a": page("<p>at least 300"),
    "/r": redirect("/a"),
    "/pdf": sends(answer(b"%PDF-1.4", "200 OK", "application/pdf")),
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pauses between requests, and one attempt."""
    made = command._archivist

    def quick(*args: object) -> object:
        return replace(made(*args), limits=Limits(delay=0, attempts=1, seconds=20, idle=5))  # type: ignore[arg-type]

    monkeypatch.setattr(command, "_archivist", quick)


def cited(root: Path, server: Server, *names: str) -> Path:
    return dossier_of(root / "d", {name: server.url(f"/{name}") for name in names})


def archive(root: Path, server: Server, *options: str) -> Result:
    return run("archive", root, "--allow", f"127.0.0.1:{server.port}", "--by", "A. Editor", *options)


def test_what_is_cited_is_captured_once(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a", "r", "pdf")
        first = archive(root, server)
        assert (first.exit_code, first.stderr) == (0, "")
        assert first.stdout.splitlines() == [
            "captured  a  HTML, 15 bytes",
            "captured  r  HTML, 15 bytes, 1 redirect",
            "captured  pdf  PDF, 8 bytes",
            "3 captured.",
        ]
        log = (root / "archive" / "captures.jsonl").read_bytes()
        second = archive(root, server)
        assert second.stdout == "Nothing to do: 3 sources have captures already.\n"
        assert (root / "archive" / "captures.jsonl").read_bytes() == log
        assert len(server.paths) == 4
    assert [each.by for each in read_log(root).entries] == ["A. Editor"] * 3
    assert run("archive", root, "--verify").stdout == "3 files and 3 lines of the log were checked: all as captured.\n"
    assert "OR50" not in run("check", root, "--all").stdout


def test_a_failure_is_a_line_a_finding_and_exit_code_1(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a", "gone")
        done = archive(root, server)
    assert done.exit_code == 1
    assert "failed    gone  the server answered 404: no such page\n" in done.stdout
    assert (
        'sources.json:3:10 OR501 "gone" could not be captured: the server answered 404: no such page\n' in done.stdout
    )
    assert done.stdout.endswith("\n1 captured, 1 failed.\n")
    entry = read_log(root).entries[1]
    assert isinstance(entry, Failed)
    assert "OR501" in run("check", root).stdout


def test_what_failed_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a", "late")
        assert archive(root, server).exit_code == 1
        server.pages["/late"] = page("now")
        done = archive(root, server)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "1 captured; 1 source has a capture already.")
    assert "OR501" not in run("check", root).stdout


def test_private_addresses_are_refused_unless_allowed(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a")
        done = run("archive", root)
        assert done.exit_code == 1
        assert server.asked == []
    assert "failed    a  127.0.0.1 belongs to this machine\n" in done.stdout
    assert 'OR507 "a" is not fetched: 127.0.0.1 belongs to this machine' in done.stdout
    assert "--import FILE --source a" in done.stdout


def test_single_sources_and_again(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a", "pdf")
        assert archive(root, server, "--source", "pdf").stdout.endswith("1 captured.\n")
        assert archive(root, server, "--source", "pdf").stdout.startswith("Nothing to do")
        day = read_log(root).captures[0].day
        done = archive(root, server, "--source", "pdf", "--again")
        assert done.stdout.startswith(f"captured  pdf  PDF, 8 bytes, the same as on {day}\n")
        server.pages["/pdf"] = page("gone")
        done = archive(root, server, "--source", "pdf", "--again")
        assert done.stdout.startswith(f"captured  pdf  HTML, 4 bytes, other bytes than on {day}\n")
    assert [each.source for each in read_log(root).entries] == ["pdf"] * 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--source", "nobody"), "no source has the key nobody"),
        (("--source", "speech"), "the source speech has no URL"),
        (("--verify", "--again"), "--verify goes with none of the options that do something else"),
        (("--import", "x"), "--import needs to know of which source"),
        (("--import", "x", "--source", "a"), "there is no file x"),
        (("--import", "x", "--source", "a", "--browser"), "--import fetches nothing"),
        (("--note", "x"), "--url and --note belong to --import"),
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    root = dossier_of(tmp_path / "d", {"a": "https://example.org/", "speech": ""})
    done = run("archive", root, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert not (root / "archive").exists()


def test_a_file_saved_by_hand_is_taken_in(tmp_path: Path) -> None:
    root = dossier_of(tmp_path / "d", {"speech": "", "a": "https://example.org/a"})
    saved = tmp_path / "saved by me.txt"
    saved.write_bytes(b"%PDF-1.7\nspeech")
    options = ("--source", "speech", "--url", "https://example.org/s", "--note", "from the ministry's stand")
    done = run("archive", root, "--import", saved, *options, "--visibility", "internal")
    assert (done.exit_code, done.stdout) == (0, "imported  a source that is not public\n")
    (entry,) = read_log(root).captures
    assert (entry.imported, entry.url, entry.visibility) == (True, "https://example.org/s", "internal")
    assert entry.note == "from the ministry's stand"
    assert (root / entry.file).read_bytes() == saved.read_bytes()
    assert entry.file.endswith(".pdf")
    assert run("archive", root, "--verify").exit_code == 0
    again = run("archive", root, "--import", saved, *options, "--visibility", "internal", "--show", "internal")
    banner = "NOT FOR PUBLICATION: this shows what is marked internal.\n"
    assert (again.exit_code, again.stdout) == (0, f"{banner}imported  speech  PDF, 15 bytes\n")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    root = dossier_of(tmp_path / "d", {"a": "https://example.org/a"})
    (tmp_path / "page.pdf").write_bytes(b"\x7fELF\x00\x00")
    done = run("archive", root, "--import", tmp_path / "page.pdf", "--source", "a")
    assert done.exit_code == 2
    assert "cannot be imported: its content is not recognised; imported are PDF, HTML" in done.stderr
    assert read_log(root).lines == 0


def test_damage_is_told_and_exit_code_1(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a")
        archive(root, server)
    path = root / read_log(root).captures[0].file
    path.write_bytes(path.read_bytes()[:-5])
    done = run("archive", root, "--verify")
    assert done.exit_code == 1
    assert "archive/captures.jsonl:1:1 OR502" in done.stdout
    assert done.stdout.endswith("\n\n1 file and 1 line of the log were checked: 1 fault.\n")
    assert run("check", root).exit_code == 2


def test_a_log_with_faults_is_not_added_to(tmp_path: Path) -> None:
    root = dossier_of(tmp_path / "d", {"a": "https://example.org/a"})
    (root / "archive").mkdir()
    (root / "archive" / "captures.jsonl").write_text("nonsense\n")
    done = run("archive", root)
    assert done.exit_code == 2
    assert "OR504" in done.stdout
    assert "nothing was added to it" in done.stderr
    assert run("archive", root, "--verify").exit_code == 1


def test_a_torn_line_is_put_aside_and_told(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a")
        (root / "archive").mkdir()
        (root / "archive" / "captures.jsonl").write_text('{"at":')
        done = archive(root, server)
    assert done.stdout.startswith("The log ended in the middle of a line, which is now in archive/captures.torn-1.\n")
    assert (root / "archive" / "captures.torn-1").read_text() == '{"at":'
    assert read_log(root).findings == ()


def test_json(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "r", "gone")
        told = json.loads(archive(root, server, "--format", "json").stdout)
        assert (told["version"], told["exit_code"], told["skipped"]) == (1, 1, 0)
        captured, failed = told["entries"]
        assert (captured["kind"], captured["final_url"]) == ("capture", server.url("/a"))
        assert captured["redirects"] == [{"url": server.url("/r"), "status": 302}]
        assert (failed["kind"], failed["fault"], failed["status"]) == ("failed", "status", 404)
        assert [each["code"] for each in told["findings"]] == ["OR501"]
    told = json.loads(run("archive", root, "--verify", "--format", "json").stdout)
    assert (told["files"], told["lines"], told["findings"]) == (1, 2, [])


def test_a_dossier_without_an_archive(tmp_path: Path) -> None:
    root = dossier_of(tmp_path / "d", {"speech": ""})
    assert run("archive", root).stdout == "No source is cited that has a URL.\n"
    done = run("archive", root, "--verify")
    assert (done.exit_code, done.stdout) == (0, "There is no archive yet.\n")
    assert not (root / "archive" / "captures.jsonl").exists()


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that gives pages less time than usual."""
    pytest.importorskip("playwright")
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    monkeypatch.setattr("onrecord.archive.browser._SETTLE", 1500)


@pytest.mark.usefixtures("chromium")
def test_pages_whose_scripts_never_end_are_left(tmp_path: Path) -> None:
    with serving({"/js": page("<p>x<script>while (true) {}</script>")}) as server:
        done = archive(cited(tmp_path, server, "js"), server, "--browser")
    assert done.exit_code == 1
    assert "failed    js  the page's scripts never come to an end\n" in done.stdout


@pytest.mark.usefixtures("chromium")
def test_a_browser_shows_pages_and_the_archive_is_whole(tmp_path: Path) -> None:
    script = "<p id=x>empty<script>fetch('/data').then(r => r.text()).then(t => x.textContent = t)</script>"
    reach = "<img src='http://10.0.0.1/'><script>fetch('/post', {method: 'POST'}); open('/away'); "
    reach += "location = '/away'</script>"
    with serving({**PAGES, "/js": page(script + reach), "/data": page("at least 300")}) as server:
        root = cited(tmp_path, server, "js", "pdf")
        done = archive(root, server, "--browser")
        assert done.exit_code == 0, done.stdout
        assert "/post" not in server.paths
        assert "/away" not in server.paths
    assert "screenshot, pdf" in done.stdout
    js, pdf = read_log(root).captures
    assert [(each.what, each.file[-4:]) for each in js.attached] == [("screenshot", ".png"), ("pdf", ".pdf")]
    assert "Chromium" in js.tool
    assert pdf.attached == ()
    assert b"at least 300" in dom_of(root, js)
    claim = next((root / "claims").glob("*.md"))
    claim.write_text(claim.read_text() + '\n- The page says so. [@js "at least 300"] {#said}\n')
    (quoted,) = json.loads(run("check", root, "--format", "json").stdout)["quotations"]
    assert quoted["result"] == "found"
    assert run("archive", root, "--verify").exit_code == 0


def dom_of(root: Path, capture: Capture) -> bytes:
    from warcio import ArchiveIterator

    with (root / capture.file).open("rb") as stream:
        found = [each.raw_stream.read() for each in ArchiveIterator(stream) if each.rec_type == "resource"]
    return bytes(found[0])


def test_without_playwright_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    root = dossier_of(tmp_path / "d", {"a": "https://example.org/a"})
    done = run("archive", root, "--browser")
    assert done.exit_code == 2
    assert "playwright is not installed" in done.stderr
    assert "pip install 'onrecord[capture]'" in done.stderr


def test_without_chromium_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    root = dossier_of(tmp_path / "d", {"a": "https://example.org/a"})
    (tmp_path / "chromium").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("archive", root, "--browser")
    assert done.exit_code == 2
    assert "Chromium cannot be started" in done.stderr
    assert "package manager" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_bar_on_a_terminal_and_lines_elsewhere(tmp_path: Path) -> None:
    import os
    import pty

    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server, "a", "r")
        command = [sys.executable, "-m", "onrecord", "archive", str(root), "--allow", "127.0.0.1"]
        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment) as running:
            os.close(theirs)
            shown = b""
            with contextlib.suppress(OSError):  # a terminal ends with an error
                while piece := os.read(ours, 65536):
                    shown += piece
            assert running.stdout is not None
            lines = running.stdout.read()
        os.close(ours)
    assert lines.splitlines()[-1] == b"2 captured."
    assert b"\x1b" not in lines
    assert b"1/2" in shown
    assert server.url("/r").encode() in shown
    assert shown.rstrip().endswith(b"\x1b[2K")  # the bar is wiped
