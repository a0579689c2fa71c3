"""Releases over the network, against servers that behave as is documented, and ones that do not."""

# ruff: noqa: SIM117

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import Time, world
from tests.support.hostile_server import Server, answer, serving
from tests.support.providers import Programs, acled_event, header, piecewise, said, ucdp, ucdp_event

from onrecord.archive import transfers
from onrecord.receiving import (
    INCOMING,
    LIMITS,
    Incoming,
    InUseError,
    NotReceivedError,
    Receiver,
    receiving,
    unpacked,
)

SECRETS = {"UCDP_ACCESS_TOKEN": "tok", "ACLED_EMAIL": "a@b.example", "ACLED_PASSWORD": "p&ß"}


@contextmanager
def programs(paths: dict[str, Any]) -> Iterator[Server]:
    pages = Programs(paths)
    with serving() as server:
        server.pages, pages.server = pages, server
        yield server


def receiver(server: Server, **more: Any) -> Receiver:
    made = Receiver("onrecord test", world(Time()), LIMITS, (f"127.0.0.1:{server.port}",), SECRETS)
    return replace(made, **more)


def come(root: Path, server: Server, path: str, **more: Any) -> tuple[Incoming, bytes]:
    with receiving(root, server.url(path), receiver(server, **more)) as came:
        return came, came.path.read_bytes()


def test_all_pages_of_ucdp_are_one_table(tmp_path: Path) -> None:
    events = [ucdp_event(number) for number in range(2500)]
    with programs({"/api/gedevents/25.1": ucdp(events)}) as server:
        came, table = come(tmp_path, server, "/api/gedevents/25.1?Country=432")
        assert server.paths == [
            f"/api/gedevents/25.1?Country=432&pagesize=1000{page}" for page in ("", "&page=1", "&page=2")
        ]
    lines = table.decode().splitlines()
    assert len(lines) == 2501
    assert lines[0].startswith("id,type_of_violence,date_start,")
    assert lines[2] == '1,3,2020-03-02T00:00:00,2020-03-02T00:00:00,1,0,9,Mali,"The ""A"", B",Civilians,14.5,'
    assert (came.release, came.redistribute, came.retrieved) == ("25.1", True, Time().now().date())
    assert not (tmp_path / INCOMING).exists()


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    events = [ucdp_event(number) for number in range(2500)]
    whole, broken = ucdp(events), [True]

    def once(query: dict[str, str], request: str) -> bytes:
        return answer(b"no", "404 Not Found") if query.get("page") == "2" and broken else whole(query, request)

    with programs({"/api/gedevents/25.1": once}) as server:
        with pytest.raises(NotReceivedError, match="404"):
            come(tmp_path, server, "/api/gedevents/25.1")
        broken.clear()
        server.asked.clear()
        come(tmp_path, server, "/api/gedevents/25.1")
        assert server.paths == ["/api/gedevents/25.1?pagesize=1000&page=2"]


def test_a_busy_server_is_asked_again_later(tmp_path: Path) -> None:
    whole, busy = ucdp([ucdp_event(1)]), [429, 503, 500]

    def serve(query: dict[str, str], request: str) -> bytes:
        return answer(b"", f"{busy.pop()} Busy", "text/plain", "Retry-After: 120") if busy else whole(query, request)

    time = Time()
    start = time.monotonic()
    with programs({"/api/gedevents/25.1": serve}) as server:
        come(tmp_path, server, "/api/gedevents/25.1", world=world(time))
    assert time.monotonic() - start >= 360


