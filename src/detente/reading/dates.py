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
_TH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>\d{{1,2}}){_TH}"
_DAY2 = rf"(?P<day2>\d{{1,2}}){_TH}"
_YEAR = r"(?P<year>\d{4})"
_OF_YEAR = rf"(?:,?\s+{_YEAR})?"
_PART = r"(?:(?P<part>early|mid|late)[\s-]+)?"
_DASH = r"\s*(?:-|–|—|to|and|until)\s*"
_COUNT = (
    r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|few"
    r"|some)"
)
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_WHICH = r"(?P<which>this|last|next|the same|that|the previous|the following)"
_TIME_OF_DAY = r"(?:night|evening|morning)"
_DAYS = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_LEAD = (
    r"(?P<lead>(?i:in|during|since|until|by|last|next|early|mid|late|of|from|for|between|that|this"
    r"|the (?:following|next|previous|preceding|same)|the))"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall(?!\s+of\s+[A-Z])|winter)"
_PART_OF_DAY = r"(?:night|evening|afternoon|morning)"
_HOURS = (
    r"(?:later\s+)?in the (?:early )?(?:morning|afternoon|evening)|in the early hours"
    r"|(?:at|before|by|after) (?:dawn|daybreak|dusk|noon|midday|midnight|nightfall|sunset|sunrise)"
    r"|during the night|(?:some |a few |several )?(?:hours|minutes) (?:later|earlier|before(?=\W*$|,))"
    r"|(?:an|two|three|four|five|six|seven|eight|ten|twelve) hours? (?:later|earlier)"
    r"|within (?:hours|minutes)"
)
_AFTER_A_DAY = r"and|he|she|they|it|when|after|before|in|at|but|which|with|by|to|as|while|from|until|there"
_BARE_DAY = (
    r"(?:(?P<lead>on|by|since|until|from|before|after)\s+|(?:morning|evening|afternoon|night|dawn|eve) of\s+)"
    rf"the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?=\s*[,.;:)]|\s+(?:{_AFTER_A_DAY})\b|\s*$"
    r"|(?<=^on\s\w{3}\s\w{3})\s+(?!\w*(?:fleet|army|corps|division|brigade|regiment|parallel|century))"
    r"|(?<=^on\s\w{3}\s\w{4})\s+(?!\w*(?:fleet|army|corps|division|brigade|regiment|parallel|century)))"
)
_SAME_DAY = (
    rf"(?:on\s+)?(?:the|that)\s+(?:very\s+)?same\s+day|(?:on\s+)?that\s+day|the same\s+{_TIME_OF_DAY}"
    rf"|that\s+{_TIME_OF_DAY}"
)
_NEXT_DAY = (
    rf"(?:on\s+)?the\s+(?:next|following)\s+(?:day|{_TIME_OF_DAY}|afternoon)|the\s+day\s+after(?!\w)"
    r"|(?:a|one)\s+day\s+(?:later|afterwards?)|the\s+morning\s+after(?!\w)|overnight"
)
_DAY_BEFORE = (
    r"(?:the|a)\s+(?:previous\s+day|day\s+(?:prior|before|earlier))|the\s+night\s+before"
    r"|one\s+day\s+(?:prior|before|earlier)"
)
_HABITUAL = (
    r"over the (?:past |last )?(?:years|decades|centuries)|in (?:the )?recent years|historically"
    r"|traditionally"
    r"|for (?:many )?(?:years|decades|centuries)|through(?:out)? the years|daily|weekly|regularly|routinely"
    r"|frequently|repeatedly|(?:in )?the preceding years"
    r"|in (?:the )?(?:past|previous|last|preceding) (?:few )?(?:years|decades)"
)


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{text})(?![\w])", flags)


def _any_case(text: str) -> re.Pattern[str]:
    return _pattern(text, re.IGNORECASE)


# order matters: the longest forms first, each word is read once
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _pattern(r"(?P<year>\d{4})-(?P<mm>\d{2})-(?P<dd>\d{2})")),
    ("day range", _pattern(rf"{_DAY}{_DASH}{_DAY2}\s+(?:of\s+)?{_MONTH}{_OF_YEAR}")),
    ("month day range", _pattern(rf"{_MONTH}\s+{_DAY}{_DASH}{_DAY2}{_OF_YEAR}")),
    ("day month", _pattern(rf"{_DAY}\s+(?:of\s+)?{_MONTH}{_OF_YEAR}")),
    ("month day", _pattern(rf"{_MONTH}\s+{_DAY}{_OF_YEAR}(?!\d)")),
    ("month year", _pattern(rf"{_PART}{_MONTH},?(?:\s+of)?\s+{_YEAR}")),
    ("year range", _pattern(r"(?P<year>1[5-9]\d\d|20\d\d)\s*(?:-|–|—)\s*(?P<year2>\d{2}|\d{4})")),
    ("decade", _any_case(rf"{_PART}(?:the\s+)?(?P<decade>1[5-9]\d0|20\d0)['’]?s")),
    ("year", _pattern(rf"{_PART}(?P<year>1[5-9]\d\d|20\d\d)")),
    ("relative month", _any_case(rf"(?:(?P<lead>later|earlier)\s+)?{_WHICH}\s+(?P<unit>month|year|week)")),
    ("same day", _any_case(_SAME_DAY)),
    ("next day", _any_case(_NEXT_DAY)),
    ("previous day", _any_case(_DAY_BEFORE)),
    ("later", _any_case(rf"{_COUNT}\s+{_UNIT}\s+(?P<way>later|after(?:wards?)?|thereafter)")),
    ("earlier", _any_case(rf"{_COUNT}\s+{_UNIT}\s+(?P<way>earlier|before|prior|previously|ago)")),
    (
        "deictic",
        _any_case(rf"(?P<word>yesterday|today|tomorrow|tonight|last night|this {_PART_OF_DAY})"),
    ),
    ("weekday", _pattern(rf"(?:(?:on|last|next|this)\s+)?{_DAYS}")),
    ("month", _pattern(rf"{_LEAD}[\s-]+{_PART}{_MONTH}")),
    ("month", re.compile(rf"^\s*{_PART}{_MONTH}(?=\s*[:–—])")),
    ("bare day", _any_case(_BARE_DAY)),
    (
        "season",
        _any_case(
            r"(?:in|during|throughout|by|over|that|last|this|next|since|until) "
            rf"(?:(?:the|that|this) )?(?:following |next |previous |same |early |late )?{_SEASON}"
        ),
    ),
    ("time of day", _any_case(_HOURS)),
    ("habitual", _any_case(_HABITUAL)),
)

