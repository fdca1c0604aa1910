"""DOCX: text by its styles, and archives made to hurt."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import docx
import pytest

from detente.crisis import Document
from detente.documents import Limits, from_bytes
from detente.errors import DocumentError

from .builders import TYPES, docx_bytes, raw_docx, word_paragraph, zipped

MEGABYTE = 1024 * 1024
PROSE = word_paragraph("Arland struck two camps in Borland.")
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(data: bytes, **limits: float) -> Document:
    return from_bytes(data, name="a.docx", limits=Limits(**limits))  # type: ignore[arg-type]


def refused(data: bytes, **limits: float) -> str:
    started = time.perf_counter()
    with pytest.raises(DocumentError) as caught:
        read(data, **limits)
    assert time.perf_counter() - started < 20
    return caught.value.code


def test_styles_lists_and_tables() -> None:
    made = docx.Document()
    made.core_properties.title = "Two days"
    made.add_heading("The strikes", 1)
    paragraph = made.add_paragraph("Arland ")
    paragraph.add_run("struck").bold = True
    paragraph.add_run(" two camps in Borland.")
    made.add_paragraph("Envoys left", style="List Bullet")
    made.add_paragraph("Talks stopped", style="List Bullet")
    table = made.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "16 January", "strike"
    document = read(docx_bytes(made))
    assert document.text == (
        "The strikes\n\nArland struck two camps in Borland.\n\n"
        "Envoys left\nTalks stopped\n\n16 January | strike"
    )
    assert [span.slice(document.text) for span in document.headings] == ["The strikes"]
    assert document.title == "Two days"
    assert document.published is None
    assert document.warnings == ()


def test_changes_are_read_as_accepted() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>Caland</w:delText></w:r></w:del>"
    added = f"<w:ins>{run.format('Arland ')}</w:ins>"
    body = f"<w:p>{gone}{added}{run.format('struck')}<w:r><w:br/></w:r>{run.format('first.')}</w:p>"
    assert read(raw_docx(body)).text == "Arland struck first."


def test_a_table_that_lays_out_the_page_is_prose() -> None:
    cell = "<w:tc>" + PROSE * 5 + "</w:tc>"
    document = read(raw_docx(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))
    assert document.text == "\n\n".join(["Arland struck two camps in Borland."] * 10)


def test_the_document_may_have_another_name_and_notes_are_counted() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relations = (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="1" Type="{OFFICE}/officeDocument" Target="word/other.xml"/></Relationships>'
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations,
        "word/other.xml": f"<w:document {space}><w:body>{PROSE}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {space}><w:footnote>{PROSE}</w:footnote></w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {space}><w:endnote><w:p/></w:endnote></w:endnotes>",
    }
    document = read(zipped(members))
    assert document.text == "Arland struck two camps in Borland."
    assert document.warnings == ("footnotes were not read (1 paragraphs)",)


def test_a_table_of_contents_is_boilerplate() -> None:
    style = '<w:style w:styleId="X"><w:name w:val="toc 1"/></w:style>'
    styles = (
        f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{style}</w:styles>'
    )
    entry = '<w:p><w:pPr><w:pStyle w:val="X"/></w:pPr><w:r><w:t>The strikes 3</w:t></w:r></w:p>'
    document = read(raw_docx(entry + PROSE, word__styles_dot_xml=styles))
    assert [span.slice(document.text) for span in document.boilerplate] == ["The strikes 3"]


def test_macros_and_outside_parts_are_left_alone() -> None:
    outside = 'TargetMode="External"'
    relations = (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="1" Type="{OFFICE}/attachedTemplate" Target="http://192.0.2.1/" {outside}/>'
        f'<Relationship Id="2" Type="{OFFICE}/hyperlink" Target="http://192.0.2.1/" {outside}/>'
        "</Relationships>"
    )
    data = raw_docx(
        PROSE,
        word__vbaProject_dot_bin=b"macro",
        word___rels__document_dot_xml_dot_rels=relations,
        word__embeddings__a_dot_xlsx=b"PK",
    )
    started = time.perf_counter()
    document = read(data)
    assert time.perf_counter() - started < 10  # nobody answers at 192.0.2.1
    assert document.text == "Arland struck two camps in Borland."
    assert any("macros" in warning for warning in document.warnings)
    assert any("1 link(s) to outside" in warning for warning in document.warnings)
    assert any("embedded" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://192.0.2.1/d.dtd">',
    ],
)
def test_entities_are_refused(prologue: str) -> None:
    assert refused(raw_docx(PROSE, prologue)) == "D125"


def test_deep_xml_is_refused() -> None:
    assert refused(raw_docx("<w:p>" * 300 + "</w:p>" * 300)) == "D126"
    assert refused(raw_docx("<w:p>" * 200_000 + "</w:p>" * 200_000)) == "D126"


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    big = zipped(
        {"[Content_Types].xml": TYPES, "word/document.xml": "x", "word/media/a.bin": b"\0" * (20 * MEGABYTE)}
    )
    assert len(big) < MEGABYTE
    assert refused(big) == "D122"  # by its ratio
    assert refused(raw_docx(PROSE * 1000), unpacked_bytes=10_000) == "D122"  # by its size
    many = zipped({f"m{index}": "" for index in range(6_000)})
    assert refused(many) == "D123"
    assert refused(raw_docx(PROSE, word__inner_dot_zip=zipped({"a": "b"}))) == "D124"


def test_a_hundred_thousand_members_are_counted_before_they_are_read() -> None:
    entry = b"PK\x01\x02" + b"\0" * 42
    data = (
        b"PK\x03\x04"
        + entry * 100_000
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 5, 5, 46 * 100_000, 4, 0)
    )
    assert refused(data) == "D123"


def test_sizes_that_lie_do_not_help() -> None:
    data = bytearray(raw_docx(PROSE * 2000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = bytes(data).replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert refused(lying) == "D120"


def test_encrypted_damaged_and_other_files_are_told_apart() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(container) == "D121"
    locked = bytearray(raw_docx(PROSE))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(mark)
        while start >= 0:
            locked[start + place] |= 1
            start = locked.find(mark, start + 4)
    assert refused(bytes(locked)) == "D121"
    assert refused(raw_docx(PROSE)[:200]) == "D120"
    assert refused(b"PK\x03\x04 nothing") == "D120"
    assert refused(b"plain words") == "D120"
    assert refused(raw_docx("<w:p><w:r>")) == "D120"
    assert refused(zipped({"a.txt": "Arland struck."})) == "D127"
    assert refused(raw_docx("")) == "D104"