@pytest.mark.parametrize(
    ("said_", "told"),
    [
        ({"TotalCount": 3, "NextPageUrl": "", "Result": [ucdp_event(1)]}, "1 events came of 3"),
        ({"TotalCount": 0, "NextPageUrl": "", "Result": []}, "there is no event for this address"),
        ({"message": "no such  release"}, "the server says: no such release"),
        ([1], "no JSON object"),
        ({"Result": [[1]]}, "no events in it"),
        ({"Result": [{"id": {"deep": 1}}]}, "a value that is a list"),
        ({"Result": [ucdp_event(1)], "NextPageUrl": "x?page=nan"}, "does not name the page that follows"),
        ({"Result": [ucdp_event(1)], "NextPageUrl": "x?page=-5"}, "does not name the page that follows"),
        ({"Result": [{f"c{n}": n for n in range(201)}]}, "more than 200 columns"),
    ],
)
def test_what_is_no_whole_list_is_refused(tmp_path: Path, said_: object, told: str) -> None:
    with programs({"/api/gedevents/25.1": lambda query, request: said(said_)}) as server:
        with pytest.raises(NotReceivedError, match=told):
            come(tmp_path, server, "/api/gedevents/25.1")
    assert not list((tmp_path / INCOMING).rglob("*.*"))


def test_a_list_that_goes_round_in_a_circle_ends(tmp_path: Path) -> None:
    def serve(query: dict[str, str], request: str) -> bytes:
        return said({"Result": [ucdp_event(1)], "NextPageUrl": "x?page=1"})

    with programs({"/api/gedevents/25.1": serve}) as server:
        with pytest.raises(NotReceivedError, match="does not name the page that follows"):
            come(tmp_path, server, "/api/gedevents/25.1")


def test_a_token_that_is_missing_or_wrong_is_said(tmp_path: Path) -> None:
    with programs({"/api/gedevents/25.1": ucdp([ucdp_event(1)])}) as server:
        with pytest.raises(NotReceivedError, match="UCDP_ACCESS_TOKEN is not set"):
            come(tmp_path, server, "/api/gedevents/25.1", secrets={})
        assert server.asked == []
        with pytest.raises(NotReceivedError, match="401: it wants a login") as raised:
            come(tmp_path, server, "/api/gedevents/25.1", secrets={"UCDP_ACCESS_TOKEN": "other"})
        assert raised.value.remedy.startswith("Set UCDP_ACCESS_TOKEN")
        with pytest.raises(NotReceivedError, match="a character that no token has"):
            come(tmp_path, server, "/api/gedevents/25.1", secrets={"UCDP_ACCESS_TOKEN": "a\r\nHost: x"})


def test_a_secret_goes_to_its_provider_only(tmp_path: Path) -> None:
    with programs({"/api/gedevents/25.1": ucdp([ucdp_event(1)])}) as other:
        away = answer(b"", "302 Found", "text/html", f"Location: {other.url('/api/gedevents/25.1')}")
        with programs({"/api/gedevents/25.1": lambda query, request: away}) as server:
            with pytest.raises(NotReceivedError, match="which may not see the password or token"):
                come(tmp_path, server, "/api/gedevents/25.1", allowed=("127.0.0.1",))
        assert other.asked == []
        # An address with the same path elsewhere is a file like any other: nothing secret is sent along.
        names = world(Time(), {"example.org": "127.0.0.1"})
        with pytest.raises(NotReceivedError):
            with receiving(
                tmp_path, f"http://example.org:{other.port}/api/gedevents/25.1", receiver(other, world=names)
            ):
                pass
        assert all("tok" not in header(each, "x-ucdp-access-token") for each in other.asked)


