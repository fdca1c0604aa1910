"""DOCX: text, headings, lists and tables in one streaming pass; nothing outside the file is followed."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from detente.documents.archive import Archive
from detente.documents.blocks import Block, BlockKind, Extract, one_line
from detente.documents.failures import failure
from detente.documents.limits import Limits

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CORE_TITLE = "http://purl.org/dc/elements/1.1/ title"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_MAIN = "word/document.xml"
# Text that was struck out by a tracked change or is an instruction to the word processor.
_HIDDEN = frozenset(("del", "moveFrom", "delText", "instrText"))

LONGEST_CELL = 200  # characters; a table with longer cells holds prose

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def read(data: bytes, limits: Limits) -> Extract:
    """Blocks and title of a Word file. Raises ``DocumentError`` D120–D127.

    The creation date is no publication date and is not taken. Macros, embedded files and links to outside
    files are left alone and named in a warning.
    """
    archive = Archive(data, limits)
    main = _main_part(archive, limits)
    if main not in archive.names:
        raise failure("D127" if "[Content_Types].xml" not in archive.names else "D120")
    warnings = []
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        warnings.append("the file holds macros; they were not touched")
    if any(name.startswith("word/embeddings/") for name in archive.names):
        warnings.append("the file holds embedded files; they were not read")
    if outside := _outside(archive, limits):
        warnings.append(
            f"{outside} link(s) to outside parts (templates, pictures, objects); nothing was fetched"
        )
    styles = _Styles()
    if "word/styles.xml" in archive.names:
        parse(archive.read("word/styles.xml"), limits, styles.start, styles.end)
    body = _Body(styles)
    parse(archive.read(main), limits, body.start, body.end, body.text)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in archive.names:
            notes = _Body(styles)
            parse(archive.read(part), limits, notes.start, notes.end, notes.text)
            if notes.blocks:
                warnings.append(f"{part[5:-4]} were not read ({len(notes.blocks)} paragraphs)")
    return Extract(tuple(body.blocks), title=_title(archive, limits), warnings=tuple(warnings))


def parse(data: bytes, limits: Limits, start: Start, end: End, text: Text | None = None) -> None:
    """Stream XML to the handlers, names as ``namespace local``. Raises ``DocumentError`` D120, D125, D126."""
    parser = expat.ParserCreate(namespace_separator=" ")
    level = 0

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > limits.depth:
            raise failure("D126")
        start(name, attributes)

    def close_element(name: str) -> None:
        nonlocal level
        level -= 1
        end(name)

    def refuse(*_: object) -> None:
        raise failure("D125")

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise failure("D120", what=f"its XML is damaged ({error})") from error


def _local(name: str) -> str | None:
    """The local name of a word-processing element, else ``None``."""
    space, _, local = name.rpartition(" ")
    return local if space in (_WORD, _STRICT) else None


def _value(attributes: dict[str, str], name: str = "val") -> str:
    return attributes.get(f"{_WORD} {name}") or attributes.get(f"{_STRICT} {name}") or ""


class _Styles:
    """Which paragraph styles are headings: by their English name, which Word keeps in every language."""

    def __init__(self) -> None:
        self.headings: set[str] = set()
        self.items: set[str] = set()
        self.contents: set[str] = set()
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local, value = _local(name), _value(attributes).lower()
        if local == "style":
            self._style = _value(attributes, "styleId")
        elif (local == "name" and re.fullmatch(r"heading \d|title|subtitle", value)) or (
            local == "outlineLvl" and value in "012345678"
        ):
            self.headings.add(self._style)
        elif local == "name" and re.fullmatch(r"toc (?:\d|heading)|header|footer", value):
            self.contents.add(self._style)
        elif local == "numPr" or (local == "name" and value.startswith("list ")):
            self.items.add(self._style)

    def end(self, name: str) -> None:
        if _local(name) == "style":
            self._style = ""

    def kind(self, style: str) -> BlockKind:
        """What a paragraph of this style is."""
        if style in self.contents:
            return "boilerplate"
        return "heading" if style in self.headings else "item" if style in self.items else "paragraph"


class _Body:
    """Collects the blocks of the main part."""

    def __init__(self, styles: _Styles) -> None:
        self.blocks: list[Block] = []
        self._styles = styles
        self._words: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._rows: list[list[list[Block]]] = []  # the open row of each open table, cell by cell
        self._hidden = 0
        self._in_text = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if name == _FALLBACK or local in _HIDDEN:
            self._hidden += 1
        elif local == "p":
            self._close()
        elif local == "pStyle":
            self._kind = self._styles.kind(_value(attributes))
        elif local == "numPr" and self._kind == "paragraph":
            self._kind = "item"
        elif local == "t":
            self._in_text += 1
        elif local in ("tab", "br", "cr") and not self._hidden:
            self._words.append(" ")
        elif local == "noBreakHyphen" and not self._hidden:
            self._words.append("-")
        elif local == "tr":
            self._close()
            self._rows.append([])
        elif local == "tc" and self._rows:
            self._rows[-1].append([])

    def end(self, name: str) -> None:
        local = _local(name)
        if name == _FALLBACK or local in _HIDDEN:
            self._hidden -= 1
        elif local == "t":
            self._in_text -= 1
        elif local == "p" or local == "body":
            self._close()
        elif local == "tr" and self._rows:
            self._put(_as_row(self._rows.pop()))

    def text(self, text: str) -> None:
        if self._in_text and not self._hidden:
            self._words.append(text)

    def _close(self) -> None:
        text = one_line("".join(self._words)).strip()
        self._words.clear()
        kind, self._kind = self._kind, "paragraph"
        if text:
            self._put([Block(kind, text)])

    def _put(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += blocks
        else:
            self.blocks += blocks


def _as_row(cells: list[list[Block]]) -> list[Block]:
    """One line for a row of short cells; the paragraphs themselves where a table only lays out the page."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(
        len(cell) > 3 or len(block.text) > LONGEST_CELL for cell in filled for block in cell
    ):
        return [block for cell in filled for block in cell]
    return [Block("row", " | ".join(" ".join(block.text for block in cell) for cell in filled))]


def _main_part(archive: Archive, limits: Limits) -> str:
    """The part that the package names as its document; some programs do not call it ``document.xml``."""
    named: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == _RELATION and attributes.get("Type", "").endswith("/officeDocument"):
            named.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in archive.names:
        parse(archive.read("_rels/.rels"), limits, start, lambda name: None)
    return next((name for name in named if name in archive.names), _MAIN)


def _outside(archive: Archive, limits: Limits) -> int:
    """How many relationships other than hyperlinks point outside the file."""
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        outside = attributes.get("TargetMode", "").lower() == "external"
        if name == _RELATION and outside and not attributes.get("Type", "").endswith("/hyperlink"):
            count += 1

    for part in sorted(archive.names):
        if part.endswith(".rels"):
            parse(archive.read(part), limits, start, lambda name: None)
    return count


def _title(archive: Archive, limits: Limits) -> str | None:
    found: list[str] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = name == _CORE_TITLE

    def end(name: str) -> None:
        nonlocal inside
        inside = False

    def text(words: str) -> None:
        if inside:
            found.append(words)

    if "docProps/core.xml" not in archive.names:
        return None
    parse(archive.read("docProps/core.xml"), limits, start, end, text)
    return one_line("".join(found))[:500].strip() or None
