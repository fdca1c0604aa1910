"""Who a person is: offices with their years, spellings, surnames, acronyms after role nouns, short names."""

from __future__ import annotations

import pytest
from mention_checks import ids, read

from detente.codes import load_codes


def test_leader_of_later_years_does_not_win() -> None:
    reading = read(
        "In 1955 Afghanistan and Pakistan quarrelled. Prime Minister Mohammed Ali warned Afghanistan in 1955."
    )
    assert ids(reading, "Prime Minister Mohammed Ali") == {"PAK_PM"}
    assert not any(actor.country == "GUY" for actor in reading.actors.values())


def test_surname_of_a_leader_to_come_is_nobody_of_the_book() -> None:
    hits = load_codes().actors.find("Merkel and Macron spoke", year=1950)
    assert hits == []
    past = load_codes().actors.find("Brezhnev had said so", year=1990)
    assert [hit.entries[0].country for hit in past] == ["SUN"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("In 1985 Colonel Qaddhafi of Libya spoke.", "Colonel Qaddhafi", "LBY_LEADER"),
        ("In 1958 President Nasir of Egypt spoke. Nasir blamed Britain.", "Nasir", "EGY_PRES"),
        ("In 1977 UN Secretary-General Kurt Waldheim met Algeria's envoy.", "Kurt Waldheim", "UN_SG"),
        ("In 1979 Pakistan armed. General Zia, Pakistan's leader, agreed.", "General Zia", "PAK_LEADER"),
        ("In 1962 the Soviet ambassador, Anatoly Dobrynin, left.", "Anatoly Dobrynin", "SUN_AMB"),
    ],
)
def test_spellings_titles_and_appositions(text: str, words: str, expected: str) -> None:
    assert ids(read(text), words) == {expected}


def test_bare_surname_goes_on_meaning_whom_it_meant() -> None:
    reading = read(
        "President John F. Kennedy spoke on 22 October 1962. Kennedy announced a quarantine. "
        "Robert Kennedy met the Soviet ambassador. Kennedy welcomed the decision."
    )
    assert ids(reading, "Kennedy", 1) == ids(reading, "Kennedy", 3) == {"USA_PRES"}
    assert ids(reading, "Robert Kennedy") != {"USA_PRES"}


def test_office_belongs_to_who_held_it_in_the_year() -> None:
    reading = read(
        "Egypt quarrelled with Libya in 1985. President Sadat had disliked Libya. "
        "In 1985 President Mubarak warned Libya. Mubarak sent troops in November 1985."
    )
    assert ids(reading, "President Mubarak") == {"EGY_PRES"}
    assert ids(reading, "President Sadat") == {"EGY_PRES_SADAT"}


def test_acronym_after_a_role_noun_is_the_same_actor() -> None:
    reading = read(
        "The transitional government (TFG) fled from Somalia in 2006. The TFG asked Ethiopia for help. "
        "The military council (RCX) took the town. The RCX freed it."
    )
    assert ids(reading, "The transitional government") == ids(reading, "TFG", 1) == {"SOM_TFG"}
    assert ids(reading, "RCX") == {"RCX"}


def test_organisation_is_called_by_its_first_word_afterwards() -> None:
    reading = read("Ethiopia appealed to the League of Nations. The League condemned Italy.")
    assert ids(reading, "League") == {"LON"}
    assert not any(each.form == "league" for each in read("The League won the cup.").mentions)


def test_security_council_of_a_state_is_its_own_organ() -> None:
    reading = read(
        "In May 2016 the National Security Council of Pakistan met. The UN's Security Council met."
    )
    assert ids(reading, "National Security Council") == {"PAK_NSC"}
    assert ids(reading, "Security Council", 1) == {"UNSC"}
    committee = read("Pakistan's National Security Committee met.")
    assert ids(committee, "National Security Committee") == {"PAK_NSC"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Uganda denied the charge that Kenya had made.", "charge"),
        ("China voiced strong opposition to the plan of Japan.", "opposition"),
        ("The division of Cyprus went on. Greece protested.", "division"),
        ("Qatar spent billions from its reserves.", "reserves"),
        ("Troops under the command of General Paget left Syria.", "command"),
        ("The establishment of the United Nations was near.", "establishment"),
        ("Israel occupied the Left Bank and the West Bank.", "Left Bank"),
    ],
)
def test_acts_and_things_are_no_bodies(text: str, wrong: str) -> None:
    reading = read(text)
    told = {reading.document.text[each.start : each.end] for each in reading.mentions if each.ids}
    assert not any(each.endswith(wrong) for each in told), told


def test_title_before_an_and_is_of_the_other_person() -> None:
    reading = read("In 2001 Rwandan Vice President Paul Kagame and Ugandan President Yoweri Museveni met.")
    assert ids(reading, "Yoweri Museveni") == {"UGA_PRES"}


@pytest.mark.parametrize(
    "text", ["They fought in Queen Elizabeth National Park.", "Vietnam claimed the Spratlys.",
             "Operation Desert Strike began.", "The Durand Line was closed."]
)  # fmt: skip
def test_things_called_after_persons_are_no_persons(text: str) -> None:
    assert not any(actor.kind in {"person", "official"} for actor in read(text).actors.values())


def test_body_founded_much_later_is_not_meant_but_a_name_inside_it_is() -> None:
    found = load_codes().actors.find("The US-led coalition attacked", year=1991)
    assert [hit.entries[0].id for hit in found] == ["USA"]


def test_names_of_offices_read_well() -> None:
    reading = read("Pakistan's ambassadors and the Indian foreign ministers met the American president.")
    names = {actor.id: actor.name for actor in reading.actors.values()}
    assert names["PAK_AMB"] == "Pakistan's ambassador"
    assert names["IND_FM"] == "India's foreign minister"
    assert names["USA_PRES"] == "President of the United States"


def test_an_office_that_names_its_body_does_not_name_it_twice() -> None:
    reading = read("The United Nations Secretary-General asked both sides to stop.")
    assert reading.actors["UN_SG"].name == "Secretary-general of the United Nations"


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    (note,) = [each for each in read("Antonio Guterres called for restraint.").notes if "may be" in each.text]
    assert "(antonio-guterres-prt)" in note.text
    assert note.text.count("(") == 2