WORDS_OF_KIND = ("which", "word", "weekday", "way", "lead", "season")
SURE_LEADS = frozenset(
    (
        "in,during,since,until,by,last,next,early,mid,late,between,that,the following,the next,the previous,"
        "the preceding,the same"
    ).split(",")
)
TELLS_A_DAY = frozenset(
    {"iso", "day range", "month day range", "day month", "month day", "same day", "next day", "previous day",
     "deictic", "weekday", "bare day", "range", "month", "later", "earlier"}
)  # fmt: skip
"""Kinds beside which a time of day says only when on that day."""
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "dec", "sep", "jan"})
ENDS_OF_A_RANGE = frozenset({"day month", "month day", "month year", "month", "year", "iso"})
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
    return _ranges(text, _without_doubles(text, sorted(found, key=lambda each: each.start)))


def _without_doubles(text: str, dates: list[DateWords]) -> list[DateWords]:
    """Leave out what another date of the sentence tells better: "at dawn on 3 May", "Saturday 7 March"."""
    told = [each for each in dates if each.kind in TELLS_A_DAY]
    kept = []
    for date in dates:
        if date.kind == "time of day" and told:
            continue
        if date.kind == "season" and re.match(r"\s+of\s+\d", text[date.end :]):
            continue
        beside = any(
            other.kind in {"day month", "month day", "iso"}
            and (
                text[date.end : other.start].strip() in {"", ",", ", the", "the", "(", ", on"}
                if other.start >= date.end
                else text[other.end : date.start].strip() in {"", ",", "(", ", a"}
            )
            for other in dates
            if other is not date
        )
        if not (date.kind == "weekday" and beside):
            kept.append(date)
    return kept


def _read(kind: str, match: re.Match[str], text: str) -> DateWords | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    start, end = match.span()
    if kind in {"later", "earlier"} and _counted_back(text, match):
        kind = "counted back"
    if kind == "month":
        start = match.start("month")
        start = match.start("part") if groups.get("part") else start
        name = groups["month"].rstrip(".").lower()
        if name in AMBIGUOUS_MONTHS and not groups["month"][0].isupper():
            return None
        if name in {"may", "march"} and groups.get("lead", "").lower() not in SURE_LEADS:
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
        word=next((groups[key] for key in WORDS_OF_KIND if key in groups), None),
        impossible=impossible,
    )  # fmt: skip


INEXACT = frozenset("than almost nearly over under barely about around some roughly least most".split())


def _counted_back(text: str, match: re.Match[str]) -> bool:
    """ "X came, six days after Y had left": inside a sentence the words count from one deed to another."""
    if match.group("way").lower() not in {"after", "before"}:
        return False
    before = text[: match.start()].split()
    follows = text[match.end() :].lstrip()
    if len(before) < 3 or before[-1].lower() in INEXACT or before[-1].lower() in {"and", "but"}:
        return False
    return follows[:1].isalnum()


BEFORE_A_YEAR = frozenset(
    "in since until by of from to and during before after early late mid between through the around about "
    "throughout for or till".split()
)
AFTER_A_COUNT = frozenset(
    "people troops soldiers men civilians km miles tons tonnes meters metres kilometers kilometres".split()
)
NUMBERED = frozenset(
    "resolution resolutions room flight article protocol directive number no no. order decree law act".split()
)
"""Words before a number that is no year: "Resolution 1701"."""
AFTER_A_YEAR = frozenset("crisis war attack attacks crises talks agreement elections".split())


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: not a count of things ("1500 soldiers") nor part of a number."""
    if text[end : end + 1] in {",", "."} and text[end + 1 : end + 2].isdigit():
        return False
    if start and text[start - 1] in "$€£#.,":
        return False
    before = text[max(0, start - 14) : start].lower().split()
    after = text[end : end + 14].split()
    following = after[0].lower().strip(",.") if after else ""
    lead = before[-1].strip("(,;") if before else ""
    if following in AFTER_A_COUNT or lead in NUMBERED:
        return False
    if lead in BEFORE_A_YEAR:
        return True
    if text[end : end + 1] in {",", ")", ".", ";", "'", "’", "", ":"} or text[start - 1 : start] in {
        "(",
        "-",
    }:
        return True
    if following[:1].isalpha() and following.islower() and not following.endswith("s"):
        return True
    return following in AFTER_A_YEAR or text[:start].rstrip().rpartition(" ")[2][:1].isupper()


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
    return int(word) if word.isdigit() else NUMBERS.get(word.lower().split()[-1], 0) or None


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
    if not {first.kind, second.kind} <= ENDS_OF_A_RANGE:
        return False
    between = text[first.end : second.start].strip().lower()
    before = text[max(0, first.start - 10) : first.start].strip().lower().split()
    lead = before[-1] if before else ""
    if between in {"to", "until", "through", "till", "-", "–", "—"}:
        return True
    return between == "and" and lead == "between"
