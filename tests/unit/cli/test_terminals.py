"""Odd terminals and bad input, through real processes: never a traceback, whatever the terminal or the reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.commands import DOSSIERS, process, run, small

SMALL = DOSSIERS / "small"
COMMANDS = (("check", SMALL), ("explain", "last-quarter", SMALL), ("fmt", SMALL), ("--help",))


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: args[0])
@pytest.mark.parametrize(
    "environment",
    [
        {"COLUMNS": "1", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"},
        {"COLUMNS": "none", "PYTHONIOENCODING": "cp1252", "TERM": "dumb"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "COLUMNS": "20"},
    ],
    ids=("narrow and ASCII", "no width and Windows-1252", "the C locale"),
)
def test_no_terminal_is_too_odd(args: tuple[str | Path, ...], environment: dict[str, str]) -> None:
    done = process(*args, **environment)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (1 if args[0] == "check" else 0), done.stderr
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("args", [("check", SMALL), ("explain", "attacks", SMALL, "--sql")], ids=lambda args: args[0])
def test_a_reader_that_has_gone_away_ends_it_quietly(args: tuple[str | Path, ...]) -> None:
    command = [sys.executable, "-m", "onrecord", *map(str, args)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        errors = running.stderr.read()
    assert running.returncode == 141
    assert errors == b""


@pytest.mark.parametrize("closed", [">&- 2>&-", "> /dev/full"])
def test_closed_and_full_outputs(closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m onrecord check "{SMALL}" {closed}'],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (1, 2)


def test_blocks_and_arrows_become_plain_characters() -> None:
    told = process("explain", "last-quarter", SMALL, PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert "2019 Q1 222233334458 2021 Q4" in told
    assert "?" not in told


def test_json_stays_json_in_any_encoding(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace("A small dossier", "Ein kleines 𝄞 Dossier – für Prüfungen"))
    plain = process("check", dossier, "--format", "json", PYTHONIOENCODING="ascii").stdout
    assert json.loads(plain.decode("ascii"))["dossier"] == "Ein kleines 𝄞 Dossier – für Prüfungen for tests"


def test_colours_are_for_terminals_only() -> None:
    pty = pytest.importorskip("pty")
    for environment, colored in (({}, True), ({"NO_COLOR": "1"}, False)):
        leader, follower = pty.openpty()
        env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | environment
        with subprocess.Popen(
            [sys.executable, "-m", "onrecord", "check", str(SMALL)], stdout=follower, stderr=subprocess.DEVNULL, env=env
        ) as running:
            os.close(follower)
            told = b""
            while True:
                try:
                    piece = os.read(leader, 65536)
                except OSError:
                    break
                if not piece:
                    break
                told += piece
        os.close(leader)
        assert running.returncode == 1
        assert (b"\x1b[" in told) is colored


@pytest.mark.parametrize("width", [20, 59, 80])
def test_lines_keep_to_the_width(width: int) -> None:
    for args in (("check", SMALL), ("explain", "inquiry", SMALL), ("explain", "last-quarter", SMALL)):
        lines = run(*args, COLUMNS=str(width)).stdout.splitlines()
        # The first line of a statement and tables of figures are not broken.
        long = [line for line in lines if len(line) > max(width, 40) and " " * 6 not in line.rstrip()]
        assert len(long) <= len(lines) / 4, long


def test_control_characters_of_a_file_never_reach_the_terminal(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    claim.write_text(claim.read_text().replace("The attacks doubled", "The \x1b[31mattacks\u202e doubled"))
    for args in (("check", dossier), ("explain", "next-year", dossier), ("fmt", dossier)):
        told = run(*args)
        assert "\x1b[31m" not in told.stdout + told.stderr
        assert "\u202e" not in told.stdout + told.stderr


def test_folders_with_odd_names(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9 'x' \xff")
    dossier = small(tmp_path / name) if (tmp_path / name).mkdir() is None else tmp_path
    for args in (("check", dossier), ("explain", "nothing", dossier)):
        done = process(*args)
        assert b"Traceback" not in done.stderr, done.stderr
    assert process("new", tmp_path / os.fsdecode(b"n\xffw")).returncode == 0


@pytest.mark.parametrize(
    "args", [("explain",), ("chekc",), ("explain", "x", "--rows=-1"), ("check", "--format", "xml")]
)
def test_wrong_words_are_2_with_a_hint(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (RuntimeError("of ours"), 3)])
def test_neither_an_interrupt_nor_a_fault_of_ours_reads_as_a_failed_statement(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr("onrecord.pipeline.check", stop)
    result = run("check", SMALL)
    assert result.exit_code == code
    assert "Traceback" not in result.stderr


def test_help_is_there_at_once() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert process("--help").returncode == 0
        times.append(time.perf_counter() - start)
    # Measured 0.13 s; a machine under load may take longer, an import of Ibis would take over a second.
    assert min(times) < 0.6


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from onrecord.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n" + (
        "print([m for m in ('ibis', 'duckdb', 'pyarrow', 'pandas', 'numpy', 'yaml', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
