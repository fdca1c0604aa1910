"""Where: places and their countries."""

from __future__ import annotations

import pytest

from detente.codes.places import shipped_places

BOOK = shipped_places()


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Sistan-Baluchistan", ("IRN",)),
        ("Sistan and Baluchestan", ("IRN",)),
        ("Balochistan", ("PAK",)),
        ("Baluchistan", ("PAK",)),
        ("Khyber Pakhtunkhwa", ("PAK",)),
        ("Kashmir", ("IND", "PAK")),
        ("Line of Control", ("IND", "PAK")),
        ("Golan Heights", ("SYR", "ISR")),
        ("West Bank", ("PSE",)),
        ("Crimea", ("UKR", "RUS")),
        ("Islamabad", ("PAK",)),
        ("Persian Gulf", ()),
        ("Tripoli", ()),
        ("Nowhere at all", ()),
    ],
)
def test_country_of_a_place(name: str, countries: tuple[str, ...]) -> None:
    assert BOOK.country(name) == countries


def test_finds_places_with_their_offsets() -> None:
    text = "Strikes hit Panjgur in Balochistan, then Saravan in Sistan-Baluchistan; Kashmir stayed calm."
    hits = BOOK.find(text)
    names = ["Panjgur", "Balochistan", "Saravan", "Sistan-Baluchistan", "Kashmir"]
    assert [hit.text for hit in hits] == names
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert hits[-1].entries[0].disputed


def test_same_name_in_two_countries_stays_ambiguous() -> None:
    entries = BOOK.find("fighting near Tripoli")[0].entries
    assert {entry.countries for entry in entries} == {("LBN",), ("LBY",)}


def test_common_words_are_no_places() -> None:
    assert BOOK.find("a nice split of the cork") == []


def test_the_name_of_a_state_is_no_region() -> None:
    assert BOOK.find("Saudi Arabia, South Africa and Western Sahara") == []
    assert [hit.text for hit in BOOK.find("in Africa and Arabia")] == ["Africa", "Arabia"]
