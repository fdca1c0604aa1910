"""Who is meant by weapons, titles, halves of countries, peoples, bodies and names in no code book."""

from __future__ import annotations

import pytest
from mention_checks import ids, read


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Polish tanks entered Vilna. Lithuania protested.", "Polish tanks", "POL_MIL"),
        ("Turkish gunners fired at Bulgarian positions.", "Turkish gunners", "TUR_MIL"),
        ("Soviet armour attacked Finland at dawn.", "Soviet armour", "SUN_MIL"),
        ("Finland fired at the Soviet tanks.", "the Soviet tanks", "SUN_MIL"),
        ("Colonel Nasser of Egypt warned Israel. The colonel closed the canal.", "The colonel", "EGY_NASSER"),
        ("Many Greeks demonstrated against Turkey.", "Greeks", "GRC_POP"),
        ("Thousands of Somalis fled to Kenya.", "Somalis", "SOM_POP"),
        ("A mob in Tripoli burned the French embassy.", "A mob", "LBY_POP"),
        ("The French Chamber ratified the treaty with Poland.", "The French Chamber", "FRA_PARL"),
        ("The Security Council met. The Council condemned Iraq.", "Council", "UNSC"),
        ("The Arab League met. Iraq asked this body for help.", "this body", "ARABL"),
        ("Nasser said that his country would fight Israel.", "his country", "EGY"),
        ("The convoy was organized by I.H.H. and Israel stopped it.", "I.H.H.", "IHH"),
        (
            "Norway's prime minister, Odd Lie, met Prime Minister Nils Alvbrant. Sweden gained.",
            "Nils Alvbrant",
            "SWE_PM",
        ),
        ("Robert Keller, NATO's secretary general, appealed to Greece.", "Robert Keller", "NATO_SG"),
        ("NATO met. Robert Keller, its secretary general, appealed to Greece.", "Robert Keller", "NATO_SG"),
        (
            "Soviet destroyers left. Britain sent cruisers. Turkey would fire unless the cruisers left.",
            "the cruisers",
            "GBR_MIL",
        ),
    ],
)
def test_who_is_meant(text: str, words: str, actor: str) -> None:
    assert ids(read(text), words) == {actor}


@pytest.mark.parametrize("text", ["France sold tanks to Iraq.", "Egypt bought Soviet tanks from Syria."])
def test_weapons_that_are_sold_are_nobody(text: str) -> None:
    assert not any(actor.kind == "military" for actor in read(text).actors.values())


def test_halves_of_a_divided_country_only_where_both_are_named() -> None:
    both = read("North Korea shelled South Korea. The South warned the North.")
    assert ids(both, "The South") == {"KOR"}
    assert ids(both, "the North") == {"PRK"}
    assert not ids(read("Spain shelled Morocco. The troops moved to the North."), "the North")


def test_one_who_speaks_for_a_state_says_we() -> None:
    reading = read('"We shall resist any attack on us," President Sadat of Egypt said. Israel mobilized.')
    assert ids(reading, "We") == {"EGY"}
    assert ids(reading, "us") == {"EGY"}


def test_somebodys_successor_is_not_himself() -> None:
    reading = read("President Park of South Korea was shot. His successor freed the prisoners.")
    (successor,) = ids(reading, "His successor")
    assert successor.endswith("_SUCCESSOR")
    named = read("President Sadat of Egypt was shot. His successor, Hosni Mubarak, met Israel's envoy.")
    assert ids(named, "His successor") == ids(named, "Hosni Mubarak")


def test_leaders_in_the_plural_are_no_single_holder() -> None:
    reading = read("The Soviet leaders warned Hungary. The Soviet leader met Nagy.")
    assert ids(reading, "The Soviet leaders") != ids(reading, "The Soviet leader")


def test_diplomats_of_a_region_are_of_no_state_named() -> None:
    assert ids(read("Western diplomats said that Turkey had erred."), "Western diplomats") == {
        "WESTERN_DIPLOMATS"
    }


def test_mediators_are_none_of_the_sides() -> None:
    reading = read(
        "Peru attacked Ecuador. Ecuador shelled Peru. Peru warned Ecuador. "
        "Brazil and Chile called for a truce, each side blaming the other."
    )
    assert ids(reading, "each side") == {"PER", "ECU"}


def test_the_rebels_are_the_one_group_named() -> None:
    reading = read("The Simbas shot hostages. Belgium attacked the rebels.")
    assert ids(reading, "the rebels") == {"SIMBA"}


def test_a_town_that_is_bombed_is_no_person() -> None:
    reading = read("Ethiopia bombed Mekele. Eritrea retaliated by striking Mekele.")
    assert not any(actor.kind == "person" for actor in reading.actors.values())
