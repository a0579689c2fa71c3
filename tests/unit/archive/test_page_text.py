"""The text of captured pages: nothing that a reader sees is missing, nothing hidden is there, and odd bytes say why."""
# ruff: noqa: E501 (lines of pages)

from __future__ import annotations

import io

import pytest

from onrecord.archive.charsets import decode
from onrecord.archive.page_text import page_text
from onrecord.archive.quotations import look_up
from onrecord.model.quotation import Selector, Sought

PAGE = """<!doctype html><html><head><title>Moura &amp; after</title><style>p {}</style></head><body>
<nav><ul><li>Home<li>About us</ul></nav><article><h1>Mali: Massacre</h1>
<p>At least <b>300</b> civil&shy;ians<sup><a href="#n">12</a></sup> were
killed.<br>The XX<sup>e</sup> siècle.</p><p hidden>not shown</p><p style="display: none">nor this</p>
<table><tr><td>Dead<td>203</table><pre>one
two</pre><!-- a comment --><noscript>enable it</noscript>
<p>Human Rights Watch says so and the army denies it, in a paragraph of words that goes on and on, to be the main text.</p>
</article><script>var hidden = "killed by script"</script><footer>Imprint</footer></body></html>"""


def test_whole_page() -> None:
    found = page_text(PAGE.encode(), "text/html; charset=utf-8")
    assert found.whole.split("\n") == [
        "Moura & after", "Home", "About us", "Mali: Massacre", "At least 300 civil\xadians¹² were killed.",
        "The XXe siècle.", "Dead 203", "one", "two",
        "Human Rights Watch says so and the army denies it, in a paragraph of words that goes on and on, to be the main "
        "text.",
        "Imprint",
    ]  # fmt: skip


def test_the_main_text_has_neither_menus_nor_hidden_passages() -> None:
    main = page_text(PAGE.encode(), "text/html").main
    assert "300" in main
    for absent in ("About us", "Imprint", "not shown", "nor this", "script"):
        assert absent not in main


def test_a_note_does_not_change_a_number() -> None:
    text = page_text(b"<html><body><p>They killed 300<sup>1</sup> people.</p></body></html>", "text/html")
    assert look_up(text, Selector("They killed 300 people")).sought is Sought.FOUND
    assert look_up(text, Selector("They killed 3001 people")).sought is Sought.NOT_FOUND


def test_the_same_bytes_give_the_same_text() -> None:
    assert len({page_text(PAGE.encode(), "text/html") for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("data", "type_", "expected"),
    [
        ("été".encode(), "text/html", "été"),
        ("été".encode("cp1252"), "text/html", "été"),
        ("été".encode("cp1252"), "text/html; charset=iso-8859-1", "été"),
        ("été".encode("utf-8-sig"), "text/html; charset=iso-8859-1", "été"),
        ("été".encode("utf-16"), "", "été"),
        (b'<meta charset="windows-1251">' + "где".encode("cp1251"), "text/html", '<meta charset="windows-1251">где'),
        (b"<?xml version='1.0' encoding='koi8-r'?>" + "где".encode("koi8-r"), "", "<?xml version='1.0' encoding='koi8-r'?>где"),
        ("été".encode(), "text/html; charset=nonsense", "été"),
        ("été".encode(), "text/html; charset=base64", "été"),
        ("été".encode()[:-1], "text/plain", "ét\ufffd"),
        (b"<meta charset=utf-16>x", "text/html", "<meta charset=utf-16>x"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, type_: str, expected: str) -> None:
    assert decode(data, type_) == expected


@pytest.mark.parametrize(
    ("data", "type_", "why"),
    [
        (b"", "text/html", "the capture is empty"),
        (b" \n\0", "text/html", "the capture is empty"),
        (b"\x89PNG\r\n\x1a\n....", "text/html", "it is a picture, and no text is read from pictures"),
        (b"PK\x03\x04....", "application/pdf", "it is a packed file or office document, and its text is not read"),
        (b"\x00\x01\x02binary", "text/html", "it is neither HTML nor PDF nor text, though served as text/html"),
        (b"<html><body><script>x</script></body></html>", "text/html",
         "the page has no text that a reader sees; it may need a browser to show it"),
        (b"<html><body>" + b"<div>" * 100_000 + b"deep", "text/html", "its elements are nested too deep to be read"),
        (b"%PDF-1.7 broken", "application/pdf", "the PDF cannot be read: it is damaged, or no PDF"),
    ],
)  # fmt: skip
def test_no_text(data: bytes, type_: str, why: str) -> None:
    found = page_text(data, type_)
    assert (found.main, found.whole, found.why) == ("", "", why)


def test_what_is_nested_too_deep_is_told() -> None:
    found = page_text(b"<html><body><p>Above.</p>" + b"<div>" * 5000 + b"deep", "text/html")
    assert (found.whole, found.partial) == ("Above.", "its elements are nested too deep to read all")
    assert look_up(found, Selector("deep down")).sought is Sought.NO_TEXT


@pytest.mark.parametrize("type_", ["text/plain", "application/pdf", "application/octet-stream", ""])
def test_a_lying_media_type(type_: str) -> None:
    assert page_text(b"Plain  words.\r\nMore.", "text/plain").whole == "Plain  words.\nMore."
    found = page_text(b"<html><body><p>Words.</p></body></html>", type_)
    assert found.whole == ("<html><body><p>Words.</p></body></html>" if type_ == "text/plain" else "Words.")
    assert page_text(pdf("Words."), type_ or "text/html").whole.strip() == "Words."


def pdf(*texts: str, password: str = "") -> bytes:
    """A PDF with a page for each text; an empty one is a picture."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for text in texts:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        font = DictionaryObject({
            NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        })  # fmt: skip
        resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        if not text:
            resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Im"): DictionaryObject()})
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def test_pdf() -> None:
    found = page_text(pdf("At least 300 civilian", "men were killed."), "application/pdf")
    assert [page.strip() for page in found.whole.split("\f")] == ["At least 300 civilian", "men were killed."]
    assert look_up(found, Selector("300 civilian men were killed")).sought is Sought.FOUND


def test_pdfs_that_hold_no_text_or_not_all() -> None:
    assert page_text(pdf("Secret", password="x")).why == "the PDF is protected by a password"
    assert page_text(pdf("")).why == "the PDF has no text: 1 of 1 pages are pictures without text"
    half = page_text(pdf("Words.", ""))
    assert half.partial == "1 of 2 pages are pictures without text"
    assert look_up(half, Selector("other words")).sought is Sought.NO_TEXT


def test_a_pdf_that_takes_too_long_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.archive import pdf_text

    ticks = iter(range(0, 1000, 15))
    found = pdf_text.pdf_text(pdf("One.", "Two.", "Three."), clock=lambda: float(next(ticks)))
    assert found.partial == "the first 1 of 3 pages"
    monkeypatch.setattr(pdf_text, "PAGES", 2)
    assert pdf_text.pdf_text(pdf("One.", "Two.", "Three.")).partial == "the first 2 of 3 pages"


def test_soft_hyphens_of_a_pdf_join_the_parts_of_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PageObject

    from onrecord.archive import pdf_text

    text = "ef\u00ad ficient investi\u00ad\ngation, 45 chil\u00addren"
    monkeypatch.setattr(PageObject, "extract_text", lambda self: text)
    assert pdf_text.pdf_text(pdf("One.")).whole == "efficient investigation, 45 children"
