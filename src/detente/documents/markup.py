"""A linear scanner for HTML of any depth and damage: tags, text, what the page states about itself."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from detente.documents.blocks import Block, BlockKind, one_line
from detente.documents.dates import stated_date
from detente.documents.words import word_set

_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]{0,40}")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.-]{0,60})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp")
}
# What stands inside these is no text of the page.
_SILENT = word_set(
    """
    script style svg math template noscript iframe object embed audio video canvas head nav footer aside
    form button select option textarea xmp dialog map
    """
)
_BLOCKS = word_set(
    """
    p div section article main header body html ul ol dl table tbody thead tr blockquote pre figure
    figcaption address hr br center details summary fieldset
    """
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "dt", "dd"))
_VOID = word_set(
    """
    area base br col embed hr img input link meta source track wbr
    """
)
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "date",
)
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name")


class Token(Struct, frozen=True):
    """A start tag, an end tag or a stretch of text (entities resolved)."""

    kind: Literal["start", "end", "text", "script", "title"]
    value: str
    attributes: str = ""


def tokens(page: str) -> Iterator[Token]:
    """The tokens of ``page`` in one pass; comments, declarations and styles are left out."""
    place, size = 0, len(page)
    # Once a quote or a comment end is not found, it never will be: each is looked for in vain only once.
    missing: set[str] = set()
    while place < size:
        opening = page.find("<", place)
        if opening < 0:
            opening = size
        if opening > place:
            yield Token("text", unescape(page[place:opening]))
        if opening == size:
            return
        place = opening + 1
        if page.startswith(("!", "?"), place):
            mark = "-->" if page.startswith("!--", place) else ">"
            end = -1 if mark in missing else page.find(mark, place)
            if end < 0:
                missing.add(mark)
                end = page.find(">", place)
            place = end + len(mark) if end >= 0 else size
            continue
        closing = page.startswith("/", place)
        name = _TAG_NAME.match(page, place + closing)
        if not name:
            yield Token("text", "<")
            continue
        end = _tag_end(page, name.end(), missing)
        tag = name.group().lower()
        place = end + 1
        if closing:
            yield Token("end", tag)
            continue
        yield Token("start", tag, page[name.end() : end])
        if tag in _RAW:
            match = _RAW[tag].search(page, place)
            stop = match.start() if match else size
            if tag in ("script", "title"):
                yield Token("script" if tag == "script" else "title", page[place:stop])
            place = stop


def unescape(text: str) -> str:
    """Character references resolved; absurdly long numbers, which would stop the interpreter, first cut."""
    if "&" not in text:
        return text
    return html.unescape(re.sub(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?", "�", text))


def depth(page: str) -> int:
    """The deepest nesting of tags, as a lenient parser would build it. Linear."""
    deepest = level = 0
    for token in tokens(page):
        if token.kind == "start" and token.value not in _VOID and not token.attributes.endswith("/"):
            level += 1
            deepest = max(deepest, level)
        elif token.kind == "end":
            level = max(0, level - 1)
    return deepest


def strip(page: str) -> tuple[Block, ...]:
    """The text of ``page`` by blocks, without scripts, menus, forms and drawings. Linear at any depth."""
    blocks: list[Block] = []
    words: list[str] = []
    kind: BlockKind = "paragraph"
    silent: dict[str, int] = {}

    def close(following: BlockKind = "paragraph") -> None:
        nonlocal kind
        if text := one_line("".join(words)).strip():
            blocks.append(Block(kind, text))
        words.clear()
        kind = following

    for token in tokens(page):
        name = token.value
        if token.kind == "text":
            if not silent:
                words.append(name)
        elif token.kind == "start":
            if name in _SILENT and name not in _VOID and not token.attributes.endswith("/"):
                silent[name] = silent.get(name, 0) + 1
            elif name == "body":
                silent.pop("head", None)  # a page whose head was never closed
            if name in _HEADINGS:
                close("heading")
            elif name in _ITEMS:
                close("item")
            elif name in _BLOCKS:
                close()
            elif name in ("td", "th") and words:
                words.append(" | ")
        elif token.kind == "end":
            if name in silent:
                silent[name] -= 1
                if not silent[name]:
                    del silent[name]
            if name in _HEADINGS or name in _ITEMS or name in _BLOCKS:
                close()
    close()
    return tuple(blocks)


class PageFacts(Struct):
    """What the page's own marks say: title, publication date, source, declared encoding."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    unread_date: str | None = None


def facts(page: str) -> PageFacts:
    """Title, date and source from ``meta``, ``link``, ``time`` and JSON-LD marks; never from the prose."""
    meta: dict[str, str] = {}
    canonical = title = linked = marked_time = None
    for token in tokens(page):
        if token.kind == "title" and title is None:
            title = one_line(unescape(token.value))[:500].strip() or None
        elif token.kind == "script" and linked is None and '"datePublished"' in token.value:
            linked = _linked_date(token.value)
        elif token.kind == "start" and token.value in ("meta", "link", "time"):
            values = _attributes(token.attributes)
            if token.value == "meta":
                key = values.get("property") or values.get("name") or values.get("itemprop") or ""
                meta.setdefault(key.lower(), one_line(values.get("content", ""))[:500].strip())
            elif token.value == "link" and values.get("rel", "").lower() == "canonical":
                canonical = values.get("href")
            elif token.value == "time" and ("pubdate" in values or values.get("itemprop") == "datePublished"):
                marked_time = marked_time or values.get("datetime")
    address = next((url for url in (canonical, meta.get("og:url")) if url and _is_address(url)), None)
    dates = [value for value in (*(meta.get(name) for name in _DATES), linked, marked_time) if value]
    published = next((found for value in dates if (found := stated_date(value))), None)
    return PageFacts(
        title=next((meta[name] for name in _TITLES if meta.get(name)), title),
        published=published,
        source=address or next((meta[name] for name in _SITES if meta.get(name)), None),
        unread_date=dates[0] if dates and not published else None,
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the first kilobytes of a page declare."""
    match = re.search(
        rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,40})", data[:4096], re.IGNORECASE
    )
    match = match or re.match(rb"\s{0,99}<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9_:.-]{2,40})", data[:512])
    return match.group(1).decode("ascii") if match else None


def _tag_end(page: str, place: int, missing: set[str]) -> int:
    """Where the tag's ``>`` stands, quoted values left out; the end of the page when it is never closed."""
    while True:
        end = page.find(">", place)
        if end < 0:
            return len(page)
        quote = re.compile("[\"']").search(page, place, end)
        if not quote:
            return end
        mark = quote.group()
        close = -1 if mark in missing else page.find(mark, quote.end())
        if close < 0:
            missing.add(mark)
            return end
        place = close + 1


def _attributes(raw: str) -> dict[str, str]:
    found = {
        match.group(1).lower(): unescape(match.group(2) or match.group(3) or match.group(4) or "")
        for match in _ATTRIBUTE.finditer(raw[:8_192])
    }
    if re.search(r"\bpubdate\b", raw[:8_192]):
        found.setdefault("pubdate", "")
    return found


def _is_address(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\"']{1,2000}", url))


def _linked_date(script: str) -> str | None:
    """``datePublished`` of the first JSON-LD object that has one."""
    try:
        waiting: list[object] = [json.loads(script[:1_000_000])]
    except (ValueError, RecursionError):
        return None
    for value in waiting:  # grows while it is read: breadth first
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                return str(value["datePublished"])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return None
