"""Lines of PDF pages put together into paragraphs, with running heads and page numbers set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from detente.documents.blocks import Block
from detente.documents.words import word_set

LONGEST_RUNNING = 100  # characters of a running head
LONGEST_WORD = 60  # characters of a word looked at when two lines are joined
EDGE = 3  # lines at the top and bottom of a page that may be running heads or feet
LONGEST_HEADING = 160  # characters of large type that still make a heading
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|.]*", re.I
)
# The end of an entry in a table of contents: dots that lead to a page number.
_ENTRY = re.compile(r"(?:\s?[.…]){4}\s*[\divxlc]{1,6}$")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*(?:\d{1,3})?$")
_HYPHENS = "-\u2010"
_LIST_MARK = re.compile(r"(?:[-*•–—◦▪‣]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")
# First parts of words that keep their hyphen: a break after "cross-" is no break inside a word.
_COMPOUND = word_set(
    """
    all anti armed co cold counter cross de deep ex far fast first full half hard high ill inter intra
    kilo last late left line long low mid multi nation near neo no non north one post pre pro pseudo
    quasi re right rocket second self semi short single six so south state sub super third three trans
    tri two ultra un vice war well west east
    """
)


class Line(Struct, frozen=True):
    """A line of a page. Edges in points from the lower left corner; ``size`` 0 when they are not known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0


class _Page(Struct):
    lines: list[Line]
    running: list[Line]


def join(pages: Sequence[Sequence[Line]]) -> tuple[Block, ...]:
    """Blocks of all pages in reading order. A paragraph that runs over a page stays whole: the running heads
    that stand between are put after it."""
    parted = [_part(lines, running) for lines, running in zip(pages, _running(pages), strict=True)]
    words = _words(line.text for page in parted for line in page.lines)
    sizes = [
        line.size
        for page in parted
        for line in page.lines
        if line.size
        for _ in range(len(line.text) // 20 + 1)
    ]
    usual = median(sizes) if sizes else 0.0
    blocks: list[Block] = []
    paragraph: list[Line] = []
    waiting: list[Block] = []
    for page in parted:
        waiting += [Block("boilerplate", line.text) for line in page.running]
        for index, group in enumerate(_groups(page.lines)):
            if paragraph and index == 0 and _runs_on(paragraph[-1], group[0]):
                paragraph += group
                continue
            if paragraph:
                blocks.append(_block(paragraph, words, usual))
            if index > 0 or not paragraph:
                blocks += waiting
                waiting = []
            paragraph = group
    if paragraph:
        blocks.append(_block(paragraph, words, usual))
    return tuple(blocks + waiting)


def _running(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, which of its lines stand at the edge of most pages or are its number."""
    edges = [sorted({*range(min(EDGE, len(p))), *range(max(0, len(p) - EDGE), len(p))}) for p in pages]
    seen = Counter(
        key
        for page, edge in zip(pages, edges, strict=True)
        for key in {_key(page[index].text) for index in edge}
    )
    needed = max(3, 0.5 * len(pages))
    offset = _number_offset(pages)
    found = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        running = {index for index in edge if seen[_key(page[index].text)] >= needed}
        outer = {0, len(page) - 1} if len(page) > 1 else set()
        running |= {index for index in outer if _PAGE_NUMBER.fullmatch(page[index].text)}
        running |= {
            index for index in outer if offset is not None and number + offset in _numbers(page[index])
        }
        found.append(running)
    return found


def _numbers(line: Line) -> set[int]:
    """The numbers with which a short line begins and ends."""
    ends = re.match(r"(\d{1,4})\s", line.text), re.search(r"\s(\d{1,4})$", line.text)
    return {int(match.group(1)) for match in ends if match} if len(line.text) <= LONGEST_RUNNING else set()


def _number_offset(pages: Sequence[Sequence[Line]]) -> int | None:
    """What to add to a page's index to get the number in its running head, where most heads have one."""
    offsets = Counter(
        value - number
        for number, page in enumerate(pages)
        if len(page) > 1
        for value in _numbers(page[0]) | _numbers(page[-1])
    )
    best, times = max(offsets.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return best if times >= max(3, 0.3 * len(pages)) else None


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


def _part(lines: Sequence[Line], running: set[int]) -> _Page:
    return _Page(
        [line for index, line in enumerate(lines) if index not in running],
        [line for index, line in enumerate(lines) if index in running],
    )


def _words(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """Paragraphs of one page."""
    if not lines:
        return
    pitch = _pitch(lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _breaks(before, line, pitch, left, right):
            yield group
            group = []
        group.append(line)
    yield group


def _pitch(lines: list[Line]) -> float:
    """The usual distance of two lines of one paragraph; 0 when places are not known."""
    falls = [
        before.top - line.top
        for before, line in pairwise(lines)
        if line.size and 0.5 * line.size < before.top - line.top < 2 * line.size
    ]
    if falls:
        return sorted(falls)[len(falls) // 4]
    return 1.25 * median(line.size for line in lines)


def _breaks(before: Line, line: Line, pitch: float, left: float, right: float) -> bool:
    """Whether a new paragraph begins with ``line``."""
    if _LIST_MARK.match(line.text) or _is_entry(before.text) or _is_entry(line.text):
        return True
    ended = bool(_SENTENCE_END.search(before.text))
    if not (before.size and line.size):
        return ended and len(before.text) < 0.8 * max(60, len(line.text))
    runs_on = line.text[0].islower() and not ended
    if not runs_on and not 0.87 < line.size / before.size < 1.15:
        return True
    fall = before.top - line.top
    if fall > (2.5 if runs_on else 1.4) * pitch > 0:
        return True
    if fall < 0:  # the next column: a sentence may run on
        return ended and line.text[:1].isupper() and before.right < right - 0.15 * (right - left)
    indented = line.left - before.left > 0.7 * line.size
    short = before.right < right - 0.15 * (right - left)
    return (indented and ended) or (short and ended and not line.text[:1].islower())


def _is_entry(text: str) -> bool:
    return bool(_ENTRY.search(text[-30:]))


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on from the last line of a page to the first of the next."""
    if _is_entry(before.text) or _LIST_MARK.match(line.text):
        return False
    if line.text[0].islower() and not _SENTENCE_END.search(before.text):
        return True
    if before.size and line.size and not 0.87 < line.size / before.size < 1.15:
        return False
    return before.text[-1] in _HYPHENS + ",;" or (
        not _SENTENCE_END.search(before.text) and len(before.text) > 40
    )


def _block(lines: list[Line], words: set[str], usual: float) -> Block:
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        cut, gap = _seam(before.text, line.text, words)
        if cut:
            parts[-1] = parts[-1][:-1]
        parts += [gap, line.text]
    text = "".join(parts)
    if _is_entry(text):
        return Block("boilerplate", text)
    large = usual and all(line.size > 1.15 * usual for line in lines)
    return Block("heading" if large and len(text) <= LONGEST_HEADING else "paragraph", text)


def _seam(line: str, following: str, words: set[str]) -> tuple[bool, str]:
    """How two lines become one: whether the hyphen at the line end goes, and what comes between."""
    match = re.search(rf"([^\W\d_]+)[{_HYPHENS}]$", line[-LONGEST_WORD:])
    if not match:
        # A dash that ends a line stands with blanks as it did in the sentence.
        return False, " "
    first, rest = match.group(1), re.match(r"[^\W\d_]*", following[:LONGEST_WORD])
    second = rest.group() if rest else ""
    if not second or not second[0].islower():
        return False, ""
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    keep = whole not in words and (compound in words or first.lower() in _COMPOUND)
    return not keep, ""
