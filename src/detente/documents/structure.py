"""Headings and boilerplate of a stored text, as spans; the text itself is never changed.

A unit is a line, or several where the text is hard-wrapped. A heading is a short unit without a final stop
that stands alone before prose; runs of such units are lists or verse and are read as text. The first line may
be a whole sentence, as headlines are, if it lacks the stop that the paragraphs below it have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from detente.crisis import Span
from detente.documents.blocks import Marked
from detente.documents.boilerplate import is_boilerplate, tail
from detente.documents.words import word_set

LONGEST_HEADING = 100  # characters
MOST_WORDS = 14
WIDEST_WRAP = 120  # characters; a text with longer lines is not hard-wrapped
_STOP = re.compile(r"[.!?;,…][\"'”’)\]]*$")
_NO_HEADLINE = re.compile(r"[.;:,…–—-][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_LIST_MARK = re.compile(r"(?:[-*•–—◦▪‣]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_SMALL_WORDS = word_set(
    """
    a an and as at between but by for from in into nor of on or over per the to under up via vs with
    """
)
# A unit with one of these is a sentence that lacks its stop, unless it is set in title case or capitals.
_SENTENCE_WORDS = word_set(
    """
    am are is was were be been being has have had do does did will would shall should can could may
    might must said says told announced he she they it we i who that which
    """
)
# So is one with a verb in the past tense; the regular ones are known by their ending.
_PAST = word_set(
    """
    struck sent shot hit met held took gave made went came broke began won lost fought fell rose left
    cut shut withdrew withheld told led built bought caught chose drew drove flew forbade froze got grew
    kept laid met paid put sank sought sold spent spoke stood swore threw understood upheld wrote became
    overthrew
    """
)
_NO_TITLE = re.compile(
    r"(?:dear|to) .+|(?:chapter|part|section|page|annex|appendix) (?:\d+|[ivxl]+)\b.*|introduction|"
    r"background(?: and .+)?|.+:|summary|executive summary|abstract|overview|contents|table of contents|"
    r"preface|foreword|prologue|chronology|timeline|pre-?crisis(?: phase)?|crisis(?: phase)?",
    re.IGNORECASE,
)
"""First lines that head a part of a text, or greet, and name no account."""
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?,?(?: \d{4})?:?|\d{4}(?:\s*[-–—]\s*\d{2,4})?:?|\d{4}-\d{2}(?:-\d{2})?:?",
    re.IGNORECASE,
)


class _Unit(Struct):
    """A line or wrapped run of lines, without blanks around it."""

    start: int
    end: int
    text: str
    alone: bool  # a single line
    after_gap: bool  # a blank line or the start of the text stands before it
    before_gap: bool  # a blank line or the end of the text follows it


def mark(marked: Marked) -> Marked:
    """``marked`` with the headings and boilerplate that its lines show, in text order, none overlapping."""
    text = marked.text
    known = sorted(marked.headings + marked.boilerplate + marked.settled)
    units = list(_units(text))
    free = list(_outside(units, known))
    boiler = {index for index in free if units[index].alone and is_boilerplate(units[index].text)}
    headings = set(_headings(units, [index for index in free if index not in boiler], boiler))
    found = [Span(units[index].start, units[index].end) for index in sorted(boiler)]
    for index in free:
        unit = units[index]
        if index not in boiler and index not in headings and (place := tail(text[unit.start : unit.end])):
            found.append(Span(unit.start + place, unit.end))
    return Marked(
        text,
        tuple(sorted((*marked.headings, *(Span(units[i].start, units[i].end) for i in headings)))),
        tuple(sorted((*marked.boilerplate, *found))),
        marked.settled,
    )


def title_of(marked: Marked) -> str | None:
    """The heading that a text begins with, if it can be the title; furniture may stand above it."""
    if not marked.headings:
        return None
    first = min(marked.headings)
    above = [span for span in marked.boilerplate if span.end <= first.start]
    place = 0
    for span in [*sorted(above), first]:
        if marked.text[place : span.start].strip():
            return None
        place = span.end
    words = " ".join(marked.text[first.start : first.end].lstrip("# ").split())
    untitled = _DATE.fullmatch(words) or _NO_TITLE.fullmatch(words) or _LIST_MARK.match(words)
    return None if untitled else words


def _outside(units: list[_Unit], known: list[Span]) -> Iterator[int]:
    """Indices of the units that no known span touches; both lists are in text order."""
    place = 0
    for index, unit in enumerate(units):
        while place < len(known) and known[place].end <= unit.start:
            place += 1
        if place == len(known) or known[place].start >= unit.end:
            yield index


def _units(text: str) -> Iterator[_Unit]:
    lines = list(_lines(text))
    width = _wrap_width([line for _, line in lines])
    gap = True
    index = 0
    while index < len(lines):
        start, line = lines[index]
        if not line:
            gap = True
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and _goes_on(lines[last][1], lines[last + 1][1], width):
            last += 1
        end = lines[last][0] + len(lines[last][1])
        after = last + 1 >= len(lines) or not lines[last + 1][1]
        yield _Unit(start, end, line if last == index else text[start:end], last == index, gap, after)
        gap = False
        index = last + 1


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line without the blanks around it, and where it starts."""
    place = 0
    for line in text.split("\n"):
        yield place + len(line) - len(line.lstrip()), line.strip()
        place += len(line) + 1


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the text is wrapped; ``None`` when its lines are paragraphs."""
    longest = max(map(len, lines), default=0)
    if longest > WIDEST_WRAP:
        return None
    # Wrapped lines break in the middle of sentences; lines that are paragraphs end with one.
    full = [line for line, following in pairwise(lines) if following and len(line) > 0.75 * longest]
    broken = sum(not _SENTENCE_END.search(line) for line in full)
    return longest if broken >= 2 and broken >= 0.4 * len(full) else None


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether ``following`` continues the sentence or paragraph of ``line``."""
    if not following or not line or _LIST_MARK.match(following):
        return False
    ended = bool(_SENTENCE_END.search(line))
    if (following[0].islower() and not ended) or line[-1] in ",-–—":
        return True
    if width is None or (ended and is_boilerplate(following)):
        return False
    # A wrapped line is broken because its successor's first word would not have fitted.
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _headings(units: list[_Unit], free: list[int], boiler: set[int]) -> list[int]:
    prose = [i for i, unit in enumerate(units) if i not in boiler]
    place = {index: position for position, index in enumerate(prose)}
    looks = {index for index in free if _looks_like_heading(units[index])}
    told = [index for index in free if index not in boiler]
    if len(told) > 1 and _opens(units, told, looks):
        looks.add(told[0])
    found = []
    for index in sorted(looks):
        position = place[index]
        following = [prose[p] for p in range(position + 1, min(position + 3, len(prose)))]
        before = prose[position - 1] if position else None
        # The last words of a text head nothing; three in a row are a list; two are a title with its subtitle.
        if not following or (following[0] in looks and _in_a_run(position, prose, looks)):
            continue
        if before in looks and _in_a_run(position, prose, looks):
            continue
        if _stands_apart(units, index, before, following[0]):
            found.append(index)
    return found


