"""``onrecord fmt``: shows, checks and writes; never touches a file with an error."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import run, small


def untidy(tmp_path: Path) -> Path:
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    claim.write_bytes(claim.read_bytes().replace(b"\n- In 2021", b"   \n\n\n- In 2021").replace(b"\n", b"\r\n"))
    settings = dossier / "dossier.toml"
    settings.write_bytes(b"\xef\xbb\xbf" + settings.read_bytes() + b"\n\n\n")
    return dossier


def contents(dossier: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in dossier.rglob("*") if path.is_file()}


def test_a_tidy_dossier_needs_nothing(tmp_path: Path) -> None:
    result = run("fmt", small(tmp_path), "--check")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "5 files already canonical.\n"


def test_without_options_the_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    dossier = untidy(tmp_path)
    before = contents(dossier)
    result = run("fmt", dossier)
    assert result.exit_code == 0
    assert "--- claims/safety.md\n+++ claims/safety.md (canonical)\n" in result.stdout
    assert "claims/safety.md: its line ends become LF\n" in result.stdout
    assert "dossier.toml: its byte-order mark goes\n" in result.stdout
    assert "2 files would change" in result.stderr
    assert contents(dossier) == before


def test_check_is_1_where_a_file_would_change(tmp_path: Path) -> None:
    dossier = untidy(tmp_path)
    before = contents(dossier)
    result = run("fmt", dossier, "--check")
    assert result.exit_code == 1
    assert result.stdout == "would change dossier.toml\nwould change claims/safety.md\n"
    assert contents(dossier) == before


def test_write_writes_once(tmp_path: Path) -> None:
    dossier = untidy(tmp_path)
    first = run("fmt", dossier, "--write")
    assert first.exit_code == 0
    assert first.stdout == "wrote dossier.toml\nwrote claims/safety.md\n"
    again = run("fmt", dossier, "--write")
    assert (again.exit_code, again.stdout) == (0, "")
    assert contents(dossier / "claims") == {
        str(dossier / "claims" / path.name): path.read_bytes()
        for path in (small(tmp_path / "fresh") / "claims").iterdir()
    }


def test_a_file_with_an_error_is_left_alone_and_the_others_written(tmp_path: Path) -> None:
    dossier = untidy(tmp_path)
    broken = dossier / "claims" / "promises.md"
    broken.write_text(broken.read_text().replace("made: 2021-05-20", "made: 2021-05-40"))
    before = broken.read_bytes()
    result = run("fmt", dossier, "--write")
    assert result.exit_code == 2
    assert "OR018" in result.stderr
    assert "claims/promises.md is left alone" in result.stderr
    assert "wrote claims/safety.md" in result.stdout
    assert broken.read_bytes() == before


def test_write_and_check_exclude_each_other(tmp_path: Path) -> None:
    assert run("fmt", tmp_path, "--write", "--check").exit_code == 2


def test_no_folder_is_2(tmp_path: Path) -> None:
    result = run("fmt", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "is no folder" in result.stderr
