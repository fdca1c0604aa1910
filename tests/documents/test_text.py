"""Plain text, Markdown, encodings and characters."""

from __future__ import annotations

import hashlib
import io
import sys
import time
from pathlib import Path

import pytest

from detente.crisis import Document
from detente.documents import Limits, from_bytes, from_text, load
from detente.errors import DetenteError, DocumentError, UsageError

PROSE = "Arland struck two camps in Borland. Borland recalled its ambassador.\n"


def text_of(data: bytes, name: str = "account.txt") -> Document:
    return from_bytes(data, name=name)


def code_of(data: bytes, name: str = "account.txt", **limits: float) -> str:
    with pytest.raises(DetenteError) as caught:
        from_bytes(data, name=name, limits=Limits(**limits))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_text_is_stored_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "The account.txt"
    path.write_bytes(PROSE.encode())
    document = load(path)
    assert document.text == PROSE
    assert document.id == "the_account"
    assert document.encoding == "utf-8"
    assert document.sha256 == hashlib.sha256(PROSE.encode()).hexdigest()
    assert document.title is document.published is document.source is None
    assert document.warnings == ()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PROSE.encode())))
    document = load("-")
    assert (document.id, document.text) == ("stdin", PROSE)


def test_labelled_lines_at_the_top_are_taken_and_marked() -> None:
    text = "Title: A war of two days\nDate: 22 January 2024\nSource: The Gazette\n\n" + PROSE
    document = text_of(text.encode())
    assert document.title == "A war of two days"
    assert document.published == "2024-01-22"
    assert document.source == "The Gazette"
    assert document.text == text
    assert [span.slice(text).split(":")[0] for span in document.boilerplate] == ["Title", "Date", "Source"]


@pytest.mark.parametrize(
    "first", ["On 22 January 2024 Arland struck.", "He said: Source: none.", "Datelines vary."]
)
def test_prose_gives_no_title_or_date(first: str) -> None:
    document = text_of(f"{first}\n{PROSE}".encode())
    assert document.title is document.published is document.source is None


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("byline", "published"),
    [
        ("By Jane Doe, 22 January 2024", "2024-01-22"),
        ("By Jane Doe in Arport | January 22, 2024", "2024-01-22"),
        ("By Jane Doe - 2024-01-22", "2024-01-22"),
        ("By Jane Doe, 31 February 2024", None),
        ("By Jane Doe", None),
    ],
)
def test_a_byline_may_hold_the_date(name: str, byline: str, published: str | None) -> None:
    document = text_of(f"A War of Two Days\n\n{byline}\n\n{PROSE}".encode(), name)
    assert document.published == published
    assert [span.slice(document.text) for span in document.boilerplate] == [byline]
    later = text_of(f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{byline}".encode(), name)
    assert later.published is None


def test_a_label_wins_over_a_byline() -> None:
    text = f"Date: 3 March 2024\n\nBy Jane Doe, 22 January 2024\n\n{PROSE}"
    assert text_of(text.encode()).published == "2024-03-03"


@pytest.mark.parametrize("stated", ["2024-02-30", "01/02/2024", "0000-01-01", "the other day"])
def test_a_stated_date_that_is_none_is_named_and_left_out(stated: str) -> None:
    document = text_of(f"Date: {stated}\n\n{PROSE}".encode())
    assert document.published is None
    assert any(stated in warning for warning in document.warnings)


@pytest.mark.parametrize("given", ["2024-01-22", "2024-01", "2024", "0001-01-01", "2024-02-29"])
def test_a_given_date_wins(given: str) -> None:
    data = f"Date: 1999-01-01\n\n{PROSE}".encode()
    assert from_bytes(data, name="a.txt", published=given).published == given


@pytest.mark.parametrize(
    "given", ["2024-02-30", "2023-02-29", "22 January 2024", "2024-1-2", "0000", "20240122", "", "\u202e2024"]
)
def test_a_given_date_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_bytes(PROSE.encode(), name="a.txt", published=given)
    assert caught.value.code == "S213"
    assert "\u202e" not in str(caught.value)


ACCENTED = "Le Président l’a dit – « assez »… Señor Núñez, São Tomé, Kızılay’s café.\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b""),
        ("utf-8", b""),
    ],
)
def test_encodings_are_told_apart(encoding: str, mark: bytes) -> None:
    document = text_of(mark + (ACCENTED * 3).encode(encoding))
    assert document.text == ACCENTED * 3
    assert document.encoding == encoding


