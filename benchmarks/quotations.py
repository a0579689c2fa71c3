"""Fifty quotations looked up in a page of 5 MB, half of them not there, and one page's text read in a child process.

The page is made of invented words, as frequent as words are. The quotations that are not there differ in one word or
one number, so that the nearest passage has to be found. Ends in one FIGURE line.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from pathlib import Path

from onrecord.archive.extraction import kept_texts
from onrecord.archive.kept_pages import Kept
from onrecord.archive.quotations import SearchablePage
from onrecord.model.quotation import PageText, Selector, Sought


def made_up(size: int, seed: int) -> list[str]:
    """Words and numbers of about ``size`` characters."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyzéè"
    known = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(20_000)]
    words: list[str] = []
    length = 0
    while length < size:
        number = chance.random() < 0.03
        word = str(chance.randint(1, 99_999)) if number else known[min(int(chance.paretovariate(0.6)), len(known) - 1)]
        words.append(word)
        length += len(word) + 1
    return words


def quotations(words: list[str], count: int, seed: int) -> list[tuple[str, bool]]:
    """Stretches of the page, every second one with a word or number changed: (words, whether they are there)."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        start = chance.randrange(len(words) - 30)
        stretch = words[start : start + chance.randint(5, 25)]
        there = number % 2 == 0
        if not there:
            middle = len(stretch) // 2
            stretch[middle] = str(int(stretch[middle]) + 1) if stretch[middle].isdigit() else "replaced"
        found.append((" ".join(stretch), there))
    return found


def child(pages: int) -> tuple[float, float]:
    """Seconds until the text of the first page is there, the start of the child included, and for each further page."""
    body = "".join(f"<p>Witnesses said that {n} men were killed in the village by soldiers.</p>" for n in range(300))
    data = f"<html><body><article><h1>Report</h1>{body}</article></body></html>".encode()
    digest = hashlib.sha256(data).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / digest).write_bytes(data)
        kept = Kept(digest, "https://example.org/", f"sha256:{digest}", "text/html", True)
        start = time.perf_counter()
        texts = kept_texts(Path(folder), [kept] * pages)
        next(texts)
        first = time.perf_counter() - start
        rest = sum(1 for _ in texts)
        return first, (time.perf_counter() - start - first) / rest


def main() -> None:
    """Time both and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=5_000_000, help="characters of the page")
    parser.add_argument("--quotations", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    words = made_up(options.size, options.seed)
    wanted = quotations(words, options.quotations, options.seed)
    start = time.perf_counter()
    page = SearchablePage(PageText(whole=" ".join(words)))
    wrong = sum((page.look_up(Selector(text)).sought is Sought.FOUND) is not there for text, there in wanted)
    seconds = time.perf_counter() - start
    first, further = child(10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"FIGURE seconds={seconds:.2f} wrong={wrong} peak_mb={peak} first_page={first:.2f} further_page={further:.3f}"
    )


if __name__ == "__main__":
    main()
