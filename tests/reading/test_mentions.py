"""What the mention step finds: names, roles, persons, acronyms, places; and that offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mention_checks import mention, read

from detente.reading.base import Reading, at
from detente.reading.mentions_kinds import document_year


def ids(reading: Reading, words: str, nth: int = 0) -> tuple[str, ...]:
    return mention(reading, words, nth).ids


def test_demonym_before_a_plain_noun_is_attributive() -> None:
    found = mention(read("A drone crossed Pakistani airspace."), "Pakistani")
    assert found.ids == ("PAK",)
    assert found.attributive


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Iranian envoy left.", "The Iranian envoy", "IRN_AMB"),
        ("Indian forces crossed the river.", "Indian forces", "IND_MIL"),
        ("The Indian foreign ministry protested.", "foreign ministry", "IND_MFA"),
        ("Pakistan's military denied it.", "military", "PAK_MIL"),
        ("The prime minister of Japan resigned.", "The prime minister", "JPN_PM"),
        ("The French government agreed.", "The French government", "FRA"),
        ("The Taliban government in Kabul fell.", "Taliban government", "TLB"),
        ("Egypt's army chief spoke.", "army chief", "EGY_ARMYCHIEF"),
    ],
)
def test_role_nouns_take_the_country_that_stands_with_them(text: str, words: str, actor: str) -> None:
    assert ids(read(text), words) == (actor,)


def test_two_countries_share_a_role_noun() -> None:
    assert ids(read("Greek and Turkish troops clashed."), "Greek and Turkish troops") == (
        "GRC_MIL",
        "TUR_MIL",
    )


def test_capital_is_the_government_unless_it_is_a_place() -> None:
    reading = read("Tehran recalled its envoy. The ministers met in Tehran. The road to Tehran was cut.")
    assert mention(reading, "Tehran", 0).how == "metonym"
    assert mention(reading, "Tehran", 1).how == "place"
    assert mention(reading, "Tehran", 2).how == "place"
    assert ids(reading, "Tehran", 0) == ("IRN",)


def test_country_in_a_locative_phrase_is_marked_as_place() -> None:
    reading = read("India carried out airstrikes in Pakistan. India warned Pakistan.")
    assert mention(reading, "Pakistan", 0).how == "place"
    assert mention(reading, "Pakistan", 1).how == "name"


def test_acronym_defined_in_the_text_makes_an_actor_and_is_found_again() -> None:
    reading = read(
        "The Lake District Liberation Front (LDLF) blew up a bridge. The LDLF then asked for talks."
    )
    assert ids(reading, "LDLF") == ids(reading, "Liberation Front (LDLF)") == ("LDLF",)
    assert reading.actors["LDLF"].kind == "armed group"
    assert "LDLF" in reading.actors["LDLF"].aliases


def test_known_name_with_its_acronym_is_one_mention() -> None:
    reading = read("The Organization of Islamic Cooperation (OIC) met. The OIC condemned the raid.")
    assert ids(reading, "(OIC)") == ("OIC",)
    assert ids(reading, "OIC", 0) == ("OIC",)


def test_bracketed_treaty_is_no_actor() -> None:
    reading = read("Troops shelled each other across the Line of Control (LoC).")
    assert not any("loc" in actor.lower() for actor in reading.actors)


def test_office_in_the_text_names_the_person() -> None:
    reading = read("Norwegian Prime Minister Kari Lund met the press. Lund said that she was content.")
    assert ids(reading, "Kari Lund") == ("NOR_PM",)
    assert ids(reading, "Lund", 1) == ("NOR_PM",)
    assert "Kari Lund" in reading.actors["NOR_PM"].aliases


def test_persons_of_one_surname_stay_apart() -> None:
    reading = read(
        "Prime Minister Anil Rao of India wrote a letter. General Vikram Rao of the Indian Army read it. "
        "Gen. Rao was silent. Prime Minister Rao was not."
    )
    assert ids(reading, "Anil Rao") == ("IND_PM",)
    assert ids(reading, "Vikram Rao") == ids(reading, "Gen. Rao") == ("IND_VRAO",)
    assert ids(reading, "Prime Minister Rao") == ("IND_PM",)


def test_former_holder_is_a_person_not_the_office() -> None:
    reading = read("The former Chilean President Jorge Salas was arrested.")
    assert "CHL_PRES" not in ids(reading, "Jorge Salas")
    assert reading.actors[ids(reading, "Jorge Salas")[0]].kind == "person"


def test_place_name_inside_a_personal_name_is_the_person() -> None:
    reading = read("Michael Jordan visited the camp.")
    assert "JOR" not in reading.actors


def test_state_misspelt_by_one_letter_is_found_with_its_basis() -> None:
    found = mention(read("The envoys of Saudi Araba and Bahrain met."), "Saudi Araba")
    assert found.ids == ("SAU",)
    assert found.basis
    assert found.confidence < 0.9


def test_year_of_a_document_is_the_one_it_names_most() -> None:
    assert document_year("In 1962 and again in 1962, as in 1948, war came.", None) == 1962
    assert document_year("Nothing dated here.", "2024-01-20") == 2024
    assert document_year("A plan for 2050.", "2024-01-20") == 2024
    assert document_year("Nothing.", None) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["Iran", "Pakistani", "it", "its", "both nations", "(", ")", "JeM", ",", ".", "General", "Rao",
             "of", "’s", "army", "militants", "and", "–", "\n\n", "US-led", "each other", "é", "\u2028", "0"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_word_salad_is_read_and_every_offset_holds(words: list[str]) -> None:
    reading = read(" ".join(words))
    text = reading.document.text
    for each in reading.mentions:
        assert 0 <= each.start < each.end <= len(text)
        assert each.sentence.start <= at(each.head) < each.sentence.end
        assert all(actor in reading.actors for actor in each.ids)
        assert 0.0 <= each.confidence <= 1.0
    for actor in reading.actors.values():
        assert actor.mentions
        for spoken in actor.mentions:
            assert text[spoken.start : spoken.end] == spoken.quote
