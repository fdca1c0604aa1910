"""Step 9: when. Dates are completed from the text or the publication date and hung on predicates."""

from __future__ import annotations

from detente.crisis import Span, When
from detente.reading.base import Reading, Sentence
from detente.reading.dates import DateWords, find_dates
from detente.reading.dates_completed import complete
from detente.reading.dates_context import Context, move, reports_of, settled
from detente.reading.language import PLAIN
from detente.reading.time_attach import attach, framed, inherit


class Times:
    """Finds the dates of every sentence and gives predicates theirs."""

    name = "time"

    def __call__(self, reading: Reading) -> None:
        text = reading.document.text.translate(PLAIN)
        found = {
            sentence.index: find_dates(text[sentence.start : sentence.end]) for sentence in reading.sentences
        }
        context = Context(published=reading.document.published)
        context.reports = reports_of(reading.document.text, reading.document.published)
        context.hint = _only_year(reading.document.title or "")
        context.years = tuple(
            (sentence.start + words.start, words.year, words.month or 0)
            for sentence in reading.sentences
            for words in found[sentence.index]
            if words.year is not None and words.kind != "decade" and not words.impossible
        )
        headings = sorted(reading.document.headings)
        frames: dict[int, When] = {}
        frame: When | None = None
        for sentence in reading.sentences:
            while headings and headings[0].end <= sentence.start:
                frame = _of_heading(reading, headings.pop(0), text, context)
            if frame is not None and frame.precision in {"day", "month"}:
                frames[sentence.index] = frame
            context.enter(sentence)
            for words in (settled(each, context) for each in found[sentence.index]):
                when = complete(reading, sentence.start, words, context)
                reading.dates.append(when)
                if words.end - words.start >= sentence.end - sentence.start - 2:
                    frame = when if when.iso else None  # a date standing alone heads what follows
                elif _opens_entry(text, sentence, words) and when.precision in {"day", "month"}:
                    frame, frames[sentence.index] = when, when
                move(context, words, sentence)
                attach(reading, sentence, words, when)
        for predicate in reading.predicates:
            inherit(reading, predicate)
            framed(predicate, frames)


def _opens_entry(text: str, sentence: Sentence, words: DateWords) -> bool:
    """Whether a date opens an entry of a chronicle: "25 October: Shots …"."""
    before, after = text[sentence.start : sentence.start + words.start], text[sentence.start + words.end :]
    return not before.strip() and after.lstrip()[:1] == ":"


def _only_year(words: str) -> int | None:
    """The one year that a title or heading names; ``None`` when it names none or several."""
    years = {date.year for date in find_dates(words) if date.year is not None and date.kind != "decade"}
    ranged = any(date.year2 for date in find_dates(words))
    return years.pop() if len(years) == 1 and not ranged else None


def _of_heading(reading: Reading, heading: Span, text: str, context: Context) -> When | None:
    """The date that a heading sets for what stands under it; ``None`` when it names no date."""
    dates = find_dates(text[heading.start : heading.end])
    if (year := _only_year(text[heading.start : heading.end])) is not None:
        context.hint, context.day, context.month = year, None, None
    whens = [complete(reading, heading.start, words, context) for words in dates]
    return next((when for when in whens if when.iso is not None), None)
