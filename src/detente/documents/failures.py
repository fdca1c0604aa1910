"""Every way in which reading a document fails on purpose: code, meaning, remedy."""

from __future__ import annotations

from detente.errors import DetenteError, DocumentError, UsageError

# code: (meaning, remedy). D1xx are faults of a file, S2xx faults of the call.
ERROR_CODES: dict[str, tuple[str, str]] = {
    "D101": ("the file is larger than the limit", "Split it, or raise Limits.file_bytes"),
    "D102": ("the kind of file is not known", "Use .txt, .md, .html, .pdf, .docx or .jsonl"),
    "D103": ("the content is not text", "Save it as plain text, HTML, PDF or DOCX"),
    "D104": ("there is no text in it", "Check that the file was saved whole"),
    "D105": (
        "a single line is longer than the limit",
        "Break it into lines, or raise Limits.line_characters",
    ),
    "D106": ("the text is longer than the limit", "Split it, or raise Limits.characters"),
    "D107": (
        "the folder holds no document",
        "Name a folder with .txt, .md, .html, .pdf, .docx or .jsonl files",
    ),
    "D110": ("the PDF is encrypted", "Save a copy without a password"),
    "D111": ("the PDF is damaged", "Open it in a viewer and save or print it to a new PDF"),
    "D112": ("the PDF has no text layer (a scan)", "Run text recognition (OCR) on it first"),
    "D113": ("the PDF has more pages than the limit", "Split it, or raise Limits.pages"),
    "D120": ("the DOCX is damaged", "Open it in a word processor and save it anew as .docx"),
    "D121": ("the DOCX is encrypted", "Save a copy without a password"),
    "D122": ("the archive unpacks to more than the limit", "Save the text alone, without pictures"),
    "D123": ("the archive has more members than the limit", "Save the text alone, without pictures"),
    "D124": ("the archive holds another archive", "Save the text alone"),
    "D125": ("the XML declares entities or a document type", "Save it anew with a word processor"),
    "D126": ("the XML is nested too deep", "Save the text alone"),
    "D127": ("the archive is not a Word document", "Unpack it and name the files in it"),
    "D130": ("the HTML page holds no text", "Save the page's text, or its printed PDF"),
    "D140": ("parsing took longer than the limit", "Save it as plain text, or raise Limits.seconds"),
    "D141": (
        "parsing needs more memory than the limit",
        "Save it as plain text, or raise Limits.memory_bytes",
    ),
    "D142": (
        "the parser stopped without an answer (a fault of the file, or too little memory)",
        "Save it as plain text",
    ),
    "D143": ("the parser process cannot be started", "Check that this Python may start processes"),
    "D150": ("the line is not a JSON object", "Write one JSON object a line, in UTF-8"),
    "D151": (
        "a field is missing or has the wrong type",
        "Give text, and id, title, published, source as strings",
    ),
    "D152": ("a key stands twice in the line", "Keep one of the two"),
    "D153": ("the line is longer than the limit", "Split the document, or raise Limits.record_bytes"),
    "D154": ("the line is nested too deep", "Give text, and id, title, published, source as strings"),
    "D155": (
        "too many wrong lines in a row; the rest is left out",
        "Check that it is a .jsonl file in UTF-8",
    ),
    "S210": ("there is no such file", "Check the path"),
    "S211": ("it cannot be opened", "Check the permissions"),
    "S212": ("a single document is needed here", "Name a file, or use load_many()"),
    "S213": ("the publication date is no date", "Write it as 2024-01-22, 2024-01 or 2024"),
    "S214": ("either files or a text must be given", "Name files, or give text="),
}


def failure(code: str, where: str | None = None, what: str | None = None) -> DetenteError:
    """The error of ``code``, to be raised or yielded; ``what`` replaces the general meaning."""
    meaning, remedy = ERROR_CODES[code]
    kind: type[DetenteError] = DocumentError if code.startswith("D") else UsageError
    return kind(code, what or meaning, where=where, remedy=remedy)
