"""What kind of document a file is: by its content, then by its suffix."""

from __future__ import annotations

import re
from typing import Literal

from detente.documents.failures import failure
from detente.documents.names import suffix

Kind = Literal["text", "markdown", "html", "pdf", "docx"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
}
CORPUS_SUFFIXES = (".jsonl", ".ndjson")
MEDIA_TYPES: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
MEDIA_TYPE_OF: dict[Kind, str] = {kind: media for media, kind in reversed(MEDIA_TYPES.items())}

_PAGE = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,300}\?>)*"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text file"),
    (b"%!PS", "a PostScript file"),
)


def kind_of(data: bytes, name: str, media_type: str | None, where: str) -> tuple[Kind, list[str]]:
    """The kind of a document, and a warning where its name says otherwise.

    Raises ``DocumentError``: D102 (suffix not known), D103 (another kind of file), D111, D120 (a ``.pdf`` or
    ``.docx`` that is none), D121 (an encrypted Word file).
    """
    ending = suffix(name)
    named = MEDIA_TYPES.get((media_type or "").split(";")[0].strip().lower()) or SUFFIXES.get(ending)
    found = _by_content(data, where)
    if named is None and ending and found is None:
        raise failure("D102", where, f"the kind of file {ending[:20]!r} is not known")
    if found is None:
        if named == "pdf":
            raise failure("D111", where, "there is no PDF in it")
        if named == "docx":
            raise failure("D120", where, "there is no DOCX in it")
        return named or "text", []
    # Markdown may open with HTML, and is then read as Markdown.
    if found == named or (found == "html" and named == "markdown"):
        return named, []
    if named is None:
        return found, [f"the kind of file is not in its name; read as {found}"] if ending else []
    return found, [f"named as {named}, but it is {found} and was read as such"]


def _by_content(data: bytes, where: str) -> Kind | None:
    """What the first bytes show; ``None`` for text of any sort."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and not head[:64].isascii()):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if head.startswith(_OLE):
        # Word keeps an encrypted .docx in such a container.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise failure("D121", where)
        raise failure("D103", where, "it is a file of old Microsoft Office")
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise failure("D103", where, f"it is {what}")
    narrow = head.replace(b"\0", b"") if b"\0" in head[:64] else head
    return "html" if _PAGE.match(narrow.lstrip(b"\xff\xfe")) else None
