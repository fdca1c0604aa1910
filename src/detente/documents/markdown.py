"""Markdown to plain text: links become their words, emphasis goes, list items keep their line."""

from __future__ import annotations

import re

from detente.documents.blocks import Block, BlockKind, Extract, one_line
from detente.documents.dates import stated_date
from detente.documents.markup import unescape

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:\*[ \t]*){3,}|(?: {0,3}(?:-[ \t]*){3,})|(?: {0,3}(?:_[ \t]*){3,})")
_ITEM = re.compile(r"[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,20}")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:[ \t]*\S.*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_FRONT_KEY = re.compile(r"([A-Za-z][\w -]{0,40})[ \t]*:[ \t]*(.*)")

# Bounded, without nested repeats: each is linear on any input.
_INLINE = (
    (re.compile(r"<!--.{0,4000}?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\[\]]{0,500}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,80}\]"), ""),
    (re.compile(r"\[([^\[\]]{1,1000})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,1000})\]\[[^\[\]]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,600}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,600})(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,600})(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,600})~~"), r"\1"),
    (re.compile(r"(`{1,3})([^`\n]{1,600})\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(text: str) -> Extract:
    """Blocks of a Markdown file, with title, date and source of its front matter; else its first heading."""
    fields, warnings, body = _front_matter(text)
    blocks = _Blocks()
    for line in body.split("\n"):
        blocks.line(line)
    blocks.close()
    found = tuple(blocks.found)
    first = found[0] if found else None
    title = fields.get("title") or (first.text if first and first.kind == "heading" else None)
    published = None
    for key in ("published", "date", "publication date"):
        if (value := fields.get(key)) and published is None:
            published = stated_date(value)
            if published is None:
                warnings.append(
                    f"the publication date {value[:40]!r} in the file is no date and was left out"
                )
    source = fields.get("source") or fields.get("publisher") or fields.get("url")
    return Extract(found, title, published, source, warnings=tuple(warnings))


def _front_matter(text: str) -> tuple[dict[str, str], list[str], str]:
    """The ``key: value`` lines between two ``---`` lines at the very top, and the rest."""
    if not text.startswith("---\n"):
        return {}, [], text
    end = text.find("\n---", 3)
    rest = text.find("\n", end + 4) if end >= 0 else -1
    if end < 0 or end > 20_000 or text[end + 4 : rest if rest >= 0 else len(text)].strip():
        return {}, [], text
    fields: dict[str, str] = {}
    unread = 0
    for line in text[4:end].split("\n") if end > 3 else []:
        match = _FRONT_KEY.fullmatch(line.strip())
        if match and not line.startswith((" ", "\t")):
            value = match.group(2).strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            fields.setdefault(match.group(1).strip().lower(), value[1:-1] if quoted else value)
        elif line.strip() and not line.lstrip().startswith(("#", "-")):
            unread += 1
    warnings = [f"{unread} line(s) of the front matter were not understood"] if unread else []
    return (
        {key: value for key, value in fields.items() if value},
        warnings,
        text[rest + 1 :] if rest >= 0 else "",
    )


def inline(text: str) -> str:
    """The words of a stretch of Markdown without its marks."""
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return one_line(unescape(text)).strip()


class _Blocks:
    """Takes lines one by one and puts them together into blocks."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._lines: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._fence: str | None = None
        self._comment = False

    def line(self, raw: str) -> None:
        if self._fence is not None:
            if raw.strip().startswith(self._fence):
                self._fence = None
            return  # code is no account
        line = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
        if self._in_comment(line):
            return
        if not line.strip():
            self.close()
        elif fence := _FENCE.match(line):
            self.close()
            self._fence = fence.group(1)[:3]
        elif match := _HEADING.fullmatch(line):
            self.close()
            self._put("heading", match.group(1) or "")
        elif self._lines and self._kind == "paragraph" and _UNDERLINE.fullmatch(line):
            self._kind = "heading"
            self.close()
        elif _RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
            self.close()
        elif line.lstrip().startswith("|") or (line.count("|") > 1 and _TABLE_RULE.fullmatch(line)):
            self.close()
            self._row(line)
        elif match := _ITEM.fullmatch(line):
            self.close()
            self._kind = "item"
            self._lines = [match.group(1)]
        else:
            hard = line.endswith(("  ", "\\"))
            self._lines.append(line.strip().rstrip("\\") if hard else line.strip())

    def close(self) -> None:
        kind, self._kind = self._kind, "paragraph"
        text, self._lines = " ".join(self._lines), []
        self._put(kind, text)

    def _put(self, kind: BlockKind, marked: str) -> None:
        if text := inline(marked):
            self.found.append(Block(kind, text))

    def _row(self, line: str) -> None:
        if not _TABLE_RULE.fullmatch(line):
            cells = [inline(cell) for cell in line.strip().strip("|").split("|")]
            self._put("row", " | ".join(cell for cell in cells if cell))

    def _in_comment(self, line: str) -> bool:
        """Whether the line stands in a comment of several lines; those on one line are left to ``inline``."""
        if self._comment:
            self._comment = "-->" not in line
            return True
        if line.lstrip().startswith("<!--") and "-->" not in line:
            self._comment = True
            return True
        return False
