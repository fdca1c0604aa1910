"""HTML: the account inside the page by trafilatura, or all its text where that finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.documents import markup
from detente.documents.blocks import Block, BlockKind, Extract, one_line
from detente.documents.decoding import decode
from detente.documents.failures import failure
from detente.documents.limits import Limits

# libxml2 gives up, without an error, on deeper pages.
DEEPEST = 200
# Its memory grows to two hundred times a page of many tags.
LARGEST = 2_000_000  # characters
_KINDS: dict[str, BlockKind] = {"head": "heading", "item": "item", "row": "row"}
_TEXTS = frozenset(("p", "head", "quote", "item", "row", "code", "ab"))


def read(data: bytes, limits: Limits) -> Extract:
    """Blocks, title, date and source of a page. Nothing is fetched. Raises ``DocumentError`` D103, D130."""
    decoded = decode(data, "", markup.declared_encoding(data))
    page = decoded.text
    warnings = [warning for warning in decoded.warnings if not warning.startswith("line ends")]
    stripped = markup.strip(page)
    depth = markup.depth(page)
    if depth > DEEPEST:
        warnings.append(f"tags are nested {depth} deep: the whole text of the page was taken, menus included")
        blocks = stripped
    elif len(page) > LARGEST:
        warnings.append(f"the page has {len(page)} characters: its whole text was taken, menus included")
        blocks = stripped
    else:
        blocks = _account(page)
        kept, there = _size(blocks), _size(stripped)
        if not blocks and stripped:
            warnings.append("no account was recognised in the page: its whole text was taken")
            blocks = stripped
        elif kept < 0.5 * there:
            warnings.append(f"{kept} of {there} characters of the page were taken as the account")
    if not blocks:
        raise failure("D130")
    facts = markup.facts(page)
    if facts.unread_date:
        warnings.append(f"the page's publication date {facts.unread_date[:40]!r} is no date and was left out")
    return Extract(blocks, facts.title, facts.published, facts.source, decoded.encoding, tuple(warnings))


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _account(page: str) -> tuple[Block, ...]:
    # Imported where it is used: it loads lxml.
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, include_links=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    return tuple(_blocks(body)) if body is not None else ()


def _blocks(body: Any) -> Iterator[Block]:
    """Flatten trafilatura's tree: ``p``, ``head``, ``quote``, ``list/item``, ``table/row/cell``, ``lb``."""
    for element in body:
        if element.tag not in _TEXTS or (element.tag == "quote" and element.find(".//p") is not None):
            yield from _blocks(element)
            continue
        if element.tag == "row":
            pieces = [one_line("".join(cell.itertext())) for cell in element.iter("cell")]
            texts = [" | ".join(piece for piece in pieces if piece)]
        else:
            texts = _lines(element)
        yield from (Block(_KINDS.get(element.tag, "paragraph"), text) for text in texts if text)


def _lines(element: Any) -> list[str]:
    """The text of an element, one piece for each stretch between line breaks."""
    pieces: list[list[str]] = [[]]
    # "\n" cannot be told from a break here, so breaks are marked by the walk itself.
    for text, broken in _walk(element):
        if broken:
            pieces.append([])
        pieces[-1].append(text)
    return [one_line("".join(piece)).strip() for piece in pieces]


def _walk(element: Any) -> Iterator[tuple[str, bool]]:
    """Texts and tails in reading order, and whether a line break stands before; the caller caps the depth."""
    yield element.text or "", False
    for child in element:
        if child.tag == "lb":
            yield "", True
        else:
            yield from _walk(child)
        yield child.tail or "", False
