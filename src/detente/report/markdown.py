"""The brief as Markdown: no line of it can become markup by what an account says."""

from __future__ import annotations

import re

from detente.crisis import Crisis
from detente.report.content import Bullets, Cell, Paragraph, provenance, sections, title

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")
# An ordered list starts with a number and a dot: the dot is escaped at the start of a text.
_NUMBERED = re.compile(r"\A(\d+)([.)])")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|vbscript|file)(:)|\b(www)(\.)")
_SIMPLE = {"actor": ("**", "**"), "trigger": ("**", "**")}


def markdown(crisis: Crisis) -> str:
    """The brief with headings, paragraphs, lists and tables (CommonMark with GitHub tables)."""
    parts = [f"# {escape(title(crisis))}"]
    if source := provenance(crisis):
        parts.append(escape(source))
    for section in sections(crisis):
        block = section.block
        parts.append(f"## {section.title}")
        if isinstance(block, Paragraph):
            parts.append(_cell(block.runs))
        elif isinstance(block, Bullets):
            parts.append("\n".join(f"- {_cell(item)}" for item in block.items))
        else:
            head = f"| {' | '.join(block.columns)} |\n|{' --- |' * len(block.columns)}"
            rows = "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in block.rows)
            parts.append(f"{head}\n{rows}")
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """``text`` as Markdown that shows just these characters, on one line."""
    flat = " ".join(text.split())
    flat = _MARKUP.sub(r"\\\1", flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    flat = _AUTOLINK.sub(lambda match: f"{match[1] or match[3]}{'&#58;' if match[2] else '&#46;'}", flat)
    return _NUMBERED.sub(r"\1\\\2", flat)


def _cell(runs: Cell) -> str:
    return "".join(_run(text, role) for text, role in runs)


def _run(text: str, role: str) -> str:
    shown = escape(text)
    if not shown:
        return " " if text else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    open_, close = _SIMPLE.get(role, ("", ""))
    return f"{before}{open_}{shown}{close}{after}"
