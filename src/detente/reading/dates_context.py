"""What earlier dates of a text lend to later ones: the day told last, the year, the day of the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Token

from detente.reading.base import Sentence, at
from detente.reading.dates import DateWords, find_dates
from detente.reading.language import DATELINE

PLACE_AND_DAY = re.compile(
    r"\s*[A-Z][\w.'’\-]+(?:[ ,]+[A-Z][\w.'’\-]+){0,3},?\s+"
    r"(?P<date>(?:\d{1,2}\s+[A-Z][a-z]+\.?|[A-Z][a-z]+\.?\s+\d{1,2}),?\s+\d{4})\.?\s*(?=\n|$)"
)
"""A first line with the place and day of a report: "Tripoli, 16 April 1986"."""
PARAGRAPHS = re.compile(r"(?:^|\n)[ \t]*(?=\S)")
AHEAD = frozenset(
    "will shall due scheduled planned expected must faces face next upcoming forthcoming until".split()
)
FORWARD = frozenset({"next", "the following", "the next"})
BACKWARD = frozenset({"last", "the previous", "the preceding"})
EXPLICIT = frozenset({"month year", "year", "year range", "day month", "month day", "iso", "range"})


@dataclass(slots=True)
class Context:
    """The dates told so far. ``reports`` are the days of its parts, ``published`` that at hand."""

    day: date | None = None  # last full day told
    month: date | None = None  # about when the story is, told since then
    hint: int | None = None  # the year of the title, or of the heading above
    past: bool = False  # the sentence at hand is told in the past tense
    ahead: bool = False  # … or looks to the future
    published: str | None = None
    years: tuple[tuple[int, int, int], ...] = ()  # (offset, year, month or 0) of every explicit year
    reports: list[tuple[int, str]] = field(default_factory=list)
    sentence: int = 0
    day_told_in: int = -1

    def enter(self, sentence: Sentence) -> None:
        """Take the tense of a sentence and the day of the report that it stands in."""
        tags = {token.tag_ for token in sentence}
        words = {token.lower_ for token in sentence}
        self.past = "VBD" in tags and "MD" not in tags and not words & {"due", "scheduled", "planned", "to"}
        self.ahead = bool(words & AHEAD)
        self.sentence = sentence.index
        number = bisect_right(self.reports, (sentence.start, "~")) - 1
        if number >= 0 and self.reports[number][1] != self.published:
            self.published = self.reports[number][1]
            self.day = self.month = None

    def tell(self, value: date) -> None:
        """The story is at this day now."""
        self.day, self.month, self.day_told_in = value, None, self.sentence


def reports_of(text: str, published: str | None) -> list[tuple[int, str]]:
    """The days of the reports in a text, by where they begin: its datelines, or the place and day on top."""
    found: list[tuple[int, str]] = []
    known = _day(published)
    if (top := PLACE_AND_DAY.match(text)) is not None and (value := _full(top["date"], None)) is not None:
        found.append((0, value.isoformat()))
        known = value
    for match in PARAGRAPHS.finditer(text):
        opening = DATELINE.match(text, match.end())
        if opening is None or opening["date"] is None:
            continue
        value = _full(opening["date"], known)
        if value is not None:
            found.append((match.end() if found else 0, value.isoformat()))
            known = value
    return found


def _full(words: str, known: date | None) -> date | None:
    for told in find_dates(f"on {words}"):
        if not (told.month and told.day) or told.impossible:
            continue
        year = told.year or (nearest(told.month, told.day, known) if known else None)
        if year is not None:
            try:
                return date(year, told.month, told.day)
            except ValueError:
                return None
    return None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def nearest(month: int, day: int, known: date) -> int:
    """The year that brings a day and month closest to a known date; the later one on a tie."""
    return min(
        (known.year, known.year + 1, known.year - 1),
        key=lambda year: abs((year - known.year) * 365 + (month - known.month) * 30 + day - known.day),
    )


def year_for(words: DateWords, context: Context, start: int) -> tuple[int | None, str]:
    """The year of a day and month without one, with the basis.

    The day told last decides (the year that makes the gap smallest), else the publication date, else the
    latest month with a year that the text names, else the year named nearest in the text.
    """
    month, day = words.month or 1, words.day or 15
    published = context.published or ""
    if context.hint is not None and context.day is None:
        return context.hint, "from the narrative: same"
    told = context.day if published else context.month or context.day
    lead = (words.word or "").lower()
    if told is not None:
        return _led(lead, month, day, told), "from the narrative: same"
    if published[:4].isdigit():
        known = _day(published) or date(int(published[:4]), int(published[5:7] or 7), 15)
        year = _led(lead, month, day, known)
        place, now = (year, month, words.day or 28), (known.year, known.month, known.day)
        if context.past and place > now and (words.day or month > known.month or year > known.year):
            year -= 1
        elif context.ahead and not context.past and (year, month) < now[:2]:
            year += 1
        return year, "from publication date"
    dated = [each for each in context.years if each[2]]
    if dated:
        _, year, known_month = max(dated, key=lambda each: (each[1], each[2]))
        return nearest(month, day, date(year, known_month, 15)), "from the narrative"
    if context.years:
        return min(context.years, key=lambda each: abs(each[0] - start))[1], "from the narrative"
    return None, ""


def _led(lead: str, month: int, day: int, known: date) -> int:
    """ "That November", "last March", "the following May": the year as the word before the month says."""
    if lead in FORWARD:
        return known.year + (month <= known.month)
    if lead in BACKWARD:
        return known.year - (month >= known.month)
    if lead in {"that", "the same"}:
        return known.year
    return nearest(month, day, known)


def move(context: Context, words: DateWords, sentence: Sentence) -> None:
    """Let a month or year that is told with its year place the story, unless it only looks back."""
    if words.kind not in EXPLICIT or words.day or words.year is None or words.impossible:
        return
    ends = words.year2 or words.year
    value = date(ends, words.month or (1 if words.kind == "year range" else 7), 15)
    here = context.month or context.day
    if here is None or not _looks_back(sentence, words) or (words.month is not None and value > here):
        if words.month is None and (here is not None and (here.year == value.year or value < here)):
            return
        context.month = value


def _looks_back(sentence: Sentence, words: DateWords) -> bool:
    """ "They had clashed in December 1974", "the treaty of 1922": the story does not go there."""
    start = sentence.start + words.start
    token: Token | None = next((each for each in sentence if at(each) >= start), None)
    for _ in range(8):
        if token is None or token.head == token:
            return False
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children)
            return perfect or token.dep_ in {"relcl", "acl", "advcl", "pcomp"}
    return False


def settled(words: DateWords, context: Context) -> DateWords:
    """ "Two days after X": counted back where the sentence or the report has a day, else onwards."""
    if words.kind != "counted back":
        return words
    if context.day is not None and context.day_told_in == context.sentence:
        return words
    if context.published and context.day is None and not context.month:
        return words
    return replace(words, kind="later" if (words.word or "").lower() == "after" else "earlier")
