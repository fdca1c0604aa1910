"""Dates as the words give them: forms, intervals, relative ones, impossible ones."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.dates import find_dates


@pytest.mark.parametrize(
    ("text", "kind", "year", "month", "day"),
    [
        ("on 16 January 1924", "day month", 1924, 1, 16),
        ("January 16, 1924", "month day", 1924, 1, 16),
        ("January 16th, 1924", "month day", 1924, 1, 16),
        ("1924-01-16", "iso", 1924, 1, 16),
        ("16th of January 1924", "day month", 1924, 1, 16),
        ("the 3rd January 1999", "day month", 1999, 1, 3),
        ("Jan. 5, 1960", "month day", 1960, 1, 5),
        ("5 Sept. 1971", "day month", 1971, 9, 5),
        ("on 4 June", "day month", None, 6, 4),
        ("June 4", "month day", None, 6, 4),
        ("in March 1999", "month year", 1999, 3, None),
        ("in early March 1999", "month year", 1999, 3, None),
        ("August, 1964", "month year", 1964, 8, None),
        ("in May", "month", None, 5, None),
        ("In May", "month", None, 5, None),
        ("in 1962", "year", 1962, None, None),
        ("mid-2014", "year", 2014, None, None),
        ("since 1848", "year", 1848, None, None),
        ("the 1967 war", "year", 1967, None, None),
        ("the 1980s", "decade", 1980, None, None),
        ("the early 1990's", "decade", 1990, None, None),
        ("29 February 2024", "day month", 2024, 2, 29),
    ],
)
def test_one_date(text: str, kind: str, year: int | None, month: int | None, day: int | None) -> None:
    (found,) = find_dates(text)
    assert (found.kind, found.year, found.month, found.day) == (kind, year, month, day)
    assert not found.impossible
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14-16 May 1998", (1998, 5, 14), (None, 5, 16)),
        ("14 and 15 June 1999", (1999, 6, 14), (None, 6, 15)),
        ("May 14–16, 1998", (1998, 5, 14), (None, 5, 16)),
        ("from 14 February to 1 March 2019", (2019, 2, 14), (2019, 3, 1)),
        ("between May and July 1967", (1967, 5, None), (1967, 7, None)),
        ("from 1990 to 1995", (1990, None, None), (1995, None, None)),
        ("between 1955 and 1960", (1955, None, None), (1960, None, None)),
        ("1914-18", (1914, None, None), (1918, None, None)),
        ("1939–1945", (1939, None, None), (1945, None, None)),
    ],
)
def test_intervals(
    text: str, first: tuple[int, int | None, int | None], last: tuple[int | None, int | None, int | None]
) -> None:
    (found,) = find_dates(text)
    assert (found.year, found.month, found.day) == first
    assert (found.year2, found.month2, found.day2) == last


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2001",
        "31 April 1999",
        "29 February 2023",
        "32 January 1999",
        "0 May 1999",
        "5 May 0000",
        "5 May 9999",
        "2023-13-05",
        "2023-02-30",
        "5 to 3 May 1999",
        "30-31 June 1999",
    ],
)
def test_impossible_dates_are_found_and_marked(text: str) -> None:
    (found,) = find_dates(text)
    assert found.impossible
    assert found.words == text


@pytest.mark.parametrize(
    "text",
    [
        "1500 soldiers",
        "some 2000 people",
        "$1999",
        "1,999 tents",
        "1999.5 km",
        "Resolution 1701",
        "Security Council Resolution 1973",
        "Flight 1907",
        "may attack",
        "they march on",
        "2500",
        "a-1999x",
        "12345",
    ],
)
def test_numbers_and_verbs_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "count", "unit"),
    [
        ("two days later", "later", 2, "day"),
        ("Two days later", "later", 2, "day"),
        ("a week earlier", "earlier", 1, "week"),
        ("12 months later", "later", 12, "month"),
        ("several months later", "later", None, "month"),
        ("three days ago", "earlier", 3, "day"),
        ("the next day", "next day", None, None),
        ("the following morning", "next day", None, None),
        ("the same day", "same day", None, None),
        ("the previous day", "previous day", None, None),
        ("yesterday", "deictic", None, None),
        ("last month", "relative month", None, "month"),
        ("over the years", "habitual", None, None),
        ("in recent years", "habitual", None, None),
    ],
)
def test_relative_dates(text: str, kind: str, count: int | None, unit: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.kind, found.count, found.unit) == (kind, count, unit)


@given(day=st.dates(min_value=date(1816, 1, 1), max_value=date(2099, 12, 31)))
def test_every_calendar_day_is_read_in_every_form(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        (found,) = find_dates(f"It began on {text} at dawn.")
        assert (found.year, found.month, found.day, found.impossible) == (day.year, day.month, day.day, False)


@settings(max_examples=300)
@given(text=st.text(alphabet="0123456789 -–,.'MayJunedths ofto", max_size=60))
def test_any_digits_and_months_are_read_without_overlap(text: str) -> None:
    found = find_dates(text)
    for each in found:
        assert text[each.start : each.end] == each.words
    for one, two in pairwise(found):
        assert one.end <= two.start


# --- the time step ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["the 38th parallel", "the 6th Fleet", "the fall of Saigon", "the 19th century"]
)
def test_ordinals_and_falls_are_no_days(text: str) -> None:
    assert not find_dates(f"They crossed {text} there.")