def test_acled_logs_in_pages_and_logs_in_again(tmp_path: Path) -> None:
    tokens: list[str] = []
    events = [acled_event(number) for number in range(10_001)]

    def login(query: dict[str, str], request: str) -> bytes:
        tokens.append(f"t{len(tokens)}")
        return said({"token_type": "Bearer", "expires_in": 86400, "access_token": tokens[-1], "refresh_token": "r"})

    def read(query: dict[str, str], request: str) -> bytes:
        page, limit = int(query["page"]), int(query["limit"])
        wanted = "t0" if page < 3 else "t1"
        if header(request, "Authorization") != f"Bearer {wanted}":
            return said({"message": "The access token has expired."}, "401 Unauthorized")
        rows = events[(page - 1) * limit : page * limit]
        return said({"status": 200, "success": True, "count": len(rows), "data": rows})

    with programs({"/oauth/token": login, "/api/acled/read": read}) as server:
        came, table = come(tmp_path, server, "/api/acled/read?country=Mali&_format=csv")
        assert b"username=a%40b.example&password=p%26%C3%9F&grant_type=password&client_id=acled" in server.bodies
        assert server.paths[1] == "/api/acled/read?country=Mali&limit=5000&page=1"
        assert not any("p%26" in each for each in server.asked)
    assert len(tokens) == 2
    assert table.count(b"MLI") == 10_001
    assert not came.redistribute


def test_a_login_that_fails(tmp_path: Path) -> None:
    def read(query: dict[str, str], request: str) -> bytes:
        return said({"data": []})

    for reply, told in (
        (said({"error": "invalid_grant"}, "400 Bad Request"), "400: bad request"),
        (said({"access_token": "a\nb"}), "the login gave no token"),
        (said({"access_token": ""}), "the login gave no token"),
        (said([]), "the login gave no token"),
    ):
        paths = {"/oauth/token": lambda query, request, reply=reply: reply, "/api/acled/read": read}
        with programs(paths) as server, pytest.raises(NotReceivedError, match=told):
            come(tmp_path, server, "/api/acled/read")


def test_a_file_comes_in_pieces_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "PIECE", 10)
    body, left = b"id,best\n" + b"1,2\n" * 20, [3]
    whole = piecewise(lambda: (body, '"one"'))

    def serve(query: dict[str, str], request: str) -> bytes:
        left[0] -= 1
        return answer(b"", "404 Not Found") if left[0] < 0 else whole(query, request)

    with programs({"/d/ged.csv": serve}) as server:
        with pytest.raises(NotReceivedError):
            come(tmp_path, server, "/d/ged.csv")
        left[0] = 100
        server.asked.clear()
        came, found = come(tmp_path, server, "/d/ged.csv#rows")
        assert header(server.asked[0], "Range") == "bytes=0-9"  # another address: its fragment is part of it
        left[0] = 3
        with pytest.raises(NotReceivedError):
            come(tmp_path, server, "/d/ged.csv?again")
        left[0] = 100
        server.asked.clear()
        came, found = come(tmp_path, server, "/d/ged.csv?again")
        assert header(server.asked[0], "Range") == "bytes=30-39"
        assert header(server.asked[0], "If-Range") == '"one"'
    assert found == body
    assert (came.path.name, came.address) == ("ged.csv", server.url("/d/ged.csv?again"))


def test_a_file_that_changes_while_it_comes_is_never_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "PIECE", 10)
    versions, asked = [(b"a" * 35, '"a"'), (b"b" * 38, '"b"')], [0]

    def now() -> tuple[bytes, str]:
        asked[0] += 1
        return versions[asked[0] > 2]

    with programs({"/ged.csv": piecewise(now)}) as server:
        assert come(tmp_path, server, "/ged.csv")[1] == b"b" * 38


def test_a_file_that_changes_all_the_time_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "PIECE", 10)
    asked = [0]

    def now() -> tuple[bytes, str]:
        asked[0] += 1
        return b"a" * 35, f'"{asked[0] // 2}"'

    with programs({"/ged.csv": piecewise(now)}) as server, pytest.raises(NotReceivedError, match="changed twice"):
        come(tmp_path, server, "/ged.csv")


def test_a_file_without_a_version_comes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "PIECE", 10)
    with programs({"/ged.csv": piecewise(lambda: (b"a" * 35, ""))}) as server:
        assert come(tmp_path, server, "/ged.csv")[1] == b"a" * 35
        assert [header(each, "Range") for each in server.asked] == ["bytes=0-9", ""]


