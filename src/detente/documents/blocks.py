"""What a format's parser hands over: blocks of clean text, put together here into one stored text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.crisis import Span

# Marks of layout that would stand between a word and its look-up.
_LAYOUT = {9: " ", 10: " ", 13: " ", 0xA0: " ", 0x202F: " ", 0xAD: None}

BlockKind = Literal["paragraph", "heading", "item", "row", "boilerplate"]


class Block(Struct, frozen=True):
    """One paragraph, heading, list item, table row or stretch of boilerplate, without line ends around it."""

    kind: BlockKind
    text: str


class Extract(Struct, frozen=True, omit_defaults=True):
    """The content of a file in blocks, with what it states about itself."""

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    source: str | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


class Marked(Struct, frozen=True):
    """A stored text with spans: known headings, boilerplate, and ``settled``, known to be neither."""

    text: str
    headings: tuple[Span, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    settled: tuple[Span, ...] = ()


def compose(blocks: tuple[Block, ...]) -> Marked:
    """Blocks with a blank line between them; list items and table rows follow each other line by line."""
    parts: list[str] = []
    spans: dict[str, list[Span]] = {"heading": [], "boilerplate": [], "item": [], "row": []}
    place = 0
    before: BlockKind | None = None
    for block in blocks:
        if not block.text.strip():
            continue
        if before is not None:
            gap = "\n" if block.kind == before and block.kind in ("item", "row") else "\n\n"
            parts.append(gap)
            place += len(gap)
        parts.append(block.text)
        if block.kind in spans:
            spans[block.kind].append(Span(place, place + len(block.text)))
        place += len(block.text)
        before = block.kind
    return Marked(
        "".join(parts),
        tuple(spans["heading"]),
        tuple(spans["boilerplate"]),
        tuple(sorted(spans["item"] + spans["row"])),
    )


def one_line(text: str) -> str:
    """``text`` on one line, every run of blanks (also no-break ones) as one space, without soft hyphens."""
    return " ".join(part for part in text.translate(_LAYOUT).split(" ") if part)
