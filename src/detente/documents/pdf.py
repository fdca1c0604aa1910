"""PDF: the text layer by PDFium, line by line with its place on the page."""

from __future__ import annotations

import re
from typing import Any

from detente.documents.blocks import Extract, one_line
from detente.documents.failures import failure
from detente.documents.limits import Limits
from detente.documents.pages import Line, join

# Titles that programs put in by themselves.
_NO_TITLE = re.compile(
    r"untitled.*|document\d*|microsoft word|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|tmp)", re.I
)


_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read(data: bytes, limits: Limits) -> Extract:
    """Blocks and title of a PDF. Raises ``DocumentError`` D110 (encrypted), D111 (damaged), D112 (a scan),
    D113 (too many pages). The creation date is no publication date and is not taken."""
    # Imported where it is used: it loads a large library.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        raise failure("D110" if encrypted else "D111") from error
    count = len(document)
    if count > limits.pages:
        raise failure("D113", what=f"the PDF has {count} pages")
    pages: list[list[Line]] = []
    warnings = []
    broken = bare = 0
    for index in range(count):
        try:
            lines = _lines(document[index])
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        bare += not lines
        pages.append(lines)
    if not any(pages):
        raise failure("D111" if broken or not count else "D112")
    if broken:
        warnings.append(f"{broken} of {count} pages are damaged and were left out")
    if bare:
        warnings.append(f"{bare} of {count} pages hold no text (pictures or scans)")
    return Extract(join(pages), title=_title(document), warnings=tuple(warnings))


def _title(document: Any) -> str | None:
    title = one_line(str(document.get_metadata_dict().get("Title") or ""))[:500].strip()
    title = re.sub(r"^Microsoft Word - ", "", title)
    return title if title and not _NO_TITLE.fullmatch(title) else None


def _lines(page: Any) -> list[Line]:
    """Lines of one page in the order of its content, without empty ones."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    # Places are counted in the library's characters; they fit only where it left none out.
    placed = len(text) == textpage.count_chars()
    lines = []
    place = 0
    # PDFium puts U+FFFE in place of a hyphen at a line end together with the line end.
    for raw, hyphen in re.findall("([^\n\ufffe]*)(\n|\ufffe|$)", text):
        words = one_line(raw.rstrip("\r").translate(_LIGATURES)).strip()
        if words:
            words += "-" if hyphen == "\ufffe" else ""
            first = place + len(raw) - len(raw.lstrip())
            last = place + len(raw.rstrip()) - 1
            lines.append(_placed(textpage, words, first, last) if placed else Line(words))
        place += len(raw) + 1
    textpage.close()
    page.close()
    return lines


def _placed(textpage: Any, words: str, first: int, last: int) -> Line:
    boxes = [textpage.get_charbox(place, loose=True) for place in (first, (first + last) // 2, last)]
    # A bullet or a word in another type must not stand for its line: the middle one of three.
    size = sorted(top - bottom for _, bottom, _, top in boxes)[1]
    height = sorted(top for _, _, _, top in boxes)[1]
    return Line(words, boxes[0][0], boxes[2][2], height, max(0.0, size))