def test_a_server_that_sends_other_parts(tmp_path: Path) -> None:
    for about in ("bytes 5-9/10", "bytes 0-9/5", "bytes */10", "no"):
        part = answer(b"0123456789", "206 Partial Content", "text/csv", f"Content-Range: {about}")
        with programs({"/ged.csv": lambda query, request, part=part: part}) as server:
            with pytest.raises(NotReceivedError, match="another part of the file"):
                come(tmp_path, server, "/ged.csv")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    part = answer(b"0" * 10, "206 Partial Content", "text/csv", "Content-Range: bytes 0-9/99999999999")
    with programs({"/ged.csv": lambda query, request: part}) as server:
        with pytest.raises(NotReceivedError, match="larger than 4,096 MiB"):
            come(tmp_path, server, "/ged.csv")


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    with serving() as server, pytest.raises(NotReceivedError, match="belongs to this machine") as raised:
        come(tmp_path, server, "/ged.csv", allowed=())
    assert "--allow HOST" in raised.value.remedy
    with pytest.raises(NotReceivedError, match="only http and https"):
        with receiving(tmp_path, "file:///etc/passwd", Receiver("onrecord test")):
            pass


def test_one_at_a_time(tmp_path: Path) -> None:
    with programs({"/ged.csv": lambda query, request: answer(b"x")}) as server:
        with receiving(tmp_path, server.url("/ged.csv"), receiver(server)):
            with pytest.raises(InUseError, match="process"):
                come(tmp_path, server, "/ged.csv")


# ZIP files ------------------------------------------------------------------------------------------------------


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_the_one_table_of_a_zip_file(tmp_path: Path) -> None:
    path = packed(tmp_path / "ged251-csv.zip", {"../../GED.CSV": b"id\n1\n", "readme.pdf": b"x", "__MACOSX/a.csv": b""})
    out = tmp_path / "out"
    out.mkdir()
    found = unpacked(path, out)
    assert found == out / "ged251-csv.csv"
    assert found.read_bytes() == b"id\n1\n"
    assert unpacked(found, out) == found


def test_zip_files_that_hold_no_single_table(tmp_path: Path) -> None:
    with pytest.raises(NotReceivedError, match="2 tables"):
        unpacked(packed(tmp_path / "a.zip", {"a.csv": b"1", "b.csv": b"2"}), tmp_path)
    with pytest.raises(NotReceivedError, match="no table"):
        unpacked(packed(tmp_path / "b.zip", {"a.pdf": b"1"}), tmp_path)
    (tmp_path / "c.zip").write_bytes(b"PK nonsense")
    with pytest.raises(NotReceivedError, match="no ZIP file that can be read"):
        unpacked(tmp_path / "c.zip", tmp_path)
    bomb = packed(tmp_path / "d.zip", {"a.csv": b"0" * 100_000})
    data = bytearray(bomb.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # it says that it unpacks to 10 bytes
    bomb.write_bytes(data)
    with pytest.raises(NotReceivedError):
        unpacked(bomb, tmp_path)


def test_pages_of_another_day_are_not_used(tmp_path: Path) -> None:
    events = [ucdp_event(number) for number in range(1500)]
    with programs({"/api/gedevents/25.1": ucdp(events)}) as server:
        url = server.url("/api/gedevents/25.1")
        with pytest.raises(RuntimeError), receiving(tmp_path, url, receiver(server)):
            raise RuntimeError("stopped before it was kept")
        kept = list((tmp_path / INCOMING).rglob("page-*.json"))
        assert len(kept) == 2
        assert json.loads(kept[0].read_bytes().partition(b"\n")[0])["url"].startswith(url)
        kept[0].parent.rename(kept[0].parent.with_name("2001-01-01"))
        server.asked.clear()
        come(tmp_path, server, "/api/gedevents/25.1")
        assert len(server.paths) == 2
