"""Files of every kind, made byte by byte, so that none has to be kept here."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf_bytes(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects (the first is the catalogue) with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf(
    pages: Sequence[Sequence[tuple[str, float, float, float]]], info: bytes = b"", trailer: bytes = b""
) -> bytes:
    """A PDF of pages, each a list of (words, left, baseline, size) in points."""
    contents = []
    for page in pages:
        lines = [
            b"BT /F1 %d Tf %d %d Td (%s) Tj ET"
            % (size, x, y, words.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for words, x, y, size in page
        ]
        contents.append(stream(b"\n".join(lines)))
    return pdf_of(contents, info, trailer)


def pdf_of(contents: Sequence[bytes], info: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF with one page for each content stream."""
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % info,
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 2 * index + 1)
        )
        objects.append(content)
    return pdf_bytes(objects, b"/Info 4 0 R " + trailer)


def paragraph(
    words: str, top: float, *, left: float = 72, size: float = 11, width: int = 80
) -> list[tuple[str, float, float, float]]:
    """Lines of at most ``width`` characters, 14 points apart, broken between words (or after a hyphen)."""
    lines: list[str] = [""]
    for word in words.split(" "):
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [(line, left, top - 14 * index, size) for index, line in enumerate(lines)]


def bomb_pdf(megabytes: int) -> bytes:
    """A small PDF whose one page unpacks to so many megabytes of drawing orders."""
    packer = zlib.compressobj(9)
    chunk = b"q 1 0 0 1 0 0 cm 0 0 m 9 9 l S Q BT /F1 9 Tf (boom) Tj ET\n" * 20_000
    packed = b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()
    return pdf_of([stream(packed, b"/Filter /FlateDecode")])


def docx_bytes(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw_docx(body: str, prologue: str = "", **members: bytes | str) -> bytes:
    """A Word file with this body; ``members`` are further parts, ``__`` standing for ``/`` in their names."""
    inner = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    document = f'<?xml version="1.0" encoding="UTF-8"?>{prologue}{inner}'
    parts = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **parts})


def word_paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
