"""``onrecord archive --again``: whether what is quoted still stands; and time-stamps over the log."""

from __future__ import annotations

import json
import re
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from tests.support.archives import dossier_of
from tests.support.authority import LocalAuthority, made_authority
from tests.support.commands import run
from tests.support.hostile_server import Server, answer, page, sends, serving

from onrecord.archive.log import read_log
from onrecord.archive.world import Limits
from onrecord.cli import archive as command
from onrecord.model.capture import Token

TEXT = (
    "<html><body><article><p>{}</p><p>The mission counted at least {} people in the town of Moura.</p></article></body>"
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    made = command._archivist

    def quick(*args: object) -> object:
        return replace(made(*args), limits=Limits(delay=0, attempts=1, seconds=20, idle=5))  # type: ignore[arg-type]

    monkeypatch.setattr(command, "_archivist", quick)


def news(number: str, date: str = "Monday") -> str:
    return TEXT.format(f"It was {date} when this was written, says the page at its beginning.", number)


def archive(root: Path, server: Server, *options: str) -> Result:
    return run("archive", root, "--allow", f"127.0.0.1:{server.port}", *options)


def quoting(root: Path, server: Server, quote: str = ' "at least 300 people"') -> Path:
    dossier_of(root / "d", {"note": server.url("/note")})
    path = root / "d" / "claims" / "security.md"
    path.write_text(path.read_text().replace("[@note]", f"[@note{quote}]"))
    return root / "d"


@pytest.mark.parametrize(
    ("quote", "later", "code", "told"),
    [
        (' "at least 300 people"', news("300"), 0, "captured  note  HTML, 181 bytes, the same as on"),
        (' "at least 300 people"', news("300", "Friday"), 0, "same      note  the passage quoted reads as on"),
        (' "at least 300 people"', news("200", "Friday"), 1, 'OR526 "note" no longer has the words quoted'),
        (
            ' "at least 300 people"', news("300").replace("The mission", "Nobody"), 1,
            'OR526 "note" has changed around the words quoted since',
        ),
        ("", news("200"), 0, "changed   note  the text reads otherwise than on"),
        ("", news("300").replace("<p>", "<p class=x>"), 0, "same      note  the text reads as on"),
        ("", "<html><script></script>", 0, "unclear   note  cannot be compared with the capture of"),
    ],
)  # fmt: skip
def test_only_a_change_of_what_is_quoted_is_a_finding(
    tmp_path: Path, quote: str, later: str, code: int, told: str
) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = quoting(tmp_path, server, quote)
        assert archive(root, server).exit_code == 0
        server.pages["/note"] = page(later)
        done = archive(root, server, "--again")
    assert done.exit_code == code, done.stdout
    assert told in done.stdout
    assert done.stdout.count("OR526") == code


def test_the_change_is_shown(tmp_path: Path) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = quoting(tmp_path, server)
        archive(root, server)
        server.pages["/note"] = page(news("200"))
        shown = archive(root, server, "--again").stdout
        server.pages["/note"] = page(news("100"))
        told = json.loads(archive(root, server, "--again", "--format", "json").stdout)
    assert "claims/security.md:6:" in shown
    assert '- Soldiers were seen. [@note "at least 300 people"]' in shown
    assert "“300” became “200”" in shown
    assert "was: The mission counted at least 300 people in the town of Moura." in shown
    assert "is: The mission counted at least 200 people in the town of Moura." in shown
    assert [(each["source"], each["with"], each["quoted"]) for each in told["compared"]] == [("note", 2, 1)]


# Time-stamps ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the local authority")
    return made_authority(tmp_path_factory.mktemp("tsa"))


def stamping(root: Path, server: Server, authority: LocalAuthority) -> Path:
    dossier = quoting(root, server)
    with (dossier / "dossier.toml").open("a") as stream:
        stream.write(f'\n[archive]\ntsa = "{server.url("/tsa")}"\nroots = "roots.pem"\n')
    shutil.copy(authority.folder / "root.pem", dossier / "roots.pem")

    def stamped(connection: socket.socket) -> None:
        body = authority.answer(server.bodies[-1])
        connection.sendall(answer(body, "200 OK", "application/timestamp-reply"))

    server.pages["/tsa"] = stamped
    return dossier


def test_the_log_is_stamped_and_verified_offline(tmp_path: Path, authority: LocalAuthority) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = stamping(tmp_path, server, authority)
        done = archive(root, server)
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"stamped   line 1  by {server.url('/tsa')}\n" in done.stdout
        assert archive(root, server).stdout == "Nothing to do: 1 source has a capture already.\n"
    capture, token = read_log(root).entries
    assert isinstance(token, Token)
    assert (token.of, token.digest) == (1, capture.line_digest)
    done = run("archive", root, "--verify")
    assert done.exit_code == 0
    assert "2 files and 2 lines of the log were checked: all as captured.\n" in done.stdout
    assert "Time-stamped: all of the log, on 20" in done.stdout
    assert "UTC by Authority.\n" in done.stdout
    told = json.loads(run("archive", root, "--verify", "--format", "json").stdout)
    assert [(each["line"], each["authority"]) for each in told["stamps"]] == [(1, "Authority")]


def test_a_time_stamp_vouches_for_nothing_that_was_changed(tmp_path: Path, authority: LocalAuthority) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = stamping(tmp_path, server, authority)
        archive(root, server)
        archive(root, server, "--again")
    log = root / "archive/captures.jsonl"
    lines = log.read_bytes().split(b"\n")
    assert len(lines) == 5
    # A forger who writes line 1 anew breaks the chain; the second stamp still vouches for what comes after it.
    log.write_bytes(b"\n".join([lines[0].replace(b'"by":"', b'"by":"x', 1), *lines[1:]]))
    told = run("archive", root, "--verify").stdout
    assert "Time-stamped: lines 2 to 3 of the log, on 20" in told
    assert "the log has 4 lines, and no time-stamp vouches for the others.\n" in told
    assert "help: The log was changed, not the token" in told
    # One who writes the stamped line anew as well leaves nothing that is vouched for.
    log.write_bytes(lines[0].replace(b'"by":"', b'"by":"x', 1) + b"\n" + lines[1] + b"\n")
    told = run("archive", root, "--verify").stdout
    assert "Time-stamped: nothing. No time-stamp vouches for the log as it is.\n" in told
    # A token that is not there vouches for nothing.
    log.write_bytes(b"\n".join(lines))
    for path in (root / "archive/tokens").rglob("*.tsr"):
        path.unlink()
    assert "Time-stamped: nothing." in run("archive", root, "--verify").stdout


def test_a_token_that_is_damaged_or_of_another_authority_is_told(
    tmp_path: Path, authority: LocalAuthority, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = stamping(tmp_path, server, authority)
        archive(root, server)
    other = made_authority(tmp_path_factory.mktemp("other"))
    shutil.copy(other.folder / "root.pem", root / "roots.pem")
    done = run("archive", root, "--verify")
    assert done.exit_code == 1
    assert "OR509 the time-stamp of line 1 is not valid: it cannot be trusted" in done.stdout
    (root / "roots.pem").unlink()
    done = run("archive", root, "--verify")
    assert (done.exit_code, "OR512 1 time-stamp cannot be verified: roots.pem is not there" in done.stdout) == (0, True)
    token = root / read_log(root).entries[1].file  # type: ignore[union-attr]
    token.write_bytes(token.read_bytes()[:-1] + b"\x00")
    shutil.copy(authority.folder / "root.pem", root / "roots.pem")
    done = run("archive", root, "--verify")
    assert done.exit_code == 1
    assert "OR502" in done.stdout


def test_two_captures_of_one_day_are_told_apart(tmp_path: Path) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = quoting(tmp_path, server)
        archive(root, server)
        server.pages["/note"] = page(news("200", "Friday"))
        done = archive(root, server, "--again")
    assert re.search(
        r"no longer has the words quoted, which it had on \d{4}-\d\d-\d\d at \d\d:\d\d:\d\d UTC", done.stdout
    )
    assert "has these words; a later one of that day has them no more" in run("check", root).stdout


def test_an_authority_on_a_private_network_can_be_allowed_by_name(tmp_path: Path, authority: LocalAuthority) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = stamping(tmp_path, server, authority)
        works = server.pages["/tsa"]
        server.pages["/tsa"] = sends(answer(b"", "503 Closed"))
        assert "--allow" not in archive(root, server).stdout
        server.pages["/tsa"] = works
        done = run("archive", root)
    assert "OR511" in done.stdout
    assert f"allow it by name: `onrecord archive --allow 127.0.0.1:{server.port}`" in done.stdout


def test_an_authority_that_fails_is_told_and_asked_again(tmp_path: Path, authority: LocalAuthority) -> None:
    with serving({"/note": page(news("300"))}) as server:
        root = stamping(tmp_path, server, authority)
        works = server.pages["/tsa"]
        server.pages["/tsa"] = sends(answer(b"", "503 Closed"))
        done = archive(root, server)
        assert done.exit_code == 1
        assert "OR511 no time-stamp for line 1 of the log: the server answered 503: not available now" in done.stdout
        server.pages["/tsa"] = sends(answer(b"\x30\x03\x02\x01\x02", "200 OK", "application/timestamp-reply"))
        assert "OR511" in archive(root, server).stdout
        server.pages["/tsa"] = works
        done = archive(root, server)
        assert (done.exit_code, "stamped   line 1" in done.stdout) == (0, True)
    assert read_log(root).lines == 2
