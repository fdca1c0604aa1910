"""Who the book knows, and where it finds names in a text."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codes.actors import ActorBook, shipped_actors
from detente.codes.names import fold, name_key

BOOK = shipped_actors()


def ids(text: str, year: int | None = None) -> list[list[str]]:
    return [[entry.id for entry in hit.entries] for hit in BOOK.find(text, year)]


@pytest.mark.parametrize(
    ("text", "how", "actor"),
    [
        ("Envoys of Pakistan left.", "name", "PAK"),
        ("the Iranian envoy", "adjective", "IRN"),
        ("The Afghans disagreed", "people", "AFG"),
        ("Islamabad protested", "capital", "PAK"),
        ("Georgetown protested", "capital", "GUY"),
        ("Wellington protested", "capital", "NZL"),
        ("The White House said", "metonym", "USA"),
        ("the U.S. and", "acronym", "USA"),
        ("The TTP claimed it", "group", "TTP"),
        ("members of ASEAN met", "organisation", "ASEAN"),
        ("The Mossad was blamed", "organ", "ISR_MOSSAD"),
        ("in Côte d'Ivoire", "name", "CIV"),
        ("in Cote d’Ivoire", "name", "CIV"),
        ("Jaish-e-Mohammed struck", "group", "JEM"),
        ("Jaish e Mohammad struck", "group", "JEM"),
        ("Jaish al Adl struck", "group", "JAA"),
        ("Jaish al-Adl struck", "group", "JAA"),
        ("Tehreek-i-\nTaliban Pakistan struck", "group", "TTP"),
        ("Baluchistan Liberation Army", "group", "BLA"),
        ("the Islamic Emirate of Afghanistan", "group", "TLB"),
        ("the Afghan Taliban said", "group", "TLB"),
        ("PAKISTAN REJECTS CHARGE", "name", "PAK"),
        ("Franco-German talks", "adjective", "FRA"),
        ("Sino-Indian border", "adjective", "CHN"),
    ],
)
def test_finds_how_a_text_names_an_actor(text: str, how: str, actor: str) -> None:
    hit = BOOK.find(text)[0]
    assert (hit.how, hit.entries[0].id) == (how, actor)
    assert text[hit.start : hit.end] == hit.text


@pytest.mark.parametrize(
    "text",
    [
        "turkey and china are on the table; tell us who is it",
        "The Persian Gulf and the Indian Ocean",
        "Latin American countries",
        "TELL US WHO IS TO PAY FOR IT",
        "Iranistan, Pakistanization and Chinatown",
        "a Franconian village",
    ],
)
def test_leaves_alone_what_names_no_actor(text: str) -> None:
    assert BOOK.find(text) == []


def test_the_longest_name_wins() -> None:
    assert ids("South Korean troops and the UN Security Council") == [["KOR"], ["UNSC"]]
    assert ids("the Democratic Republic of the Congo") == [["COD"]]


def test_offsets_hold_in_text_with_accents_and_combining_marks() -> None:
    text = "Straße – l’Élysée, Co\u0302te d'Ivoire and N’Djamena; ﬁnal word from Türkiye."
    hits = BOOK.find(text)
    assert [entry.id for hit in hits for entry in hit.entries] == ["FRA", "CIV", "TCD", "TUR"]
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


def test_dots_belong_to_an_acronym() -> None:
    hit = BOOK.find("in the U.S. Then")[0]
    assert hit.text == "U.S."


def test_the_year_decides_between_states() -> None:
    assert ids("Moscow", 1962) == [["SUN"]]
    assert ids("Moscow", 2014) == [["RUS"]]
    assert ids("Russia", 1999) == [["RUS"]]
    assert ids("Germany", 1938) == [["DEU"]]
    assert ids("Turkey", 1912) == [["OTT"]]
    assert ids("Bavaria") == []
    assert ids("Bavaria", 1850) == [["BAV"]]


def test_ambiguous_names_say_what_would_decide() -> None:
    hit = BOOK.find("Congolese troops")[0]
    assert {entry.id for entry in hit.entries} == {"COD", "COG"}
    assert hit.needs


def test_a_leader_is_the_office_within_the_term_and_a_person_outside() -> None:
    term = BOOK.find("Imran Khan spoke", 2019)[0].entries[0]
    assert (term.id, term.kind, term.country, term.role) == ("PAK_PM", "official", "PAK", "PM")
    later = BOOK.find("Imran Khan spoke", 2024)[0].entries[0]
    assert (later.id, later.kind) == (term.codes["person"], "person")
    assert BOOK.find("Vladimir Putin", 2010)[0].entries[0].id == "RUS_PM"
    assert BOOK.find("Ban Ki-moon", 2016)[0].entries[0].id == "UN_SG"


def test_a_surname_is_the_person_named_in_full_elsewhere() -> None:
    hits = BOOK.find("Neville Chamberlain flew out. Chamberlain came back.")
    assert [hit.entries for hit in hits] == [hits[0].entries] * 2
    assert BOOK.find("Chamberlain came back")[0].needs


def test_a_name_shared_by_two_groups_is_settled_by_the_year() -> None:
    assert ids("the WTO", 1968) == [["WPACT"]]
    assert ids("the WTO", 2005) == [["WTO"]]


def test_a_day_decides_where_a_year_is_given_too() -> None:
    assert BOOK.find("Moscow", on=date(1950, 6, 25))[0].entries[0].id == "SUN"


def test_looks_up_states_and_entries() -> None:
    state = BOOK.state("PAK")
    assert state is not None
    assert (state.name, state.codes["cow"], state.since, state.until) == ("Pakistan", "770", 1947, None)
    assert BOOK.state("TTP") is None
    entry = BOOK.entry("TTP")
    assert entry is not None
    assert entry.kind == "armed group"


@pytest.mark.parametrize(
    ("form", "suffix", "kind"),
    [
        ("Foreign Minister", "FM", "official"),
        ("secretary of state", "FM", "official"),
        ("prime ministers", "PM", "official"),
        ("ministers of foreign affairs", "FM", "official"),
        ("chargé d'affaires", "AMB", "diplomat"),
        ("troops", "MIL", "military"),
        ("army chief", "ARMYCHIEF", "military"),
        ("foreign ministry", "MFA", "government"),
        ("national security advisor", "NSA", "official"),
        ("protesters", "PROT", "population"),
        ("militants", "REB", "armed group"),
    ],
)
def test_role_nouns(form: str, suffix: str, kind: str) -> None:
    role = BOOK.role(form)
    assert role is not None
    assert (role.suffix, role.kind) == (suffix, kind)


def test_roles_say_what_stands_for_the_state_and_what_is_generic() -> None:
    government, rebels = BOOK.role("government"), BOOK.role("rebels")
    assert government is not None
    assert rebels is not None
    assert government.of_state
    assert not rebels.of_state
    assert rebels.generic
    assert rebels.plural
    assert BOOK.role("sandwich") is None


@given(st.text(max_size=200))
def test_any_text_gives_ordered_hits_that_slice_back(text: str) -> None:
    hits = BOOK.find(f"Iran {text} Iran", 1999)
    whole = f"Iran {text} Iran"
    assert all(whole[hit.start : hit.end] == hit.text for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))


@given(st.text(max_size=80))
def test_a_name_key_is_stable(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert " " not in fold(name.replace(" ", ""))


def test_finding_is_linear_and_fast() -> None:
    text = "Pakistan recalled its ambassador from Tehran after the strikes of the BLA in the border area. "
    short, long = text * 500, text * 5000
    BOOK.find(text)
    started = time.perf_counter()
    few = BOOK.find(short)
    between = time.perf_counter()
    many = BOOK.find(long)
    ended = time.perf_counter()
    assert len(many) == 10 * len(few)
    assert ended - between < 40 * max(between - started, 0.01)


def test_two_books_do_not_share_state() -> None:
    assert ActorBook.shipped().entry("PAK") == BOOK.entry("PAK")
