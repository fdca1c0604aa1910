"""What a date's words mean where they stand: completed from the text or the publication date.

A year that no word gives is taken from the nearest date of the text that has one, so that the gap is
smallest; it is marked inferred and noted. Nothing known from elsewhere is added.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol, cast

from detente.crisis import Basis, Precision, When
from detente.reading.base import Reading
from detente.reading.dates import WEEKDAYS, DateWords
from detente.reading.dates_context import Context, year_for

DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


class Builder(Protocol):
    """Makes the ``When`` of the words at hand."""

    def __call__(
        self, iso: str | None, precision: Precision, basis: Basis = "stated", inferred: str | None = None
    ) -> When: ...


def complete(reading: Reading, base: int, words: DateWords, context: Context) -> When:
    """The date that the words mean here (``base``: where the text searched begins); updates the context."""
    start, stop = base + words.start, base + words.end
    quote = reading.document.text[start:stop]

    def when(
        iso: str | None, precision: Precision, basis: Basis = "stated", inferred: str | None = None
    ) -> When:
        return When(
            iso=iso, precision=precision, words=quote, start=start, end=stop, basis=basis, inferred=inferred
        )

    if words.impossible:
        reading.note("impossible date", f"{quote!r} is no date of the calendar; kept as words")
        return when(None, "none")
    if words.kind == "habitual":
        return when(None, "habitual")
    if words.kind == "decade":
        return when(f"{str(words.year)[:3]}X", "decade")
    if words.kind in {
        "iso",
        "day month",
        "month day",
        "day range",
        "month day range",
        "month year",
        "month",
        "range",
    }:
        return _calendar(reading, words, context, start, when)
    if words.kind == "year":
        return when(str(words.year), "year")
    if words.kind == "year range":
        return when(f"{words.year}..{words.year2}", "year")
    return _relative(words, context, when)


def _calendar(reading: Reading, words: DateWords, context: Context, start: int, when: Builder) -> When:
    year, basis, inferred = words.year, "stated", None
    if year is None:
        year, basis = year_for(words, context, start)
        inferred = "year" if year is not None else None
        if year is None:
            reading.note("date without a year", f"{words.words!r}: no year in the text")
            return when(None, "day" if words.day else "month")
        if basis != "from the narrative: same":
            reading.note(
                "date without a year",
                f"{words.words!r}: year {year} inferred from the nearest dated passage"
                if basis == "from the narrative"
                else f"{words.words!r}: year {year} from the publication date",
            )
        else:
            basis = "from the narrative"
    month = words.month
    first = iso_of(year, month, words.day)
    if words.month2 or (words.year2 and words.kind == "range"):
        last = iso_of(words.year2 or year, words.month2, words.day2)
        if last < first:
            reading.note("impossible date", f"{words.words!r} ends before it begins; kept as words")
            return when(None, "none")
        if words.day2:
            context.tell(date(words.year2 or year, words.month2 or month or 1, words.day2))
        elif words.day and month:
            context.tell(date(year, month, words.day))
        precision: Precision = "day" if words.day2 else "month" if words.month2 else "year"
        return when(f"{first}..{last}", precision, cast(Basis, basis), inferred)
    if words.day:
        if not _exists(year, month, words.day):
            reading.note("impossible date", f"{words.words!r} is no date of the calendar; kept as words")
            return when(None, "none")
        context.tell(date(year, month or 1, words.day))
        return when(first, "day", cast(Basis, basis), inferred)
    return when(first, "month" if month else "year", cast(Basis, basis), inferred)


def _exists(year: int, month: int | None, day: int) -> bool:
    try:
        date(year, month or 1, day)
    except ValueError:
        return False
    return True


def iso_of(year: int, month: int | None, day: int | None) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day and month else "")


def _relative(words: DateWords, context: Context, when: Builder) -> When:
    """Dates that count from another: "the next day", "three weeks later", "yesterday", "this month"."""
    published = _day_of(context.published)
    narrative: Basis = "from the narrative"
    anchor, basis = (context.day, narrative) if context.day else (published, "from publication date")
    word = (words.word or "").lower()
    if words.kind in {"deictic", "weekday"}:
        return _pointed_at(words, context, published, when)
    if words.word == "ago":
        return _ago(words, published, when)
    if words.kind == "relative month":
        return _relative_unit(words, context, published, when)
    if words.kind == "season":
        here = published or context.month or context.day
        shift = {"last": -1, "next": 1}.get(words.words.lower().split()[0], 0)
        return when(str(here.year + shift), "year", narrative, "year") if here else when(None, "none")
    if anchor is None:
        return when(None, "none")
    if words.kind == "bare day":
        return _in_month(words, context, anchor, when)
    days = {"same day": 0, "next day": 1, "previous day": -1, "time of day": 0}.get(words.kind)
    if days is None and words.unit and words.count:
        sign = 1 if words.kind == "later" or (words.kind == "counted back" and word == "before") else -1
        length = DAYS_IN.get(words.unit)
        if length is None:
            return _months_on(sign * words.count, words.unit, anchor, when)
        days = sign * words.count * length
    if days is None:
        return when(None, "none")
    value = _plus(anchor, days)
    if days > 0 and value is not None and words.kind != "counted back":
        context.tell(value)  # a look back leaves the story where it is
    return _day(when, value, cast(Basis, basis))


def _pointed_at(words: DateWords, context: Context, published: date | None, when: Builder) -> When:
    """ "Yesterday", "last night", "on Monday": from the day of the report or the story."""
    word = (words.word or "").lower()
    if words.kind == "deictic":
        if published is None:
            return when(None, "none")
        value = _plus(published, {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0))
    else:
        anchor = published or context.day
        if anchor is None:
            return when(None, "none")
        back = (anchor.weekday() - WEEKDAYS.index(word)) % 7
        if published is None:
            shift = -back if back <= 3 else 7 - back  # the nearest to the day told last
        else:
            ahead = words.words.lower().startswith("next")
            shift = 7 - back if ahead else -back
            if back == 0 and words.words.lower().startswith("last"):
                shift = -7
        value = _plus(anchor, shift)
    if value is not None and context.past:
        context.tell(value)
    return _day(when, value, "from publication date" if published else "from the narrative")


def _in_month(words: DateWords, context: Context, anchor: date, when: Builder) -> When:
    """ "On the 24th": that day of the month at hand."""
    try:
        value = anchor.replace(day=words.day or 1)
    except ValueError:
        return when(None, "none")
    if value >= anchor:
        context.tell(value)
    return _day(when, value, "from the narrative")


def _months_on(count: int, unit: str, anchor: date, when: Builder) -> When:
    """ "Two months later", "a year earlier": as exact as the unit."""
    months = anchor.year * 12 + anchor.month - 1 + count
    if unit == "month" and 12 <= months < 120_000:
        return when(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", "from the narrative", "year month")
    if unit == "year" and 0 < anchor.year + count < 10_000:
        return when(f"{anchor.year + count:04d}", "year", "from the narrative", "year")
    return when(None, "none")


def _plus(day: date, days: int) -> date | None:
    """The day so many days on; ``None`` where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _day(when: Builder, value: date | None, basis: Basis) -> When:
    if value is None:
        return when(None, "none")
    return when(value.isoformat(), "day", basis, "year month day")


