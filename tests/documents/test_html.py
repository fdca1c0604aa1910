"""HTML: the account without menus and scripts, the page's own marks, and pages made to hurt."""

from __future__ import annotations

import time

import pytest

from detente.crisis import Document
from detente.documents import Limits, from_bytes
from detente.errors import DocumentError

ACCOUNT = "".join(
    f"<p>On day {day} the army of Arland struck a camp in Borland, and the <b>foreign minister</b> of "
    f"<a href='/x'>Borland</a> recalled the ambassador from the capital of Arland.</p>"
    for day in range(1, 9)
)


def page(body: str, head: str = "") -> bytes:
    start = f"<!DOCTYPE html><html><head><title>Two &amp; a half days</title>{head}</head>"
    return f"{start}<body>{body}</body></html>".encode()


def read(data: bytes, name: str = "page.html") -> Document:
    return from_bytes(data, name=name)


def test_an_article() -> None:
    body = (
        "<nav><a href='/'>Home</a><a href='/w'>World</a></nav><article><h1>Two days</h1>"
        f"{ACCOUNT}<h2>Background</h2><ul><li>First the envoys left the capital.</li>"
        "<li>Then the talks stopped.</li></ul>"
        "<p>One line.<br>Another line.</p></article><footer>© 2024 The Gazette</footer>"
    )
    document = read(page(body))
    assert "foreign minister of Borland recalled" in document.text
    assert "First the envoys left the capital.\nThen the talks stopped." in document.text
    assert "Home" not in document.text
    assert "©" not in document.text
    assert {"Two days", "Background"} == {span.slice(document.text) for span in document.headings}
    assert document.title == "Two & a half days"
    assert document.media_type == "text/html"
    assert document.warnings == ()


LINKED = '<script type="application/ld+json">'
HEADS = {
    "<meta property='article:published_time' content='2024-01-22T10:00:00+02:00'>": "2024-01-22",
    '<meta name="DC.date" content="2024-01">': "2024-01",
    '<meta itemprop="datePublished" content="January 22, 2024">': "2024-01-22",
    LINKED + '{"@graph":[{"@type":"NewsArticle","datePublished":"2024-01-22"}]}</script>': "2024-01-22",
    "<meta property='article:modified_time' content='2024-01-25'>": None,
    '<meta name="date" content="2024-02-30">': None,
    LINKED + '{"datePublished":' + "[" * 5000 + "</script>": None,
    "": None,
}


@pytest.mark.parametrize(("head", "published"), HEADS.items(), ids=range(len(HEADS)))
def test_the_publication_date_comes_from_marks_alone(head: str, published: str | None) -> None:
    document = read(page(f"<p>Updated 3 May 2023. © 2022</p>{ACCOUNT}", head))
    assert document.published == published
    assert any("02-30" in warning for warning in document.warnings) == ("02-30" in head)


def test_title_and_source() -> None:
    title = "<meta property=og:title content='Arland &lt;script&gt;'>"
    head = title + "<meta property='og:site_name' content='The Gazette'>"
    assert read(page(ACCOUNT, head)).title == "Arland <script>"
    assert read(page(ACCOUNT, head)).source == "The Gazette"
    link = "<link rel='canonical' href='https://example.org/a'>"
    assert read(page(ACCOUNT, head + link)).source == "https://example.org/a"
    assert read(page(ACCOUNT, "<link rel='canonical' href='javascript:alert(1)'>")).source is None


def test_scripts_leave_no_text() -> None:
    body = (
        "<script>alert('script')</script><style>p{color:evil}</style><svg><text>drawn</text></svg>"
        f"<img src=x onerror=alert('image')>{ACCOUNT}<p onclick='alert(\"click\")'>Last "
        "<a href='javascript:alert(2)'>word</a>.</p>"
        "<noscript>none</noscript><template>shadow</template><iframe src='http://example.org'>frame</iframe>"
    )
    for data in (page(body), b"<div>" * 3000 + page(body)):  # by trafilatura, and by the scanner
        document = read(data)
        for word in ("alert", "evil", "drawn", "shadow", "frame", "javascript", "onerror"):
            assert word not in document.text
        assert "Last word." in document.text


def test_nothing_is_told_twice() -> None:
    body = f"{ACCOUNT}<p>The <code>note</code> said so.</p><blockquote><p>Enough of this.</p></blockquote>"
    text = read(page(f"<article>{body}</article>")).text
    assert text.count("note") == text.count("Enough of this.") == 1
    assert "The note said so." in text


def test_marks_of_layout_do_not_part_words() -> None:
    data = page("<p>The am&shy;bas&shy;sador of&nbsp;Arland\n\tleft.</p>")
    assert read(data).text == "The ambassador of Arland left."


def test_a_short_page_is_read_whole() -> None:
    document = read(page("<p>Arland struck Borland.</p><p>Borland recalled its envoy.</p>"))
    assert document.text == "Arland struck Borland.\n\nBorland recalled its envoy."


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read(page("<script>x</script><img src=a>"))
    assert caught.value.code == "D130"
    assert caught.value.where == "page.html"


def test_two_hundred_thousand_nested_tags() -> None:
    deep = b"<div>" * 200_000 + b"<p>Arland struck Borland.</p>" + b"</div>" * 200_000
    started = time.perf_counter()
    document = read(deep)
    assert document.text == "Arland struck Borland."
    assert any("200001 deep" in warning for warning in document.warnings)
    assert time.perf_counter() - started < 20


def test_a_large_page_is_taken_whole() -> None:
    document = read(page("<p>Arland <a href='x'>struck</a> Borland.</p>" * 60_000))
    assert document.text.count("Arland struck Borland.") == 60_000
    assert any("menus included" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<![CDATA[",
        "<a b='",
        '<a b="',
        "<script>",
        "<title>",
        "</",
        "&#",
        "&#9",
        "<a ",
        "&lt;",
        "<p",
        "<a b=c ",
    ],
)
def test_damaged_pages_take_linear_time(piece: str) -> None:
    data = page(f"<p>Arland struck Borland.</p>{piece * (300_000 // len(piece))}")
    document = from_bytes(data, name="a.html", limits=Limits(seconds=15))
    assert "Arland struck Borland." in document.text


def test_the_declared_encoding_is_used() -> None:
    body = "<meta charset='iso-8859-2'><p>Prezydent Wałęsa odwołał ambasadora.</p>"
    document = read(f"<html>{body}</html>".encode("iso-8859-2"))
    assert document.text == "Prezydent Wałęsa odwołał ambasadora."
    assert document.encoding == "iso8859-2"


def test_a_page_named_as_text_is_read_as_a_page() -> None:
    document = read(page(ACCOUNT), "saved.txt")
    assert document.media_type == "text/html"
    assert any("named as text" in warning for warning in document.warnings)
    assert "<p>" not in document.text


def test_a_wide_page_without_mark() -> None:
    data = page("<p>Arland struck Borland and then withdrew.</p>").decode().encode("utf-16-le")
    assert read(data, "a.htm").text == "Arland struck Borland and then withdrew."