def _opens(units: list[_Unit], told: list[int], looks: set[int]) -> bool:
    """Whether the first line is a headline: short, without a full stop, above paragraphs that have theirs."""
    line, below = units[told[0]], [units[index] for index in told[1:] if index not in looks]
    text = line.text
    # A byline may stand right below, and what goes on small is the rest of a sentence.
    apart = (line.before_gap or told[1] > told[0] + 1) and not units[told[1]].text[0].islower()
    if not (line.alone and apart) or len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS:
        return False
    if _NO_HEADLINE.search(text) or _LIST_MARK.match(text) or not (text[0].isupper() or text[0] in "\"'“‘"):
        return False
    ended = sum(bool(_SENTENCE_END.search(unit.text)) for unit in below)
    lengths = [len(unit.text) for unit in below]
    longer = max(lengths, default=0) > 1.5 * len(text) or sum(lengths) > 3 * len(text)
    return ended > 0.8 * len(below) and longer


def _in_a_run(position: int, prose: list[int], looks: set[int]) -> bool:
    """Whether three or more heading-like units stand in a row here."""
    first = position
    while first > 0 and position - first < 3 and prose[first - 1] in looks:
        first -= 1
    last = position
    while last + 1 < len(prose) and last - position < 3 and prose[last + 1] in looks:
        last += 1
    return last - first >= 2


def _stands_apart(units: list[_Unit], index: int, before: int | None, following: int) -> bool:
    unit = units[index]
    if (unit.after_gap and unit.before_gap) or _DATE.fullmatch(unit.text):
        return True
    # Without blank lines, the line before must have ended and the next be longer, as in a paragraph.
    ended = before is None or unit.after_gap or bool(_SENTENCE_END.search(units[before].text))
    return ended and len(units[following].text) > 1.5 * len(unit.text)


def _looks_like_heading(unit: _Unit) -> bool:
    text = unit.text
    if not unit.alone or len(text) > LONGEST_HEADING or _STOP.search(text) or not any(map(str.isalnum, text)):
        return False
    if _DATE.fullmatch(text):
        return True
    if re.match(r"#{1,6} \S", text):
        return True
    words = text.rstrip(":").split()
    letters = [c for c in text if c.isalpha()]
    if len(words) > MOST_WORDS or not letters or text[0] in "\"'“‘(":
        return False
    if all(c.isupper() or not c.islower() for c in letters) and len(letters) > 3:
        return True
    titled = _in_title_case(words)
    if text.endswith(":"):
        return titled or len(words) <= 3
    if _LIST_MARK.match(text):
        return titled and text[0].isdigit()
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    if titled:
        return True
    if words[0] in ("What", "How", "Why", "When", "Where", "Who"):
        return len(words) <= 6
    plain = {word.strip("\"'“”‘’(),:").lower() for word in words}
    past = any(word in _PAST or (len(word) > 4 and word.endswith("ed")) for word in map(str.strip, words[1:]))
    return len(words) <= 8 and not past and not plain & _SENTENCE_WORDS


def _in_title_case(words: list[str]) -> bool:
    """Every word of weight begins with a capital or a digit, as in a headline."""
    weighty = [word.strip("\"'“”‘’(),:") for word in words]
    weighty = [word for word in weighty if word and word.lower() not in _SMALL_WORDS and word[0].isalnum()]
    return bool(weighty) and all(word[0].isupper() or word[0].isdigit() for word in weighty)
