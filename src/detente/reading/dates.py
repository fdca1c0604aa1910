"""Date expressions of English prose: what the words fix, and what they leave open.

``find_dates`` reads one sentence and returns what stands there; nothing is filled in from elsewhere.
Impossible dates (30 February, year 0) are kept as words with precision ``none``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen"
    ).split()
)} | {"a": 1, "an": 1, "several": 0, "few": 0, "some": 0}  # fmt: skip

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|few|some)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_DASH = r"(?:-|–|—|to|and|until|through|till)"


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){text}(?![\w])", flags)


# order matters: the longest forms first, each word is read once
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _pattern(r"(?P<year>\d{4})-(?P<mm>\d{2})-(?P<dd>\d{2})")),
    ("day range", _pattern(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|—|to|and|until)\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?")),
    ("month day range", _pattern(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|—|to)\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?")),
    ("day month", _pattern(rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?")),
    ("month day", _pattern(rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?!\d)")),
    ("month year", _pattern(rf"(?:(?P<part>early|mid|late)[\s-]+)?{_MONTH},?(?:\s+of)?\s+{_YEAR}")),
    ("year range", _pattern(r"(?P<year>1[5-9]\d\d|20\d\d)\s*(?:-|–|—)\s*(?P<year2>\d{2}|\d{4})")),
    ("decade", _pattern(r"(?:(?P<part>early|mid|late)[\s-]+)?(?:the\s+)?(?P<decade>1[5-9]\d0|20\d0)['’]?s", re.IGNORECASE)),
    ("year", _pattern(r"(?:(?P<part>early|mid|late)[\s-]+)?(?P<year>1[5-9]\d\d|20\d\d)")),
    ("relative month", _pattern(r"(?:(?P<lead>later|earlier)\s+)?(?P<which>this|last|next|the same|that|the previous|the following)\s+(?P<unit>month|year|week)", re.IGNORECASE)),
    ("same day", _pattern(r"(?:on\s+)?(?:the|that)\s+(?:very\s+)?same\s+day|(?:on\s+)?that\s+day|the same\s+(?:night|evening|morning)|that\s+(?:night|evening|morning)", re.IGNORECASE)),
    ("next day", _pattern(r"(?:the|on the)\s+(?:next|following)\s+(?:day|morning|night|evening)|the\s+day\s+after(?!\w)|(?:a|one)\s+day\s+(?:later|after|afterwards?)|overnight", re.IGNORECASE)),
    ("previous day", _pattern(r"(?:the|a)\s+(?:previous\s+day|day\s+(?:prior|before|earlier))|the\s+night\s+before|one\s+day\s+(?:prior|before|earlier)", re.IGNORECASE)),
    ("later", _pattern(rf"{_COUNT}\s+{_UNIT}\s+(?P<way>later|after(?:wards?)?|thereafter)", re.IGNORECASE)),
    ("earlier", _pattern(rf"{_COUNT}\s+{_UNIT}\s+(?P<way>earlier|before|prior|previously|ago)", re.IGNORECASE)),
    ("deictic", _pattern(r"(?P<word>yesterday|today|tomorrow|tonight)", re.IGNORECASE)),
    ("weekday", _pattern(r"(?:(?:on|last|next|this)\s+)?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)")),
    ("month", _pattern(rf"(?:(?P<lead>in|during|since|until|by|last|next|early|mid|late|the|of|from|for)[\s-]+)(?:(?P<part>early|mid|late)[\s-]+)?{_MONTH}")),
    ("habitual", re.compile(r"(?<!\w)(?:over the (?:past |last )?(?:years|decades|centuries)|in (?:the )?recent years|historically|traditionally|for (?:many )?(?:years|decades|centuries)|through(?:out)? the years|daily|weekly|regularly|routinely|frequently|repeatedly|(?:the|in the) preceding years|in (?:the )?(?:past|previous|last|preceding) (?:few )?(?:years|decades))(?!\w)", re.IGNORECASE)),
)  # fmt: skip

AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "dec", "sep", "jan"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DateWords:
    """One date expression of a sentence, as the words give it; offsets are within the string searched."""

    kind: str
    start: int
    end: int
    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    count: int | None = None
    unit: str | None = None
    word: str | None = None
    impossible: bool = False


def find_dates(text: str) -> list[DateWords]:
    """All date expressions of a sentence, left to right, none overlapping."""
    taken: list[tuple[int, int]] = []
    found: list[DateWords] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < right and left < end for left, right in taken):
                continue
            date = _read(kind, match, text)
            if date is not None:
                taken.append((date.start, date.end))
                found.append(date)
    return _ranges(text, sorted(found, key=lambda each: each.start))


def _read(kind: str, match: re.Match[str], text: str) -> DateWords | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    start, end = match.span()
    if kind == "month":
        start = match.start("month")
        start = match.start("part") if groups.get("part") else start
        name = groups["month"].rstrip(".").lower()
        if name in AMBIGUOUS_MONTHS and not groups["month"][0].isupper():
            return None
        if name in {"may", "march"} and groups.get("lead") not in {
            "in",
            "during",
            "since",
            "until",
            "by",
            "last",
            "next",
            "early",
            "mid",
            "late",
        }:
            return None
    if kind == "year" and not _is_year(text, start, end):
        return None
    year = int(groups["year"]) if "year" in groups else None
    month = MONTHS.get(groups["month"].rstrip(".").lower()) if "month" in groups else None
    if "mm" in groups:
        month = int(groups["mm"])
    day_text = groups.get("day") or groups.get("dd")
    day = int(day_text) if day_text else None
    year2 = None
    if "year2" in groups and year is not None:
        tail = groups["year2"]
        year2 = int(str(year)[: 4 - len(tail)] + tail)
        if year2 <= year:
            return None
    if kind == "decade":
        year = int(groups["decade"])
    impossible = _impossible(year if kind != "decade" else None, month, day)
    day2 = int(groups["day2"]) if "day2" in groups else None
    if day2 is not None and day is not None and (day2 <= day or _impossible(year, month, day2)):
        impossible = True
    return DateWords(
        kind=kind, start=start, end=end, words=text[start:end], year=year, month=month, day=day,
        year2=year2, day2=day2, month2=month if day2 else None, count=_count(groups.get("count")),
        unit=groups.get("unit"),
        word=(groups.get("which") or groups.get("word") or groups.get("weekday") or groups.get("way") or groups.get("lead")),
        impossible=impossible,
    )  # fmt: skip


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: not a count of things ("1500 soldiers") nor part of a number."""
    if text[end : end + 1] in {",", "."} and text[end + 1 : end + 2].isdigit():
        return False
    if start and text[start - 1] in "$€£#.,":
        return False
    before = text[max(0, start - 14) : start].lower().split()
    after = text[end : end + 14].split()
    lead = before[-1].strip("(,;") if before else ""
    if lead in {"in", "since", "until", "by", "of", "from", "to", "and", "during", "before", "after", "early", "late",
                "mid", "between", "through", "the", "around", "about", "throughout", "for", "or", "till"}:  # fmt: skip
        return not (
            after
            and after[0].lower().strip(",.")
            in {
                "people",
                "troops",
                "soldiers",
                "men",
                "civilians",
                "km",
                "miles",
                "tons",
                "tonnes",
                "meters",
                "kilometers",
            }
        )
    return text[end : end + 1] in {",", ")", ".", ";", "'", "’", "", ":"} or text[start - 1 : start] in {"(", "-"} or (
        bool(after) and after[0][:1].islower() and not after[0].endswith("s")
    ) or bool(before and before[-1][:1].isupper()) or (bool(after) and after[0].lower() in {"crisis", "war", "attack", "attacks", "crises", "talks", "agreement", "elections"})  # fmt: skip


