"""The fetched pages of an archive as one WACZ file, for replay in a browser (Web Archive Collection Zipped 1.1.1).

The ``wacz`` package makes it; dates and identifiers that it takes from the clock and from chance are then replaced, so
that the same archive and time give the same bytes. Imports ``onrecord.archive``, standard library; wacz when used.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord.archive.bagit import Exported
from onrecord.archive.public import Public, public_archive, read_whole
from onrecord.durable import sync_folder
from onrecord.model.capture import Capture

REMEDY = "Install the extra: pip install 'onrecord[wacz]'."

Run = Callable[[list[str]], int | None]

_EARLIEST = (1980, 1, 1, 0, 0, 0)


class NoWaczError(Exception):
    """The ``wacz`` package is not installed; the text is the remedy."""


class NothingToExportError(Exception):
    """No capture that may leave was fetched into a WARC."""


def export(root: Path, target: Path, at: datetime, public: Public, title: str = "") -> Exported:
    """Export the fetched pages of the dossier in ``root`` as a WACZ. Imported files that are no WARC are not in it.

    ``at`` is the time of the export, ``public`` says which captures may leave. What stands at ``target`` is never
    overwritten. Raises ``NoWaczError``, ``NothingToExportError``, ``FileExistsError``, other ``OSError``,
    ``UnsafeError``, and ``ValueError`` where the file made is not valid.
    """
    wacz_main = _package()
    if target.exists() or target.is_symlink():
        raise FileExistsError(f"{target} is there already")
    archive = public_archive(root, public)
    captures = [each for each in archive.captures if each.file.endswith((".warc", ".warc.gz"))]
    if not captures:
        raise NothingToExportError("no page that may be given away was fetched into a WARC")
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        files = _laid_out(root, beside, captures)
        (beside / "pages.jsonl").write_text(_pages(captures, title), encoding="utf-8")
        raw, made = beside / "raw.wacz", beside / "made.wacz"
        options = ["create", *map(str, files), "-o", str(raw), "-p", str(beside / "pages.jsonl"), "--copy-pages"]
        options += ["--hash-type", "sha256", "--date", _iso(captures[0].at), *(["--title", title] if title else [])]
        _quietly(wacz_main, options)
        _settle(raw, made, at)
        if _quietly(wacz_main, ["validate", "-f", str(made)]) != 0:
            raise ValueError("the WACZ that was made is not valid")
        with made.open("rb") as stream:
            os.fsync(stream.fileno())
        size = made.stat().st_size
        made.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Exported(len(files), size, archive.withheld)


def _package() -> Run:
    """The package's command. Its dependencies warn of their own old ways of writing, which helps nobody here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from wacz.main import main  # type: ignore[import-untyped]
        except ImportError:
            raise NoWaczError(REMEDY) from None
    run: Run = main
    return run


def _laid_out(root: Path, folder: Path, captures: Sequence[Capture]) -> list[Path]:
    """Copies of the WARCs, with the names they have in the archive."""
    files = []
    for file in sorted({each.file for each in captures}):
        path = folder / file.rsplit("/", 1)[-1]
        path.write_bytes(read_whole(root, file))
        files.append(path)
    return files


def _pages(captures: Sequence[Capture], title: str) -> str:
    """The list of pages: one line for each capture."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": title or "Pages"}]
    for each in captures:
        url = each.final_url or each.url
        if url:
            lines.append({"id": each.line_digest[-22:], "url": url, "ts": _iso(each.at), "title": each.source})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _quietly(run: Run, options: list[str]) -> int:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return run(options) or 0


def _settle(raw: Path, made: Path, at: datetime) -> None:
    """Write the WACZ again, in order, with the time given for that of the clock."""
    stamp = max(_EARLIEST, at.astimezone(UTC).timetuple()[:6])
    with zipfile.ZipFile(raw) as source:
        contents = {info.filename: (source.read(info), info.compress_type) for info in source.infolist()}
    index = contents.get("indexes/index.cdx.gz")
    if index is not None:
        contents["indexes/index.cdx.gz"] = (_same_gzip(index[0]), index[1])
    package = json.loads(contents["datapackage.json"][0])
    package["created"] = _iso(at)
    for resource in package["resources"]:
        data = contents[resource["path"]][0]
        resource["hash"], resource["bytes"] = f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)
    described = json.dumps(package, indent=2).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    contents["datapackage.json"] = (described, zipfile.ZIP_DEFLATED)
    contents["datapackage-digest.json"] = (json.dumps(digest, indent=2).encode(), zipfile.ZIP_DEFLATED)
    with made.open("xb") as sink, zipfile.ZipFile(sink, "w") as packed:
        for name, (data, kind) in contents.items():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type, info.external_attr, info.create_system = kind, 0o100644 << 16, 3
            packed.writestr(info, data)


def _same_gzip(data: bytes) -> bytes:
    """The same content, without the time at which it was packed."""
    return data if data[4:8] == b"\0\0\0\0" else gzip.compress(gzip.decompress(data), mtime=0)
