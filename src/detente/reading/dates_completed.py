"""What a date's words mean where they stand: completed from the text or the publication date.

A year that no word gives is taken from the nearest date of the text that has one, so that the gap is
smallest; it is marked inferred and noted. Nothing known from elsewhere is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, cast

from detente.crisis import Basis, Precision, When
from detente.reading.base import Reading
from detente.reading.dates import WEEKDAYS, DateWords

DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


class Builder(Protocol):
    """Makes the ``When`` of the words at hand."""

    def __call__(
        self, iso: str | None, precision: Precision, basis: Basis = "stated", inferred: str | None = None
    ) -> When: ...


@dataclass(slots=True)
class Context:
    """What earlier dates of the text lend to later ones."""

    day: date | None = None  # last full day told
    month: date | None = None  # a month with its year told since then
    hint: int | None = None  # the year of the title, or of the heading above
    past: bool = False  # the sentence at hand is told in the past tense
    published: str | None = None
    years: tuple[tuple[int, int, int], ...] = ()  # (offset, year, month or 0) of every explicit year


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
        year, basis = _year_for(words, context, start)
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
            context.day = date(words.year2 or year, words.month2 or month or 1, words.day2)
        elif words.day and month:
            context.day = date(year, month, words.day)
        precision: Precision = "day" if words.day2 else "month" if words.month2 else "year"
        return when(f"{first}..{last}", precision, cast(Basis, basis), inferred)
    if words.day:
        if not _exists(year, month, words.day):
            reading.note("impossible date", f"{words.words!r} is no date of the calendar; kept as words")
            return when(None, "none")
        context.day, context.month = date(year, month or 1, words.day), None
        return when(first, "day", cast(Basis, basis), inferred)
    if month and words.year is not None:
        context.month = date(year, month, 15)
    return when(first, "month" if month else "year", cast(Basis, basis), inferred)


def _exists(year: int, month: int | None, day: int) -> bool:
    try:
        date(year, month or 1, day)
    except ValueError:
        return False
    return True


def iso_of(year: int, month: int | None, day: int | None) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day and month else "")


def _year_for(words: DateWords, context: Context, start: int) -> tuple[int | None, str]:
    """The year of a day and month without one, with the basis.

    The day told last decides (the year that makes the gap smallest), else the publication date, else the
    latest month with a year that the text names, else the year named nearest in the text.
    """
    month, day = words.month or 1, words.day or 15
    published = context.published or ""
    if context.hint is not None and context.day is None:
        return context.hint, "from the narrative: same"
    told = context.day if published else context.month or context.day
    if told is not None:
        return _nearest(month, day, told), "from the narrative: same"
    if published[:4].isdigit():
        known = _day_of(published) or date(int(published[:4]), int(published[5:7] or 7), 15)
        year = _nearest(month, day, known)
        ahead = (year, month, day) > (known.year, known.month, known.day)
        return (year - 1 if context.past and ahead else year), "from publication date"
    dated = [each for each in context.years if each[2]]
    if dated:
        _, year, known_month = max(dated, key=lambda each: (each[1], each[2]))
        return _nearest(month, day, date(year, known_month, 15)), "from the narrative"
    if context.years:
        return min(context.years, key=lambda each: abs(each[0] - start))[1], "from the narrative"
    return None, ""


def _nearest(month: int, day: int, known: date) -> int:
    """The year that brings a day and month closest to a known date; the later one on a tie."""
    return min(
        (known.year, known.year + 1, known.year - 1),
        key=lambda year: abs((year - known.year) * 365 + (month - known.month) * 30 + day - known.day),
    )


def _relative(words: DateWords, context: Context, when: Builder) -> When:
    """Dates that count from another: "the next day", "three weeks later", "yesterday", "this month"."""
    published = _day_of(context.published)
    narrative: Basis = "from the narrative"
    anchor, basis = (context.day, narrative) if context.day else (published, "from publication date")
    if words.kind in {"deictic", "weekday"}:
        if published is None:
            return when(None, "none")
        shift = {"yesterday": -1, "tomorrow": 1}.get((words.word or "").lower(), 0)
        if words.kind == "weekday":
            back = (published.weekday() - WEEKDAYS.index((words.word or "").lower())) % 7
            shift = -back if not words.words.lower().startswith("next") else 7 - back
        shifted = _plus(published, shift)
        return _day(when, shifted, "from publication date")
    if words.word == "ago":
        return _ago(words, published, when)
    if words.kind == "relative month":
        return _relative_unit(words, context, published, when)
    if anchor is None:
        return when(None, "none")
    days = {"same day": 0, "next day": 1, "previous day": -1}.get(words.kind)
    if days is None and words.unit and words.count:
        sign = 1 if words.kind == "later" else -1
        length = DAYS_IN.get(words.unit)
        if length is None:
            return when(None, "none")
        days = sign * words.count * length
    if days is None:
        return when(None, "none")
    value = _plus(anchor, days)
    if days >= 0 and value is not None:  # a look back leaves the story where it is
        context.day = value
    return _day(when, value, cast(Basis, basis))


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


def _relative_unit(words: DateWords, context: Context, published: date | None, when: Builder) -> When:
    anchor = published or context.day
    year, month = (anchor.year, anchor.month) if anchor else (None, None)
    basis: Basis = "from publication date" if published else "from the narrative"
    if words.unit == "month" and year and month:
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(
            (words.word or "").lower(), 0
        )
        total = year * 12 + month - 1 + step
        return when(f"{total // 12:04d}-{total % 12 + 1:02d}", "month", basis, "year month")
    if words.unit == "year" and year:
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(
            (words.word or "").lower(), 0
        )
        return when(str(year + step), "year", basis, "year")
    return when(None, "none")


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published or "")
    except ValueError:
        return None
