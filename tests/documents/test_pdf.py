"""PDF: paragraphs put together, furniture marked, and files made to hurt."""

from __future__ import annotations

import time

import pytest

from detente.crisis import Document
from detente.documents import Limits, from_bytes
from detente.errors import DocumentError

from .builders import bomb_pdf, paragraph, pdf, pdf_bytes, pdf_of, stream

MEGABYTE = 1024 * 1024
PAGES = [
    [
        ("Quarterly Review of Crises", 72, 760, 9),
        ("The Strikes of January", 72, 720, 18),
        ("The government of Arland recalled its ambassador from the capital after the stri-", 72, 680, 11),
        ("kes and the foreign ministry said that the cross-border talks with the Anglo-", 72, 666, 11),
        ("American group would not go on while troops stood near the bor-", 72, 652, 11),
        ("der of the country.", 72, 638, 11),
        ("Background", 72, 610, 11),
        ("A second paragraph begins here and it runs to the end of the page where it then goes", 72, 582, 11),
        ("on and on without a stop because the sentence is not finished when the page ends and", 72, 568, 11),
        ("1", 300, 30, 9),
    ],
    [
        ("Quarterly Review of Crises", 72, 760, 9),
        ("so the rest of it stands on the second page. It ends here.", 72, 720, 11),
        ("Another paragraph. It is short.", 72, 690, 11),
        ("2", 300, 30, 9),
    ],
    [
        ("Quarterly Review of Crises", 72, 760, 9),
        ("The last paragraph of all ends the account of these days.", 72, 720, 11),
        ("3", 300, 30, 9),
    ],
]  # fmt: skip


def read(data: bytes, **limits: float) -> Document:
    return from_bytes(data, name="a.pdf", limits=Limits(**limits))  # type: ignore[arg-type]


def refused(data: bytes, **limits: float) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data, **limits)
    assert caught.value.where == "a.pdf"
    return caught.value.code


def test_lines_become_paragraphs() -> None:
    document = read(pdf(PAGES, info=b"/Title (The Crisis) /CreationDate (D:20240101)"))
    blocks = document.text.split("\n\n")
    assert (
        "The government of Arland recalled its ambassador from the capital after the strikes and the foreign "
        "ministry said that the cross-border talks with the Anglo-American group would not go on while "
        "troops stood near the border of the country."
    ) in blocks
    assert any(
        "when the page ends and so the rest of it stands on the second page." in block for block in blocks
    )
    assert "Another paragraph. It is short." in blocks
    assert [span.slice(document.text) for span in document.headings] == [
        "The Strikes of January",
        "Background",
    ]
    furniture = [span.slice(document.text) for span in document.boilerplate]
    assert furniture == [
        "Quarterly Review of Crises",
        "1",
        "Quarterly Review of Crises",
        "2",
        "Quarterly Review of Crises",
        "3",
    ]
    assert document.title == "The Crisis"
    assert document.published is None  # a creation date is no publication date


def test_running_heads_of_chapters_are_known_by_their_number() -> None:
    names = ["The Strikes", "The Strikes", "The Answer", "The Answer", "The Talks", "The Talks"]
    pages = [
        [(f"{name} {number}", 72, 760, 9), *paragraph(f"Arland and Borland {word}.", 700)]
        for number, name, word in zip(
            range(11, 17), names, ["fought", "rested", "wrote", "met", "spoke", "agreed"], strict=True
        )
    ]
    document = read(pdf(pages))
    furniture = [span.slice(document.text) for span in document.boilerplate]
    assert furniture == [f"{name} {number}" for number, name in enumerate(names, 11)]


def test_tables_of_contents_are_boilerplate() -> None:
    entries = ["1 The strikes . . . . . . . . . 3", "2 The answer ........... 12"]
    lines = [(entry, 72, 700 - 14 * index, 11) for index, entry in enumerate(entries)]
    document = read(pdf([[*lines, *paragraph("Arland struck Borland in January.", 640)]]))
    assert len(document.boilerplate) == 2
    assert document.text.endswith("\n\nArland struck Borland in January.")


def test_a_title_that_a_program_made_up_is_left_out() -> None:
    lines = [paragraph("Arland struck Borland and then withdrew.", 700)]
    assert read(pdf(lines, info=b"/Title (Microsoft Word - draft3.docx)")).title is None
    assert read(pdf(lines, info=b"/Title (untitled)")).title is None


def test_indented_paragraphs_are_told_apart() -> None:
    one = paragraph("Arland struck two camps in Borland on the first day of the year. " * 3, 700)
    two = paragraph(
        "Borland recalled its ambassador and called the strikes an act of war. " * 3, 700 - 14 * len(one)
    )
    two[0] = (two[0][0], 90, *two[0][2:])
    assert len(read(pdf([one + two])).text.split("\n\n")) == 2


@pytest.mark.parametrize("word", ["long-term", "cross-border", "co-operation", "post-war"])
def test_compounds_keep_their_hyphen(word: str) -> None:
    first, second = word.split("-")
    lines = [
        (f"Arland and Borland spoke of {first}-", 72, 700, 11),
        (f"{second} matters of all kinds.", 72, 686, 11),
    ]
    assert word in read(pdf([lines])).text


def test_a_pdf_named_as_text() -> None:
    document = from_bytes(pdf([paragraph("Arland struck Borland.", 700)]), name="a.txt")
    assert document.text == "Arland struck Borland."
    assert document.media_type == "application/pdf"
    assert any("pdf" in warning for warning in document.warnings)


def test_encrypted_damaged_and_scanned_are_told_apart() -> None:
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00><00>]" % (
        b"41" * 32,
        b"42" * 32,
    )
    assert refused(pdf(PAGES, trailer=lock)) == "D110"
    assert refused(pdf(PAGES)[:300]) == "D111"
    assert refused(b"%PDF-1.4 nothing more") == "D111"
    assert refused(b"plain words in a file named as PDF") == "D111"
    assert refused(pdf([[], []])) == "D112"


def test_a_damaged_reference_table_is_repaired() -> None:
    whole = pdf([paragraph("Arland struck Borland.", 700)])
    assert read(whole.replace(b"startxref\n", b"startxref\n9")).text == "Arland struck Borland."


def test_a_pdf_whose_pages_go_in_a_circle_ends() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]
    assert refused(pdf_bytes(objects), seconds=20) in ("D111", "D112")


def test_too_many_pages() -> None:
    assert refused(pdf([paragraph("Arland struck.", 700)] * 4), pages=3) == "D113"


def test_a_bomb_is_stopped_by_time_and_by_memory() -> None:
    bomb = bomb_pdf(80)
    assert len(bomb) < MEGABYTE
    started = time.perf_counter()
    assert refused(bomb, seconds=0.5) == "D140"
    assert time.perf_counter() - started < 20
    assert refused(bomb, memory_bytes=256 * MEGABYTE) in ("D141", "D142")


def test_pages_without_text_are_counted() -> None:
    document = read(pdf([paragraph("Arland struck Borland.", 700), []]))
    assert any("1 of 2 pages hold no text" in warning for warning in document.warnings)


def test_a_broken_stream_does_not_take_the_other_pages() -> None:
    good = stream(b"BT /F1 11 Tf 72 700 Td (Arland struck Borland.) Tj ET")
    bad = stream(b"\0\1\2 not deflated", b"/Filter /FlateDecode")
    assert read(pdf_of([bad, good])).text == "Arland struck Borland."
