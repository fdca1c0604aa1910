"""Days as tables write them: ISO dates, eight digits, year-month-day in three columns, or bare numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

EPOCH = date(1970, 1, 1).toordinal()
ABSENT = -(2**31)
"""Stands for a cell that is empty or cannot be read."""

_WRITTEN = {
    "dates like 2024-01-16": re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ][\d:.,+Z -]*)?"),
    "dates like 2024/01/16": re.compile(r"(\d{4})/(\d\d?)/(\d\d?)"),
    "dates like 20240116": re.compile(r"([12]\d{3})(\d\d)(\d\d)"),
    "dates like 16 January 2024": re.compile(r"(\d\d?) ([A-Z][a-z]{2,8}),? (\d{4})"),
    "year, month and day": re.compile(r"(-?\d+)\|(-?\d+)\|(-?\d+)"),
    "whole numbers": re.compile(r"[-+]?\d{1,9}"),
}
NUMBERS = "whole numbers"
NAMED = "dates like 16 January 2024"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TRIPLE = "{}|{}|{}"
"""How three columns with year, month and day are put together for ``Days``."""


class Days(dict[str, int]):
    """Cell to day since 1970-01-01 (or bare number); the first readable cell says how all are written."""

    def __init__(self) -> None:
        super().__init__()
        self.way: str | None = None

    @property
    def dated(self) -> bool:
        return self.way != NUMBERS

    @property
    def expected(self) -> str:
        """What a cell of this column has to look like."""
        return f"so far {self.way}" if self.way else "known are dates and whole numbers"

    def __missing__(self, cell: str) -> int:
        number = self._read(cell.strip())
        self[cell] = number
        return number

    def _read(self, cell: str) -> int:
        for way, pattern in _WRITTEN.items():
            if self.way not in (None, way):
                continue
            if match := pattern.fullmatch(cell):
                number = int(cell) if way == NUMBERS else _of_parts(way, match.groups())
                if number is not None:
                    self.way = way
                    return number
        return ABSENT


def _of_parts(way: str, parts: Sequence[str]) -> int | None:
    if way != NAMED:
        return _ordinal(*map(int, parts))
    month = parts[1][:3].lower()
    return _ordinal(int(parts[2]), MONTHS.index(month) + 1, int(parts[0])) if month in MONTHS else None


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - EPOCH
    except ValueError:
        return None


def is_day(cell: str) -> bool:
    """Whether a cell alone could be a day."""
    return Days()[cell] != ABSENT
