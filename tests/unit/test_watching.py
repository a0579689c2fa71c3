"""The live view: what has changed is found, pages reload, and nobody else is served."""

from __future__ import annotations

import json
import threading
from http.client import HTTPConnection

import pytest

from onrecord.watching import News, changed, files_of, serve


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><p>hello</p></body></html>", "utf-8")
    (tmp_path / "style.css").write_text("p{}", "utf-8")
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "index.html").write_text("<body>claims</body>", "utf-8")
    return tmp_path


@pytest.fixture
def served(folder):
    news = News()
    news.tell()
    server = serve(folder, news, 0)
    yield server, news
    server.shutdown()
    server.server_close()


def get(server, path, host="127.0.0.1"):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{server.server_port}"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def test_what_is_new_gone_or_different_is_a_change(folder):
    output = folder / "_build"
    before = files_of(folder, output)
    assert changed(before, files_of(folder, output)) == ()
    output.mkdir()
    (output / "made.html").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "notes.md~").write_text("x")
    assert changed(before, files_of(folder, output)) == ()
    (folder / "a.html").unlink()
    (folder / "style.css").write_text("longer")
    (folder / "claims" / "new.md").write_text("x")
    names = [path.rsplit("/", 1)[1] for path in changed(before, files_of(folder, output))]
    assert sorted(names) == ["a.html", "new.md", "style.css"]


def test_pages_get_the_script_and_files_stay_as_they_are(served, folder):
    server, _ = served
    status, page = get(server, "/a.html")
    assert status == 200
    assert '<script src="/onrecord-live/script.js" defer></script></body>' in page
    assert "script" not in (folder / "a.html").read_text("utf-8")
    assert "claims" in get(server, "/claims/")[1]
    assert get(server, "/style.css") == (200, "p{}")
    assert "let seen = 1;" in get(server, "/onrecord-live/script.js")[1]


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "//etc/passwd", "/none.html"])
def test_nothing_outside_the_folder_is_served(served, folder, path):
    (folder.parent / "secret").write_text("secret")
    status, text = get(served[0], path)
    assert status == 404
    assert "secret" not in text.replace(path, "")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_page_elsewhere_cannot_reach_it_under_a_name_of_its_own(served, host):
    assert get(served[0], "/a.html", host)[0] == 403
    assert get(served[0], "/a.html", "localhost")[0] == 200


def test_news_come_when_a_build_ends_and_faults_are_shown(served):
    server, news = served
    assert json.loads(get(server, "/onrecord-live/news?seen=0")[1]) == {"build": 1, "fault": ""}
    threading.Timer(0.2, news.tell).start()
    assert json.loads(get(server, "/onrecord-live/news?seen=1")[1])["build"] == 2
    threading.Timer(0.2, news.tell, ("a file has a fault",)).start()
    assert json.loads(get(server, "/onrecord-live/news?seen=2")[1]) == {"build": 2, "fault": "a file has a fault"}