def test_western_punctuation_in_old_files() -> None:
    words = "The minister’s “final” warning – he said – came late… at Nuñez’s café. " * 3
    document = text_of(words.encode("cp1252"))
    assert document.text == words
    assert document.encoding == "cp1252"
    assert any("cp1252" in warning for warning in document.warnings)


def test_an_old_cyrillic_file_is_recognised() -> None:
    words = "Министр отозвал посла из столицы соседней страны после ударов по лагерям на границе. " * 20
    document = text_of(words.encode("cp1251"))
    assert document.text == words
    assert any("likelihood" in warning for warning in document.warnings)


def test_a_cut_utf8_file_keeps_its_text() -> None:
    document = text_of(("Núñez spoke. " * 30 + "São").encode()[:-2])
    assert document.text == "Núñez spoke. " * 30 + "S\ufffd"
    assert document.encoding == "utf-8"
    assert any("U+FFFD" in warning for warning in document.warnings)


def test_line_ends_become_one_and_are_named() -> None:
    document = text_of(b"One.\r\nTwo.\rThree.\nFour.")
    assert document.text == "One.\nTwo.\nThree.\nFour."
    assert any(r"\r\n 1x" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("odd", "named"),
    [
        ("\0", "NUL"),
        ("\x1b", "ESCAPE"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\u2028", "LINE SEPARATOR"),
        ("a" + "\u0301" * 200, "combining"),
        ("\U0001f1ee\U0001f1f7\U0001f9d1\U0001f3fd", None),
        ("e\u0301 \u00e9", None),
        ("\x0b\x0c\x85", None),
    ],
)
def test_odd_characters_are_kept_and_named(odd: str, named: str | None) -> None:
    text = f"Arland {odd} struck the camps of Borland and then withdrew its troops.\n" * 2
    document = text_of(text.encode())
    assert document.text == text
    if named:
        assert any(named in warning for warning in document.warnings)
    else:
        assert document.warnings == ()
    assert all(odd not in warning for warning in document.warnings)


def test_half_surrogates_cannot_be_stored() -> None:
    document = from_text("Arland \ud800 struck. Borland \udfff answered.")
    assert document.text == "Arland \ufffd struck. Borland \ufffd answered."
    assert any("surrogate" in warning for warning in document.warnings)
    wide = "Arland ".encode("utf-16-le") + b"\x00\xd8" + " struck the camps.".encode("utf-16-le")
    assert text_of(b"\xff\xfe" + wide).text.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D104"),
        (b" \n\t\n", "D104"),
        (b"\xef\xbb\xbf", "D104"),
        (bytes(range(256)) * 40, "D103"),
        (b"\0" * 5000, "D103"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "D103"),
        (b"{\\rtf1 text}", "D103"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "D103"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_caps_name_their_figure(tmp_path: Path) -> None:
    assert code_of(b"a. " * 100, characters=100) == "D106"
    assert code_of(b"a. " * 100, line_characters=100) == "D105"
    assert code_of(b"a. " * 100, file_bytes=100) == "D101"
    assert from_bytes(b"a.\n" * 100, name="a.txt", limits=Limits(line_characters=100)).text


def test_a_file_of_a_gigabyte_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)  # takes no room on most file systems, and must not be read
    with pytest.raises(DocumentError) as caught:
        load(path)
    assert caught.value.code == "D101"
    assert str(1 << 30) in caught.value.what


def test_a_line_of_fifty_megabytes_is_refused_quickly() -> None:
    assert code_of(b"Arland struck. " * (50 * 1024 * 1024 // 15)) == "D105"


@pytest.mark.parametrize("name", ["a.csv", "a.exe", "a.json"])
def test_unknown_kinds_are_refused(name: str) -> None:
    assert code_of(PROSE.encode(), name) == "D102"


def test_a_name_without_a_suffix_goes_by_content() -> None:
    assert text_of(PROSE.encode(), "README").text == PROSE


def test_a_media_type_counts_before_the_name() -> None:
    document = from_bytes(
        b"# Head\n\nArland *struck*.", name="x.txt", media_type="text/markdown; charset=utf-8"
    )
    assert document.text == "Head\n\nArland struck."


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("../../etc/x.txt", "x"),
        ("C:\\temp\\My Report.txt", "my_report"),
        ("CON.txt", "document_con"),
        ("\u202egpj.txt", "gpj"),
        ("a\0b.txt", "a_b"),
        ("<script>alert(1)</script>.txt", "script"),
        ("Отчёт 5.txt", "отчет_5"),
        ("....txt", "document"),
        (".txt", "txt"),
    ],
)
def test_ids_are_safe_slugs(name: str, id: str) -> None:
    assert text_of(PROSE.encode(), name).id == id


def test_a_long_name_keeps_a_short_id() -> None:
    one, two = (text_of(PROSE.encode(), "n" * 300 + tail + ".txt").id for tail in "ab")
    assert one != two
    assert len(one) == 60


@pytest.mark.parametrize(
    "name", ["no\u202esuch.txt", "no\nsuch.txt", "no\x1b[2Jsuch.txt", "no\udcffsuch.txt", "no\0such.txt"]
)
def test_a_missing_file_is_named_with_escapes(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(str(tmp_path) + "/" + name)
    assert caught.value.code == "S210"
    assert str(caught.value).isprintable()


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    for path in (tmp_path / ("n" * 300 + ".txt"), tmp_path / "file" / "a.txt"):
        (tmp_path / "file").write_text(PROSE)
        with pytest.raises(UsageError) as caught:
            load(path)
        assert caught.value.code in ("S210", "S211")


def test_two_hundred_thousand_sentences_take_seconds() -> None:
    text = "".join(
        f"On day {day} Arland struck a camp in Borland and then withdrew.\n" for day in range(200_000)
    )
    started = time.process_time()
    assert text_of(text.encode()).text == text
    assert time.process_time() - started < 15


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert caught.value.code == "S212"


MARKDOWN = """---
title: "Two days in January"
date: 2024-01-22
source: The Gazette
tags:
  - war
---
# The strikes

Arland [struck](https://example.org/a_(b)) **two** camps in
_Borland_, `it said`[^1]. ![map](m.png)

> Borland ~~never~~ answered.

What followed
-------------

1. Envoys *left*.
2. Talks stopped

| Day | Deed |
|-----|------|
| 16  | strike |

```
code = 1
```
<!-- hidden
still hidden -->
5 \\* 3 &amp; snake_case_name

[ref]: https://example.org
"""


def test_markdown_becomes_plain_text() -> None:
    document = text_of(MARKDOWN.encode(), "a.md")
    assert document.text == (
        "The strikes\n\nArland struck two camps in Borland, it said.\n\n"
        "Borland never answered.\n\nWhat followed\n\n"
        "Envoys left.\nTalks stopped\n\nDay | Deed\n16 | strike\n\n5 * 3 & snake_case_name"
    )
    assert [span.slice(document.text) for span in document.headings] == ["The strikes", "What followed"]
    assert (document.title, document.published, document.source) == (
        "Two days in January",
        "2024-01-22",
        "The Gazette",
    )


def test_the_first_heading_of_markdown_is_its_title() -> None:
    assert text_of(b"# A *short* war\n\nArland struck.", "a.md").title == "A short war"
    assert text_of(b"Arland struck.\n\n# Later\n\nIt withdrew.", "a.md").title is None


@pytest.mark.parametrize(
    "mark", ["[", "*", "**a ", "`", "![", "<a", "_ a", "> ", "[a](", "|", "- ", "\\", "&#", "<!--"]
)
def test_hostile_markdown_takes_linear_time(mark: str) -> None:
    document = text_of(b"Arland struck.\n\n" + (mark * (100_000 // len(mark))).encode(), "a.md")
    assert document.text.startswith("Arland struck.")