def _ago(words: DateWords, published: date | None, when: Builder) -> When:
    """ "three days ago", "two years ago": counted from the day of publication, as exact as the unit."""
    if published is None or not words.count:
        return when(None, "none")
    basis: Basis = "from publication date"
    if words.unit in DAYS_IN:
        return _day(when, _plus(published, -words.count * DAYS_IN[words.unit]), basis)
    months = published.year * 12 + published.month - 1 - words.count
    if words.unit == "month" and months >= 12:
        return when(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", basis, "year month")
    if words.unit == "year" and published.year > words.count:
        return when(f"{published.year - words.count:04d}", "year", basis, "year")
    return when(None, "none")


STEPS = {"last": -1, "the previous": -1, "next": 1, "the following": 1}
OF_THE_STORY = frozenset({"that", "the same", "the previous", "the following"})


def _relative_unit(words: DateWords, context: Context, published: date | None, when: Builder) -> When:
    """ "Last month", "this week", "that year": from the report or the story."""
    word = (words.word or "").lower()
    told = context.month or context.day
    anchor = (told or published) if word in OF_THE_STORY else (published or told)
    if anchor is None:
        return when(None, "none")
    basis: Basis = "from publication date" if anchor == published else "from the narrative"
    step = STEPS.get(word, 0)
    if words.unit == "month":
        total = anchor.year * 12 + anchor.month - 1 + step
        return when(f"{total // 12:04d}-{total % 12 + 1:02d}", "month", basis, "year month")
    if words.unit == "year":
        return when(str(anchor.year + step), "year", basis, "year")
    if words.unit == "week" and published is not None:
        first = _plus(published, 7 * step - published.weekday())
        last = _plus(first, 6) if first else None
        if first and last:
            return when(f"{first.isoformat()}..{last.isoformat()}", "day", basis, "year month day")
    return when(None, "none")


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published or "")
    except ValueError:
        return None