def _impossible(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not 1000 <= year <= 2999:
        return True
    if month is not None and not 1 <= month <= 12:
        return True
    if day is None:
        return False
    if not 1 <= day <= 31:
        return True
    return month is not None and day > monthrange(year or 2024, month)[1]


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else NUMBERS.get(word.split()[-1], 0) or None


def _ranges(text: str, dates: list[DateWords]) -> list[DateWords]:
    """ "from 14 February to 1 March 2019", "between May and July 1967": two dates read as one interval."""
    merged: list[DateWords] = []
    for date in dates:
        last = merged[-1] if merged else None
        if last is not None and last.year2 is None and last.day2 is None and _joined(text, last, date):
            year2 = date.year
            year = last.year or year2
            merged[-1] = DateWords(
                kind="range", start=last.start, end=date.end, words=text[last.start : date.end], year=year,
                month=last.month or (date.month if last.day else None), day=last.day, year2=year2 or year,
                month2=date.month, day2=date.day, impossible=last.impossible or date.impossible,
            )  # fmt: skip
        else:
            merged.append(date)
    return merged


def _joined(text: str, first: DateWords, second: DateWords) -> bool:
    if first.kind not in {"day month", "month day", "month year", "month", "year", "iso"} or second.kind not in {
        "day month", "month day", "month year", "month", "year", "iso"
    }:  # fmt: skip
        return False
    between = text[first.end : second.start].strip().lower()
    before = text[max(0, first.start - 10) : first.start].strip().lower().split()
    lead = before[-1] if before else ""
    if between in {"to", "until", "through", "till", "-", "–", "—"}:
        return True
    return between == "and" and lead == "between"
